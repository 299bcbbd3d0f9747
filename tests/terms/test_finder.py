"""Mentions in Arabic: clitics, whole words, the longest wins."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.term import TermEntry
from qantara.align.terms.arabic import fold
from qantara.align.terms.base import term_base
from qantara.align.terms.finder import MentionFinder

FORMS = (
    "ماسك",
    "المسك",
    "ستارلينك",
    "بحر آزوف",
    "آزوف",
    "سبيس إكس",
    "إكس",
    "وول ستريت جورنال",
    "وول ستريت",
    "المسجد الصغير",
    "ميمونة ومسعود",
    "شركة النفط",
)
FINDER = MentionFinder(term_base([TermEntry(form, (form,), f"T{n}") for n, form in enumerate(FORMS)]))


def names(text: str) -> list[str]:
    return [FORMS[mention.entries[0]] for mention in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال ماسك", ["ماسك"]),
        ("فلماسك علاقات", ["ماسك"]),
        ("وبالستارلينك", ["ستارلينك"]),
        ("لستارلينك", ["ستارلينك"]),
        ("«ستارلينك»", ["ستارلينك"]),
        ("تحدث المسك", ["المسك"]),
        ("رائحة للمسك", ["المسك"]),
        ("أمسك الشرطي", []),
        ("تمسك به", []),
        ("ماسكا بيده", []),
        ("في بحر آزوف", ["بحر آزوف"]),
        ("بحر  \n آزوف", ["بحر آزوف"]),
        ("من بحر آزوف إلى آزوف", ["بحر آزوف", "آزوف"]),
        ("سبيس-إكس", ["سبيس إكس"]),
        ("سبيس إكس على إكس", ["سبيس إكس", "إكس"]),
        ("وول ستريت جورنال", ["وول ستريت جورنال"]),
        ("وول ستريت", ["وول ستريت"]),
        ("للمسجد الصغير", ["المسجد الصغير"]),
        ("مسجد صغير", []),
    ],
)
def test_whole_words_and_the_longest(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_offsets_leave_proclitics_out() -> None:
    text = "قالوا: وبالستارلينك نتصل"
    (mention,) = FINDER.find(text)
    assert text[mention.start : mention.end] == "ستارلينك"
    assert mention.prefix == "وبال"


def test_offsets_keep_the_name_s_own_article() -> None:
    text = "دخل والمسك معه"
    (mention,) = FINDER.find(text)
    assert text[mention.start : mention.end] == "المسك"


@pytest.mark.parametrize("text", ["وول ستريت جورنالويتضمن تقرير", "مواسم ميمونة ومسعودهناك"])
def test_a_name_glued_to_a_known_word_is_found(text: str) -> None:
    (mention,) = FINDER.find(text)
    assert mention.glued


def test_one_form_of_two_entries_gives_one_mention_with_both() -> None:
    finder = MentionFinder(term_base([TermEntry("a", ("عمان",), "Amman"), TermEntry("b", ("عمان",), "Oman")]))
    (mention,) = finder.find("وصل إلى عمان")
    assert mention.entries == (0, 1)


def test_an_empty_base_finds_nothing() -> None:
    assert MentionFinder(term_base([])).find("قال ماسك") == []


@given(st.lists(st.sampled_from((*FORMS, "في", "قال", "و", "،", "«", "»", "بيت")), max_size=12))
def test_mentions_are_ordered_apart_and_spell_their_form(words: list[str]) -> None:
    text = " ".join(words)
    mentions = FINDER.find(text)
    for one, other in pairwise(mentions):
        assert one.end <= other.start
    for mention in mentions:
        assert fold(text[mention.start : mention.end]).endswith(mention.form.removeprefix("ال"))
