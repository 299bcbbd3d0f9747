"""An article as a person reviews it: paragraphs of rows, Arabic and English side by side, with what was remarked.

It holds all that the English text, the corpora and the pages are made of, and is written beside them
(``article_file``), so that any of them can be made again with a person's corrections and without a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qantara.align.bead import SentencePair
from qantara.align.flag import Span


class Role(StrEnum):
    """What a row is."""

    PAIR = "pair"
    PASSED_THROUGH = "passed_through"  # no Arabic in it: not translated
    NO_ENGLISH = "no_english"  # Arabic that nothing stands opposite
    NO_ARABIC = "no_arabic"  # English that nothing stands opposite


@dataclass(frozen=True, slots=True)
class Name:
    """A name that came out right: its entry in the term base, and where it stands on both sides."""

    term_id: str
    source_span: Span
    target_span: Span


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at: a flag of the entity check, or a warning of the translation engine.

    Attributes:
        kind: of ``align.flag.Kind``, ``translate.guards.Symptom``, or a ``Role`` that lacks one side.
        severity: ``error``, ``warning`` or ``info``.
        reason: for the person who reviews it.
        term_id: the entry of the term base concerned; empty without one.
        term: its Arabic form in the term base, or the mention where there is no entry; empty without one.
        source_span, target_span: offsets into the row's texts, as in ``EntityFlag``.
        expected: accepted forms, the preferred one first.
        found: the English at ``target_span``.
        suggestion: the form to write instead.
        confidence: in [0, 1], that this is a real mistake.
    """

    kind: str
    severity: str
    reason: str
    term_id: str = ""
    term: str = ""
    source_span: Span | None = None
    target_span: Span | None = None
    expected: tuple[str, ...] = ()
    found: str | None = None
    suggestion: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that an article is.

    Attributes:
        id: of its pair or segment, unique in the article.
        role: what it is.
        source, target: Arabic, and English as the model wrote it; the side that is missing is empty.
        place: offsets of ``target`` in the paragraph's English; both the same where there is none.
        score: confidence of the alignment in [0, 1]; None if it was not aligned.
        names: names that came out right.
        remarks: what to look at.
    """

    id: str
    role: Role
    source: str
    target: str
    place: Span
    score: float | None = None
    names: tuple[Name, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def editable(self) -> bool:
        """Whether its English is a person's to change: what was passed through is not."""
        return self.role is not Role.PASSED_THROUGH


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (line) of the source.

    Attributes:
        number: zero-based, blank lines counted.
        english: as the model wrote it; rows point into it.
        rows: in reading order; none for a blank line.
    """

    number: int
    english: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A whole article.

    Attributes:
        stem: the beginning of its files' names, and its title.
        signature: how it was made.
        version: of qantara, that made it.
        counts: as in the manifest.
        suffix: of the structured file that the English is also put into (``.docx``); None for lines.
        paragraphs: in order, blank ones too.
    """

    stem: str
    signature: str
    version: str
    counts: dict[str, int]
    suffix: str | None
    paragraphs: tuple[Paragraph, ...]

    def rows(self) -> Iterator[Row]:
        """All rows in reading order."""
        return (row for paragraph in self.paragraphs for row in paragraph.rows)

    def pairs(self) -> Iterator[SentencePair]:
        """The sentence pairs as the model wrote them."""
        return (SentencePair(row.id, row.source, row.target, row.score) for row in self.rows() if row.role is Role.PAIR)
