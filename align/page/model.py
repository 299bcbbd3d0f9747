"""What the page shows, as plain values: nothing here knows how an article was made."""

from __future__ import annotations

from dataclasses import dataclass

from qantara.align.flag import CheckFlag, EntityFlag, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to point out.

    Attributes:
        span: code-point offsets, end exclusive.
        style: ``ok`` for a name that came out right, else the severity of its flag.
        title: what the mark means, shown on hover and read aloud.
    """

    span: Span
    style: str
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about a row that is not about a name: a warning of the translation engine."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """One sentence pair, or a passage that was passed through (then ``target`` equals ``source``)."""

    id: str
    source: str
    target: str
    score: float | None = None
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()
    flags: tuple[EntityFlag, ...] = ()
    checks: tuple[CheckFlag, ...] = ()
    notes: tuple[Note, ...] = ()
    passed_through: bool = False


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """The rows of one paragraph."""

    number: int
    rows: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class PageData:
    """A whole page.

    Attributes:
        title: the article's name.
        signature: how the article was made.
        facts: label and value, in the order to show them.
    """

    title: str
    signature: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[PageParagraph, ...]
