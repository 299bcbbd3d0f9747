"""A rectangle of the document: its bead scores, its best beads and how sure each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from qantara.align.alignment.features import Measures, bead_evidence, evidence, feature_values, fits
from qantara.align.alignment.lattice import IMPOSSIBLE, Doubles, Lattice
from qantara.align.alignment.ragged import Floats
from qantara.align.alignment.shapes import Shape
from qantara.align.bead import Bead

# Log-score lost for each sentence by which a window ends off the coarse path. Between the anchors around it the path
# is a mere hint; beyond them a sentence used up is taken from the bead it belongs to, and a good bead is worth ten.
STRAYING = 0.3
BEYOND_ANCHORS = 10.0


class End(NamedTuple):
    """Where the target stands when the source of a window is through: between two anchors, and most likely."""

    low: int
    likely: float
    high: int


@dataclass(frozen=True, slots=True)
class Window:
    """Source sentences ``rows`` against target sentences ``columns``.

    Attributes:
        end: where the best beads may stop short of the last column; None if the columns must be used up.
    """

    rows: range
    columns: range
    end: End | None = None

    def ends(self) -> Doubles | None:
        """Score of ending at each target position, as ``Lattice`` takes it."""
        if self.end is None:
            return None
        position = np.arange(self.columns.start, self.columns.stop + 1)
        beyond = np.maximum(np.maximum(self.end.low - position, position - self.end.high), 0)
        score: Doubles = -STRAYING * np.abs(position - self.end.likely) - BEYOND_ANCHORS * beyond
        return score


def bead_scores(measures: Measures, window: Window, shapes: Sequence[Shape], weights: Mapping[str, float]) -> Floats:
    """Log-potentials of all beads in a window, as ``Lattice`` takes them."""
    rows, columns = len(window.rows), len(window.columns)
    scores = np.full((len(shapes), rows + 1, columns + 1), IMPOSSIBLE, np.float32)
    sums = evidence(measures, window.rows, window.columns, weights)
    for s, (a, b) in enumerate(shapes):
        if not fits((a, b), rows, columns):
            continue
        cells = scores[s, : rows - a + 1, : columns - b + 1]
        cells[:] = bead_evidence((a, b), sums) if min(a, b) else 0.0
        for name, value in feature_values((a, b), measures, window.rows, window.columns):
            if weights[name]:
                cells += weights[name] * value
    return scores


def align_window(
    measures: Measures, window: Window, shapes: Sequence[Shape], weights: Mapping[str, float]
) -> list[Bead]:
    """Best beads of a window, from its first corner to its end; scores are raw posterior probabilities."""
    lattice = Lattice(shapes, bead_scores(measures, window, shapes, weights), window.ends())
    posteriors, _ = lattice.posteriors()
    number = {shape: s for s, shape in enumerate(shapes)}
    beads = []
    for step in lattice.best_path():
        i, j = window.rows.start + step.i, window.columns.start + step.j
        a, b = step.shape
        score = float(posteriors[number[step.shape], step.i, step.j])
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), score))
    return beads
