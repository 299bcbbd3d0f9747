"""Sentence boundaries in Arabic and English, as offsets into the text as it was given.

Arabic has no capitals and hangs long clauses on commas, so only ``. ؟ ! …`` end a sentence: never ``،`` or
``؛``. A scraped page glues sentences together (``الخميس.وقال``); those are separated too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from qantara.align.segment import Segment
from qantara.align.sentences.abbreviations import ARABIC, ENGLISH_ENDERS, ENGLISH_STARTERS, ENGLISH_TITLES
from qantara.align.sentences.script import is_arabic_letter, language_of

Span = tuple[int, int]

_CLOSERS = "”»\"'’›)]}"
_INVISIBLE = "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff"
_END = re.compile(rf"[.؟?!…۔]+[{_INVISIBLE}]*(?P<closers>[{re.escape(_CLOSERS)}{_INVISIBLE}]*)")
_OPENERS = "“«\"'‘‹([{”"
_LAST_TOKEN = re.compile(r"[^\s«»“”\"()\[\]]+$")
_NEXT_TOKEN = re.compile(rf"\s*[{_INVISIBLE}]*([^\s]{{1,40}})")
_LOOK_BACK = 40  # no abbreviation is longer; keeps hostile input linear
_MARK = re.compile("[\u064b-\u0652\u0640]")


def _is_initial(token: str) -> bool:
    """``د`` or ``م.ت.ف`` or ``J`` or ``U.S``: single letters with stops between them."""
    return all(len(part) == 1 and part.isalpha() for part in _MARK.sub("", token).split("."))


def _abbreviated(token: str) -> bool:
    bare = token.strip(_OPENERS).lower()
    return bool(bare) and (_is_initial(bare) or bare in ENGLISH_TITLES or bare in ARABIC)


def _ends_in_arabic(token: str) -> bool:
    """In Arabic a Latin abbreviation (``Inc.``) seldom ends a sentence."""
    bare = token.strip(_OPENERS).lower()
    return not _abbreviated(token) and bare not in ENGLISH_ENDERS


def _starts_sentence(token: str) -> bool:
    """Whether an English token may begin a sentence: a capital, a digit, an opening quote or a list mark."""
    return bool(token) and (token[0].isupper() or token[0].isdigit() or token[0] in _OPENERS + "-–—•")


def _ends_english(before: str, stop: str, closers: str, following: str) -> bool:
    if stop != ".":
        return _starts_sentence(following)
    word = before.lower().strip(_OPENERS)
    if word in ENGLISH_ENDERS and not closers:
        return following.strip(_OPENERS).lower() in ENGLISH_STARTERS and following[0].isupper()
    return (bool(closers) or not _abbreviated(before)) and _starts_sentence(following)


def _ends_arabic(before: str, stop: str, closers: str, following: str, *, quoted: bool) -> bool:
    if stop in (".", "…"):
        return stop == "…" or bool(closers) or _ends_in_arabic(before)
    # «هل ستأتي؟» سأل الرجل: a question quoted inside a sentence does not end it.
    return not closers or quoted or following[0] in _OPENERS


def _token_before(text: str, begin: int, end: int) -> str:
    token = _LAST_TOKEN.search(text, max(begin, end - _LOOK_BACK), end)
    return token.group() if token else ""


def _glued(text: str, start: int, end: int) -> bool:
    """``الخميس.وقال``: two Arabic words of some length with a stop and no space between them."""
    if not (start > 0 and end < len(text) and is_arabic_letter(text[start - 1]) and is_arabic_letter(text[end])):
        return False
    before, following = _token_before(text, 0, start), _NEXT_TOKEN.match(text, end)
    if not before or following is None:
        return False
    return not _abbreviated(before) and not _is_initial(following.group(1).rstrip("."))


def _boundaries(text: str, arabic: bool) -> Iterator[int]:
    """Offsets at which a sentence ends (the end of its last closing mark)."""
    begin = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        end, stop = match.end(), match.group()[0]
        if end < len(text) and not text[end].isspace():
            if arabic and _glued(text, match.start(), end):
                yield end
                begin = end
            continue
        following = _NEXT_TOKEN.match(text, end)
        if following is None:
            break
        if match.group().startswith(".."):
            stop = "…"
        around = _token_before(text, begin, match.start()), stop, match.group("closers"), following.group(1)
        if _ends_arabic(*around, quoted=text[begin] in _OPENERS) if arabic else _ends_english(*around):
            yield end
            begin = following.start(1)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def sentence_spans(text: str, lang: str) -> list[Span]:
    """Spans of the sentences of a paragraph, without the white space around them.

    Args:
        text: one paragraph.
        lang: ``ar`` or ``en``.

    Returns:
        Ascending, disjoint ``(start, end)`` code-point offsets. Every character that is not white space is
        in exactly one span.
    """
    cuts = [0, *_boundaries(text, lang == "ar"), len(text)]
    spans = (_trimmed(text, a, b) for a, b in itertools.pairwise(cuts))
    return [span for span in spans if span is not None]


def segment_paragraph(text: str, paragraph: int, lang: str | None = None) -> list[Segment]:
    """The segments of one paragraph; ``lang`` None judges the language by the script of the whole paragraph.

    A sentence without Arabic inside an Arabic paragraph gets its own language, so that it can be passed on
    as it is.
    """
    whole = lang or language_of(text)
    spans = sentence_spans(text, whole)
    return [
        Segment(
            id=f"p{paragraph + 1}s{number}",
            text=text[start:end],
            lang=lang or language_of(text[start:end]),
            paragraph=paragraph,
            start=start,
            end=end,
        )
        for number, (start, end) in enumerate(spans, 1)
    ]
