"""From texts to measures: words, similarities and chances of a whole document."""

from __future__ import annotations

from collections.abc import Sequence

from qantara.align.alignment import arabic, english
from qantara.align.alignment.evidence import Explanation
from qantara.align.alignment.features import Measures, measured_side
from qantara.align.alignment.punctuation import end_class
from qantara.align.alignment.ragged import Vocabulary
from qantara.align.alignment.settings import AlignmentSettings
from qantara.align.alignment.similarity import arabic_similarity, english_similarity


def measure(
    source: Sequence[str],
    target: Sequence[str],
    translation: Sequence[str] | None,
    settings: AlignmentSettings,
    paragraphs: tuple[Sequence[int] | None, Sequence[int] | None] = (None, None),
) -> Measures:
    """Measures of a document with at least one sentence on each side."""
    explanations = _explanations(source, target, translation)
    ends = [[end_class(text) if settings.end_punctuation else 0 for text in side] for side in (source, target)]
    left = measured_side(source, ends[0], paragraphs[0])
    right = measured_side(target, ends[1], paragraphs[1])
    return Measures(
        source=left,
        target=right,
        explanations=explanations,
        length_ratio=float(right.lengths.sum() / left.lengths.sum()),
        count_ratio=len(right) / len(left),
    )


def _explanations(
    source: Sequence[str], target: Sequence[str], translation: Sequence[str] | None
) -> dict[str, Explanation]:
    theirs = Vocabulary.of(map(english.words, target))
    found = {}
    if translation is not None:
        ours = Vocabulary.of(map(english.words, translation))
        alike = english_similarity(ours.words, theirs.words)
        found["translation_explains_target"] = Explanation.of(theirs, ours, alike)
        found["target_explains_translation"] = Explanation.of(ours, theirs, alike.transposed())
    native = Vocabulary.of(map(arabic.words, source))
    alike = arabic_similarity(native.words, theirs.words)
    found["arabic_explains_target"] = Explanation.of(theirs, native, alike)
    found["target_explains_arabic"] = Explanation.of(native, theirs, alike.transposed())
    return found
