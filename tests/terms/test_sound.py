"""Sounding alike."""

from __future__ import annotations

import pytest

from qantara.align.terms.sound import romanised, sound_similarity


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("بوتين", "Putin"),
        ("كارلسون", "Carlson"),
        ("محمد", "Mohammed"),
        ("محمد", "Muhammad"),
        ("هاليفاكس", "Halifax"),
        ("شيفرون", "Chevron"),
        ("غزة", "Gaza"),
        ("وول ستريت جورنال", "Wall Street Journal"),
    ],
)
def test_names_sound_like_their_english(arabic: str, english: str) -> None:
    assert sound_similarity(arabic, english) > 0.85


@pytest.mark.parametrize(("arabic", "english"), [("بوتين", "Zelensky"), ("آزوف", "Moscow"), ("الراهبة", "Sister")])
def test_other_names_do_not(arabic: str, english: str) -> None:
    assert sound_similarity(arabic, english) < 0.5


def test_sound_cannot_decide_between_musk_and_mask() -> None:
    assert sound_similarity("ماسك", "mask") >= sound_similarity("ماسك", "Musk")


def test_nothing_sounds_like_nothing() -> None:
    assert sound_similarity("", "Musk") == sound_similarity("ماسك", "…") == 0.0


def test_letters_spelt_out() -> None:
    assert romanised("تايوان") == "taywan"
