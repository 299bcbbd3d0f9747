"""Source text as careless hands write it, so that a model meets in training what it will meet at work."""

from __future__ import annotations

import random
import re

# Arabic has no case; what varies instead is the spelling of alif, final ya and ta marbuta (Habash 2010,
# section 3.2). Latin words in Arabic text vary in case.
_CARELESS = (
    (re.compile("[أإآ]"), "ا"),
    (re.compile(r"ى\b"), "ي"),
    (re.compile(r"ة\b"), "ه"),
    (re.compile(r"ي\b"), "ى"),
)
_LATIN = re.compile("[A-Za-z]{2,}")


def careless(text: str, rng: random.Random) -> str:
    """``text`` with one habit of spelling throughout, and its Latin words in another case."""
    pattern, letter = rng.choice(_CARELESS)
    recase = rng.choice((str.lower, str.upper))
    return _LATIN.sub(lambda match: recase(match.group()), pattern.sub(letter, text))


def some_careless(texts: list[str], share: float, seed: str) -> list[str]:
    """A ``share`` of ``texts`` made careless; the same seed gives the same ones."""
    rng = random.Random(seed)
    return [careless(text, rng) if rng.random() < share else text for text in texts]
