"""Blocks of Markdown: which lines hold words, and what stands around them (CommonMark 0.31, chapters 4 and 5).

The words of a hard-wrapped paragraph are one unit, and come out as one line: a line of English that is broken
elsewhere could begin with what looks like a list or a heading. Where the author asked for a line break (two
spaces or a backslash at the end) the lines stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qantara.translate.formats.inline import decorate
from qantara.translate.formats.markdown.spans import escape, escape_start, parse_spans
from qantara.translate.formats.structured import Piece, SourceText, TextSkeleton, Unit, has_words, lines_with_ends

# Quotes, bullets, numbers, task boxes and footnote definitions, in any nesting.
_CONTAINERS = re.compile(
    r"[ \t]*(?:(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])|\[\^[^\s\]]{1,100}\]:)[ \t]*)*"
)
_QUOTES = re.compile(r"[ \t]*(?:>[ \t]?)*")
_HEADING = re.compile(r"(#{1,6}[ \t]+)(.*?)((?:[ \t]+#+)?[ \t]*)$")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_LITERAL = re.compile(
    r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|\|?[ \t:|-]*-[ \t:|-]*\|[ \t:|-]*"
    r"|\[[^\]^][^\]]{0,200}\]:.*)$"
)
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:[\s/>]|$)|<[!?]")
_INLINE_HTML = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|br|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE
)
_CELL = re.compile(r"((?:\\.|`[^`]{0,500}`|[^|\\]|\\$)*)(\|?)")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def _unit(original: str, joined: str, *, at_start: bool, table: bool = False) -> Piece:
    """A unit, or a literal if there are no words."""
    text, marks = parse_spans(joined)
    if not has_words(text):
        return original

    def render(english: str) -> str:
        line = decorate(text, marks, english, escape)
        line = escape_start(line) if at_start and not (marks and not marks[0].start) else line
        return re.sub(r"(?<!\\)\|", r"\\|", line) if table else line

    return Unit(text, original, render)


@dataclass
class _Paragraph:
    """Lines of words that belong together, and what stands between them."""

    original: str = ""
    joined: str = ""
    end: str = ""
    begun: bool = False

    def add(self, prefix: str, words: str, end: str) -> None:
        if self.begun:
            self.original += self.end + prefix
            self.joined += " "
        self.original += words
        self.joined += words
        self.end = end
        self.begun = True


@dataclass
class _Blocks:
    """The state of the pass over the lines."""

    pieces: list[Piece] = field(default_factory=list)
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    fence: str = ""
    html_end: str = ""
    in_list: bool = False
    after_blank: bool = True
    quotes: int = 0

    def literal(self, *texts: str) -> None:
        self.flush()
        self.pieces += texts

    def flush(self) -> None:
        """End the paragraph that is open."""
        paragraph, self.paragraph = self.paragraph, _Paragraph()
        if paragraph.begun:
            self.pieces += [_unit(paragraph.original, paragraph.joined, at_start=True), paragraph.end]


def _cells(row: str) -> Iterator[Piece]:
    for match in _CELL.finditer(row):
        cell, bar = match.groups()
        words = cell.strip()
        lead = cell[: len(cell) - len(cell.lstrip())]
        yield from (lead, _unit(words, words, at_start=False, table=True), cell[len(lead) + len(words) :], bar)


def _inside_literal(blocks: _Blocks, line: str, end: str) -> bool:
    """Lines of a fenced block, a formula or an HTML block go through as they are."""
    body = line[_CONTAINERS.match(line).end() :] if not blocks.fence else line.lstrip(" \t>")  # type: ignore[union-attr]
    if blocks.fence:
        if body.startswith(blocks.fence) and not body.strip().strip(blocks.fence[0]):
            blocks.fence = ""
        blocks.literal(line, end)
        return True
    if blocks.html_end:
        if (blocks.html_end == "blank" and not line.strip()) or blocks.html_end in line:
            blocks.html_end = ""
        blocks.literal(line, end)
        return True
    fence = _FENCE.match(body)
    if fence or body.strip() == "$$":
        blocks.fence = fence.group(1) if fence else "$$"
        blocks.literal(line, end)
        return True
    return False


def _html_block(blocks: _Blocks, body: str) -> bool:
    if not _HTML.match(body) or _INLINE_HTML.match(body):
        return False
    blocks.html_end = "-->" if body.startswith("<!--") else "blank"
    if blocks.html_end == "-->" and "-->" in body:
        blocks.html_end = ""
    return True


def _indented_code(blocks: _Blocks, line: str) -> bool:
    indented = line.startswith(("    ", "\t"))
    return indented and blocks.after_blank and not blocks.in_list


def _words_line(blocks: _Blocks, line: str, end: str) -> None:
    """A line with words: a heading, or a line of a paragraph."""
    containers = _CONTAINERS.match(line)
    prefix = containers.group() if containers else ""
    quotes = prefix.count(">")
    fresh = bool(prefix.strip(" \t>")) or (quotes != blocks.quotes and bool(quotes))
    body = line[len(prefix) :]
    heading = _HEADING.match(body)
    if heading:
        before, words, after = heading.groups()
        blocks.literal(prefix, before)
        blocks.pieces += [_unit(words, words, at_start=False), after, end]
        return
    if fresh or not blocks.paragraph.begun:
        blocks.flush()
        blocks.pieces.append(prefix)
    blocks.in_list = blocks.in_list or bool(prefix.strip(" \t>"))
    blocks.quotes = quotes if fresh or quotes else blocks.quotes
    hard = _HARD_BREAK.search(body)
    words = body[: hard.start()] if hard else body.rstrip()
    blocks.paragraph.add(prefix, words, body[len(words) :] + end)
    if hard:
        blocks.flush()


def _line(blocks: _Blocks, line: str, end: str, table: bool) -> None:
    if _inside_literal(blocks, line, end):
        blocks.after_blank = False
        return
    bare = line[_QUOTES.match(line).end() :]  # type: ignore[union-attr]
    blank = not bare.strip()
    if blank:
        blocks.quotes = 0
        blocks.literal(line, end)
    elif _LITERAL.match(bare) or _indented_code(blocks, line) or _html_block(blocks, bare):
        blocks.literal(line, end)
    elif table:
        blocks.literal(line[: len(line) - len(bare)])
        blocks.pieces += [*_cells(bare), end]
    else:
        if not line[0].isspace() and blocks.after_blank:
            blocks.in_list = False
        _words_line(blocks, line, end)
    blocks.after_blank = blank or (blocks.after_blank and _indented_code(blocks, line))


def _front_matter(lines: list[tuple[str, str]]) -> int:
    """How many lines of YAML or TOML the file begins with."""
    if not lines or lines[0][0].rstrip() not in ("---", "+++"):
        return 0
    mark = lines[0][0].rstrip()
    return next((i + 1 for i, (line, _) in enumerate(lines) if i and line.rstrip() == mark), 0)


def _table_rows(lines: list[tuple[str, str]]) -> set[int]:
    """Numbers of the lines that are rows: a header, its delimiters, and what follows until a line without bars."""
    rows: set[int] = set()
    for number in range(1, len(lines)):
        bare = lines[number][0].lstrip("> \t")
        above = lines[number - 1][0]
        starts = "|" in bare and "|" in above and _DELIMITERS.match(bare)
        if starts:
            rows |= {number - 1, number}
        elif number - 1 in rows and "|" in bare and bare.strip():
            rows.add(number)
    return rows


def read_markdown(source: SourceText) -> TextSkeleton:
    """Words of headings, paragraphs, lists, quotes and tables to units."""
    lines = list(lines_with_ends(source.text))
    blocks, rows = _Blocks(), _table_rows(lines)
    skip = _front_matter(lines)
    for number, (line, end) in enumerate(lines):
        if number < skip:
            blocks.literal(line, end)
        else:
            _line(blocks, line, end, number in rows)
    blocks.flush()
    return source.skeleton(blocks.pieces, ".md")
