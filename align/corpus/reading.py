"""Sentence pairs in: from whatever a corpus is kept in. Streams; every error names the file and the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

from qantara.align.bead import SentencePair
from qantara.align.corpus.xml_reading import read_tmx, read_xliff
from qantara.models.errors import InputError

Pairs = Iterator[SentencePair]
_HEADERS = ({"source", "target"}, {"ar", "en"}, {"arabic", "english"})
_MISSING = object()


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield number, line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error


def _score(value: object, path: Path, number: int) -> float | None:
    if value is None:
        return None
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise InputError(f"{path}, line {number}: score {value!r} is not a number") from error


def read_jsonl(path: Path) -> Pairs:
    """``{"id": …, "translation": {"ar": …, "en": …}}``; an id is made from the line number where there is none."""
    for number, line in _lines(path):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts = row["translation"]
            source, target = texts["ar"], texts["en"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            wanted = '{"id": …, "translation": {"ar": …, "en": …}}'
            raise InputError(f"{path}, line {number}: not a pair of the form {wanted} ({error})") from error
        if not isinstance(source, str) or not isinstance(target, str):
            raise InputError(f"{path}, line {number}: both texts must be strings")
        yield SentencePair(str(row.get("id", number)), source, target, _score(row.get("score"), path, number))


def read_tsv(path: Path) -> Pairs:
    """Arabic, tab, English, with or without a header that names the columns; further columns are ignored."""
    order = (0, 1)
    for number, line in _lines(path):
        columns = line.split("\t")
        if not line.strip():
            continue
        if len(columns) < 2:
            raise InputError(f"{path}, line {number}: no tab, expected Arabic and English with a tab between them")
        names = [name.strip().lower() for name in columns]
        if number == 1 and any(header <= set(names) for header in _HEADERS):
            header = next(h for h in _HEADERS if h <= set(names))
            first, second = sorted(header, key=lambda name: name in ("target", "en", "english"))
            order = (names.index(first), names.index(second))
            continue
        if len(columns) <= max(order):
            raise InputError(f"{path}, line {number}: {len(columns)} columns, expected {max(order) + 1}")
        yield SentencePair(str(number), columns[order[0]], columns[order[1]])


def read_two_files(source: Path, target: Path) -> Pairs:
    """One sentence a line in each of two files, as Moses has them.

    Raises:
        InputError: not the same number of lines.
    """
    rows = zip_longest(_lines(source), _lines(target), fillvalue=_MISSING)
    for number, (left, right) in enumerate(rows, 1):
        if left is _MISSING or right is _MISSING:
            shorter = source if left is _MISSING else target
            raise InputError(f"{shorter} ends at line {number - 1}, but the other file goes on")
        yield SentencePair(str(number), left[1], right[1])  # type: ignore[index]


READERS: dict[str, Callable[[Path], Pairs]] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".tsv": read_tsv,
    ".tmx": read_tmx,
    ".xlf": read_xliff,
    ".xliff": read_xliff,
}


def read_pairs(path: Path, target: Path | None = None) -> Pairs:
    """Pairs of a corpus, whatever its format.

    Args:
        path: ``.jsonl``, ``.tsv``, ``.tmx``, ``.xlf``/``.xliff``; the beginning ``CORPUS`` of a Moses pair
            ``CORPUS.ar`` and ``CORPUS.en``; or, with ``target``, a text file.
        target: the English text file that goes with ``path``, line for line.

    Raises:
        InputError: missing, of an unknown kind, or malformed; names the file and the line.
    """
    if target is not None:
        return read_two_files(path, target)
    moses = Path(f"{path}.ar"), Path(f"{path}.en")
    if not path.exists() and all(part.is_file() for part in moses):
        return read_two_files(*moses)
    if not path.is_file():
        raise InputError(f"{path} is not a file; give a corpus ({', '.join(READERS)}) or two text files")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: cannot tell its format; known are {', '.join(READERS)}, or two text files")
    return reader(path)
