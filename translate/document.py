"""An article as it came in, cut into segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from qantara.align.segment import Segment
from qantara.align.sentences import segment_paragraph
from qantara.models.errors import InputError
from qantara.translate.decode_bytes import decode

if TYPE_CHECKING:
    from qantara.translate.formats.structured import StructuredDocument


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Attributes:
        name: what the user called it.
        stem: the beginning of its output files' names.
        paragraphs: its lines, blank ones too, so that the translation can have the same shape.
        encoding: what it was read from.
        field: what was read of it, if a person chose (see ``formats.open_structured``).
        structured: the file taken apart, if its format is more than lines: it puts the English back together.
    """

    name: str
    stem: str
    paragraphs: tuple[str, ...]
    encoding: str = "utf-8"
    structured: StructuredDocument | None = None
    field: str | None = None

    def segments(self) -> list[list[Segment]]:
        """The segments of each paragraph; a blank paragraph has none."""
        return [segment_paragraph(text, number) for number, text in enumerate(self.paragraphs)]


def lines_of(text: str) -> tuple[str, ...]:
    """Lines without their ends (LF, CR or CRLF; the other Unicode separators stay inside a line)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def open_binary(path: Path) -> BinaryIO:
    """Open a file to read.

    Raises:
        InputError: missing, a folder, or not readable.
    """
    try:
        return path.open("rb")
    except IsADirectoryError as error:
        raise InputError(f"{path} is a folder; name the files in it, for instance {path}/*.txt") from error
    except FileNotFoundError as error:
        raise InputError(f"{path} does not exist") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _read(path: Path) -> bytes:
    with open_binary(path) as file:
        return file.read()


def read_document(path: Path) -> Document:
    """An article from a text file.

    Raises:
        InputError: missing, a folder, binary, undecodable, or without any text.
    """
    decoded = decode(_read(path), str(path))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputError(f"{path} is empty")
    stem = path.stem.removesuffix(".ar") or path.name
    return Document(str(path), stem, lines_of(decoded.text), decoded.encoding)


def unique_stems(documents: Iterable[Document]) -> None:
    """Two articles must not write the same files.

    Raises:
        InputError: naming both.
    """
    seen: dict[str, str] = {}
    for document in documents:
        if document.stem in seen:
            raise InputError(
                f"{seen[document.stem]} and {document.name} would both write {document.stem}.en.txt; "
                f"run them with different --out folders"
            )
        seen[document.stem] = document.name
