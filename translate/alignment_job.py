"""Two documents to an alignment of their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from qantara.align.alignment import AlignmentSettings, align_sentences, sentence_pairs
from qantara.align.alignment.ladder import format_bead
from qantara.align.bead import Bead, SentencePair
from qantara.align.corpus import WRITERS, CorpusInfo
from qantara.align.page import PageData, PageParagraph, PageRow, render_report
from qantara.align.segment import Segment
from qantara.align.sentences import segment_paragraph
from qantara.models.errors import InputError
from qantara.translate.document import Document, read_document
from qantara.translate.engine import TranslationEngine
from qantara.translate.formats import read_article_document
from qantara.translate.signature import ALIGNER_VERSION, SPLITTER_VERSION, product_version


@dataclass(frozen=True, slots=True)
class Side:
    """One text of the two, as sentences. ``paragraphs`` are their paragraphs' numbers, if it has paragraphs."""

    document: Document
    sentences: tuple[Segment, ...]
    paragraphs: tuple[int, ...] | None = None


def read_side(path: Path, lang: str, one_per_line: bool) -> Side:
    """Read a text of any format and cut it into sentences; with ``one_per_line`` each line is one, blank ones too."""
    document = read_article_document(path)
    if one_per_line:
        lines = enumerate(document.paragraphs)
        return Side(document, tuple(Segment(f"l{n + 1}", text, lang, n, 0, len(text)) for n, text in lines))
    parts = (segment_paragraph(text, number, lang) for number, text in enumerate(document.paragraphs))
    sentences = tuple(segment for part in parts for segment in part)
    return Side(document, sentences, tuple(segment.paragraph for segment in sentences))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads over two texts, those of too little confidence left out."""

    source: Side
    target: Side
    beads: tuple[Bead, ...]
    left_out: int

    def pairs(self) -> Iterator[SentencePair]:
        """Texts of the beads with both sides; sentences of one bead are joined by a space."""
        source, target = ([segment.text for segment in side.sentences] for side in (self.source, self.target))
        return sentence_pairs(source, target, self.beads, [segment.id for segment in self.source.sentences])

    def summary(self) -> str:
        both = sum(bool(bead.source and bead.target) for bead in self.beads)
        less = f"; {self.left_out} beads below --min-score left out" if self.left_out else ""
        return (
            f"{len(self.source.sentences)} Arabic and {len(self.target.sentences)} English sentences: "
            f"{both} beads, {len(self.beads) - both} without a counterpart{less}."
        )


@dataclass
class AlignmentJob:
    """Aligns two texts; a translation of the source makes it far better."""

    source: Side
    target: Side
    shapes: str = "auto"
    min_score: float = 0.0
    translation: list[str] | None = None

    def use_translation_file(self, path: Path) -> None:
        """Take a translation with a line for each source sentence.

        Raises:
            InputError: it has fewer lines than there are sentences.
        """
        lines = read_document(path).paragraphs
        count = len(self.source.sentences)
        if len(lines) < count:
            raise InputError(
                f"{path} has {len(lines)} lines, but {self.source.document.name} has {count} sentences; "
                f"with --one-per-line a sentence is a line"
            )
        self.translation = list(lines[:count])

    def translate(self, engine: TranslationEngine, progress: Callable[[int, int], None]) -> None:
        """Have a model translate the source."""
        self.translation = []
        for translation in engine.translate(self.source.sentences):
            self.translation.append(translation.text)
            progress(len(self.translation), len(self.source.sentences))

    def align(self) -> Alignment:
        """The alignment."""
        beads = align_sentences(
            [segment.text for segment in self.source.sentences],
            [segment.text for segment in self.target.sentences],
            source_translation=self.translation,
            source_paragraphs=self.source.paragraphs,
            target_paragraphs=self.target.paragraphs,
            settings=AlignmentSettings(shapes=self.shapes),
        )
        kept = tuple(bead for bead in beads if bead.score >= self.min_score)
        return Alignment(self.source, self.target, kept, len(beads) - len(kept))


def _page(alignment: Alignment, signature: str) -> PageData:
    rows = tuple(PageRow(pair.id, pair.source, pair.target, pair.score) for pair in alignment.pairs())
    facts = (("Sentence pairs", str(len(rows))),)
    return PageData(alignment.source.document.stem, signature, facts, (PageParagraph(0, rows),))


def write_alignment(alignment: Alignment, format: str, file: BinaryIO) -> None:
    """Write ``beads`` (the ladder format), a corpus, or a page."""
    signature = f"splitter:{SPLITTER_VERSION}|aligner:{ALIGNER_VERSION}|version:{product_version()}"
    if format == "beads":
        for bead in alignment.beads:
            file.write(format_bead(bead).encode() + b"\n")
    elif format == "html":
        file.write(render_report(_page(alignment, signature)).encode())
    else:
        info = CorpusInfo(alignment.source.document.stem, signature, product_version())
        WRITERS[format](alignment.pairs(), file, info)
