"""How much an English spelling sounds like an Arabic one.

Arabic writes consonants and long vowels, so short English vowels are nearly free, and one Arabic letter stands for
several Latin ones (ج is j, g or zh). The similarity is one minus a weighted edit distance (Wagner and Fischer, 1974)
over these correspondences. It says that two spellings *could* be one name, never that they are: ماسك is nearer to
*mask* than to *Musk*.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from qantara.align.terms.arabic import fold
from qantara.align.terms.latin import letters

# Latin strings an Arabic letter (in matching form) may stand for, the usual ones first.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "ا": ("a", "e", "i", "o", "u", "aa", "ea", "au", "ai", "y", "h"),
    "ب": ("b", "p", "bb", "pp", "v"),
    "ت": ("t", "tt", "th", "d"),
    "ث": ("th", "s", "t", "c"),
    "ج": ("j", "g", "dj", "gh", "ch", "gg", "zh", "ge", "dg"),
    "ح": ("h", "kh", "hh", "ch"),
    "خ": ("kh", "h", "ch", "j", "k", "x", "gh"),
    "د": ("d", "dd", "dh", "t"),
    "ذ": ("dh", "th", "z", "d"),
    "ر": ("r", "rr", "rh", "wr"),
    "ز": ("z", "s", "zz", "x", "ts", "th", "c"),
    "س": ("s", "ss", "c", "sc", "z", "ps", "ce", "se", "x"),
    "ش": ("sh", "ch", "sch", "s", "ti", "ci", "x", "ss", "sz"),
    "ص": ("s", "ss", "c"),
    "ض": ("d", "dh", "dd", "z"),
    "ط": ("t", "tt", "th"),
    "ظ": ("z", "dh", "th", "d"),
    "ع": ("a", "e", "i", "o", "u", "aa", ""),
    "غ": ("gh", "g", "gg", "gu", "h", "j"),
    "ف": ("f", "v", "ff", "ph", "w", "ve"),
    "ق": ("q", "k", "g", "gh", "c", "kh", "ck", "gu"),
    "ك": ("k", "c", "ck", "q", "ch", "kk", "cc", "qu", "g", "kh", "que", "ke"),
    "ل": ("l", "ll", "le"),
    "م": ("m", "mm", "n", "me"),
    "ن": ("n", "nn", "gn", "kn", "ne", "m"),
    "ه": ("h", "a", "e", "ah", "eh", "t", "eu", ""),
    "و": ("w", "o", "u", "oo", "ou", "ow", "au", "v", "wh", "ew", "eu", "ui", "ue", "oh", "ö", "uu", "oa"),
    "ي": ("y", "i", "e", "ee", "ey", "ie", "ea", "ai", "ei", "ay", "igh", "ii", "j", "a", "u", "eu", "oi"),
    "ء": ("", "a", "e", "i", "u"),
}
_ROMAN = {letter: spellings[0] for letter, spellings in _SPELLINGS.items()} | {"ح": "h", "ه": "a", "ع": "a", "ء": ""}
_VOWELS = frozenset("aeiou")
_WEAK_ARABIC = frozenset("اويهءع")

# Costs of what has no counterpart: a vowel Arabic leaves unwritten, a silent or aspirating h, y or w, a consonant.
_UNWRITTEN_VOWEL = 0.12
_SEMIVOWEL = 0.45
_CONSONANT = 1.0
_WEAK_LETTER = 0.4
_X = ("كس", "غز")


@lru_cache(maxsize=65536)
def sound_similarity(arabic: str, english: str) -> float:
    """Similarity in [0, 1] of an Arabic and an English spelling, word breaks ignored."""
    source = "".join(character for character in fold(arabic) if character != " ")
    target = letters(english)
    if not source or not target:
        return 0.0
    weight = sum(_skip_source(c) for c in source) + sum(_skip_target(target, i) for i in range(len(target)))
    return max(0.0, 1.0 - 2.0 * _distance(source, target) / weight)


@lru_cache(maxsize=65536)
def sounds_possible(arabic: str, english: str) -> bool:
    """A cheap test that ``sound_similarity`` can be high: the consonants agree roughly."""
    source, target = _arabic_skeleton(arabic), _latin_skeleton(english)
    return Levenshtein.normalized_similarity(source, target) >= _LEAST_CONSONANTS


# Consonants that one Arabic or Latin letter may share with another; what is not here is dropped.
_CLASSES = (
    dict.fromkeys("بفپ", "B")
    | dict.fromkeys("تدطضثذظ", "T")
    | dict.fromkeys("سزصش", "S")
    | dict.fromkeys("كقغجخ", "K")
    | {"ر": "R", "ل": "L", "م": "M", "ن": "M"}
    | dict.fromkeys("bpfv", "B")
    | dict.fromkeys("td", "T")
    | dict.fromkeys("sz", "S")
    | dict.fromkeys("kqgcjx", "K")
    | {"r": "R", "l": "L", "m": "M", "n": "M"}
)
_LEAST_CONSONANTS = 0.5


def _arabic_skeleton(word: str) -> str:
    return "".join(_CLASSES.get(letter, "") for letter in word)


def _latin_skeleton(word: str) -> str:
    return "".join(
        _CLASSES.get(letter, "") for place, letter in enumerate(word) if not place or word[place - 1] != letter
    )


def romanised(arabic: str) -> str:
    """The letters of the matching form spelt out one by one, as a bare transliteration does: فضاء is ``fda``."""
    return "".join(_ROMAN.get(character, character) for character in fold(arabic))


def _skip_source(letter: str) -> float:
    return _WEAK_LETTER if letter in _WEAK_ARABIC else _CONSONANT


def _skip_target(target: str, place: int) -> float:
    letter = target[place]
    if letter in _VOWELS:
        return _UNWRITTEN_VOWEL
    if letter in "hyw" or (place and target[place - 1] == letter):
        return _SEMIVOWEL
    return _CONSONANT


def _distance(source: str, target: str) -> float:
    columns = len(target) + 1
    rows = [[float("inf")] * columns for _ in range(len(source) + 1)]
    rows[0][0] = 0.0
    for i, row in enumerate(rows):
        for j in range(columns):
            cost = row[j]
            if j < len(target):
                row[j + 1] = min(row[j + 1], cost + _skip_target(target, j))
            if i < len(source):
                _advance(rows, source, target, i, j, cost)
    return rows[-1][-1]


def _advance(rows: list[list[float]], source: str, target: str, i: int, j: int, cost: float) -> None:
    """Spend one Arabic letter (or two, for x) at cell (i, j)."""
    letter = source[i]
    below = rows[i + 1]
    below[j] = min(below[j], cost + _skip_source(letter))
    for spelling in _SPELLINGS.get(letter, (letter,)):
        if target.startswith(spelling, j):
            place = j + len(spelling)
            below[place] = min(below[place], cost)
    if source[i : i + 2] in _X and target.startswith("x", j):
        rows[i + 2][j + 1] = min(rows[i + 2][j + 1], cost)
