"""From named fields to a ``TermEntry``: the columns that every tabular and structured format shares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qantara.align.term import TermEntry
from qantara.models.errors import InputError

REQUIRED = ("source", "target")
OPTIONAL = ("source_variants", "target_variants", "forbidden", "type", "case_sensitive", "note", "waived", "id")
COLUMNS = REQUIRED + OPTIONAL

_TRUE = frozenset(("true", "yes", "1", "y", ""))
_FALSE = frozenset(("false", "no", "0", "n"))
_NOT_IN_ID = re.compile(r"[^\w]+")


def term_id(source: str, target: str) -> str:
    """A stable id made from the preferred forms: ``elon-musk``; the Arabic where the English has no letters."""
    return _NOT_IN_ID.sub("-", target.casefold()).strip("-") or _NOT_IN_ID.sub("-", source).strip("-") or "term"


def items(value: str) -> tuple[str, ...]:
    """Split a cell at ``|``; blanks and empty items go."""
    return tuple(dict.fromkeys(item.strip() for item in value.split("|") if item.strip()))


def entry_from(fields: Mapping[str, str], place: str, line: int) -> TermEntry:
    """Make an entry.

    Args:
        fields: by column name; missing optional ones count as empty.
        place: ``file:line`` for messages.

    Raises:
        InputError: a required field is empty or ``case_sensitive`` is neither yes nor no.
    """
    source, target = fields.get("source", "").strip(), fields.get("target", "").strip()
    for name, value in (("source", source), ("target", target)):
        if not value:
            raise InputError(f"{place}: the {name} is empty; every term needs one Arabic and one English form")
    variants = [form for form in items(fields.get("source_variants", "")) if form != source]
    admitted = [form for form in items(fields.get("target_variants", "")) if form != target]
    return TermEntry(
        id=fields.get("id", "").strip() or term_id(source, target),
        source_forms=(source, *variants),
        target_preferred=target,
        target_admitted=tuple(admitted),
        target_forbidden=items(fields.get("forbidden", "")),
        type=fields.get("type", "").strip(),
        case_sensitive=_truth(fields.get("case_sensitive", ""), place),
        note=fields.get("note", "").strip(),
        line=line,
        waived=items(fields.get("waived", "")),
    )


def _truth(value: str, place: str) -> bool:
    lowered = value.strip().casefold()
    if lowered not in _TRUE | _FALSE:
        raise InputError(f"{place}: case_sensitive is {value!r}; write true or false")
    return lowered in _TRUE


def fields_of(entry: TermEntry) -> dict[str, str]:
    """The way back: every column as text."""
    return {
        "source": entry.source_forms[0],
        "target": entry.target_preferred,
        "source_variants": "|".join(entry.source_forms[1:]),
        "target_variants": "|".join(entry.target_admitted),
        "forbidden": "|".join(entry.target_forbidden),
        "type": entry.type,
        "case_sensitive": "true" if entry.case_sensitive else "false",
        "note": entry.note,
        "waived": "|".join(entry.waived),
        "id": entry.id,
    }
