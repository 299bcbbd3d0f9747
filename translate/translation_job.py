"""What ``qantara translate`` does: lines of any number as a stream, or one structured file as a whole."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from qantara.models.errors import UsageError
from qantara.translate.engine import TranslationEngine
from qantara.translate.formats import StructuredDocument, is_lines, open_structured
from qantara.translate.lines import read_lines
from qantara.translate.repair import Repairer
from qantara.translate.stream import TranslatedLine, translate_lines

STDIN = Path("-")


@dataclass
class Tally:
    """What was seen along the way, for the notes at the end."""

    lines: int = 0
    warnings: int = 0
    last: str = ""
    flagged: int = 0
    repaired: int = 0

    def add(self, line: TranslatedLine) -> None:
        self.lines += 1
        self.warnings += len(line.warnings)
        self.flagged, self.repaired = self.flagged + line.flagged, self.repaired + line.repaired
        for warning in line.warnings:
            self.last = f"line {self.lines}: {warning.kind.replace('_', ' ')} ({warning.detail})"

    def notes(self, *, repairing: bool) -> Iterator[str]:
        """Lines for a person; none if all went well."""
        if self.flagged and repairing:
            yield f"{self.repaired} of {self.flagged} names that looked wrong were repaired."
        elif self.flagged:
            yield f"{self.flagged} names look wrong. ‘--glossary-mode repair’ tries to put them right."
        if self.warnings:
            yield f"{self.warnings} translation warnings, the last at {self.last}. ‘qantara run’ lists them all."


@dataclass(frozen=True)
class LineSource:
    """Lines of one file after the other, or of standard input."""

    lines: Iterable[str]
    interactive: bool = False
    total: int | None = None

    def translated(self, engine: TranslationEngine, repairer: Repairer | None, tally: Tally) -> Iterator[bytes]:
        """A line of English for each line; answered at once if a person is typing."""
        for line in translate_lines(self.lines, engine, 1 if self.interactive else None, repairer):
            tally.add(line)
            yield line.english.encode() + b"\n"


@dataclass(frozen=True)
class StructuredSource:
    """One file whose structure is kept."""

    document: StructuredDocument
    interactive: bool = False

    @property
    def total(self) -> int:
        return len(self.document.paragraphs)

    def translated(self, engine: TranslationEngine, repairer: Repairer | None, tally: Tally) -> Iterator[bytes]:
        """Nothing while it is being translated, then the whole file."""
        english = []
        for line in translate_lines(self.document.paragraphs, engine, None, repairer):
            tally.add(line)
            english.append(line.english)
            yield b""
        yield self.document.rebuild(english)


def _lines_now(paths: list[Path]) -> Iterator[str]:
    """All lines; the first is read at once, so that bad input is told before a model is loaded."""
    stream = chain.from_iterable(map(read_lines, paths))
    first = next(stream, None)
    return iter(()) if first is None else chain((first,), stream)


def open_source(paths: list[Path], field: str | None) -> LineSource | StructuredSource:
    """What to translate.

    Raises:
        UsageError: several files of which one has a structure, or a field for one that has none.
        InputError: a file cannot be read.
    """
    if all(map(is_lines, paths)):
        if field is not None:
            raise UsageError("--field is for one file of JSON lines or TSV")
        if paths == [STDIN] and sys.stdin.isatty():
            return LineSource(read_lines(STDIN), interactive=True)
        return LineSource(_lines_now(paths))
    if len(paths) > 1:
        raise UsageError("a file with a structure (Word, HTML, subtitles …) is translated on its own: give one file")
    return StructuredSource(open_structured(paths[0], field=field))
