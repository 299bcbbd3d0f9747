"""Reading and writing term bases: CSV, TSV, DeepL exports, TBX, JSON, YAML."""

from __future__ import annotations

from pathlib import Path

from qantara.align.term import TermEntry
from qantara.align.terms.base import TermBase, term_base
from qantara.align.terms.formats.delimited import delimited_text, read_delimited
from qantara.align.terms.formats.structured import read_json, read_yaml
from qantara.align.terms.formats.tbx import read_tbx, tbx_bytes
from qantara.models.atomic import write_bytes, write_text
from qantara.models.errors import InputError

__all__ = ["load_term_base", "parse_term_base", "write_csv", "write_tbx", "write_tsv"]

_FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "tsv",
    ".tbx": "tbx",
    ".xml": "tbx",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
}


def load_term_base(path: Path) -> TermBase:
    """Read a term base; the name's ending says the format.

    Raises:
        InputError: the file is missing, not UTF-8, of an unknown format, or wrong in a line that is named.
    """
    kind = _FORMATS.get(path.suffix.casefold())
    if kind is None:
        raise InputError(f"{path}: unknown glossary format {path.suffix!r}; use .csv, .tsv, .tbx, .json or .yaml")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read the glossary {path}: {error.strerror}; check the path") from error
    return _parsed(data, path, kind)


def parse_term_base(data: bytes, path: Path) -> TermBase:
    """The term base that a file would hold.

    Args:
        data: its bytes.
        path: tells the format, and is named in errors.

    Raises:
        InputError: as ``load_term_base``.
    """
    return _parsed(data, path, _FORMATS[path.suffix.casefold()])


def _parsed(data: bytes, path: Path, kind: str) -> TermBase:
    entries = read_tbx(data, str(path)) if kind == "tbx" else _read_text(data, str(path), kind)
    return term_base(entries, data, path, kind)


def _read_text(data: bytes, name: str, kind: str) -> list[TermEntry]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(f"{name}:{line}: not UTF-8; save the glossary as UTF-8") from error
    if kind == "json":
        return read_json(text, name)
    if kind == "yaml":
        return read_yaml(text, name)
    return read_delimited(text, name, kind)


def write_csv(base: TermBase, path: Path) -> None:
    """Write the base with a header, atomically."""
    write_text(path, delimited_text(base))


def write_tsv(base: TermBase, path: Path) -> None:
    """Write the base tab-separated with a header, atomically."""
    write_text(path, delimited_text(base, "\t"))


def write_tbx(base: TermBase, path: Path) -> None:
    """Write the base as TBX v3, atomically."""
    write_bytes(path, tbx_bytes(base))
