"""JSON Lines: one object a line; the English is added beside the Arabic, and every other byte stays.

The line is not written anew by a JSON library, which would change numbers, escapes and spaces: the new member is
put into its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from qantara.models.errors import InputError
from qantara.translate.formats.structured import (
    Piece,
    SourceText,
    TextSkeleton,
    Unit,
    lines_with_ends,
    one_line,
    scalar_values,
)

DEFAULT_FIELD = "text"

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an object: its key, and where its value begins and ends in the line."""

    key: str
    start: int
    end: int


def _blank(line: str, at: int) -> int:
    return _BLANK.match(line, at).end()  # type: ignore[union-attr]


def _expect(line: str, at: int, char: str) -> int:
    at = _blank(line, at)
    if line[at : at + 1] != char:
        raise ValueError(f"expected {char!r} at column {at + 1}")
    return at + 1


def _members(line: str, at: int) -> list[_Member]:
    """The members of the object that begins at ``at``; ValueError if it is broken."""
    at = _expect(line, at, "{")
    members: list[_Member] = []
    if line[_blank(line, at) :].startswith("}"):
        return members
    while True:
        key, at = _DECODER.raw_decode(line, _expect(line, at, '"') - 1)
        start = _blank(line, _expect(line, at, ":"))
        _, end = _DECODER.raw_decode(line, start)
        members.append(_Member(key, start, end))
        at = _blank(line, end)
        if line[at : at + 1] != ",":
            _expect(line, at, "}")
            return members
        at += 1


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _english(text: str) -> str:
    return _quoted(one_line(text))


def _value_pieces(value: str) -> Iterator[Piece]:
    """A text's lines as units, its line ends as they are in JSON."""
    for line, end in lines_with_ends(value):
        words = line.strip()
        if not words:
            yield _quoted(line + end)
            continue
        at = line.index(words)
        yield _quoted(line[:at])
        yield Unit(scalar_values(words), _quoted(words), _english)
        yield _quoted(line[at + len(words) :] + end)


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the field is: the members of the object that holds it, and the member itself."""

    members: list[_Member]
    member: _Member


def _find(line: str, path: list[str]) -> _Found | None:
    """The member at the end of a path of keys, None if there is none; ValueError if the line is no object."""
    at = _blank(line, 0)
    top = _members(line, at)
    if _blank(line, _DECODER.raw_decode(line, at)[1]) != len(line):
        raise ValueError("something follows the object")
    members = top
    for depth, key in enumerate(path):
        member = next((m for m in reversed(members) if m.key == key), None)
        if member is None:
            return None
        if depth == len(path) - 1:
            return _Found(members, member)
        if line[member.start] != "{":
            return None
        members = _members(line, member.start)
    return None


def _line_pieces(line: str, path: list[str]) -> Iterator[Piece] | None:
    """A line with its English, None if it has none; ValueError says what is wrong."""
    found = _find(line, path)
    if found is None:
        return None
    value = _DECODER.raw_decode(line, found.member.start)[0]
    if value is None:
        return None
    name = ".".join(path)
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text but {type(value).__name__}")
    added = f"{path[-1]}_en"
    if any(member.key == added for member in found.members):
        raise ValueError(f"there is a field {added} already, which would be lost; rename it first")
    end = found.members[-1].end
    spaced = line[found.member.start - 1].isspace()
    opening = f', "{_quoted(added)}": "' if spaced else f',"{_quoted(added)}":"'
    return iter([line[:end], opening, *_value_pieces(value), '"', line[end:]])


def _no_field(source: SourceText, name: str, keys: list[str]) -> InputError:
    there = ", ".join(keys[:12]) or "none"
    return InputError(f"{source.name}: no line has a field {name!r}; the fields of the first line: {there}")


def read_json_lines(source: SourceText, field: str | None) -> TextSkeleton:
    """The lines of a text field to units; the English becomes ``FIELD_en`` at the end of the same object.

    Args:
        source: the file.
        field: a key, or keys joined by dots; None is ``text``. Lines without it, or with null, stay as they are.

    Raises:
        InputError: a line that is no object, a field that is not text, ``FIELD_en`` there already, or no line that
            has the field.
    """
    path = (field or DEFAULT_FIELD).split(".")
    pieces: list[Piece] = []
    found, keys = False, None
    for number, (line, end) in enumerate(lines_with_ends(source.text), 1):
        try:
            added = _line_pieces(line, path) if line.strip() else None
            if keys is None and line.strip():
                keys = [member.key for member in _members(line, 0)]
        except (ValueError, RecursionError) as error:
            raise source.fault(number, f"{_reason(error)}") from error
        found = found or added is not None
        pieces += [*(added or [line]), end]
    if not found:
        raise _no_field(source, ".".join(path), keys or [])
    return source.skeleton(pieces, ".jsonl")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"broken JSON: {error.msg} at column {error.colno}"
    message = str(error)
    return f"not a JSON object: {message}" if message.startswith(("expected", "something")) else message
