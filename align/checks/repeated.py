"""Words that a model says again and again: *the the*, *in the city of the city of the city of*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity
from qantara.align.terms.wordlist import word_set

# A stretch of one to eight words, again right after it.
_AGAIN = re.compile(r"(?<!\w)(\w+(?:[\s,،]+\w+){0,7}?)(?:[\s,،]+\1)+(?!\w)", re.IGNORECASE)
_LEGITIMATE = word_set(
    "had that is was so very many no yes ha bye now long more again never much far in her right heavy on it",
)


def repeats_itself(text: str) -> bool:
    """Whether anything is said twice or more in a row, meant or not, in any language."""
    return _AGAIN.search(text) is not None


def unmeant_repetitions(text: str) -> Iterator[re.Match[str]]:
    """The stretches of English said twice or more in a row; group 1 is what is repeated."""
    return (match for match in _AGAIN.finditer(text) if not _meant(match))


def check_repeated(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag for each stretch said twice or more in a row, unless the Arabic repeats something too."""
    if repeats_itself(pair.source):
        return
    for match in unmeant_repetitions(pair.target):
        times = match.group().lower().count(match.group(1).lower())
        severity = Severity.WARNING if times == 2 else Severity.ERROR
        reason = f"“{match.group(1)}” stands {times} times in a row."
        yield CheckFlag(
            pair.id, CheckKind.REPEATED, severity, None, match.span(), (match.group(1),), match.group(), 0.85, reason
        )


def _meant(match: re.Match[str]) -> bool:
    """Numbers, names that are doubled (Baden Baden), enumerations and emphatic words may stand twice."""
    unit = match.group(1)
    if any(character.isdigit() for character in unit) or len(unit) == 1:
        return True
    twice = match.group().lower().count(unit.lower()) == 2
    return twice and (
        unit.lower() in _LEGITIMATE or "," in match.group() or (match.group().istitle() and " " not in unit)
    )
