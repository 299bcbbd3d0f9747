"""The dynamic programme: best path and posterior probabilities over beads, one row of nodes at a time in numpy.

Nodes (i, j) stand between sentences. A bead of shape (a, b) leads from (i, j) to (i + a, j + b) and has a score, a
log-potential; a path's probability is proportional to the exponential of its sum. This is a semi-Markov conditional
random field (Sarawagi and Cohen 2004) over two sequences at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qantara.align.alignment.ragged import Floats
from qantara.align.alignment.shapes import DELETION, INSERTION, LARGEST, Shape

Doubles = NDArray[np.float64]

IMPOSSIBLE = -1e30
# nodes beyond the edges, so that every shape can be looked up from everywhere
_PAD = LARGEST


@dataclass(frozen=True, slots=True)
class Step:
    """A bead of the best path: the node it starts from and its shape."""

    i: int
    j: int
    shape: Shape


class Lattice:
    """Scores of all beads between ``rows`` source and ``columns`` target sentences.

    Args:
        shapes: bead shapes; the deletion (1, 0) and insertion (0, 1) are among them.
        scores: float32 [shape, rows + 1, columns + 1]; entry [s, i, j] is the bead of shape s that starts at node
            (i, j), ``IMPOSSIBLE`` where it would leave the lattice.
        ends: score of ending in each column of the last row, float64 [columns + 1]; in the last one only if not given.
    """

    def __init__(self, shapes: Sequence[Shape], scores: Floats, ends: Doubles | None = None) -> None:
        self._shapes = list(shapes)
        self._scores = scores
        self._insertion = self._shapes.index(INSERTION)
        # insertions stay in their row, so they are handled by accumulation along it
        self._others = np.array([s for s, shape in enumerate(shapes) if shape != INSERTION])
        self._a = np.array([self._shapes[s][0] for s in self._others])
        self._b = np.array([self._shapes[s][1] for s in self._others])
        self.rows, self.columns = scores.shape[1] - 1, scores.shape[2] - 1
        self._ends = _last_only(self.columns) if ends is None else ends

    def _node_scores(self) -> Doubles:
        return np.full((self.rows + 1 + _PAD, self.columns + 1 + _PAD), IMPOSSIBLE)

    def to_end(self, combine: np.ufunc) -> Doubles:
        """Score of all paths from each node to an end, combined by ``np.maximum`` or ``np.logaddexp``.

        Returns:
            float64 [rows + 1, columns + 1].
        """
        node = self._node_scores()
        width = self.columns + 1
        reach = np.arange(width)[None, :] + self._b[:, None]
        for i in range(self.rows, -1, -1):
            best = _reduced(combine, node[(i + self._a)[:, None], reach] + self._scores[self._others, i])
            if i == self.rows:
                best = combine(best, self._ends)
            slope = self._insertions(i)
            node[i, :width] = combine.accumulate((best + slope)[::-1])[::-1] - slope
        return node[: self.rows + 1, :width]

    def from_start(self, combine: np.ufunc) -> Doubles:
        """Score of all paths from the first node to each, float64 [rows + 1, columns + 1]."""
        node = self._node_scores()
        scores = np.pad(self._scores, ((0, 0), (_PAD, 0), (_PAD, 0)), constant_values=IMPOSSIBLE)
        width = self.columns + 1
        reach = np.arange(width)[None, :] + _PAD - self._b[:, None]
        for i in range(self.rows + 1):
            origin = (i + _PAD - self._a)[:, None]
            best = _reduced(combine, node[origin, reach] + scores[self._others[:, None], origin, reach])
            if i == 0:
                best[0] = 0.0
            slope = self._insertions(i)
            node[i + _PAD, _PAD:] = combine.accumulate(best - slope) + slope
        return node[_PAD:, _PAD:]

    def _insertions(self, i: int) -> Doubles:
        """Score of inserting the first j target sentences at row i, float64 [columns + 1]."""
        sums = np.zeros(self.columns + 1)
        np.cumsum(self._scores[self._insertion, i, :-1], out=sums[1:])
        return sums

    def best_path(self) -> list[Step]:
        """The path of highest score from the first node to an end."""
        node = np.full((self.rows + 1 + _PAD, self.columns + 1 + _PAD), IMPOSSIBLE)
        node[: self.rows + 1, : self.columns + 1] = self.to_end(np.maximum)
        a, b = np.array(self._shapes).T
        i = j = 0
        path: list[Step] = []
        while True:
            onward = node[i + a, j + b] + self._scores[:, i, j]
            chosen = int(np.argmax(onward))
            if i == self.rows and self._ends[j] >= onward[chosen]:
                return path
            path.append(Step(i, j, self._shapes[chosen]))
            i, j = i + int(a[chosen]), j + int(b[chosen])

    def posteriors(self) -> tuple[Floats, float]:
        """Probability of each bead, float32 [shape, rows + 1, columns + 1], and the logarithm of the partition sum."""
        before, after = self.from_start(np.logaddexp), self._node_scores()
        after[: self.rows + 1, : self.columns + 1] = self.to_end(np.logaddexp)
        found = np.zeros(self._scores.shape, np.float32)
        for s, (a, b) in enumerate(self._shapes):
            beyond = after[a : a + self.rows + 1, b : b + self.columns + 1]
            found[s] = np.exp(np.minimum(before + self._scores[s] + beyond - after[0, 0], 0.0))
        return found, float(after[0, 0])


def _last_only(columns: int) -> Doubles:
    ends = np.full(columns + 1, IMPOSSIBLE)
    ends[-1] = 0.0
    return ends


def _reduced(combine: np.ufunc, candidates: Doubles) -> Doubles:
    """``combine.reduce`` over the first axis; several times faster for ``np.logaddexp``."""
    best: Doubles = candidates.max(axis=0)
    if combine is np.maximum:
        return best
    summed: Doubles = best + np.log(np.exp(candidates - best).sum(axis=0))
    return summed


def with_gaps(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """Shapes with deletion and insertion added, in a fixed order."""
    return (*(shape for shape in shapes if min(shape) > 0), DELETION, INSERTION)
