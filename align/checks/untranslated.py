"""A sentence that was not translated, or not to the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity
from qantara.align.terms.arabic import has_arabic

_ARABIC_WORDS = re.compile(
    r"[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+(?:[^\w]+[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+)*"
)
# From this share of Arabic letters on the sentence counts as untranslated, below as a word left standing.
_MOSTLY = 0.5


def check_untranslated(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag if the English is empty, or is in part or altogether Arabic."""
    source_letters, target_letters = _letters(pair.source), _letters(pair.target)
    if source_letters and not target_letters:
        yield _flag(pair, Severity.ERROR, None, 0.95, "Nothing stands in the English.")
        return
    if not has_arabic(pair.target):
        return
    runs = list(_ARABIC_WORDS.finditer(pair.target))
    share = sum(_letters(run.group()) for run in runs) / max(1, target_letters)
    if share >= _MOSTLY:
        yield _flag(pair, Severity.ERROR, (0, len(pair.target)), 0.98, "The sentence was left in Arabic.")
        return
    for run in runs:
        yield _flag(pair, Severity.WARNING, run.span(), 0.9, "Arabic words stand in the English.")


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _flag(
    pair: SentencePair, severity: Severity, span: tuple[int, int] | None, confidence: float, reason: str
) -> CheckFlag:
    found = pair.target[span[0] : span[1]] if span else None
    kind = CheckKind.UNTRANSLATED_SENTENCE
    return CheckFlag(pair.id, kind, severity, (0, len(pair.source)), span, (), found, confidence, reason)
