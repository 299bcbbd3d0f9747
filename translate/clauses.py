"""Where to cut a sentence that is too long for the model: at the best clause boundary near its middle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Span = tuple[int, int]

# From the strongest boundary to the weakest. A cut falls after the match.
_BOUNDARIES = (
    re.compile(r"[.؟?!…؛;:]+[\"”»')]*\s+|\s[–—-]\s"),
    re.compile(r"[،,]\s*"),
    re.compile(r"\s(?=(?:و|ف|ثم|لكن|بل|حيث|إذ|بينما|كما|مما|الذي|التي|الذين)\w*)"),
    re.compile(r"\s+"),
)
_MIDDLE = (0.2, 0.8)  # a cut outside this part of the sentence leaves a crumb


def _best_cut(text: str, start: int, end: int) -> int:
    """The cut of the strongest kind that lies in the middle part; half way through a word if there is no space."""
    length = end - start
    low, high = start + _MIDDLE[0] * length, start + _MIDDLE[1] * length
    for boundary in _BOUNDARIES:
        cuts = [m.end() for m in boundary.finditer(text, start, end) if low <= m.end() <= high]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - (start + end) / 2))
    return start + length // 2


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[Span]:
    """Spans that cover ``text``, each of which fits (or is a single character).

    Args:
        text: a sentence.
        fits: whether a piece of it is short enough.
    """

    def spans(start: int, end: int) -> Iterator[Span]:
        if end - start <= 1 or fits(text[start:end]):
            yield start, end
            return
        cut = _best_cut(text, start, end)
        yield from spans(start, cut)
        yield from spans(cut, end)

    return list(spans(0, len(text)))


def halves(text: str) -> list[str]:
    """A sentence in two at its best clause boundary; one piece if that would leave less than three words."""
    cut = _best_cut(text, 0, len(text))
    parts = [text[:cut].strip(), text[cut:].strip()]
    return parts if all(len(part.split()) >= 3 for part in parts) else [text]
