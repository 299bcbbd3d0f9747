"""Accepted forms in English, tolerantly."""

from __future__ import annotations

import pytest

from qantara.align.terms.english import EnglishText, Fit, Form
from qantara.align.terms.latin import canonical_word


def fits(text: str, form: str) -> list[Fit]:
    return [occurrence.fit for occurrence in EnglishText(text).occurrences(Form(form))]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Musk's plan", "Musk"),
        ("the Musks", "Musk"),
        ("“Starlink”-based", "Starlink"),
        ("the Wall Street Journal said", "The Wall Street Journal"),
        ("the Bolshoi Theater", "Bolshoi Theatre"),
        ("in Zurich", "Zürich"),
        ("the Great Mosque of Cordoba", "Great Mosque of Córdoba"),
        ("Donald J. Trump", "Donald Trump"),
        ("J.K. Rowling", "J. K. Rowling"),
        ("Smith and Sons", "Smith & Sons"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Mosque of Zahir Baybars", "Mosque of al-Zahir Baybars"),
        ("Abdullah bin Saad", "Abdullah ibn Saad"),
        ("WORLD CUP FINAL", "World Cup"),
        ("No Country For Old Men", "No Country for Old Men"),
        ("Part Two", "Part II"),
    ],
)
def test_rightly_written(text: str, form: str) -> None:
    assert [fit for fit in fits(text, form) if fit is not Fit.CASE]


@pytest.mark.parametrize(
    ("text", "form"), [("the musk", "Musk"), ("on x today", "X"), ("the sea of azov", "Sea of Azov")]
)
def test_wrong_case(text: str, form: str) -> None:
    assert fits(text, form) == [Fit.CASE]


@pytest.mark.parametrize(("text", "form"), [("Muskrat", "Musk"), ("Sea of Azof", "Sea of Azov"), ("SpaceX", "X")])
def test_absent(text: str, form: str) -> None:
    assert fits(text, form) == []


def test_span_includes_the_form_s_article() -> None:
    text = "He read the Silence of the Lambs."
    (found,) = EnglishText(text).occurrences(Form("The Silence of the Lambs"))
    assert text[slice(*found.span)] == "the Silence of the Lambs"


@pytest.mark.parametrize(
    ("one", "other"), [("honour", "honor"), ("centre", "center"), ("organise", "organize"), ("II", "2")]
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert canonical_word(one) == canonical_word(other)
