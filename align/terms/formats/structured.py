"""JSON and YAML term bases: a list of objects with the same names as the CSV columns, or an object ``{"terms": […]}``.

List values may be real lists or one text with ``|``; ``{"ar": "…", "en": "…"}`` and a plain mapping of Arabic to
English are read as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from qantara.align.term import TermEntry
from qantara.align.terms.formats.rows import COLUMNS, entry_from
from qantara.models.errors import InputError

_ALIASES = {"ar": "source", "en": "target", "source_term": "source", "target_term": "target"}


def read_json(text: str, name: str) -> list[TermEntry]:
    """Read JSON.

    Raises:
        InputError: naming file and line (of a syntax error) or the entry's number.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}: not valid JSON: {error.msg}; mend it or give a CSV file") from error
    return _entries(data, name, [])


def read_yaml(text: str, name: str) -> list[TermEntry]:
    """Read YAML, with the line of each entry.

    Raises:
        InputError: naming file and line.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(f"{name}:{line}: not valid YAML; check indentation and quotes") from error
    return _entries(data, name, _lines(node))


def _lines(node: yaml.Node | None) -> list[int]:
    if isinstance(node, yaml.MappingNode):
        inner = [value for key, value in node.value if key.value in ("terms", "entries")]
        if not inner:
            return [key.start_mark.line + 1 for key, _ in node.value]
        node = inner[0]
    if isinstance(node, yaml.SequenceNode):
        return [child.start_mark.line + 1 for child in node.value]
    return []


def _entries(data: Any, name: str, lines: list[int]) -> list[TermEntry]:
    if isinstance(data, Mapping):
        inner = data.get("terms", data.get("entries"))
        data = inner if inner is not None else [{"source": k, "target": v} for k, v in data.items()]
    if not isinstance(data, list):
        raise InputError(f"{name}: expected a list of terms, each with source and target")
    entries = []
    for number, item in enumerate(data):
        line = lines[number] if number < len(lines) else 0
        place = f"{name}:{line}" if line else f"{name}: term {number + 1}"
        if not isinstance(item, Mapping):
            raise InputError(f"{place}: expected an object with source and target")
        entries.append(entry_from(_fields(item, place), place, line))
    return entries


def _fields(item: Mapping[Any, Any], place: str) -> dict[str, str]:
    fields = {}
    for key, value in item.items():
        column = _ALIASES.get(str(key), str(key))
        if column not in COLUMNS:
            raise InputError(f"{place}: unknown field {key!r}; known are {', '.join(COLUMNS)}")
        fields[column] = _text(value)
    return fields


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)
