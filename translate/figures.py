"""Numbers written in figures: which of them a translation changed, and putting back those that leave no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import Levenshtein

from qantara.models.normalise import normalise_source

SMALL = 12  # numbers up to this are often written out
MOST = 4  # of changed numbers in a sentence that are told apart by their digits
ALIKE = 0.5  # of the digits, at least, when two numbers are not of one length

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_SCALE = re.compile(r"\s*(?:hundred|thousand|million|billion|trillion|[kmb]n?\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Changed:
    """Numbers above ``SMALL``, without separators: those of the Arabic that are ``lost``, and ``new`` ones."""

    lost: tuple[str, ...]
    new: tuple[str, ...]


def _bare(figure: str) -> str:
    return re.sub(r"[.,]", "", figure)


def _large(number: str) -> bool:
    significant = number.lstrip("0")
    return len(significant) > 2 or int(significant or 0) > SMALL  # int() refuses thousands of digits


def numbers_of(text: str) -> dict[str, str]:
    """Numbers in figures as they are written, by their form without separators: 1,000 and 1000 are one."""
    return {_bare(figure): figure for figure in _FIGURE.findall(normalise_source(text))}


def changed_numbers(source: str, english: str) -> Changed:
    """What became of the source's numbers."""
    wanted, found = numbers_of(source), numbers_of(english)
    lost = sorted(number for number in wanted if number not in found and _large(number))
    new = sorted(number for number in found if number not in wanted and _large(number))
    return Changed(tuple(lost), tuple(new))


def restored(source: str, english: str) -> str | None:
    """The English with each changed number as the Arabic has it, or None where it is not plain which is which.

    Plain is: as many are new as are lost, and each new one looks like the one it is to be: 3,540 for 3,405, but
    not 520 (thousand) for 520,000.
    """
    changed = changed_numbers(source, english)
    if not changed.lost or len(changed.lost) != len(changed.new) or len(changed.lost) > MOST:
        return None
    best = max(permutations(changed.lost), key=lambda order: sum(map(_likeness, changed.new, order)))
    if not all(map(_alike, changed.new, best)):
        return None
    written, meant = numbers_of(source), dict(zip(changed.new, best, strict=True))
    figures = [match for match in _FIGURE.finditer(english) if _bare(match.group()) in meant]
    if any(_SCALE.match(english, match.end()) for match in figures):
        return None
    for match in reversed(figures):
        english = english[: match.start()] + written[meant[_bare(match.group())]] + english[match.end() :]
    return english


def _likeness(one: str, other: str) -> float:
    return Levenshtein.normalized_similarity(one, other)


def _alike(new: str, lost: str) -> bool:
    if new.rstrip("0") == lost.rstrip("0"):  # thousands and millions may be said in words
        return False
    return len(new) == len(lost) or _likeness(new, lost) >= ALIKE
