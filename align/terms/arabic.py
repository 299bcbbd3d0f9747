"""The Arabic matching form: what two spellings of one name have in common, with the way back to the real text.

The form is for comparison only and never shown. It folds what writers vary freely (hamza seats, alef maqsura, ta
marbuta, tatweel, harakat, digits, presentation forms, bidi marks), turns every run of punctuation and white space into
one space, and keeps for each word its place in the text as the user gave it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

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
_DROPPED = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff]"
)
# Compatibility characters: Arabic presentation forms, full-width letters, ligatures.
_COMPATIBLE = re.compile("[\ufb00-\ufdff\ufe70-\ufefc\uff00-\uffef]")
# Scraped text runs scripts together ("خدمةStarlink"), so a change of script ends a word.
_WORD = re.compile(r"[\u0620-\u06ff]+|[^\W\u0620-\u06ff]+")


@dataclass(frozen=True, slots=True)
class MatchingForm:
    """Words of a text in matching form, a space before, between and after them.

    Attributes:
        text: `` word word word ``; a lone space if there are no words.
        starts: offset of each word in ``text``, ascending.
        folded_starts: offset of each word in the folded text, parallel to ``starts``.
        origins: offset in the original text of each folded character, its length last; None if nothing moved.
    """

    text: str
    starts: tuple[int, ...]
    folded_starts: tuple[int, ...]
    origins: tuple[int, ...] | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original text of ``text[start:end]``, which begins and ends inside words."""
        first, last = self._folded(start), self._folded(end - 1)
        if self.origins is None:
            return first, last + 1
        # Marks dropped after the last letter belong to it; half a ligature is all of it.
        return self.origins[first], max(self.origins[last + 1], self.origins[last] + 1)

    def _folded(self, offset: int) -> int:
        word = bisect_right(self.starts, offset) - 1
        return self.folded_starts[word] + offset - self.starts[word]


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
    if _DROPPED.search(text) or _COMPATIBLE.search(text):
        text, origins = _expanded(text)
    lowered = text.lower()
    folded = (lowered if len(lowered) == len(text) else text).translate(_FOLD)
    words: list[str] = []
    starts: list[int] = []
    folded_starts: list[int] = []
    place = 1
    for match in _WORD.finditer(folded):
        word = match.group()
        words.append(word)
        starts.append(place)
        folded_starts.append(match.start())
        place += len(word) + 1
    return MatchingForm(f" {' '.join(words)} ", tuple(starts), tuple(folded_starts), origins)


def fold(text: str) -> str:
    """The words of the matching form, joined by single spaces."""
    return matching_form(text).text.strip()


def has_arabic(text: str) -> bool:
    """Whether any letter of the Arabic script stands in ``text``."""
    return _ARABIC.search(text) is not None


_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
