"""Months and weekdays that do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity
from qantara.align.terms.arabic import fold

_MONTHS = (
    ("january", "يناير", "كانون الثاني"),
    ("february", "فبراير", "شباط"),
    ("march", "مارس", "آذار"),
    ("april", "أبريل", "إبريل", "نيسان"),
    ("may", "مايو", "أيار"),
    ("june", "يونيو", "حزيران"),
    ("july", "يوليو", "تموز"),
    ("august", "أغسطس", "آب"),
    ("september", "سبتمبر", "أيلول"),
    ("october", "أكتوبر", "تشرين الأول"),
    ("november", "نوفمبر", "تشرين الثاني"),
    ("december", "ديسمبر", "كانون الأول"),
)
_DAYS = (
    ("monday", "الاثنين", "الإثنين"),
    ("tuesday", "الثلاثاء"),
    ("wednesday", "الأربعاء"),
    ("thursday", "الخميس"),
    ("friday", "الجمعة"),
    ("saturday", "السبت"),
    ("sunday", "الأحد"),
)
_ARABIC = {fold(name): english for english, *names in (*_MONTHS, *_DAYS) for name in names}
_ABBREVIATED = {english[:3]: english for english, *_ in (*_MONTHS, *_DAYS)} | {"sept": "september", "tues": "tuesday"}
_NAMES = {english for english, *_ in (*_MONTHS, *_DAYS)}
_WORD = re.compile(r"\b[A-Z][a-z]+\b")
# These are ordinary words as well; they count as months only next to a number.
_AMBIGUOUS = frozenset(map(fold, ("مارس", "آب", "الأحد")))


def check_dates(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag if both sides name months, or both weekdays, and have not one in common."""
    source = _in_arabic(pair.source)
    if not source:
        return
    target = {}
    for match in _WORD.finditer(pair.target):
        name = match.group().lower()
        name = _ABBREVIATED.get(name, name)
        if name in _NAMES:
            target[name] = match.span()
    for group in ({english for english, *_ in _MONTHS}, {english for english, *_ in _DAYS}):
        wanted, found = source & group, group & target.keys()
        if wanted and found and not wanted & found:
            name = next(name for name in target if name in found)
            span = target[name]
            expected = tuple(sorted(wanted))
            reason = f"The Arabic says {expected[0].capitalize()}, the English {name.capitalize()}."
            yield CheckFlag(
                pair.id,
                CheckKind.DATES,
                Severity.WARNING,
                None,
                span,
                tuple(word.capitalize() for word in expected),
                pair.target[span[0] : span[1]],
                0.85,
                reason,
            )


def _in_arabic(text: str) -> set[str]:
    folded = f" {fold(text)} "
    found = set()
    for name, english in _ARABIC.items():
        for match in re.finditer(f" [وفبل]?{name}(?= )", folded):
            around = folded[max(0, match.start() - 8) : match.end() + 8]
            if name not in _AMBIGUOUS or any(character.isdigit() for character in around):
                found.add(english)
    return found
