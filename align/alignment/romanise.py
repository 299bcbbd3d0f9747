"""Names across scripts by their consonants: محمد and Muhammad, باريس and Paris have one skeleton each."""

from __future__ import annotations

import re

# Arabic letters by the Latin consonant class they are most often written with; long vowels and glottals fall away
_ARABIC = str.maketrans(
    {
        "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s",
        "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "j", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m",
        "ن": "n", "ه": "h", "ا": "", "و": "", "ي": "", "ء": "", "ع": "",
    }
)  # fmt: skip
# digraphs first; g and j are one class because Egypt writes g for ج and the Levant writes gh for غ
_DIGRAPHS = (("sh", "s"), ("ch", "s"), ("kh", "k"), ("th", "t"), ("dh", "d"), ("gh", "j"), ("ph", "f"), ("ck", "k"))
_LATIN = str.maketrans("cqgpvx", "kkjbfk", "aeiouyw")
_REPEATED = re.compile(r"(.)\1+")
# two consonants are shared by chance between any two texts
_SHORTEST = 3


def skeleton_of_arabic(word: str) -> str:
    """Consonant classes of an Arabic word; empty if too short to tell it from others."""
    return _long_enough(word.translate(_ARABIC))


def skeleton_of_english(word: str) -> str:
    """Consonant classes of a Latin-script word; empty if too short, or not letters."""
    if not word.isascii() or not word.isalpha():
        return ""
    for pair, single in _DIGRAPHS:
        word = word.replace(pair, single)
    return _long_enough(word.translate(_LATIN))


def _long_enough(skeleton: str) -> str:
    single = _REPEATED.sub(r"\1", skeleton)
    return single if len(single) >= _SHORTEST else ""
