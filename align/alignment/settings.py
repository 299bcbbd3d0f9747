"""What a user may choose about an alignment."""

from __future__ import annotations

from dataclasses import dataclass

from qantara.align.alignment.shapes import AUTO, Shape, parse_shapes


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """Choices that change the result, so part of its signature.

    Attributes:
        shapes: ``auto`` or ``1-1,1-2,…``; deletions and insertions are always possible.
        end_punctuation: whether sentences that end alike (question mark, colon, nothing …) count as evidence.
    """

    shapes: str = "auto"
    end_punctuation: bool = True

    @property
    def bead_shapes(self) -> tuple[Shape, ...]:
        """The shapes, parsed. Raises UsageError if they cannot be."""
        return AUTO if self.shapes == "auto" else parse_shapes(self.shapes)
