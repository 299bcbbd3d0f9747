"""Subtitles: SubRip (``.srt``) and WebVTT (W3C, ``.vtt``). Times, ids, settings, notes and styles stay.

The lines of a cue are one unit, since a sentence runs over them; where a line begins with a dash, another person
speaks, and that is a unit of its own. English is wrapped into lines of even length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qantara.translate.formats.inline import Keep, Mark, decorate
from qantara.translate.formats.structured import Piece, SourceText, TextSkeleton, Unit, has_words, lines_with_ends

LINE = 42  # characters a line: Netflix, English Timed Text Style Guide, section "Character limitation"

_SRT_TIME = re.compile(
    r"\s*[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[,.][0-9]{1,3}\s*-->\s*[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[,.][0-9]{1,3}(\s.*)?$"
)
_VTT_TIME = re.compile(
    r"\s*(?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}[ \t]+-->[ \t]+(?:[0-9]{2,}:)?[0-9]{2}:[0-9]{2}\.[0-9]{3}([ \t].*)?$"
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)?([^<>]{0,300})>|\{\\[^{}]{0,100}\}")
_DASH = re.compile(r"[\u200e\u200f\u202a-\u202e]*[-–—‐]\s*")
_WORD = re.compile(r"(?:<[^<>]*>|\{\\[^{}]*\}|[^\s<{]|[<{])+")
_ARROW = "-->"

Line = tuple[str, str]


def _same(text: str) -> str:
    return text


def _escape_vtt(text: str) -> str:
    return html.escape(text, quote=False)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What differs between the two formats."""

    suffix: str
    time: re.Pattern[str]
    unescape: Callable[[str], str]
    escape: Callable[[str], str]


_SRT = _Dialect(".srt", _SRT_TIME, _same, _same)
_VTT = _Dialect(".vtt", _VTT_TIME, html.unescape, _escape_vtt)


def _visible(word: str) -> int:
    return len(_TAG.sub("", word))


def _filled(words: list[str], width: int) -> list[str]:
    lines: list[list[str]] = [[]]
    room = width
    for word in words:
        size = _visible(word)
        if lines[-1] and size > room:
            lines.append([])
            room = width
        lines[-1].append(word)
        room -= size + 1
    return [" ".join(line) for line in lines]


def balanced(text: str, width: int = LINE) -> list[str]:
    """Lines of about even length, no more of them than ``width`` asks for; tags have no width."""
    words = _WORD.findall(text)
    lines = _filled(words, width)
    if len(lines) == 1:
        return lines
    narrow, wide = 1, width
    while narrow < wide:
        middle = (narrow + wide) // 2
        if len(_filled(words, middle)) <= len(lines):
            wide = middle
        else:
            narrow = middle + 1
    return _filled(words, wide)


def _parse(raw: str, unescape: Callable[[str], str]) -> tuple[str, tuple[Mark, ...]]:
    """Words and tags of a cue: ``<i>…</i>`` is emphasis, ``<v Name>`` and ``{\\an8}`` stand at a place."""
    parts: list[str] = []
    marks: list[Mark] = []
    open_at: dict[str, tuple[int, re.Match[str]]] = {}
    length = at = 0
    for match in _TAG.finditer(raw):
        words = unescape(raw[at : match.start()])
        parts.append(words)
        length, at = length + len(words), match.end()
        slash, name, _ = match.groups()
        if slash and name in open_at:
            start, opening = open_at.pop(name)
            if start < length:
                marks.append(Mark(start, length, opening.group(), match.group(), Keep.IF_CERTAIN, opening.start()))
        elif name and not slash and name not in ("v", "lang"):
            open_at[name] = (length, match)
        elif not (slash and name not in ("v", "lang")):
            marks.append(Mark(length, length, match.group(), order=match.start()))
    parts.append(unescape(raw[at:]))
    return "".join(parts), tuple(marks)


def _speeches(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of a cue, cut before each dash if there are several lines."""
    group: list[Line] = []
    for line in lines:
        if group and _DASH.match(_TAG.sub("", line[0])):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _speech(lines: list[Line], dialect: _Dialect) -> Iterator[Piece]:
    ends = [end for _, end in lines]
    original = "".join(line + end for line, end in lines)[: -len(ends[-1]) or None]
    dash = _DASH.match(original)
    lead = dash.group() if dash else original[: len(original) - len(original.lstrip())]
    body = original[len(lead) :]
    raw = " ".join(line.strip() for line, _ in lines)[len(lead.lstrip()) :].strip()
    text, marks = _parse(raw, dialect.unescape)
    newline = ends[0] or "\n"
    if not has_words(text):
        yield from (original, ends[-1])
        return

    def render(english: str) -> str:
        return newline.join(balanced(decorate(text, marks, english, dialect.escape)))

    yield from (lead, Unit(text.strip(), body, render), ends[-1])


def _cue(lines: list[Line], dialect: _Dialect) -> Iterator[Piece]:
    for group in _speeches(lines):
        yield from _speech(group, dialect)


@dataclass
class _Reader:
    """One pass over the lines."""

    source: SourceText
    dialect: _Dialect
    lines: list[Line]

    def timed(self, number: int) -> bool:
        return number < len(self.lines) and self.dialect.time.match(self.lines[number][0]) is not None

    def header(self, number: int) -> int:
        """How many lines of a cue's id and time begin here, 0 if it is no cue.

        Raises:
            InputError: something like a time that is none.
        """
        if self.timed(number):
            return 1
        if self.timed(number + 1):
            return 2
        for line in (number, number + 1):
            text = self.lines[line][0] if line < len(self.lines) else ""
            if _ARROW in text and (line == number or self.lines[number][0].strip().isdigit()):
                raise self.source.fault(line + 1, f"not a time of a cue: {text.strip()[:60]!r}")
        return 0

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Stretches of lines that are not blank: begin and end."""
        begin = None
        for number, (line, _) in enumerate(self.lines):
            if line.strip("\ufeff \t") and begin is None:
                begin = number
            elif not line.strip("\ufeff \t") and begin is not None:
                yield begin, number
                begin = None
        if begin is not None:
            yield begin, len(self.lines)

    def pieces(self) -> Iterator[Piece]:
        done, cue, cues = 0, False, 0
        for begin, end in self.blocks():
            yield from (part for line in self.lines[done:begin] for part in line)
            note = self.dialect is _VTT and self.lines[begin][0].startswith(("NOTE", "STYLE", "REGION", "WEBVTT"))
            head = 0 if note else self.header(begin)
            cues += bool(head)
            # A blank line inside a cue of SubRip is a common fault; what follows it still belongs to the cue.
            cue = bool(head) or (cue and self.dialect is _SRT)
            start = begin + head if cue else end
            yield from (part for line in self.lines[begin:start] for part in line)
            yield from _cue(self.lines[start:end], self.dialect)
            done = end
        yield from (part for line in self.lines[done:] for part in line)
        if not cues:
            raise self.source.fault(1, "no cue with a time in the whole file")


def read_srt(source: SourceText) -> TextSkeleton:
    """SubRip. Raises InputError: no cue, or a time that is none."""
    reader = _Reader(source, _SRT, list(lines_with_ends(source.text)))
    return source.skeleton(list(reader.pieces()), ".srt")


def read_vtt(source: SourceText) -> TextSkeleton:
    """WebVTT. Raises InputError: no ``WEBVTT`` in the first line, no cue, or a time that is none."""
    if not re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", source.text):
        raise source.fault(1, "a WebVTT file begins with WEBVTT; is it SubRip (.srt)?")
    reader = _Reader(source, _VTT, list(lines_with_ends(source.text)))
    return source.skeleton(list(reader.pieces()), ".vtt")
