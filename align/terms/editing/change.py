"""One value more, or one less, in one entry of a glossary file."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qantara.align.term import TermEntry
from qantara.align.terms.base import TermBase
from qantara.align.terms.editing.delimited import change_delimited
from qantara.align.terms.editing.place import Change, Place
from qantara.align.terms.editing.structured import change_structured
from qantara.align.terms.editing.tbx import change_tbx
from qantara.align.terms.formats import load_term_base, parse_term_base
from qantara.models.atomic import write_bytes
from qantara.models.errors import InputError

_FIELDS = {"target_variants": "target_admitted", "forbidden": "target_forbidden", "waived": "waived"}


@dataclass(frozen=True, slots=True)
class _Encoded:
    """A file's text, and how to make bytes of it again."""

    text: str
    encoding: str
    mark: bytes

    @classmethod
    def of(cls, data: bytes) -> _Encoded:
        for mark, encoding in (
            (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")
        ):  # fmt: skip
            if data.startswith(mark):
                return cls(data[len(mark) :].decode(encoding), encoding, mark)
        return cls(data.decode("utf-8"), "utf-8", b"")

    def bytes_of(self, text: str) -> bytes:
        return self.mark + text.encode(self.encoding)


def change_glossary(path: Path, term_id: str, changes: Sequence[Change]) -> bool:
    """Make changes to one entry of a glossary file, atomically: all of them, or none.

    The changed text is read again; if that does not give just the entries that were meant, nothing is written.

    Args:
        path: the glossary.
        term_id: of the entry.
        changes: what to add and take out; what is there (or gone) already is left so.

    Returns:
        Whether the file was changed.

    Raises:
        InputError: the glossary cannot be read, has no such entry, or is written in a way that cannot be changed
            without a person; the message says what to do by hand.
        OutputError: it cannot be written.
    """
    base = load_term_base(path)
    before = data = path.read_bytes()
    for change in changes:
        if _needed(_entry(base, term_id, path), change):
            data = _changed(data, base, term_id, change, path)
            base = parse_term_base(data, path)
    if data == before:
        return False
    write_bytes(path, data)
    return True


def _entry(base: TermBase, term_id: str, path: Path) -> TermEntry:
    try:
        return base[term_id]
    except KeyError:
        raise InputError(
            f"{path}: no entry {term_id!r} any more; the glossary has changed, run the article again"
        ) from None


def _values(entry: TermEntry, change: Change) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(entry, _FIELDS[change.column])
    return values


def _needed(entry: TermEntry, change: Change) -> bool:
    if change.column == "target_variants" and change.value == entry.target_preferred:
        return False
    return change.add != (change.value in _values(entry, change))


def _changed(data: bytes, base: TermBase, term_id: str, change: Change, path: Path) -> bytes:
    entry = base[term_id]
    by_hand = f"{path}:{entry.line}: {change.in_words()} by hand"
    if "|" in change.value:
        raise InputError(f"{by_hand}: it holds a bar, which parts forms in a glossary")
    place = Place(entry, base.entries.index(entry), base.format, by_hand)
    if base.format == "tbx":
        changed = change_tbx(data, place, change)
    else:
        file = _Encoded.of(data)
        make = change_structured if base.format in ("json", "yaml") else change_delimited
        changed = file.bytes_of(make(file.text, place, change))
    _verify(base, changed, term_id, change, path, by_hand)
    return changed


def _verify(base: TermBase, data: bytes, term_id: str, change: Change, path: Path, by_hand: str) -> None:
    """Raises InputError unless the new file says what the old one said, and the change."""
    wanted = [_with(entry, change) if entry.id == term_id else entry for entry in base.entries]
    try:
        got = parse_term_base(data, path).entries
    except InputError as error:
        raise InputError(f"{by_hand}: a change would break the file ({error})") from error
    if list(map(_comparable, got)) != list(map(_comparable, wanted)):
        raise InputError(f"{by_hand}: the way it is written there cannot be changed safely")


def _with(entry: TermEntry, change: Change) -> TermEntry:
    values: dict[str, Any] = {_FIELDS[change.column]: change.applied(_values(entry, change))}
    return replace(entry, **values)


def _comparable(entry: TermEntry) -> TermEntry:
    """Without the line, and with forms in any order."""
    return replace(
        entry,
        line=0,
        target_admitted=tuple(sorted(entry.target_admitted)),
        target_forbidden=tuple(sorted(entry.target_forbidden)),
        waived=tuple(sorted(entry.waived)),
    )
