"""Stretches of a sentence are followed through its versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qantara.translate.review.wording import carried, hunk, merged, one_line

WORDS = st.lists(st.sampled_from(["Musk", "spoke", "to", "Putin", ",", "again", "X", "."]), max_size=9).map(" ".join)


@given(WORDS, WORDS)
def test_what_is_carried_is_the_same_text(old: str, new: str) -> None:
    for start in range(len(old)):
        span = (start, min(start + 4, len(old)))
        place = carried(span, old, new)
        if place is not None:
            assert new[slice(*place)] == old[slice(*span)]


@given(WORDS, WORDS)
def test_a_hunk_makes_the_new_of_the_old(old: str, new: str) -> None:
    (start, end), text = hunk(old, new)
    assert old[:start] + text + old[end:] == new


@given(WORDS, WORDS)
def test_a_change_merged_into_its_own_base_is_the_change(old: str, new: str) -> None:
    assert merged(old, new, old) == new


def test_two_changes_can_be_had_together() -> None:
    base = "Mask spoke to Poutine."
    assert merged(base, "Musk spoke to Poutine.", "Mask spoke to Putin.") == "Musk spoke to Putin."
    assert (
        merged(base, "Mask spoke at length to Poutine.", "Musk spoke to Poutine.") == "Musk spoke at length to Poutine."
    )


def test_where_two_changes_cannot_be_had_together_the_later_one_stands() -> None:
    assert merged("Mask spoke.", "Musk spoke.", "He was silent.") == "Musk spoke."


def test_a_persons_english_is_one_line() -> None:
    assert one_line(" a\tb\r\n c\x00\u2028d ") == "a b c d"
