"""Inline Markdown: what is words and what is markup in a paragraph (CommonMark 0.31, chapter 6, simplified).

One pass from left to right with a stack of what is open. Whatever finds no partner is words.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace

from qantara.translate.formats.inline import Keep, Mark

_DEPTH = 32  # things open at once; more is no text
# Bounded repetitions keep hostile input linear.
_LINK_TAIL = re.compile(
    r"\]\([ ]{0,9}(?:<[^<>\n]{0,2000}>|[^\s()<]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,3})"
    r"(?:[ ]{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?[ ]{0,9}\)|\]\[[^\[\]]{0,200}\]"
)
_TOKEN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<code>(?P<ticks>(?<!`)`{1,9}(?!`))(?P<inside>.{1,1000}?)(?<!`)(?P=ticks)(?!`))
    |(?P<auto><(?:https?://|mailto:|[\w.+-]{1,64}@)[^\s<>]{1,2000}>)
    |(?P<tag></?[a-zA-Z][^<>]{0,1000}>|<!--.{0,1000}?-->)
    |(?P<note>\[\^[^\s\]]{1,100}\])
    |(?P<image>!\[)|(?P<open>\[)|(?P<close>\])
    |(?P<url>(?:https?://|www\.)[^\s<>()\[\]،؛]{1,2000}(?<![.,;:!?؟"'*_]))
    |(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)
    |(?P<run>\*{1,3}|_{1,3}|~~)""",
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"(#{1,6}(?=\s|$)|[-+>](?=\s|$)|[0-9]{1,9}(?=[.)](?:\s|$))|=+$|-+$|~~~|\|)")


@dataclass(frozen=True, slots=True)
class _Open:
    """Something open (a delimiter run, ``[`` or ``![``): where in the words, the parts, the file and the marks."""

    token: str
    offset: int
    part: int
    order: int
    marks: int


@dataclass
class _Scan:
    """The state of one pass."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def say(self, words: str) -> None:
        if not words:
            return
        self.parts.append(words)
        self.length += len(words)

    def begin(self, token: str, order: int) -> None:
        """A delimiter that is words unless its partner comes."""
        self.stack.append(_Open(token, self.length, len(self.parts), order, len(self.marks)))
        self.say(token)

    def finish(self, tokens: tuple[str, ...], closing: str, keep: Keep) -> bool:
        """Make a mark of the innermost open token, unless there is none or nothing inside it."""
        index = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].token in tokens), None)
        if index is None or self.stack[index].offset + len(self.stack[index].token) == self.length:
            return False
        opened = self.stack[index]
        del self.stack[index:]
        cut = len(opened.token)
        self.parts[opened.part] = ""
        self.length -= cut
        inside = self.marks[opened.marks :]
        self.marks[opened.marks :] = [replace(mark, start=mark.start - cut, end=mark.end - cut) for mark in inside]
        self.marks.append(Mark(opened.offset, self.length, opened.token, closing, keep, opened.order))
        return True

    def empty_link(self, tail: str) -> bool:
        """An image or a link without words stands at its place."""
        if not self.stack or self.stack[-1].part != len(self.parts) - 1 or self.stack[-1].token not in ("[", "!["):
            return False
        opened = self.stack.pop()
        self.parts.pop()
        self.length -= len(opened.token)
        self.atom(opened.token + tail, opened.order)
        return True

    def atom(self, markup: str, order: int) -> None:
        self.marks.append(Mark(self.length, self.length, markup, order=order))

    def verbatim(self, order: int, words: str, opening: str = "", closing: str = "") -> None:
        self.marks.append(Mark(self.length, self.length + len(words), opening, closing, Keep.VERBATIM, order))
        self.say(words)


def _run(scan: _Scan, raw: str, match: re.Match[str]) -> None:
    token = match.group()
    before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
    inner = token[0] == "_"
    can_close = bool(before.strip()) and not (inner and after.isalnum())
    can_open = bool(after.strip()) and not (inner and before.isalnum())
    if can_close and scan.finish((token,), token, Keep.IF_CERTAIN):
        return
    if can_open and len(scan.stack) < _DEPTH:
        scan.begin(token, match.start())
    else:
        scan.say(token)


def _bracket(scan: _Scan, raw: str, match: re.Match[str]) -> int:
    """A closing bracket: the end of a link or an image, or just words. Returns where to go on."""
    tail = _LINK_TAIL.match(raw, match.start())
    if tail and scan.empty_link(tail.group()):
        return tail.end()
    if tail and scan.finish(("[", "!["), tail.group(), Keep.ALWAYS):
        return tail.end()
    if not tail:
        index = next((i for i in range(len(scan.stack) - 1, -1, -1) if scan.stack[i].token in ("[", "![")), None)
        if index is not None:
            del scan.stack[index]  # [words] without a target: its partner has been found, and both are words
    scan.say("]")
    return match.end()


def _take(scan: _Scan, raw: str, match: re.Match[str]) -> int:
    kind, token = match.lastgroup, match.group()
    if match["code"]:
        scan.verbatim(match.start(), match["inside"], match["ticks"], match["ticks"])
    elif kind == "escape":
        scan.say(token[1:])
    elif kind == "entity":
        scan.say(html.unescape(token).replace("\n", " "))
    elif kind == "auto":
        scan.verbatim(match.start(), token[1:-1], "<", ">")
    elif kind == "url":
        scan.verbatim(match.start(), token)
    elif kind in ("tag", "note"):
        scan.atom(token, match.start())
    elif kind in ("image", "open") and len(scan.stack) < _DEPTH:
        scan.begin(token, match.start())
    elif kind == "close":
        return _bracket(scan, raw, match)
    elif kind == "run":
        _run(scan, raw, match)
    else:
        scan.say(token)
    return match.end()


def parse_spans(raw: str) -> tuple[str, tuple[Mark, ...]]:
    """The words of a paragraph, and its markup.

    Args:
        raw: Markdown of one paragraph, its lines joined by spaces.
    """
    scan, at = _Scan(), 0
    while match := _TOKEN.search(raw, at):
        scan.say(raw[at : match.start()])
        at = _take(scan, raw, match)
    scan.say(raw[at:])
    text = "".join(scan.parts)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    marks = tuple(
        replace(m, start=min(max(m.start, start), end) - start, end=min(max(m.end, start), end) - start)
        for m in scan.marks
    )
    return text[start:end], marks


def escape(words: str) -> str:
    """English that no Markdown reader takes for markup; bare URLs stay as they are."""
    return " ".join(
        word if word.startswith(("http://", "https://", "www.")) else _SPECIAL.sub(r"\\\g<0>", word)
        for word in words.split(" ")
    )


def escape_start(line: str) -> str:
    """A line of English that does not begin a heading, a list, a quote or a table."""
    match = _AT_START.match(line)
    if match is None:
        return line
    token = match.group()
    return f"{token}\\{line[len(token) :]}" if token.isdigit() else f"\\{line}"
