"""Markup inside a sentence: never lost where it must not be, never crossing, never at the cost of a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.translate.formats.inline import Keep, Mark, decorate
from qantara.translate.formats.projection import Place, Projection

ARABIC = "قال الرئيس: إن حلف NATO باع 2024 طائرة. وأضاف أن كل شيء بخير."


@st.composite
def nested_marks(draw: st.DrawFn) -> list[Mark]:
    """Marks as a parser finds them: numbered, disjoint or one inside the other."""
    marks: list[Mark] = []
    spans = [(0, len(ARABIC))]
    for order in range(draw(st.integers(0, 6))):
        low, high = draw(st.sampled_from(spans))
        start, end = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
        if any(a < start < b < end or start < a < end < b for a, b in ((m.start, m.end) for m in marks)):
            continue
        spans.append((start, end))
        keep = draw(st.sampled_from([Keep.ALWAYS, Keep.IF_CERTAIN]))
        marks.append(Mark(start, end, f"<{order}>", f"</{order}>", keep, order))
    return marks


@given(nested_marks(), st.lists(st.sampled_from(["He", "said:", "NATO", "2024", "well.", "It"]), max_size=12))
def test_tags_are_nested_and_no_word_is_lost(marks: list[Mark], words: list[str]) -> None:
    answer = decorate(ARABIC, marks, " ".join(words))
    opened = []
    for slash, name in re.findall(r"<(/?)(\d)>", answer):
        if slash:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert not opened
    kept = {int(name) for name in re.findall(r"<(\d)>", answer)}
    assert kept >= {mark.order for mark in marks if mark.keep is Keep.ALWAYS}
    letters = iter(re.sub(r"</?\d>", "", answer))
    assert all(letter in letters for letter in "".join(words)), "the English, in order, with Arabic at most between"


@pytest.mark.parametrize(
    ("source", "english", "word", "expected"),
    [
        ("باع 2024 طائرة", "It sold in all 2024 aircraft", "2024", Place(4, True)),
        ("باع ٢٠٢٤ طائرة", "It sold in all 2024 aircraft", "٢٠٢٤", Place(4, True)),
        ("قال: نعم", "The president said: yes", "نعم", Place(3, True)),
        ("ذهب. ثم عاد.", "He went away. Then he came.", "ثم", Place(3, True)),
        ("قال إن بلاده بخير", "He said his country is well", "بلاده", Place(3, False)),
    ],
)
def test_places(source: str, english: str, word: str, expected: Place) -> None:
    assert Projection(source, english).place(source.index(word)) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Use the command git now.", "Use the command `git` now."),
        ("Use (git), now.", "Use (`git`), now."),
        ("Use the command get now.", "Use the `git` command get now."),
    ],
)
def test_code_is_kept_whatever_the_model_makes_of_it(english: str, expected: str) -> None:
    text = "استخدم الأمر git الآن."
    start = text.index("git")
    assert decorate(text, [Mark(start, start + 3, "`", "`", Keep.VERBATIM)], english) == expected


def test_emphasis_is_dropped_where_its_place_is_a_guess() -> None:
    text = "قال إن بلاده بخير"
    span = text.index("بلاده"), text.index("بلاده") + 5
    english = "He said that his country is well"
    assert decorate(text, [Mark(*span, "**", "**", Keep.IF_CERTAIN)], english) == english
    assert "](x)" in decorate(text, [Mark(*span, "[", "](x)")], english)
    assert decorate(text, [Mark(0, len(text), "**", "**", Keep.IF_CERTAIN)], english) == f"**{english}**"
