"""Scores against values worked out by hand from Vecalign's definitions."""

from __future__ import annotations

import pytest

from qantara.align.alignment import evaluate
from qantara.align.bead import Bead


def beads(*sides: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Bead]:
    return [Bead(source, target, 1.0) for source, target in sides]


def test_the_same_alignment_is_perfect() -> None:
    gold = beads(((0,), (0, 1)), ((1,), ()), ((2,), (2,)))
    score = evaluate([gold], [gold])
    assert (score.strict.f1, score.lax.f1) == (1.0, 1.0)


def test_strict_and_lax_counts() -> None:
    gold = beads(((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), (3,)))
    test = beads(((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ()), ((3,), (3,)))
    score = evaluate([gold], [test])
    # precision: of five test beads 0-0, the deletion of 2 and 3-3 are exact; 1-1 overlaps; the insertion is wrong
    assert score.strict.precision == pytest.approx(3 / 5)
    assert score.lax.precision == pytest.approx(4 / 5)
    # recall: of three gold beads with both sides two are found exactly, the third overlaps
    assert score.strict.recall == pytest.approx(2 / 3)
    assert score.lax.recall == pytest.approx(1.0)


def test_a_wrong_deletion_is_no_lax_hit_and_a_missed_one_costs_no_recall() -> None:
    gold = beads(((0,), (0,)), ((1,), ()))
    test = beads(((0, 1), (0,)))
    score = evaluate([gold], [test])
    assert (score.strict.precision, score.strict.recall) == (0.0, 0.0)
    assert (score.lax.precision, score.lax.recall) == (1.0, 1.0)
    wrong = evaluate([beads(((0,), (0,)))], [beads(((0,), ()), ((), (0,)))])
    assert (wrong.lax.precision, wrong.lax.recall, wrong.lax.f1) == (0.0, 0.0, 0.0)


def test_overlap_must_be_on_both_sides_of_one_bead() -> None:
    gold = beads(((0,), (0,)), ((1,), (1,)))
    score = evaluate([gold], [beads(((0,), (1,)), ((1,), (0,)))])
    assert score.lax.f1 == 0.0


def test_counts_are_pooled_over_documents() -> None:
    small, large = beads(((0,), (0,))), beads(*(((i,), (i,)) for i in range(3)))
    score = evaluate([small, large], [beads(((0,), ()), ((), (0,))), large])
    assert score.strict.precision == pytest.approx(3 / 5)
    assert score.strict.recall == pytest.approx(3 / 4)


def test_unequal_numbers_of_documents_are_refused() -> None:
    with pytest.raises(ValueError, match="argument 2 is longer"):
        evaluate([], [[]])
