"""A term base: the entries of one glossary file, in its order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qantara.align.term import TermEntry


@dataclass(frozen=True, slots=True)
class TermBase:
    """Entries and where they came from.

    Attributes:
        entries: in file order; ids are unique.
        sha256: of the file's bytes, hexadecimal: part of a result's signature.
        path: the file; None for a base made in memory.
        format: ``csv``, ``tsv``, ``tbx``, ``json`` or ``yaml``; ``memory`` without a file.
    """

    entries: tuple[TermEntry, ...]
    sha256: str = ""
    path: Path | None = None
    format: str = "memory"
    _by_id: dict[str, TermEntry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})

    def __getitem__(self, term_id: str) -> TermEntry:
        return self._by_id[term_id]

    def __len__(self) -> int:
        return len(self.entries)


def accepted_forms(entry: TermEntry) -> tuple[str, ...]:
    """English forms that are right, the preferred one first."""
    return (entry.target_preferred, *entry.target_admitted)


def term_base(
    entries: Sequence[TermEntry], data: bytes = b"", path: Path | None = None, kind: str = "memory"
) -> TermBase:
    """Number repeated ids apart (``musk``, ``musk-2``) and seal the base."""
    seen: Counter[str] = Counter()
    unique: list[TermEntry] = []
    for entry in entries:
        seen[entry.id] += 1
        unique.append(entry if seen[entry.id] == 1 else replace(entry, id=f"{entry.id}-{seen[entry.id]}"))
    return TermBase(tuple(unique), hashlib.sha256(data).hexdigest(), path, kind)


def stats(base: TermBase) -> dict[str, int]:
    """Counts a person wants to see: entries, forms on either side, and entries of each type (``type:person``)."""
    counts = {
        "entries": len(base.entries),
        "source_forms": sum(len(entry.source_forms) for entry in base.entries),
        "target_forms": sum(len(accepted_forms(entry)) for entry in base.entries),
        "forbidden_forms": sum(len(entry.target_forbidden) for entry in base.entries),
        "case_insensitive": sum(not entry.case_sensitive for entry in base.entries),
    }
    types = Counter(entry.type or "unsaid" for entry in base.entries)
    return counts | {f"type:{name}": count for name, count in sorted(types.items())}
