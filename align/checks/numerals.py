"""Numbers written as words, in English and in Arabic."""

from __future__ import annotations

import re
from functools import lru_cache

from qantara.align.terms.arabic import fold, has_arabic
from qantara.align.terms.clitics import stems
from qantara.align.terms.wordlist import ordered_words

_CARDINALS = ordered_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "seventeen eighteen nineteen",
)
_ORDINALS = ordered_words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_TENS = ordered_words("twenty thirty forty fifty sixty seventy eighty ninety")
_QUANTITIES = {
    **dict.fromkeys(("once", "a", "an", "single"), 1),
    **dict.fromkeys(("twice", "both", "pair", "couple", "double"), 2),
    **dict.fromkeys(("noon", "midnight", "dozen"), 12),
    "half": 0.5,
    "quarter": 0.25,
    "triple": 3,
    "score": 20,
}
_ENGLISH: dict[str, float] = {
    **{word: n for n, word in enumerate(_CARDINALS)},
    **{word: n for n, word in enumerate(_ORDINALS, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **_QUANTITIES,
}
_ENGLISH_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
}
_ARABIC = {
    fold(word): value
    for words, value in (
        ("واحد واحدة أحد إحدى أول أولى", 1),
        ("اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي ثاني ثانية مرتين", 2),
        ("ثلاث ثلاثة ثالث ثالثة", 3),
        ("أربع أربعة رابع رابعة", 4),
        ("خمس خمسة خامس خامسة", 5),
        ("ست ستة سادس سادسة", 6),
        ("سبع سبعة سابع سابعة", 7),
        ("ثمان ثماني ثمانية ثامن ثامنة", 8),
        ("تسع تسعة تاسع تاسعة", 9),
        ("عشر عشرة عاشر عاشرة", 10),
        ("عشرون عشرين", 20),
        ("ثلاثون ثلاثين", 30),
        ("أربعون أربعين", 40),
        ("خمسون خمسين", 50),
        ("ستون ستين", 60),
        ("سبعون سبعين", 70),
        ("ثمانون ثمانين", 80),
        ("تسعون تسعين", 90),
        ("نصف", 0.5),
        ("ربع", 0.25),
        ("مئتان مئتين مائتين مائتان", 200),
        ("ألفان ألفين ألفي", 2000),
        ("مليونان مليونين مليوني", 2e6),
        ("ملياران مليارين ملياري", 2e9),
    )
    for word in words.split()
} | {
    fold(hundred + end): 100 * n
    for n, hundred in enumerate(ordered_words("ثلاث أربع خمس ست سبع ثمان تسع"), 3)
    for end in ("مئة", "مائة", "مية")
}
_ARABIC_SCALES = {
    fold(word): value
    for words, value in (
        ("مئة مائة", 1e2),
        ("ألف آلاف ألفا", 1e3),
        ("مليون ملايين مليونا", 1e6),
        ("مليار مليارات مليارا بليون", 1e9),
        ("تريليون تريليونات", 1e12),
    )
    for word in words.split()
}
SCALES: dict[str, float] = (
    _ENGLISH_SCALES
    | _ARABIC_SCALES
    | {word: value for words, value in (("ألف آلاف ألفا ألفاً", 1e3), ("مئة مائة", 1e2)) for word in words.split()}
)


@lru_cache(maxsize=64)
def spelt_values(text: str) -> frozenset[float]:
    """Every number that words of the text may make, parts included: *two hundred and five* gives 2, 200, 205, 5."""
    if has_arabic(text):
        return _values([_arabic(word) for word in fold(text).split()])
    words = re.findall(r"[a-z]+", text.lower().replace("-", " "))
    return _values([_english(word) for word in words])


def _english(word: str) -> tuple[float | None, bool]:
    singular = word.removesuffix("s")
    for form in (word, singular):
        if form in _ENGLISH_SCALES:
            return _ENGLISH_SCALES[form], True
        if form in _ENGLISH:
            return float(_ENGLISH[form]), False
    return None, word == "and"


def _arabic(word: str) -> tuple[float | None, bool]:
    for stem in stems(word):
        for form in (stem, stem.removesuffix("ا")):
            if form in _ARABIC_SCALES:
                return _ARABIC_SCALES[form], True
            if form in _ARABIC:
                return float(_ARABIC[form]), False
    return None, False


def _values(words: list[tuple[float | None, bool]]) -> frozenset[float]:
    found: set[float] = set()
    total = current = 0.0
    for value, scale in [*words, (None, False)]:
        if value is None:
            if not scale:
                found |= {total, current, total + current}
                total = current = 0.0
            continue
        found |= {value, total, current, total + current}
        if not scale:
            current += value
        elif value == 1e2:
            current = (current or 1.0) * value
        else:
            total += (current or 1.0) * value
            current = 0.0
    return frozenset(found)
