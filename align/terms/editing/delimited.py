"""CSV and TSV: one cell changed, all others as they are quoted."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from qantara.align.terms.editing.place import Change, Place
from qantara.align.terms.formats.delimited import delimiter_of
from qantara.align.terms.formats.rows import REQUIRED, items

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class _RawRow:
    """A row as it stands in the file: its first and last physical line from 0 (end exclusive), cells, line end."""

    first: int
    last: int
    cells: list[str]
    end: str


def _raw_cells(text: str, delimiter: str) -> list[str]:
    """Cells with their quotation marks. A mark that does not open its cell is a letter."""
    cells, start, place = [], 0, 0
    while place < len(text):
        if text[place] == '"' and place == start:
            closing = re.compile(r'(?:[^"]|"")*"').match(text, place + 1)
            place = closing.end() if closing else len(text)
        elif text[place] == delimiter:
            cells.append(text[start:place])
            start = place = place + 1
        else:
            place += 1
    return [*cells, text[start:]]


def _quoted(value: str, delimiter: str) -> str:
    if any(mark in value for mark in (delimiter, '"', "\r", "\n")):
        return '"' + value.replace('"', '""') + '"'
    return value


class _Table:
    """The physical lines of a table, with rows found by the line they begin at."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.lines = _LINE.findall(text)
        self.delimiter = delimiter
        self._rows: dict[int, tuple[int, list[str]]] = {}
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter)
        line = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                self._rows[line] = reader.line_num, row
            line = reader.line_num + 1

    def header(self) -> tuple[int, list[str]]:
        """The line of the first row, and its cells as column names."""
        line = next(iter(self._rows))
        return line, [cell.strip().casefold() for cell in self._rows[line][1]]

    def values(self, line: int) -> list[str]:
        return self._rows[line][1]

    def raw(self, line: int) -> _RawRow:
        first, last = line - 1, self._rows[line][0]
        text = "".join(self.lines[first:last])
        body = text.rstrip("\r\n")
        return _RawRow(first, last, _raw_cells(body, self.delimiter), text[len(body) :])

    def put(self, row: _RawRow, cells: list[str]) -> None:
        """Exchange a row; the number of physical lines stays, so that other rows are still found."""
        self.lines[row.first : row.last] = [self.delimiter.join(cells) + row.end] + [""] * (row.last - row.first - 1)

    def text(self) -> str:
        return "".join(self.lines)


def change_delimited(text: str, place: Place, change: Change) -> str:
    """The table with one cell changed; a column that is missing is added as the last one.

    Raises:
        InputError: a table without a header, which has no columns to add to.
    """
    table = _Table(text, delimiter_of(text, place.format))
    line, header = table.header()
    if not any(column in header for column in REQUIRED):
        raise place.refuse("the file has no header; put source,target in its first line")
    if change.column not in header:
        row = table.raw(line)
        table.put(row, [*row.cells, change.column])
        header = [*header, change.column]
    row = table.raw(place.entry.line)
    number = header.index(change.column)
    cells = row.cells + [""] * (number + 1 - len(row.cells))
    values = table.values(place.entry.line)
    old = items(values[number]) if number < len(values) else ()
    cells[number] = _quoted("|".join(change.applied(old)), table.delimiter)
    table.put(row, cells)
    return table.text()
