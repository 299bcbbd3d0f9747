"""English words in the form in which two versions of a sentence are compared. Never displayed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)$")
_VOWEL = re.compile("[aeiouy]")

# "one" is a pronoun more often than a number, so it stays a word
_TO_TWENTY = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: str(value) for value, word in enumerate(_TO_TWENTY, 2)} | {
    word: str(10 * value) for value, word in enumerate(_TENS, 3)
}

# words that end so are singular: glass, analysis, Paris, virus
_NO_PLURAL = ("ss", "is", "us")

# longest first; what replaces the suffix, and how many letters must be left before it
_SUFFIXES = (
    ("ations", "", 3), ("ation", "", 3), ("nesses", "", 3), ("ments", "", 3), ("ities", "", 3), ("ness", "", 3),
    ("ment", "", 4), ("ingly", "", 3), ("edly", "", 3), ("ions", "", 4), ("ion", "", 4), ("ity", "", 3),
    ("able", "", 4), ("ible", "", 4), ("ally", "", 3), ("ance", "", 4), ("ence", "", 4), ("ing", "", 3),
    ("ies", "y", 2), ("ied", "y", 2), ("ers", "", 4), ("ors", "", 4), ("ful", "", 4), ("est", "", 4), ("ous", "", 4),
    ("ive", "", 4), ("ent", "", 4), ("ant", "", 4), ("ly", "", 3), ("ed", "", 3), ("es", "", 3), ("er", "", 4),
    ("or", "", 4), ("al", "", 4), ("ic", "", 4), ("s", "", 3),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem: one suffix, then a final e, y or doubled consonant.

    It need not be a word; it need only be the same for the forms of one word ("creation", "created", "creates").
    """
    for suffix, replacement, least in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            root = word[: -len(suffix)]
            if _VOWEL.search(root) and not (suffix == "s" and word.endswith(_NO_PLURAL)):
                word = root + replacement
                break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 3 and word[-1] in "ey":
        word = word[:-1] + ("i" if word[-1] == "y" else "")
    return word


def fold(text: str) -> str:
    """Case and accents away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Stems and numbers of a sentence, in order; number words up to ninety as digits."""
    found = []
    for match in _WORD.finditer(fold(text)):
        word = _CLITIC.sub("", match.group())
        if word and word[0].isdigit():
            found.append(word.replace(",", ""))
        elif word:
            found.append(NUMBER_WORDS.get(word) or stem(word))
    return found
