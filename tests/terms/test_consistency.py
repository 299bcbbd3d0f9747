"""Without a term base: names rendered in two ways, and entries to propose."""

from __future__ import annotations

from qantara.align.bead import SentencePair
from qantara.align.flag import Kind
from qantara.align.term import TermEntry
from qantara.align.terms.base import term_base
from qantara.align.terms.consistency import inconsistent_names
from qantara.align.terms.suggest import suggest_terms

PAIRS = [
    SentencePair("1", "قال زرتوفسكي إن الخدمة عادت", "Zartovsky said the service was back"),
    SentencePair("2", "ورحب زرتوفسكي بالقرار", "Zartovsky welcomed the decision"),
    SentencePair("3", "ثم غادر زرتوفسكي العاصمة", "Then Zartofski left the capital"),
    SentencePair("4", "لكن زرتوفسكي نفى ذلك", "But Zartovsky denied it"),
]


def test_the_odd_rendering_is_flagged() -> None:
    (flag,) = inconsistent_names(PAIRS)
    assert (flag.pair_id, flag.kind, flag.found, flag.suggestion) == ("3", Kind.INCONSISTENT, "Zartofski", "Zartovsky")


def test_adjectives_and_possessives_are_no_inconsistency() -> None:
    pairs = [
        SentencePair("1", "في باكستان", "In Pakistan"),
        SentencePair("2", "زار باكستان", "He visited Pakistan's capital"),
        SentencePair("3", "جيش باكستان", "The Pakistani army"),
    ]
    assert list(inconsistent_names(pairs)) == []


def test_a_name_that_stands_opposite_the_same_arabic_is_proposed() -> None:
    best = suggest_terms(PAIRS)[0]
    assert (best.source, best.target, best.count) == ("زرتوفسكي", "Zartovsky", 3)
    assert best.examples == ("1", "2", "4")


def test_what_the_base_has_is_not_proposed() -> None:
    assert suggest_terms(PAIRS, term_base([TermEntry("z", ("زرتوفسكي",), "Zartovsky")])) == []
