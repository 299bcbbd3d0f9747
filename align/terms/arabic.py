"""The Arabic matching form: what two spellings of one name have in common, with the way back to the real text.

The form is for comparison only and never shown. It folds what writers vary freely (hamza seats, alef maqsura, ta
marbuta, tatweel, harakat, digits, presentation forms, bidi marks), turns every run of punctuation and white space into
one space, and keeps for each word its place in the text as the user gave it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئې", "ي"),
        **dict.fromkeys("کگڭڪ", "ك"),
        **dict.fromkeys("ہھۀەة", "ه"),
        "ؤ": "و",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
        "ڤ": "ف",
        "ڥ": "ف",
        "ڨ": "ق",
        "_": " ",
        **{chr(0x660 + i): str(i) for i in range(10)},
        **{chr(0x6F0 + i): str(i) for i in range(10)},
    }
)
# Harakat and Quranic marks, tatweel, zero-width and bidi controls, soft hyphen, byte-order mark.
_DROPPED_CHARACTERS = (
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff"
)
_DROPPED = re.compile(f"[{_DROPPED_CHARACTERS}]")
# Compatibility characters: Arabic presentation forms, full-width letters, ligatures.
_COMPATIBLE_CHARACTERS = "\ufb00-\ufdff\ufe70-\ufefc\uff00-\uffef"
_COMPATIBLE = re.compile(f"[{_COMPATIBLE_CHARACTERS}]")
_MOVES = re.compile(f"[{_DROPPED_CHARACTERS}{_COMPATIBLE_CHARACTERS}]")
# Scraped text runs scripts together ("خدمةStarlink"), so a change of script ends a word.
_WORD = re.compile(r"[\u0620-\u06ff]+|[^\W\u0620-\u06ff]+")


class MatchingForm:
    """Words of a text in matching form, a space before, between and after them.

    Attributes:
        text: `` word word word ``; two spaces if there are no words.
    """

    __slots__ = ("_folded", "_origins", "_places", "text")

    def __init__(self, folded: str, origins: tuple[int, ...] | None) -> None:
        self.text = f" {' '.join(_WORD.findall(folded))} "
        self._folded = folded
        self._origins = origins
        # Most texts hold no name, and for them nobody asks where the words are.
        self._places: tuple[list[int], list[int]] | None = None

    @property
    def starts(self) -> list[int]:
        """Offset of each word in ``text``, ascending."""
        return self._located()[0]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of ``text[start:end]``, which begins and ends inside words."""
        first, last = self._folded_place(start), self._folded_place(end - 1)
        if self._origins is None:
            return first, last + 1
        # Marks dropped after the last letter belong to it; half a ligature is all of it.
        return self._origins[first], max(self._origins[last + 1], self._origins[last] + 1)

    def _folded_place(self, offset: int) -> int:
        starts, folded_starts = self._located()
        word = bisect_right(starts, offset) - 1
        return folded_starts[word] + offset - starts[word]

    def _located(self) -> tuple[list[int], list[int]]:
        if self._places is None:
            starts, folded_starts, place = [], [], 1
            for match in _WORD.finditer(self._folded):
                starts.append(place)
                folded_starts.append(match.start())
                place += match.end() - match.start() + 1
            self._places = starts, folded_starts
        return self._places


def _expanded(text: str) -> tuple[str, tuple[int, ...]]:
    """Drop what is dropped and unfold compatibility characters, keeping each character's origin."""
    pieces: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        if _DROPPED.match(character):
            continue
        plain = unicodedata.normalize("NFKC", character) if _COMPATIBLE.match(character) else character
        plain = _DROPPED.sub("", plain)
        pieces.append(plain)
        origins.extend([place] * len(plain))
    origins.append(len(text))
    return "".join(pieces), tuple(origins)


def matching_form(text: str) -> MatchingForm:
    """The matching form of any text; Latin letters in it are lower-cased."""
    origins: tuple[int, ...] | None = None
    if _MOVES.search(text):
        text, origins = _expanded(text)
    lowered = text.lower()
    return MatchingForm((lowered if len(lowered) == len(text) else text).translate(_FOLD), origins)


def fold(text: str) -> str:
    """The words of the matching form, joined by single spaces."""
    return matching_form(text).text.strip()


def has_arabic(text: str) -> bool:
    """Whether any letter of the Arabic script stands in ``text``."""
    return _ARABIC.search(text) is not None


_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
