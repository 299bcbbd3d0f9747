"""Rows of unequal length in two flat arrays: the words of each sentence, the neighbours of each word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Row ``i`` is ``flat[starts[i]:starts[i + 1]]``.

    Attributes:
        starts: int64 [rows + 1].
        flat: int64 [starts[-1]].
    """

    starts: Ints
    flat: Ints

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Ragged:
        starts = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=starts[1:])
        return cls(starts, np.fromiter((value for row in rows for value in row), np.int64, int(starts[-1])))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, first: int, last: int) -> tuple[Ints, Ints]:
        """Values of rows ``first`` to ``last`` (exclusive), and for each its row counted from ``first``."""
        lengths = np.diff(self.starts[first : last + 1])
        return self.flat[self.starts[first] : self.starts[last]], np.repeat(np.arange(last - first), lengths)

    def gather(self, rows: Ints) -> tuple[Ints, Ints]:
        """Positions in ``flat`` of the given rows, one row after the other, and which of ``rows`` each is of."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        offsets = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return self.starts[rows][owners] + offsets, owners


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct words of a side, numbered, and its sentences in these numbers."""

    words: tuple[str, ...]
    sentences: Ragged

    @classmethod
    def of(cls, sentences: Iterable[Sequence[str]]) -> Vocabulary:
        numbers: dict[str, int] = {}
        rows = [[numbers.setdefault(word, len(numbers)) for word in sentence] for sentence in sentences]
        return cls(tuple(numbers), Ragged.of(rows))
