"""Arabic as the model likes it.

This form goes into the tokenizer and nowhere else: the text that people see, and every offset, stays theirs.
Training and translation share it, so that the model meets at work what it met at school.
"""

from __future__ import annotations

import re
import unicodedata

_BIDI_CONTROLS = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_TATWEEL = "\u0640"
_DOUBLE_QUOTES = "“”„‟«»″〝〞＂"
_SINGLE_QUOTES = "‘’‚‛′`´‹›"

_DROP = dict.fromkeys(map(ord, _BIDI_CONTROLS + _TATWEEL))
_FOLD: dict[int, str | None] = {
    **_DROP,
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **{ord(c): str(i) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{ord(c): str(i) for i, c in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    ord("٪"): "%",
    ord("٫"): ".",
    ord("٬"): ",",
    ord("ٱ"): "ا",
}
# harakat, dagger alif, Quranic annotation marks (Unicode block Arabic, 0610-061A, 064B-065F, 0670, 06D6-06ED)
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_SPACES = re.compile(r"\s+")


def normalise_source(text: str) -> str:
    """Arabic for a model of ours: NFKC, no harakat, tatweel or bidi controls, ASCII digits, two quote signs."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _SPACES.sub(" ", _MARKS.sub("", folded)).strip()


def normalise_target(text: str) -> str:
    """English for training: NFKC, straight quotes, single spaces."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _SPACES.sub(" ", folded).strip()
