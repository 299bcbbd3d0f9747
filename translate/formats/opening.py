"""From a path to a structured document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qantara.models.errors import InputError, UsageError
from qantara.translate.document import Document, read_document
from qantara.translate.formats.compression import COMPRESSED, read_bytes
from qantara.translate.formats.docx import read_docx
from qantara.translate.formats.json_lines import read_json_lines
from qantara.translate.formats.markdown import read_markdown
from qantara.translate.formats.plain import read_plain
from qantara.translate.formats.structured import SourceText, StructuredDocument, TextSkeleton
from qantara.translate.formats.subtitles import read_srt, read_vtt
from qantara.translate.formats.tab_separated import read_tab_separated
from qantara.translate.formats.web import read_article, read_page
from qantara.translate.formats.web.charset import page_source

_BY_LINES: dict[str, Callable[[SourceText], TextSkeleton]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".srt": read_srt,
    ".vtt": read_vtt,
}
_BY_FIELD: dict[str, Callable[[SourceText, str | None], TextSkeleton]] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".tsv": read_tab_separated,
}
_PAGES = (".html", ".htm", ".xhtml")

FORMATS = (*_BY_LINES, *_PAGES, ".docx", *_BY_FIELD)
"""Suffixes that can be read; each may be followed by ``.gz`` or ``.zst``."""


def _plain_name(path: Path) -> Path:
    """The path without the suffix of a compression."""
    return path.with_suffix("") if path.suffix.lower() in COMPRESSED else path


def suffix_of(path: Path) -> str:
    """The suffix that tells a file's format, in lower case and without compression: ``.md`` of ``a.MD.gz``."""
    return _plain_name(path).suffix.lower()


def stem_of(path: Path) -> str:
    """The beginning of the output files' names: ``a`` of ``a.ar.md.gz``."""
    return _plain_name(path).stem.removesuffix(".ar") or path.name


def _read(data: bytes, name: str, suffix: str, field: str | None, article: bool) -> StructuredDocument:
    if suffix == ".docx":
        return read_docx(data, name)
    if suffix in _PAGES:
        source = page_source(data, name)
        return read_article(source) if article else read_page(source)
    source = SourceText.of(data, name)
    if suffix in _BY_FIELD:
        return _BY_FIELD[suffix](source, field)
    return _BY_LINES[suffix](source)


def open_structured(path: Path, *, field: str | None = None, article: bool = False) -> StructuredDocument:
    """Take a file apart; the format is told by its suffix.

    Args:
        path: a file of one of ``FORMATS``, which may be compressed.
        field: what to translate of JSON Lines (a key, or keys joined by dots; ``text`` if None) or of
            tab-separated values (a name in the first row, or a number from 1; the Arabic column if None).
        article: of a web page, only its article, as Markdown; otherwise the page is translated in place.

    Raises:
        InputError: missing, of no known format, malformed, too large, or without any words.
        UsageError: ``field`` or ``article`` for a format that has none.
    """
    suffix = suffix_of(path)
    if suffix not in FORMATS:
        raise InputError(f"{path}: no format is known by the suffix {suffix!r}; there are: {' '.join(FORMATS)}")
    if field is not None and suffix not in _BY_FIELD:
        raise UsageError(f"{path} has no fields to choose from; --field is for {' '.join(_BY_FIELD)}")
    if article and suffix not in _PAGES:
        raise UsageError(f"{path} is no web page to take an article out of")
    document = _read(read_bytes(path), str(path), suffix, field, article)
    if not any(paragraph.strip("\ufeff \t\f\v\u00a0") for paragraph in document.paragraphs):
        raise InputError(f"{path} has no words to translate")
    return document


def as_document(path: Path, structured: StructuredDocument, field: str | None = None) -> Document:
    """The same paragraphs for the pipeline, whose English per paragraph goes to ``structured.rebuild``."""
    return Document(str(path), stem_of(path), structured.paragraphs, structured.encoding, structured, field)


def is_lines(path: Path) -> bool:
    """Whether a file is read line by line: plain text, standard input, and what has no suffix of ours."""
    return path.suffix.lower() in (".txt", ".text") or suffix_of(path) not in FORMATS


def read_article_document(path: Path, field: str | None = None) -> Document:
    """An article for ``run``: a text file, or a structured one; of a web page its article alone.

    Raises:
        InputError, UsageError: as ``open_structured`` and ``read_document``.
    """
    if is_lines(path):
        if field is not None:
            raise UsageError(f"{path} has no fields to choose from; --field is for {' '.join(_BY_FIELD)}")
        return read_document(path)
    return as_document(path, open_structured_again(path, field), field)


def open_structured_again(path: Path, field: str | None) -> StructuredDocument:
    """A structured file as ``run`` reads it; raises as ``open_structured``."""
    return open_structured(path, field=field, article=suffix_of(path) in _PAGES)
