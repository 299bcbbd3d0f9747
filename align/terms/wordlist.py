"""Word lists in the source, as readable as prose."""

from __future__ import annotations


def word_set(*lines: str) -> frozenset[str]:
    """The words of the lines, which spaces part."""
    return frozenset(word for line in lines for word in line.split())


def ordered_words(*lines: str) -> tuple[str, ...]:
    """As ``word_set``, in their order and with repetitions."""
    return tuple(word for line in lines for word in line.split())
