"""A saved page translated in place: its tags, scripts and styles stay, its blocks of text are the paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qantara.translate.formats.inline import Keep, Mark, decorate
from qantara.translate.formats.structured import Piece, SourceText, TextSkeleton, Unit, has_words
from qantara.translate.formats.web.tokens import Kind, Token, tokens

# Phrasing content (HTML standard, 3.2.5.2.5) that may stand in the middle of a sentence; every other tag ends one.
_EMPHASIS = frozenset(
    ("abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark")
) | frozenset(("q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"))
_LINKS = frozenset(("a",))
_VERBATIM = frozenset(["code", "kbd", "samp", "var"])
_ATOMS = frozenset(("img", "wbr"))
_INLINE = _EMPHASIS | _LINKS | _VERBATIM
_UNTRANSLATED = frozenset(["svg", "math"])
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(r"(charset\s*=\s*[\"']?\s*)[\w.:-]+", re.IGNORECASE)


@dataclass
class _Block:
    """The tokens since the last tag that ends a sentence."""

    tokens: list[Token] = field(default_factory=list)

    def pieces(self) -> Iterator[Piece]:
        """The block as literal markup, a unit, and literal markup; tags around all of its words stay outside."""
        first, last = 0, len(self.tokens)
        while first < last and not _wordy(self.tokens[first]):
            first += 1
        while last > first and not _wordy(self.tokens[last - 1]):
            last -= 1
        first, last = self._balanced(first, last)
        yield "".join(token.raw for token in self.tokens[:first])
        if first < last:
            yield from _unit(self.tokens[first:last])
        yield "".join(token.raw for token in self.tokens[last:])

    def _balanced(self, first: int, last: int) -> tuple[int, int]:
        """The stretch widened so that what is opened in it is closed in it, where that can be."""
        depth = low = 0
        for token in self.tokens[first:last]:
            depth += (token.kind is Kind.START and token.name in _INLINE) - (
                token.kind is Kind.END and token.name in _INLINE
            )
            low = min(low, depth)
        for _ in range(-low):
            while first > 0:
                first -= 1
                if self.tokens[first].kind is Kind.START and self.tokens[first].name in _INLINE:
                    break
        for _ in range(depth - low):
            while last < len(self.tokens):
                last += 1
                if self.tokens[last - 1].kind is Kind.END and self.tokens[last - 1].name in _INLINE:
                    break
        return first, last


def _wordy(token: Token) -> bool:
    return token.kind is Kind.TEXT and has_words(html.unescape(token.raw))


def _keep(name: str) -> Keep:
    if name in _VERBATIM:
        return Keep.VERBATIM
    return Keep.ALWAYS if name in _LINKS else Keep.IF_CERTAIN


def _words_and_marks(block: list[Token]) -> tuple[str, list[Mark]]:
    """The words of a block with white space as a browser shows it, and the markup among them."""
    parts: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[Token, int, int]] = []
    length, space = 0, True
    for order, token in enumerate(block):
        if token.kind is Kind.TEXT:
            words = _SPACE.sub(" ", html.unescape(token.raw))
            words = words[1:] if space and words.startswith(" ") else words
            parts.append(words)
            length += len(words)
            space = words.endswith(" ") if words else space
        elif token.kind is Kind.START and token.name in _INLINE:
            opened.append((token, length, order))
        elif token.kind is Kind.END and token.name in _INLINE:
            if opened and opened[-1][0].name == token.name:
                tag, start, place = opened.pop()
                keep = _keep(tag.name) if start < length else Keep.ALWAYS
                marks.append(Mark(start, length, tag.raw, token.raw, keep, place))
        else:
            marks.append(Mark(length, length, token.raw, order=order))
    marks += [Mark(start, start, tag.raw, order=place) for tag, start, place in opened if tag.name in _LINKS]
    return "".join(parts), marks


def _unit(block: list[Token]) -> Iterator[Piece]:
    original = "".join(token.raw for token in block)
    words, marks = _words_and_marks(block)
    lead = len(words) - len(words.lstrip())
    text = words.strip()
    marks = [replace(m, start=_clipped(m.start, lead, text), end=_clipped(m.end, lead, text)) for m in marks]

    def render(english: str) -> str:
        return decorate(text, marks, english, lambda part: html.escape(part, quote=False))

    yield Unit(text, original, render)


def _clipped(offset: int, lead: int, text: str) -> int:
    return min(max(offset - lead, 0), len(text))


def _english_style(style: str) -> str:
    turned = re.sub(r"(?i)(direction\s*:\s*)rtl", r"\1ltr", style)
    return re.sub(r"(?i)(text-align\s*:\s*)right", r"\1left", turned) if turned != style else style


def english_tag(token: Token) -> Token:
    """A start tag as an English page has it: language, direction, and the encoding that is written."""
    if token.kind is not Kind.START:
        return token
    if token.name == "html":
        return token.with_attributes({"xml:lang": "en"}).with_attributes({"lang": "en", "dir": "ltr"}, add=True)
    if token.name == "meta":
        return Token(token.kind, _CHARSET.sub(r"\1utf-8", token.raw), token.name)
    there = token.attributes()
    values = {}
    if there.get("dir", "").lower() == "rtl":
        values["dir"] = "ltr"
    values |= {name: "en" for name in ("lang", "xml:lang") if there.get(name, "").lower().startswith("ar")}
    if "rtl" in there.get("style", "").lower():
        values["style"] = _english_style(there["style"])
    return token.with_attributes(values) if values else token


@dataclass
class _Pass:
    """One pass over the tokens."""

    pieces: list[Piece] = field(default_factory=list)
    block: _Block = field(default_factory=_Block)
    closed_to: str = ""
    depth: int = 0

    def flush(self) -> None:
        block, self.block = self.block, _Block()
        self.pieces += block.pieces()

    def skips(self, token: Token) -> bool:
        """Whether the token is inside an element that is not to be translated."""
        if self.closed_to:
            if token.name == self.closed_to:
                self.depth += (token.kind is Kind.START) - (token.kind is Kind.END)
                self.closed_to = self.closed_to if self.depth else ""
            return True
        if token.kind is Kind.START and (token.name in _UNTRANSLATED or _not_to_be_translated(token)):
            self.closed_to, self.depth = token.name, 1
            return True
        return False

    def take(self, token: Token) -> None:
        inline = token.kind is Kind.TEXT or token.name in _INLINE | _ATOMS or token.raw.startswith("<!--")
        if self.skips(token):
            self.flush()
            self.pieces.append(token.raw)
        elif inline:
            self.block.tokens.append(token)
        else:
            self.flush()
            self.pieces.append(token.raw)


def _not_to_be_translated(token: Token) -> bool:
    if token.raw.endswith("/>") or token.name in ("html", "body", "img", "br", "meta", "input", "link", "hr"):
        return False
    there = token.attributes()
    return there.get("translate", "").lower() == "no" or "notranslate" in there.get("class", "").split()


def read_page(source: SourceText) -> TextSkeleton:
    """Blocks of text to units; a page that is rebuilt says that it is in English and runs from left to right."""
    work = _Pass()
    for token in tokens(source.text):
        work.take(english_tag(token))
    work.flush()
    return source.skeleton(work.pieces, ".html")
