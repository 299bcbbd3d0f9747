"""Markup inside a paragraph: taken out for the model, put back around the English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from qantara.translate.formats.projection import Place, Projection
from qantara.translate.formats.structured import one_line

_BEFORE = "([{«“‘\"'"
_AFTER = ")]}»”’\"'.,;:!?؟،؛…"


class Keep(Enum):
    """What happens to markup whose place in the English is only estimated.

    A link that is lost is worse than one on the neighbouring word, so it is kept; emphasis on the wrong word is
    worse than none, so it is dropped.
    """

    ALWAYS = auto()
    IF_CERTAIN = auto()
    VERBATIM = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """Markup around ``text[start:end]`` of a paragraph; an image or a footnote mark has ``start == end``.

    ``Keep.VERBATIM`` is for code and URLs: the model sees their words, and should they not come out as they were,
    they are set into the English at the estimated place. ``order`` is where the opening stands in the file, for those
    that begin at the same word.
    """

    start: int
    end: int
    opening: str
    closing: str = ""
    keep: Keep = Keep.ALWAYS
    order: int = 0


@dataclass(slots=True)
class _Event:
    """A piece of markup at a gap of the English; it sticks to the word before it or to the word after it.

    ``trim`` leaves that word's punctuation outside.
    """

    gap: int
    markup: str
    to_next: bool
    trim: bool = False

    def offset(self, english: str, words: Sequence[tuple[int, int]]) -> int:
        """Where it goes into the English."""
        if self.to_next and self.gap < len(words):
            start, end = words[self.gap]
            bare = english[start:end].lstrip(_BEFORE)
            return end - len(bare) if self.trim and bare else start
        if not self.gap:
            return 0
        start, end = words[self.gap - 1]
        bare = english[start:end].rstrip(_AFTER)
        return start + len(bare) if self.trim and bare else end


def _insertion(mark: Mark, markup: str, place: Place, text: str) -> list[_Event]:
    spaced = mark.start > 0 and text[mark.start - 1].isspace()
    return [_Event(place.gap, f"{markup} " if spaced else markup, spaced)]


def _pair(mark: Mark, inner: str, start: int, end: int) -> list[_Event]:
    return [
        _Event(start, mark.opening, True, inner[0] not in _BEFORE),
        _Event(end, mark.closing, False, inner[-1] not in _AFTER),
    ]


def _events(mark: Mark, text: str, projection: Projection) -> list[_Event]:
    opening, closing = projection.place(mark.start), projection.place(mark.end)
    inner = text[mark.start : mark.end]
    if mark.start == mark.end:
        return _insertion(mark, mark.opening + mark.closing, opening, text)
    if mark.keep is Keep.VERBATIM:
        found = projection.find(inner)
        if found and not mark.opening:
            return []
        if len(found) != 1:
            return _insertion(mark, mark.opening + inner + mark.closing, opening, text)
        return _pair(mark, inner, found[0], found[0] + len(inner.split()))
    if mark.keep is Keep.IF_CERTAIN and not (opening.certain and closing.certain and opening.gap < closing.gap):
        return []
    end = closing.gap
    if end <= opening.gap:
        if opening.gap >= len(projection.words):
            return _insertion(mark, f"{mark.opening}{inner}{mark.closing}", opening, text)
        end = opening.gap + 1
    return _pair(mark, inner, opening.gap, end)


def _nested(groups: Sequence[tuple[Mark, list[_Event]]]) -> list[_Event]:
    """Events in an order that keeps every pair inside, or outside, every other pair."""
    kept: list[_Event] = []
    open_until: list[_Event] = []
    for _, events in sorted(groups, key=lambda group: (group[0].start, group[0].order)):
        first = events[0]
        while open_until and open_until[-1].gap <= first.gap and first.to_next:
            kept.append(open_until.pop())
        if kept:
            first.gap = max(first.gap, kept[-1].gap)
        kept.append(first)
        if len(events) == 2:
            last = events[1]
            last.gap = max(last.gap, first.gap)
            if open_until:
                last.gap = min(last.gap, open_until[-1].gap)
            open_until.append(last)
    while open_until:
        kept.append(open_until.pop())
    return kept


def decorate(text: str, marks: Sequence[Mark], english: str, escape: Callable[[str], str] = str) -> str:
    """English with a paragraph's markup.

    Args:
        text: the paragraph without its markup.
        marks: its markup; any two are disjoint or one is inside the other.
        english: its translation.
        escape: makes the English safe for the format, a stretch between markup at a time.
    """
    english = one_line(english)
    if not marks:
        return escape(english)
    projection = Projection(text, english)
    groups = [(mark, events) for mark in marks if (events := _events(mark, text, projection))]
    words = projection.words
    parts, done = [], 0
    for event in _nested(groups):
        offset = event.offset(english, words)
        alone = event.to_next and event.gap >= len(words) > 0
        parts += [escape(english[done:offset]), " " + event.markup.rstrip(" ") if alone else event.markup]
        done = max(done, offset)
    return "".join([*parts, escape(english[done:])])
