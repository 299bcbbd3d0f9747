"""Line by line translation of a stream of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import tee

from qantara.align.segment import Segment
from qantara.align.sentences import segment_paragraph
from qantara.translate.engine import WINDOW, TranslationEngine
from qantara.translate.guards import TranslationWarning
from qantara.translate.repair import Repairer


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """One line of English; white space around the Arabic is kept around it.

    Attributes:
        english: the line.
        warnings: of its sentences.
        flagged, repaired: names that the entity check wanted repaired, and those that were; 0 without a repairer.
    """

    english: str
    warnings: tuple[TranslationWarning, ...]
    flagged: int = 0
    repaired: int = 0


def _flat(paragraphs: Iterable[tuple[str, list[Segment]]]) -> Iterator[Segment]:
    for _, segments in paragraphs:
        yield from segments


def translate_lines(
    lines: Iterable[str], engine: TranslationEngine, window: int | None = None, repairer: Repairer | None = None
) -> Iterator[TranslatedLine]:
    """Translate lines; memory holds one window of sentences.

    Args:
        lines: without line ends.
        engine: a model at work.
        window: sentences to wait for before translating; 1 answers each line at once.
        repairer: checks the names of each sentence, and puts them right.
    """
    paragraphs, ahead = tee((line, segment_paragraph(line, number)) for number, line in enumerate(lines))
    stream = engine.translate(_flat(ahead), window or WINDOW)
    if repairer:
        stream = repairer.repair(stream)
    for line, segments in paragraphs:
        translations = [next(stream) for _ in segments]
        english = " ".join(t.text for t in translations if t.text)
        start = len(line) - len(line.lstrip())
        end = len(line.rstrip())
        yield TranslatedLine(
            line[:start] + english + line[end:] if segments else line,
            tuple(warning for t in translations for warning in t.warnings),
            sum(t.flagged for t in translations),
            sum(t.repaired for t in translations),
        )
