"""From posterior probabilities to confidences that mean what they say."""

from __future__ import annotations

import math

from qantara.align.alignment.weights import CALIBRATION
from qantara.align.bead import Bead

_CERTAIN = 1e-6


def confidence(bead: Bead, *, translated: bool) -> float:
    """Calibrated probability that a bead with a raw posterior as score is exactly right.

    Platt (1999) scaling of the log-odds of the posterior: the field's posteriors are too sure of themselves, since it
    takes words as independent.
    """
    slope, intercept = CALIBRATION[translated]
    posterior = min(max(bead.score, _CERTAIN), 1 - _CERTAIN)
    return 1 / (1 + math.exp(-slope * math.log(posterior / (1 - posterior)) - intercept))
