"""What a person decided, as one line of the journal."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum


class Action(StrEnum):
    """What a person can do about a flag."""

    ACCEPT = "accept"  # put the suggestion in the place of what was found
    EDIT = "edit"  # write the sentence anew
    IGNORE = "ignore"  # leave it as it is, this once
    ALWAYS = "always"  # leave it, and have the glossary admit it from now on
    WRONG = "wrong"  # the flag is mistaken
    UNDO = "undo"  # take an earlier decision back


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        id: unique among all journals of all folders.
        time: UTC, ISO 8601, to the second.
        who: the person; empty if nobody was named.
        action: what was done.
        article: the article's stem.
        row: its row, as it was numbered then: for people. What binds the decision are the keys.
        source_key, pair_key: see ``identity``.
        flag: key of the flag decided on; empty if only the English was edited.
        kind: of the flag.
        old, new: the row's whole English before and after, if it was changed.
        term_id, form: with ``always``, the entry, and the English form it admits (or the kind it waives).
        glossary: with ``always``, the file that was written to, as the person named it.
        undoes: with ``undo``, the id of the decision that no longer holds.
    """

    id: str
    time: str
    who: str
    action: Action
    article: str
    row: str
    source_key: str
    pair_key: str
    flag: str = ""
    kind: str = ""
    old: str | None = None
    new: str | None = None
    term_id: str = ""
    form: str = ""
    glossary: str = ""
    undoes: str = ""

    def line(self) -> bytes:
        """One JSON object and a line feed; what is empty is left out."""
        record = {
            key: value
            for key, value in asdict(self).items()
            if value is not None and (value != "" or key in ("old", "new"))  # English may be empty
        }
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"


_FIELDS = {field.name for field in fields(Decision)}


def parsed(line: bytes) -> Decision:
    """A line of the journal; fields of later versions are passed over.

    Raises:
        ValueError: not a decision.
    """
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError("not an object")
    values = {key: str(value) for key, value in record.items() if key in _FIELDS}
    try:
        return Decision(**{"who": "", **values, "action": Action(values.get("action", ""))})  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(f"a field is missing ({error})") from error


def new_id() -> str:
    """An id that no other decision has."""
    return secrets.token_hex(6)


def now() -> str:
    """The present, as journals write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
