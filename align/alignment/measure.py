"""From texts to measures: words, similarities and chances of a whole document."""

from __future__ import annotations

from collections.abc import Sequence

from qantara.align.alignment import arabic, english
from qantara.align.alignment.evidence import Explanation
from qantara.align.alignment.features import Measures, measured_side
from qantara.align.alignment.punctuation import end_class
from qantara.align.alignment.ragged import Vocabulary
from qantara.align.alignment.settings import AlignmentSettings
from qantara.align.alignment.similarity import similarity


def measure(
    source: Sequence[str],
    target: Sequence[str],
    translation: Sequence[str] | None,
    settings: AlignmentSettings,
    paragraphs: tuple[Sequence[int] | None, Sequence[int] | None] = (None, None),
) -> Measures:
    """Measures of a document with at least one sentence on each side."""
    explains_target, explains_source = _explanations(source, target, translation)
    ends = [[end_class(text) if settings.end_punctuation else 0 for text in side] for side in (source, target)]
    left = measured_side(source, ends[0], paragraphs[0])
    right = measured_side(target, ends[1], paragraphs[1])
    return Measures(
        source=left,
        target=right,
        explains_target=explains_target,
        explains_source=explains_source,
        length_ratio=float(right.lengths.sum() / left.lengths.sum()),
        count_ratio=len(right) / len(left),
    )


def _explanations(
    source: Sequence[str], target: Sequence[str], translation: Sequence[str] | None
) -> tuple[Explanation, Explanation]:
    """Target explained by source, and source by target."""
    theirs = Vocabulary.of(map(english.words, target))
    if translation is None:
        ours = Vocabulary.of(map(arabic.words, source))
    else:
        both = zip(translation, source, strict=True)
        ours = Vocabulary.of(english.words(english_text) + arabic.words(text) for english_text, text in both)
    alike = similarity(ours.words, theirs.words)
    return Explanation.of(theirs, ours, alike), Explanation.of(ours, theirs, alike.transposed())
