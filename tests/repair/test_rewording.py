"""A name put into a sentence: articles, capitals, possessives, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.translate.rewording import before_article, begun, replaced


@pytest.mark.parametrize(
    ("text", "found", "name", "wanted"),
    [
        ("Starling fell silent.", "Starling", "Starlink", "Starlink fell silent."),
        ("He spoke of Mask's wealth.", "Mask", "Musk", "He spoke of Musk's wealth."),
        ("He spoke of Mask's wealth.", "Mask's", "Musk", "He spoke of Musk's wealth."),
        ("the kremlin denied it.", "kremlin", "the Kremlin", "The Kremlin denied it."),
        ("He said the kremlin denied it.", "kremlin", "the Kremlin", "He said the Kremlin denied it."),
        ("“kremlin knows”, he said.", "kremlin", "the Kremlin", "“The Kremlin knows”, he said."),
        ("In a Wall Journal report", "Wall Journal", "The Wall Street Journal", "In The Wall Street Journal report"),
        ("Buy a Starling dish", "Starling", "Azov", "Buy an Azov dish"),
        ("An Asov man", "Asov", "Starlink", "A Starlink man"),
        ("A user of an page", "page", "X", "A user of an X"),
        ("with Elon Mask today", "Mask", "Elon Musk", "with Elon Musk today"),
        ("with Shi Jinping today", "Shi", "Xi Jinping", "with Xi Jinping today"),
        ("with ستارلينك today", "ستارلينك", "Starlink", "with Starlink today"),
    ],
)
def test_in_place(text: str, found: str, name: str, wanted: str) -> None:
    start = text.index(found)
    assert replaced(text, (start, start + len(found)), name) == wanted


def test_half_a_word_is_not_replaced() -> None:
    assert replaced("Masked men", (0, 4), "Musk") is None


@pytest.mark.parametrize(
    ("text", "offset", "name", "wanted"),
    [
        ("He met the minister.", 7, "Putin", "He met Putin"),
        ("He met the minister.", 11, "the Kremlin", "He met the Kremlin"),
        ("He met", 6, "Putin", "He met Putin"),
        ("", 0, "the Kremlin", "The Kremlin"),
        ("It fell. then rose", 9, "the Kremlin", "It fell. The Kremlin"),
    ],
)
def test_a_beginning(text: str, offset: int, name: str, wanted: str) -> None:
    assert begun(text, offset, name) == wanted


def test_before_an_article() -> None:
    assert before_article("He spoke to the minister", 16) == 12
    assert before_article("He spoke to minister", 12) == 12


_WORDS = st.lists(st.sampled_from("he saw the men of a city in May, 12 of them".split()), max_size=6).map(" ".join)


@given(_WORDS, _WORDS, st.sampled_from(["Starlink", "the Kremlin", "Xi Jinping"]))
def test_what_is_around_the_name_stays(before: str, after: str, name: str) -> None:
    text = f"{before} Zorg {after}".strip()
    start = text.index("Zorg")
    new = replaced(text, (start, start + 4), name)
    assert new is not None
    assert new.count(name) + new.count("The Kremlin") == 1
    assert new.endswith(after)
    kept = [word for word in before.split() if word not in ("the", "a")]
    assert [word for word in new.split() if word in kept][: len(kept)] == kept
