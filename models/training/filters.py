"""Which pairs are fit to learn from. One named test a reason, so that ``prepare`` can count what each removed."""

from __future__ import annotations

import re
from collections.abc import Callable

_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")
_DIGITS = re.compile(r"\d+")
_MARKUP = re.compile(r"</?\w+[^>]*>|\{\{|\}\}|\]\(|https?://|\\[nt]")

Filter = Callable[[str, str], bool]


def _words(text: str) -> int:
    return len(text.split())


def empty(source: str, target: str) -> bool:
    return not source or not target


def too_long(source: str, target: str) -> bool:
    return _words(source) > 80 or _words(target) > 104


def length_ratio(source: str, target: str) -> bool:
    """English runs to about 1.15 words for one of Arabic; clitics allow three times as many, seldom more."""
    a, b = _words(source), _words(target)
    return abs(a - b) > 4 and not 0.4 <= b / a <= 3.2


def not_arabic(source: str, target: str) -> bool:
    arabic, latin = len(_ARABIC.findall(source)), len(_LATIN.findall(source))
    return arabic < 2 or latin > 0.35 * arabic


def not_english(source: str, target: str) -> bool:
    return bool(_ARABIC.search(target)) or not _LATIN.search(target)


def markup(source: str, target: str) -> bool:
    return bool(_MARKUP.search(source) or _MARKUP.search(target))


def copied(source: str, target: str) -> bool:
    return source == target


def numbers_differ(source: str, target: str) -> bool:
    """A figure of two digits or more that stands on one side only: the pair is likely misaligned."""
    a = {n for n in _DIGITS.findall(source) if len(n) > 1}
    b = {n for n in _DIGITS.findall(target) if len(n) > 1}
    return bool(a) and bool(b) and not a & b


FILTERS: tuple[Filter, ...] = (
    empty, too_long, length_ratio, not_arabic, not_english, markup, copied, numbers_differ,
)  # fmt: skip


def rejected_by(source: str, target: str) -> str | None:
    """The name of the first filter that refuses a normalised pair, or None if it may be learnt from."""
    return next((f.__name__ for f in FILTERS if f(source, target)), None)
