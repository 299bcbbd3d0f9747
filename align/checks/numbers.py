"""Numbers that are lost or changed.

Digits are compared as values, whatever their script, separators and scale (1.5 million, 1,500,000), and against
numbers written as words on the other side. What can be read in more than one way is let pass: precision first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.checks.numerals import SCALES, spelt_values
from qantara.align.flag import CheckFlag, CheckKind, Severity, Span

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])|(?<=[A-Za-zء-ي-])\d+(?:[.,]\d+)*|\d+(?=[A-Za-zء-ي])")
_SCALE_AFTER = re.compile(r"[\s-]*([a-z]+|[ء-ي]+)", re.IGNORECASE)


# "42 thousand and five hundred", "a million and 270 thousand": digits that are only a part of the number.
_SCALE = "(?:" + "|".join(sorted(SCALES, key=len, reverse=True)) + ")"
_PART_AFTER = re.compile(rf"\s+{_SCALE}\s+(?:and|و)")
_PART_BEFORE = re.compile(rf"{_SCALE}\s+(?:and\s|و)$")


@dataclass(frozen=True, slots=True)
class _Number:
    span: Span
    text: str
    values: frozenset[float]
    partial: bool


def check_numbers(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag for each number in digits that the other side has in no shape."""
    source, target = list(_numbers(pair.source)), list(_numbers(pair.target))
    if not source and not target:
        return
    lost = [number for number in source if not _stands_in(number, target, pair.target)]
    added = [number for number in target if not _stands_in(number, source, pair.source)]
    for place, number in enumerate(lost):
        other = added[place] if place < len(added) else None
        yield _flag(pair, number, other)
    for number in added[len(lost) :]:
        yield CheckFlag(
            pair.id,
            CheckKind.NUMBERS,
            Severity.INFO,
            None,
            number.span,
            (),
            number.text,
            0.4,
            "The number is in the English and not, in digits or words, in the Arabic.",
        )


def _flag(pair: SentencePair, number: _Number, other: _Number | None) -> CheckFlag:
    changed = other is not None
    # A single digit is often said in another way (2 is both, twice, a pair).
    sure = changed and not number.partial and max(number.values) >= 10
    reason = (
        f"The Arabic says {number.text}, the English {other.text}."
        if other is not None
        else f"The number {number.text} is not in the English."
    )
    return CheckFlag(
        pair.id,
        CheckKind.NUMBERS,
        Severity.WARNING if sure else Severity.INFO,
        number.span,
        other.span if other else None,
        (number.text,),
        other.text if other else None,
        0.85 if sure else 0.5,
        reason,
    )


def _numbers(text: str) -> Iterator[_Number]:
    folded = text.translate(_DIGITS)
    for match in _NUMBER.finditer(folded):
        values = _readings(match.group())
        after = _SCALE_AFTER.match(folded, match.end())
        scale = SCALES.get(after.group(1).lower()) if after else None
        if scale:
            values |= {value * scale for value in values}
        partial = bool(_PART_AFTER.match(folded, match.end()) or _PART_BEFORE.search(folded[: match.start()]))
        yield _Number(match.span(), text[match.start() : match.end()], frozenset(values), partial)


def _readings(digits: str) -> set[float]:
    """What a number may mean: a comma or dot may part thousands or decimals."""
    found = {float(re.sub(r"[.,]", "", digits))}
    if re.fullmatch(r"\d+[.,]\d+", digits):
        found.add(float(digits.replace(",", ".")))
    if digits.count(".") == 1 and "," in digits:
        found.add(float(digits.replace(",", "")))
    return found


def _stands_in(number: _Number, others: list[_Number], text: str) -> bool:
    if any(_same(number, other) for other in others):
        return True
    # Numbers that belong together in one word or list (7:30, 2024-25) are taken apart differently.
    joined = "".join(character for character in text.translate(_DIGITS) if character.isdigit())
    digits = _digits(number)
    if len(digits) >= 3 and digits in joined:
        return True
    # 2024/2025 and 2024-25.
    if any(_year_and_short(digits, other) or _year_and_short(other, digits) for other in map(_digits, others)):
        return True
    return bool(number.values & spelt_values(text))


def _digits(number: _Number) -> str:
    return "".join(character for character in number.text.translate(_DIGITS) if character.isdigit())


def _year_and_short(year: str, short: str) -> bool:
    return len(year) == 4 and len(short) == 2 and year.endswith(short)


def _same(number: _Number, other: _Number) -> bool:
    return any(abs(one - two) <= 1e-6 * max(one, two) for one in number.values for two in other.values)
