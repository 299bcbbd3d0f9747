"""CSV and TSV term bases: with a header, or headerless as DeepL exports them (two columns, or four with languages)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from qantara.align.term import TermEntry
from qantara.align.terms.arabic import has_arabic
from qantara.align.terms.base import TermBase
from qantara.align.terms.formats.rows import COLUMNS, REQUIRED, entry_from, fields_of
from qantara.models.errors import InputError

_LANGUAGES = {"ar": "source", "en": "target", "en-us": "target", "en-gb": "target"}


def read_delimited(text: str, name: str, kind: str) -> list[TermEntry]:
    """Read a table.

    Args:
        kind: ``csv`` or ``tsv``.

    Raises:
        InputError: naming file and line, if columns are missing, unknown or too many, or a cell is wrong.
    """
    rows = list(_rows(text, name, delimiter_of(text, kind)))
    if not rows:
        raise InputError(f"{name}: no terms in it; the first line names the columns: source,target")
    line, first = rows[0]
    header = [cell.strip().casefold() for cell in first]
    if any(column in header for column in REQUIRED):
        return _with_header(rows, header, f"{name}:{line}", name)
    return [_headerless(row, f"{name}:{line}", line) for line, row in rows]


def delimiter_of(text: str, kind: str) -> str:
    """Tab, comma or semicolon: the tab of a TSV file that has any, else the one that the first line has most of."""
    if kind == "tsv" and "\t" in text:
        return "\t"
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max("\t,;", key=lambda mark: (line.count(mark), mark == ","))


def _rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line each begins at."""
    # In a tab-separated file a quotation mark is a letter like any other, unless it opens the cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=delimiter != "\t")
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: {error}; put cells that hold the separator in quotes") from error


def _with_header(
    rows: Sequence[tuple[int, list[str]]], header: Sequence[str], place: str, name: str
) -> list[TermEntry]:
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise InputError(f"{place}: no column {missing[0]!r}; the header needs source and target")
    unknown = [column for column in header if column and column not in COLUMNS]
    if unknown:
        raise InputError(f"{place}: unknown column {unknown[0]!r}; known are {', '.join(COLUMNS)}")
    doubled = [column for column in header if column and header.count(column) > 1]
    if doubled:
        raise InputError(f"{place}: column {doubled[0]!r} stands twice; keep one of them")
    entries = []
    for line, row in rows[1:]:
        if len(row) > len(header):
            raise InputError(
                f"{name}:{line}: {len(row)} cells, the header has {len(header)}; quote cells that hold the separator"
            )
        entries.append(entry_from(dict(zip(header, row, strict=False)), f"{name}:{line}", line))
    return entries


def _headerless(row: Sequence[str], place: str, line: int) -> TermEntry:
    cells = [cell.strip() for cell in row]
    if len(cells) == 4 and {cells[2].casefold(), cells[3].casefold()} <= _LANGUAGES.keys():
        # DeepL's four columns: source, target, source language, target language.
        fields = {_LANGUAGES[cells[2].casefold()]: cells[0], _LANGUAGES[cells[3].casefold()]: cells[1]}
        if len(fields) == 1:
            raise InputError(f"{place}: both languages are {cells[2]}; one term has to be Arabic, the other English")
        return entry_from(fields, place, line)
    if len(cells) != 2:
        raise InputError(
            f"{place}: {len(cells)} columns and no header; give a header with source and target, or two columns"
        )
    source, target = cells
    if has_arabic(target) and not has_arabic(source):
        source, target = target, source
    return entry_from({"source": source, "target": target}, place, line)


def delimited_text(base: TermBase, delimiter: str = ",") -> str:
    """The base as a table with a header, optional columns that are empty throughout left out."""
    rows = [fields_of(entry) for entry in base.entries]
    default = {"case_sensitive": "true"}
    columns = [
        column
        for column in COLUMNS
        if column in REQUIRED or (column != "id" and any(row[column] != default.get(column, "") for row in rows))
    ]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
