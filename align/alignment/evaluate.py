"""Precision, recall and F1 of alignments, strict and lax, as Vecalign's ``score.py`` counts them.

Thompson and Koehn (2019), "Vecalign", after Sennrich and Volk (2011), "Iterative, MT-based sentence alignment of
parallel texts". A test bead is strictly right if the gold has the very same bead; laxly right if some gold bead
shares a sentence with it on both sides at once. Precision counts every test bead, deletions included (a deletion
is laxly right only where it is strictly right). Recall counts gold beads with both sides, against test beads with
both sides. Counts are pooled over the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qantara.align.bead import Bead

_Sides = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares in [0, 1]; 0 where there was nothing to count."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class AlignmentScore:
    """How well a test alignment agrees with the gold one."""

    strict: Score
    lax: Score


@dataclass(slots=True)
class _Hits:
    strict: int = 0
    lax: int = 0
    all: int = 0


def evaluate(gold: Iterable[Sequence[Bead]], test: Iterable[Sequence[Bead]]) -> AlignmentScore:
    """Score test alignments against gold ones, document by document in the same order.

    Raises:
        ValueError: not as many test documents as gold ones.
    """
    precision, recall = _Hits(), _Hits()
    for gold_beads, test_beads in zip(gold, test, strict=True):
        golden, tested = _sides(gold_beads), _sides(test_beads)
        _count(tested, golden, precision)
        _count({s for s in golden if all(s)}, {s for s in tested if all(s)}, recall)
    return AlignmentScore(
        strict=Score(_share(precision.strict, precision.all), _share(recall.strict, recall.all)),
        lax=Score(_share(precision.lax, precision.all), _share(recall.lax, recall.all)),
    )


def _sides(beads: Sequence[Bead]) -> set[_Sides]:
    return {(bead.source, bead.target) for bead in beads if bead.source or bead.target}


def _count(judged: set[_Sides], truth: set[_Sides], hits: _Hits) -> None:
    targets_of: dict[int, set[int]] = defaultdict(set)
    for source, target in truth:
        for number in source:
            targets_of[number].update(target)
    for source, target in judged:
        exact = (source, target) in truth
        hits.all += 1
        hits.strict += exact
        hits.lax += exact or any(not targets_of[number].isdisjoint(target) for number in source)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
