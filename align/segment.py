"""A piece of text with its place: a sentence, a heading, a line that is not Arabic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document.

    Attributes:
        id: unique in its document, in reading order: ``p3s2`` is the second sentence of the third paragraph.
        text: exactly ``paragraph_text[start:end]``: the user's own text, never a normalised one.
        lang: ``ar`` or ``en``; ``zxx`` for a piece with no words to translate (digits, a URL, an emoji).
        paragraph: zero-based number of its paragraph.
        start, end: code-point offsets into the paragraph as the user gave it; end exclusive.
    """

    id: str
    text: str
    lang: str
    paragraph: int
    start: int
    end: int
