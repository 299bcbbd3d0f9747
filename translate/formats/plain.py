"""Plain text: every line is a paragraph, blank ones too, as in ``translate/document.py``."""

from __future__ import annotations

from qantara.translate.formats.structured import Piece, SourceText, TextSkeleton, Unit, lines_with_ends


def read_plain(source: SourceText) -> TextSkeleton:
    """Lines to units; line ends stay as they are."""
    pieces: list[Piece] = []
    for line, end in lines_with_ends(source.text):
        pieces += [Unit(line, line), end]
    return source.skeleton(pieces, ".txt")
