"""The value that every finder of traces returns."""

from __future__ import annotations

from dataclasses import dataclass

from qantara.align.flag import Span
from qantara.align.terms.english import EnglishText


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in the English.

    Attributes:
        span: offsets in the English.
        first, last: its tokens; -1 where it is not made of tokens.
        score: how alike it is to ``form``, in [0, 1].
        form: what it was compared with.
    """

    span: Span
    first: int
    last: int
    score: float
    form: str


def trace_of(english: EnglishText, first: int, last: int, score: float, form: str) -> Trace:
    """The trace of the tokens from ``first`` to ``last``."""
    return Trace((english.tokens[first].start, english.tokens[last].end), first, last, score, form)
