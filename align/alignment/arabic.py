"""Arabic words in the form in which they are compared with English ones. Never displayed."""

from __future__ import annotations

import re
from functools import lru_cache

from qantara.models.normalise import normalise_source

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[a-zA-Z]+|[ء-ي]+")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "ال", "لل", "و", "ف", "ب", "ل", "س")
_SUFFIXES = ("هما", "كما", "تها", "ته", "تهم", "ها", "هم", "هن", "نا", "ات", "ون", "ين", "ان", "يه", "وا", "ه", "ي")
_SHORTEST = 3


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem after Larkey et al. (2002, light10): one prefix and one suffix, three letters left."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


def words(text: str) -> list[str]:
    """Stems, numbers and lower-cased Latin words of a sentence, in order."""
    found = []
    for match in _WORD.finditer(normalise_source(text)):
        word = match.group()
        if word[0].isdigit():
            found.append(word.replace(",", ""))
        elif word.isascii():
            found.append(word.casefold())
        else:
            found.append(stem(word.translate(_FOLD)))
    return found
