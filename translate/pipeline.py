"""One article, one pass: segments, English, beads, pairs, flags. No step reads again what an earlier one made."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from qantara.align.alignment import align_sentences
from qantara.align.bead import Bead, SentencePair
from qantara.align.flag import EntityFlag
from qantara.align.segment import Segment
from qantara.align.sentences import segment_paragraph
from qantara.align.terms.checker import Checker
from qantara.align.terms.findings import Findings, examine
from qantara.translate.document import Document
from qantara.translate.engine import Translation, TranslationEngine
from qantara.translate.guards import TranslationWarning
from qantara.translate.repair import Repairer, repair_counts

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """A paragraph in both languages.

    Attributes:
        number: zero-based, as in the document.
        source: its Arabic segments; empty for a blank line.
        target: its English segments, split anew from the English text.
        beads: over the two, by position.
        english: the paragraph's English as one text.
        passed_through: it held no Arabic at all.
    """

    number: int
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    english: str
    passed_through: bool


@dataclass(frozen=True, slots=True)
class PairPlace:
    """Where a sentence pair comes from: its paragraph, and the ids of its Arabic segments."""

    paragraph: int
    segments: tuple[str, ...]


@dataclass
class ArticleResult:
    """Everything that one article gave.

    Attributes:
        repair: names ``flagged`` in the translation, ``repaired``, and ``left``; None if repair was not asked for.
        seconds: wall-clock time of each step.
    """

    document: Document
    paragraphs: list[AlignedParagraph] = field(default_factory=list)
    pairs: list[SentencePair] = field(default_factory=list)
    places: list[PairPlace] = field(default_factory=list)
    findings: list[Findings] = field(default_factory=list)
    warnings: list[TranslationWarning] = field(default_factory=list)
    mended: int = 0
    repair: dict[str, int] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def english(self) -> str:
        """A line for each line of the source; blank lines and what was passed through in their places."""
        return "".join(paragraph.english + "\n" for paragraph in self.paragraphs)

    @property
    def flags(self) -> list[EntityFlag]:
        """Names that look wrong, in document order."""
        return [flag for found in self.findings for flag in found.flags]

    def counts(self) -> dict[str, int]:
        """What there is of everything, for the manifest and for the line that a person sees."""
        segments = [segment for paragraph in self.paragraphs for segment in paragraph.source]
        severities = Counter(str(flag.severity) for flag in self.flags)
        return {
            "paragraphs": sum(bool(paragraph.source) for paragraph in self.paragraphs),
            "segments": len(segments),
            "passed_through": sum(segment.lang != "ar" for segment in segments),
            "pairs": len(self.pairs),
            "mentions": sum(found.mentions for found in self.findings),
            "flags": sum(severities.values()),
            **{f"flags_{name}": severities[name] for name in ("error", "warning", "info")},
            "warnings": len(self.warnings),
            "mended": self.mended,
        }


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        seconds[step] = round(time.perf_counter() - started, 3)


def _align_paragraph(number: int, translations: list[Translation]) -> AlignedParagraph:
    """Split the paragraph's English anew and align it: a model may merge sentences, or make two of one."""
    source = [translation.segment for translation in translations]
    english = " ".join(translation.text for translation in translations if translation.text)
    target = segment_paragraph(english, number, "en")
    beads = align_sentences(
        [segment.text for segment in source],
        [segment.text for segment in target],
        source_translation=[translation.text for translation in translations],
    )
    passed = bool(source) and all(translation.passed_through for translation in translations)
    return AlignedParagraph(number, tuple(source), tuple(target), tuple(beads), english, passed)


def _span(segments: tuple[Segment, ...], chosen: tuple[int, ...], text: str) -> str:
    """The paragraph's own text from the first chosen segment to the last, white space between them included."""
    return text[segments[chosen[0]].start : segments[chosen[-1]].end]


def _pairs(paragraph: AlignedParagraph, text: str) -> Iterator[tuple[SentencePair, PairPlace]]:
    """Pairs of the beads that have both sides and hold some Arabic."""
    for bead in paragraph.beads:
        if not bead.source or not bead.target or all(paragraph.source[i].lang != "ar" for i in bead.source):
            continue
        ids = tuple(paragraph.source[i].id for i in bead.source)
        source = _span(paragraph.source, bead.source, text)
        target = _span(paragraph.target, bead.target, paragraph.english)
        yield SentencePair(ids[0], source, target, bead.score), PairPlace(paragraph.number, ids)


def _translate(
    result: ArticleResult, engine: TranslationEngine, repairer: Repairer | None, progress: Progress
) -> list[list[Translation]]:
    per_paragraph = result.document.segments()
    total = sum(map(len, per_paragraph))
    stream = engine.translate(segment for segments in per_paragraph for segment in segments)
    if repairer:
        stream = repairer.repair(stream)
    translated, done = [], 0
    for segments in per_paragraph:
        translated.append([next(stream) for _ in segments])
        done += len(segments)
        progress(done, total)
    return translated


def run_article(
    document: Document,
    engine: TranslationEngine,
    checker: Checker | None,
    progress: Progress = lambda done, total: None,
    repairer: Repairer | None = None,
) -> ArticleResult:
    """Translate, repair, align and check one article.

    Args:
        document: the article.
        engine: a model at work.
        checker: the entity check; without one only names that are rendered in several ways are flagged.
        progress: called with the number of segments done and of all segments.
        repairer: puts names right as soon as a sentence is translated, so that all later steps see the repaired
            text; None leaves it out.
    """
    result = ArticleResult(document)
    with _timed(result.seconds, "translate"):
        translated = _translate(result, engine, repairer, progress)
    result.warnings = [w for translations in translated for t in translations for w in t.warnings]
    result.mended = sum(t.mended for translations in translated for t in translations)
    if repairer:
        result.repair = repair_counts(t for translations in translated for t in translations)
    with _timed(result.seconds, "align"):
        result.paragraphs = [_align_paragraph(number, part) for number, part in enumerate(translated)]
        placed = [item for p in result.paragraphs for item in _pairs(p, document.paragraphs[p.number])]
        result.pairs = [pair for pair, _ in placed]
        result.places = [place for _, place in placed]
    with _timed(result.seconds, "check"):
        result.findings = examine(checker, result.pairs)
    return result
