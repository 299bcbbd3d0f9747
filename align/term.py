"""One entry of a term base: a name and how it may and may not be written in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A concept with its Arabic and English forms.

    Attributes:
        id: unique in its term base and stable: made from the preferred forms unless the file gives one.
        source_forms: Arabic forms, the preferred one first.
        target_preferred: the English form to write.
        target_admitted: further forms that are right.
        target_forbidden: forms that are wrong, though someone may write them.
        type: the kind of thing (person, place, organisation, product …); empty if not said.
        case_sensitive: whether ``x`` for ``X`` is a mistake; names are case-sensitive unless the file says no.
        note: anything for a person to read.
        waived: kinds of flags that are never raised for this entry, such as ``omitted``.
        line: one-based line of the file the entry came from; 0 if unknown.
    """

    id: str
    source_forms: tuple[str, ...]
    target_preferred: str
    target_admitted: tuple[str, ...] = ()
    target_forbidden: tuple[str, ...] = ()
    type: str = ""
    case_sensitive: bool = True
    note: str = ""
    line: int = 0
    waived: tuple[str, ...] = ()
