"""Text with marks to HTML: everything escaped, overlapping marks cut so that tags nest."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from qantara.align.page.model import Mark

_ORDER = {"error": 0, "warning": 1, "info": 2, "done": 3, "ok": 4}


def _pieces(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int, Mark | None]]:
    """Consecutive stretches of the text, each with the gravest mark that covers it."""
    cuts = sorted({0, length, *(min(max(edge, 0), length) for mark in marks for edge in mark.span)})
    for start, end in itertools.pairwise(cuts):
        over = [mark for mark in marks if mark.span[0] <= start and end <= mark.span[1]]
        yield start, end, min(over, key=lambda mark: _ORDER.get(mark.style, 9), default=None)


def _opening(mark: Mark) -> Markup:
    link = Markup(' data-link="{}"').format(mark.link) if mark.link else Markup()
    return Markup('<mark class="{}" title="{}"{}>').format(mark.style, mark.title, link)


def highlighted(text: str, marks: Sequence[Mark]) -> Markup:
    """``text`` as HTML, its marks as ``<mark class=STYLE title=TITLE data-link=LINK>``."""
    html = Markup()
    for start, end, mark in _pieces(len(text), marks):
        piece = escape(text[start:end])
        html += piece if mark is None else _opening(mark) + piece + Markup("</mark>")
    return html
