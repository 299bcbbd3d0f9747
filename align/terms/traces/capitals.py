"""Runs of capitalised words: what an English text offers as names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qantara.align.terms.english import SMALL_WORDS, EnglishText
from qantara.align.terms.lexicon import is_common_english

Free = Callable[[int, int], bool]

_NOT_NAMES = frozenset(("i", "tv", "dvd", "pc", "ceo", "ok", "mr", "mrs", "ms", "dr"))
_BREAK = re.compile(r"[.?!;()\"“”«»]")
# Small words that may stand between two capitals of one name: The Girl with the Dragon Tattoo.
_MOST_SMALL = 3


def capitals(english: EnglishText, free: Free) -> Iterator[tuple[int, int]]:
    """First and last token of each run of capitalised words, small words between them allowed.

    Args:
        free: whether the tokens from one to another are still to be had.
    """
    place, count = 0, len(english.tokens)
    while place < count:
        if not _opens(english, place, free):
            place += 1
            continue
        first = last = place
        while (after := _continues(english, last, free)) is not None:
            last = after
        yield first, last
        place = last + 1


def _opens(english: EnglishText, place: int, free: Free) -> bool:
    token = english.tokens[place]
    if not token.text[0].isupper() or token.canon in _NOT_NAMES or not free(place, place):
        return False
    if token.text == "I" or token.text.startswith(("I'", "I’")):  # the pronoun; Henry I goes on from Henry
        return False
    # The first word of a sentence or quotation is capitalised whatever it is.
    ordinary = is_common_english(token.canon) or token.canon in SMALL_WORDS
    return not (ordinary and _begins_sentence(english, place))


def _begins_sentence(english: EnglishText, place: int) -> bool:
    before = english.text[: english.tokens[place].start].rstrip()
    return not before or before[-1] in ".?!:\"“«'‘(-–—…"


def _continues(english: EnglishText, last: int, free: Free) -> int | None:
    tokens = english.tokens
    for place in range(last + 1, min(last + 1 + _MOST_SMALL, len(tokens))):
        gap = english.text[tokens[place - 1].end : tokens[place].start]
        initial = gap.strip() == "." and len(tokens[place - 1].text) <= 2
        if (_BREAK.search(gap) and not initial) or not free(place, place):
            return None
        if tokens[place].capital:
            return place
        if tokens[place].canon not in SMALL_WORDS:
            return None
    return None
