"""Two versions of a sentence: what became of a stretch of the one in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from qantara.align.flag import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")

Block = tuple[int, int, int]  # offset in the old text, offset in the new one, length


def _starts(tokens: list[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


@lru_cache(4096)
def _same(old: str, new: str) -> tuple[Block, ...]:
    """Stretches that both versions have, in order, whole words at a time."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    here, there = _starts(before), _starts(after)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return tuple((here[i], there[j], here[i + n] - here[i]) for i, j, n in blocks if n)


def carried(span: Span, old: str, new: str) -> Span | None:
    """Where a stretch of the old version stands in the new one; None if it was touched."""
    if old == new:
        return span
    for start, there, length in _same(old, new):
        if start <= span[0] and span[1] <= start + length:
            return span[0] - start + there, span[1] - start + there
    return None


def hunk(old: str, new: str) -> tuple[Span, str]:
    """The one stretch of ``old`` that was exchanged, whole words, and what it was exchanged for."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    start = len("".join(before[:head]))
    end = len("".join(before[: len(before) - tail]))
    return (start, end), "".join(after[head : len(after) - tail])


def merged(old: str, new: str, current: str) -> str:
    """``current`` with the change from ``old`` to ``new`` made in it; ``new`` where the two cannot be had together."""
    if current == old:
        return new
    (start, end), text = hunk(old, new)
    place = _anchored((start, end), old, current)
    return new if place is None else current[: place[0]] + text + current[place[1] :]


def _anchored(span: Span, old: str, current: str) -> Span | None:
    if span[0] < span[1]:
        return carried(span, old, current)
    # Nothing was taken out: the place is known by what stands before or after it.
    if span[0] > 0 and (before := carried((span[0] - 1, span[0]), old, current)):
        return before[1], before[1]
    if span[1] < len(old) and (after := carried((span[1], span[1] + 1), old, current)):
        return after[0], after[0]
    return None


def place_of(text: str, form: str) -> Span | None:
    """Where a form first stands in the text as whole words."""
    match = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE)
    return match.span() if match else None


def one_line(text: str) -> str:
    """As a person's English is kept: in one line, without control characters, nothing around it."""
    return " ".join(_CONTROL.sub("", text).split())
