"""Bead shapes: how many sentences on each side."""

from __future__ import annotations

import re

from qantara.models.errors import UsageError

Shape = tuple[int, int]

LARGEST = 8
DELETION: Shape = (1, 0)
INSERTION: Shape = (0, 1)

# One to eight either way, and the small many-to-many beads in which a free translation has moved a thought across
# a sentence end. Many-to-many beads beyond these are not found in the development documents.
AUTO: tuple[Shape, ...] = (
    *((1, n) for n in range(1, LARGEST + 1)),
    *((n, 1) for n in range(2, LARGEST + 1)),
    *((2, n) for n in range(2, LARGEST + 1)),
    (3, 2), (3, 3), (3, 4),
)  # fmt: skip

_SHAPE = re.compile(r"\s*(\d+)\s*-\s*(\d+)\s*")


def parse_shapes(text: str) -> tuple[Shape, ...]:
    """Shapes from ``auto`` or ``1-1,1-2,…``; deletions and insertions are always added by the aligner.

    Raises:
        UsageError: not of that form, a side longer than eight, or no shape with both sides.
    """
    if text.strip().lower() == "auto":
        return AUTO
    shapes: list[Shape] = []
    for part in text.split(","):
        match = _SHAPE.fullmatch(part)
        shape = (int(match[1]), int(match[2])) if match else (0, 0)
        if not match or max(shape) > LARGEST or shape == (0, 0):
            raise UsageError(f"bead shape {part.strip()!r} is not understood: write auto, or 1-1,1-2,… up to 8-8")
        if min(shape) > 0 and shape not in shapes:
            shapes.append(shape)
    if not shapes:
        raise UsageError("no bead shape with both sides: write auto, or at least 1-1")
    return tuple(shapes)
