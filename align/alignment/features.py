"""What is measured of a candidate bead. The weights that join these into one score are in ``weights.py``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qantara.align.alignment.evidence import Explanation
from qantara.align.alignment.ragged import Floats
from qantara.align.alignment.shapes import DELETION, INSERTION, Shape

Array = NDArray[np.floating]

# Gale and Church (1993): variance of the length difference per character; 6.8 was theirs, and serves here as well
LENGTH_VARIANCE = 6.8
# a bead twice or ten times off in length is equally wrong; outliers must not outvote the words
LARGEST_LENGTH_DIFFERENCE = 25.0
LARGEST_LOG_RATIO = 4.0
LONGEST_DELETION = 400.0

EVIDENCE = ("target_gain", "target_missing", "source_gain", "source_missing")
CELL = (
    "log_length_ratio", "length_difference", "same_end", "paragraphs_joined", "paragraph_starts_differ",
    "one_to_one", "one_to_many", "many_to_one", "further_target", "further_source",
    "many_to_many", "further_many", "expected_count",
)  # fmt: skip
GAP = ("deletion", "deletion_length", "deletion_mass", "insertion", "insertion_length", "insertion_mass")
NAMES = EVIDENCE + CELL + GAP


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of each sentence of one side besides its words.

    Attributes:
        lengths: characters and one, float64 [sentences].
        ends: class of the last punctuation mark, int [sentences].
        paragraphs: paragraph number, int [sentences]; all zero if not known.
    """

    lengths: NDArray[np.float64]
    ends: NDArray[np.int64]
    paragraphs: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)

    def part(self, span: range) -> Side:
        cut = slice(span.start, span.stop)
        return Side(self.lengths[cut], self.ends[cut], self.paragraphs[cut])


@dataclass(frozen=True, slots=True)
class Measures:
    """All that beads are judged by, for a whole document.

    Attributes:
        explains_target: target sentences explained by blocks of source ones.
        explains_source: the reverse.
        length_ratio: target characters for a source character, of the whole.
        count_ratio: target sentences for a source sentence, of the whole.
    """

    source: Side
    target: Side
    explains_target: Explanation
    explains_source: Explanation
    length_ratio: float
    count_ratio: float


def evidence(
    measures: Measures, rows: range, columns: range, weights: Mapping[str, float]
) -> tuple[list[Floats], list[Floats]]:
    """Weighted word evidence as prefix sums.

    Returns:
        for a = 1 … 8, float [len(rows) − a + 1, len(columns) + 1], summed along target sentences; and
        for b = 1 … 8, float [len(columns) − b + 1, len(rows) + 1], summed along source sentences.
    """
    onto_target = measures.explains_target.blocks(rows, columns, weights["target_gain"], weights["target_missing"])
    onto_source = measures.explains_source.blocks(columns, rows, weights["source_gain"], weights["source_missing"])
    return onto_target, onto_source


def bead_evidence(shape: Shape, sums: tuple[list[Floats], list[Floats]]) -> Array:
    """Word evidence of all beads of a shape by start node, [rows − a + 1, columns − b + 1]."""
    a, b = shape
    onto_target, onto_source = sums[0][a - 1], sums[1][b - 1]
    return (onto_target[:, b:] - onto_target[:, :-b]) + (onto_source[:, a:] - onto_source[:, :-a]).T


def cell_features(shape: Shape, source: Side, target: Side, measures: Measures) -> Iterator[tuple[str, Array | float]]:
    """Name and value of each other feature of all beads of a shape, by start node."""
    a, b = shape
    long_a = _block_sums(source.lengths, a)[:, None] * measures.length_ratio
    long_b = _block_sums(target.lengths, b)[None, :]
    yield "log_length_ratio", np.minimum(np.log(long_b / long_a) ** 2, LARGEST_LOG_RATIO)
    difference = (long_b - long_a) ** 2 / (LENGTH_VARIANCE * (long_a + long_b) / 2)
    yield "length_difference", np.minimum(difference, LARGEST_LENGTH_DIFFERENCE) / 10
    yield "same_end", (source.ends[a - 1 :, None] == target.ends[None, b - 1 :]).astype(np.float32)
    yield from _paragraph_features(a, b, source.paragraphs, target.paragraphs)
    yield from _shape_features(a, b, measures.count_ratio)


def _block_sums(values: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    sums = np.concatenate(([0.0], np.cumsum(values)))
    return sums[n:] - sums[:-n]


def _paragraph_features(
    a: int, b: int, source: NDArray[np.int64], target: NDArray[np.int64]
) -> Iterator[tuple[str, Array]]:
    joined_a = source[a - 1 :] - source[: len(source) - a + 1]
    joined_b = target[b - 1 :] - target[: len(target) - b + 1]
    yield "paragraphs_joined", np.minimum(joined_a, 3)[:, None] + np.minimum(joined_b, 3)[None, :].astype(float)
    starts_a = (np.diff(source, prepend=source[:1]) > 0)[: len(source) - a + 1]
    starts_b = (np.diff(target, prepend=target[:1]) > 0)[: len(target) - b + 1]
    yield "paragraph_starts_differ", (starts_a[:, None] != starts_b[None, :]).astype(float)


def _shape_features(a: int, b: int, count_ratio: float) -> Iterator[tuple[str, float]]:
    yield "one_to_one", float(a == b == 1)
    yield "one_to_many", float(a == 1 < b)
    yield "many_to_one", float(b == 1 < a)
    yield "further_target", float(b - 1 if a == 1 else 0)
    yield "further_source", float(a - 1 if b == 1 else 0)
    yield "many_to_many", float(min(a, b) > 1)
    yield "further_many", float(a + b - 2 if min(a, b) > 1 else 0)
    yield "expected_count", _poisson(b - 1 if count_ratio >= 1 else a - 1, max(count_ratio, 1 / count_ratio) - 0.95)


def _poisson(count: int, mean: float) -> float:
    """Log-probability of ``count`` further sentences on the side that has more of them."""
    return count * math.log(mean) - mean - math.lgamma(count + 1)


def gap_features(shape: Shape, measures: Measures, rows: range, columns: range) -> Iterator[tuple[str, Array | float]]:
    """Features of deletions ([rows, 1]) or insertions ([1, columns])."""
    if shape == DELETION:
        name, lengths, mass = "deletion", measures.source.part(rows).lengths, measures.explains_source.masses(rows)
    else:
        name, lengths, mass = (
            "insertion",
            measures.target.part(columns).lengths,
            measures.explains_target.masses(columns),
        )
    wide = (-1, 1) if shape == DELETION else (1, -1)
    yield name, 1.0
    yield f"{name}_length", (np.minimum(lengths, LONGEST_DELETION) / 100).reshape(wide)
    yield f"{name}_mass", mass.reshape(wide)


def feature_values(
    shape: Shape, measures: Measures, rows: range, columns: range
) -> Iterator[tuple[str, Array | float]]:
    """Every feature of a shape that is not word evidence, by start node within ``rows`` and ``columns``."""
    if shape in (DELETION, INSERTION):
        return gap_features(shape, measures, rows, columns)
    return cell_features(shape, measures.source.part(rows), measures.target.part(columns), measures)


def fits(shape: Shape, rows: int, columns: int) -> bool:
    """Whether any bead of this shape has room."""
    return shape[0] <= rows and shape[1] <= columns


def measured_side(texts: Sequence[str], ends: Sequence[int], paragraphs: Sequence[int] | None) -> Side:
    """Lengths, endings and paragraphs of the sentences of one side."""
    lengths = np.array([len(text.strip()) + 1 for text in texts], np.float64)
    numbers = np.zeros(len(texts), np.int64) if paragraphs is None else np.array(paragraphs, np.int64)
    return Side(lengths, np.array(ends, np.int64), numbers)
