"""Tab-separated values (IANA ``text/tab-separated-values``: no quoting); the English becomes the last column."""

from __future__ import annotations

from itertools import islice

from qantara.align.sentences import language_of
from qantara.models.errors import InputError
from qantara.translate.formats.structured import (
    Piece,
    SourceText,
    TextSkeleton,
    Unit,
    lines_with_ends,
)

_LOOK = 200  # rows looked at to find the column

Row = tuple[int, list[str], str]


def _rows(source: SourceText) -> list[Row]:
    """Line numbers, cells and line ends; a blank line has no cells.

    Raises:
        InputError: rows of different widths.
    """
    rows = []
    width = 0
    for number, (line, end) in enumerate(lines_with_ends(source.text), 1):
        cells = line.split("\t") if line.strip(" ") else []
        width = width or len(cells)
        if cells and len(cells) != width:
            raise source.fault(number, f"{len(cells)} columns where the first row has {width}; no cell may hold a tab")
        rows.append((number, cells or [line], end))
    return rows


def _arabic_column(source: SourceText, rows: list[Row], width: int) -> int:
    full = [cells for _, cells, _ in islice(rows, _LOOK) if len(cells) == width]
    arabic = [i for i in range(width) if any(language_of(cells[i]) == "ar" for cells in full)]
    if len(arabic) == 1 or width == 1:
        return arabic[0] if arabic else 0
    found = ", ".join(str(i + 1) for i in arabic) if arabic else "none"
    raise InputError(f"{source.name}: choose the column by number or name; Arabic is in columns: {found}")


def _column(source: SourceText, rows: list[Row], width: int, field: str | None) -> tuple[int, bool]:
    """Which column (from 0), and whether the first row is the header."""
    first = next((cells for _, cells, _ in rows if cells[0].strip(" ") or len(cells) > 1), [])
    if field is None:
        column = _arabic_column(source, rows, width)
        return column, len(rows) > 1 and bool(first[column].strip()) and language_of(first[column]) != "ar"
    if field in first:
        return first.index(field), True
    if not (field.isascii() and field.isdigit()):
        raise InputError(f"{source.name}, line 1: no column {field!r}; there are: {', '.join(first[:20])}")
    if not 1 <= int(field) <= width:
        raise InputError(f"{source.name}: no column {field}; there are {width}")
    return int(field) - 1, False


def _row_pieces(line: str, cell: str, end: str) -> list[Piece]:
    words = cell.strip()
    return [line, "\t", Unit(words, words), end] if words else [line, "\t", end]


def read_tab_separated(source: SourceText, field: str | None) -> TextSkeleton:
    """The cells of one column to units.

    Args:
        source: the file.
        field: the column's name in the first row, or its number from 1 (then the first row is data like the
            others). None takes the only column that has Arabic, and the first row for a header if its cell has none.

    Raises:
        InputError: no such column, more than one has Arabic, or rows of different widths.
    """
    rows = _rows(source)
    width = max((len(cells) for _, cells, _ in rows), default=0)
    column, header = _column(source, rows, width, field)
    pieces: list[Piece] = []
    for _, cells, end in rows:
        line = "\t".join(cells)
        if not line.strip(" "):
            pieces += [line, end]
        elif header:
            pieces += [line, f"\t{cells[column].strip()}_en", end]
            header = False
        else:
            pieces += _row_pieces(line, cells[column], end)
    return source.skeleton(pieces, ".tsv")
