"""Align the sentences of an Arabic text with those of an English version of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qantara.align.alignment.confidence import confidence
from qantara.align.alignment.features import Measures
from qantara.align.alignment.lattice import with_gaps
from qantara.align.alignment.measure import measure
from qantara.align.alignment.path import Path, anchored_path
from qantara.align.alignment.settings import AlignmentSettings
from qantara.align.alignment.shapes import Shape
from qantara.align.alignment.weights import WITH_TRANSLATION, WITHOUT_TRANSLATION
from qantara.align.alignment.window import Window, align_window
from qantara.align.bead import Bead

# a lattice this large is searched whole: exact, and still a fraction of a second
WHOLE = 60_000
# source sentences of one window, and how many of its last are done again by the next, because the window's end is
# only a guess: more than twice the largest bead, so that the paths from a wrong and the right end have met
ROWS = 64
REDONE = 20


def align_sentences(
    source: Sequence[str],
    target: Sequence[str],
    *,
    source_translation: Sequence[str] | None = None,
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
    settings: AlignmentSettings = AlignmentSettings(),
) -> list[Bead]:
    """Beads of an Arabic text and an English one, in order; every sentence is in exactly one.

    Args:
        source: Arabic sentences.
        target: English sentences.
        source_translation: an English translation of each source sentence. Far better with than without.
        source_paragraphs, target_paragraphs: ascending paragraph number of each sentence. Taken as a hint if both
            are given: paragraphs tend to begin together, and beads tend not to cross from one to the next.
        settings: see ``AlignmentSettings``.

    Returns:
        beads whose score is the calibrated probability that the bead is exactly right.

    Raises:
        ValueError: a translation or paragraph list that is not as long as its text.
        UsageError: shapes that cannot be read.
    """
    _same_length(source, source_translation, "source_translation")
    _same_length(source, source_paragraphs, "source_paragraphs")
    _same_length(target, target_paragraphs, "target_paragraphs")
    shapes = with_gaps(settings.bead_shapes)
    if not source or not target:
        return _one_sided(len(source), len(target))
    both = source_paragraphs is not None and target_paragraphs is not None
    paragraphs = (source_paragraphs, target_paragraphs) if both else (None, None)
    measures = measure(source, target, source_translation, settings, paragraphs)
    translated = source_translation is not None
    beads = _align(measures, shapes, WITH_TRANSLATION if translated else WITHOUT_TRANSLATION)
    return [replace(bead, score=confidence(bead, translated=translated)) for bead in beads]


def _same_length(texts: Sequence[str], others: Sequence[object] | None, name: str) -> None:
    if others is not None and len(others) != len(texts):
        raise ValueError(f"{name} has {len(others)} entries for {len(texts)} sentences")


def _one_sided(rows: int, columns: int) -> list[Bead]:
    """Nothing to align with: that each is a gap is certain."""
    return [Bead((i,), (), 1.0) for i in range(rows)] + [Bead((), (j,), 1.0) for j in range(columns)]


def _align(measures: Measures, shapes: Sequence[Shape], weights: Mapping[str, float]) -> list[Bead]:
    rows, columns = len(measures.source), len(measures.target)
    if rows * columns <= WHOLE:
        return align_window(measures, Window(range(rows), range(columns)), shapes, weights)
    return _align_rolling(measures, anchored_path(measures), shapes, weights)


def _align_rolling(measures: Measures, path: Path, shapes: Sequence[Shape], weights: Mapping[str, float]) -> list[Bead]:
    """Window after window along the path, each starting where the kept beads of the last one end."""
    rows, columns = len(measures.source), len(measures.target)
    beads: list[Bead] = []
    i = j = 0
    while i < rows or j < columns:
        window = path.window(i, j, ROWS)
        last = window.rows.stop == rows
        for bead in align_window(measures, window, shapes, weights):
            if not last and i >= window.rows.stop - REDONE:
                break
            beads.append(bead)
            i, j = i + len(bead.source), j + len(bead.target)
    return beads
