"""Beads and sentence pairs: what an alignment consists of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that say the same thing on both sides.

    Attributes:
        source, target: ascending zero-based sentence numbers; one side empty means a deletion or insertion.
        score: confidence in [0, 1] that both sides are exactly right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class SentencePair:
    """Text of one bead.

    Attributes:
        id: unique in its corpus.
        source: Arabic, as the user gave it.
        target: English.
        score: the bead's confidence in [0, 1]; None where the corpus it came from had none.
    """

    id: str
    source: str
    target: str
    score: float | None = None
