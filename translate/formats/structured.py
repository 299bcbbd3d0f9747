"""What every format has in common: paragraphs out, and English back into the same places."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from qantara.models.errors import InputError
from qantara.translate.decode_bytes import decode

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")


class StructuredDocument(Protocol):
    """A file taken apart into what is to be translated and what is not."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What to translate, in reading order. A paragraph never holds a line end."""

    @property
    def suffix(self) -> str:
        """Of the file that ``rebuild`` makes, dot included: ``.docx``."""

    @property
    def encoding(self) -> str:
        """What the file was read from; text is always written in UTF-8."""

    def rebuild(self, english: Sequence[str]) -> bytes:
        """The same kind of file in English.

        Args:
            english: one text for each paragraph, in order; its line ends become spaces. A paragraph that comes
                back as it was leaves its part of the file as it was, byte for byte.

        Raises:
            ValueError: not as many texts as paragraphs.
        """


def one_line(english: str) -> str:
    """Without line ends, tabs and runs of spaces: none of them may break the structure around."""
    return _SPACE.sub(" ", english).strip()


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph and its place in a file's text.

    Attributes:
        text: what goes to the model.
        original: what stands in the file for it.
        render: makes what stands in the file for an English text.
    """

    text: str
    original: str
    render: Callable[[str], str] = one_line

    def written(self, english: str) -> str:
        """The English as it stands in the file; white space around the original is kept around it."""
        if not self.text.strip() or one_line(english) == one_line(self.text):
            return self.original
        start = len(self.original) - len(self.original.lstrip())
        end = len(self.original.rstrip())
        return self.original[:start] + self.render(english) + self.original[end:]


Piece = str | Unit


@dataclass(frozen=True)
class TextSkeleton:
    """A text file as literal stretches with units between them. The originals in order are the whole file."""

    pieces: tuple[Piece, ...]
    suffix: str
    encoding: str = "utf-8"
    mark: bool = False

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Unit))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(unit.text for unit in self.units)

    def rebuild(self, english: Sequence[str]) -> bytes:
        written = iter([unit.written(text) for unit, text in zip(self.units, english, strict=True)])
        text = "".join(piece if isinstance(piece, str) else next(written) for piece in self.pieces)
        return (codecs.BOM_UTF8 if self.mark else b"") + text.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded file: its name for messages, its text without byte order mark, and how it was encoded."""

    name: str
    text: str
    encoding: str
    mark: bool

    @classmethod
    def of(cls, data: bytes, name: str) -> SourceText:
        """Raises InputError: binary, or in no encoding that can be told."""
        decoded = decode(data, name)
        return cls(name, decoded.text, decoded.encoding, data.startswith(codecs.BOM_UTF8))

    def skeleton(self, pieces: Sequence[Piece], suffix: str) -> TextSkeleton:
        return TextSkeleton(tuple(pieces), suffix, self.encoding, self.mark)

    def fault(self, line: int, what: str) -> InputError:
        """An error that names the file and the line (from 1)."""
        return InputError(f"{self.name}, line {line}: {what}")


def lines_with_ends(text: str) -> Iterator[tuple[str, str]]:
    """Lines and their ends (LF, CR, CRLF, or nothing at the end of the file)."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield text[start : match.start()], match.group()
        start = match.end()
    if start < len(text):
        yield text[start:], ""


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(map(str.isalnum, text))


def scalar_values(text: str) -> str:
    """Half surrogate pairs, which JSON and XML escapes can smuggle in, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
