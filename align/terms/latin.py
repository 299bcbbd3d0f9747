"""Latin letters without their accents, and the spellings of one English word that count as the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qantara.align.terms.wordlist import ordered_words

_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ı": "i",
        "ə": "a",
        "Ə": "A",
        **dict.fromkeys("ʿʾʻʼ‘’'`´", ""),
    }
)
_ABBREVIATIONS = {
    "st": "saint",
    "ste": "saint",
    "dr": "doctor",
    "mt": "mount",
    "mr": "mister",
    "prof": "professor",
    "gen": "general",
    "jr": "junior",
    "sr": "senior",
    "vs": "versus",
    "v": "versus",
    "vol": "volume",
    "pt": "part",
    "univ": "university",
    "dept": "department",
    "intl": "international",
    "corp": "corporation",
    "inc": "incorporated",
    "bros": "brothers",
    "co": "company",
    "&": "and",
    "bin": "ibn",
    "ben": "ibn",
    "abou": "abu",
}
_ROMAN = ordered_words("i ii iii iv - vi vii viii ix - xi xii xiii xiv - xvi")
_CARDINALS = ordered_words("one two three four five six seven eight nine ten eleven twelve")
_ORDINALS = ordered_words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_NUMERALS = {
    word: str(n) for words in (_ROMAN, _CARDINALS, _ORDINALS) for n, word in enumerate(words, 1) if word != "-"
}
# British spellings on the left, at a word's end or before a common ending.
_BRITISH = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing|able|ite|hood)"), "or"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{3})is(?=e$|es$|ed$|ing$|ation)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})yse(?=$|s$|d$)"), "yze"),
    (re.compile(r"(?<=[a-z]{2})ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?$)"), "ense"),
    (re.compile(r"programme(?=s?$)"), "program"),
    (re.compile(r"(?<=[a-z]{2})ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"aeo"), "eo"),
    (re.compile(r"^jewell"), "jewel"),
    (re.compile(r"grey"), "gray"),
)


def unaccented(text: str) -> str:
    """The text without accents, apostrophe-like letters and ligatures; the case is kept."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_SPECIAL))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Unaccented lower-case letters a–z and digits only."""
    return "".join(character for character in unaccented(text).lower() if character.isascii() and character.isalnum())


@lru_cache(maxsize=65536)
def canonical_word(word: str) -> str:
    """What spellings of one word share: accents, British or American ending, abbreviation, numeral, possessive."""
    lowered = unaccented(_without_possessive(word)).lower()
    if lowered in _ABBREVIATIONS:
        return _ABBREVIATIONS[lowered]
    if lowered in _NUMERALS:
        return _NUMERALS[lowered]
    for british, american in _BRITISH:
        lowered = british.sub(american, lowered)
    return lowered


def _without_possessive(word: str) -> str:
    if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’":
        return word[:-2]
    return word.rstrip("'’")
