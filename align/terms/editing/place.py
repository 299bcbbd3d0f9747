"""What to change, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qantara.align.term import TermEntry
from qantara.models.errors import InputError

Column = Literal["target_variants", "forbidden", "waived"]


@dataclass(frozen=True, slots=True)
class Change:
    """A value to add to a column of an entry, or to take out of it.

    Attributes:
        column: by its name in tabular glossaries.
        value: an English form; of ``waived``, a kind of flag.
        add: False takes it out.
    """

    column: Column
    value: str
    add: bool = True

    def in_words(self) -> str:
        return f"add {self.value!r} to {self.column}" if self.add else f"take {self.value!r} out of {self.column}"

    def applied(self, values: tuple[str, ...]) -> tuple[str, ...]:
        """The column's values afterwards."""
        kept = tuple(value for value in values if value != self.value)
        return (*kept, self.value) if self.add else kept


@dataclass(frozen=True, slots=True)
class Place:
    """The entry to change.

    Attributes:
        entry: with the line it begins at.
        number: zero-based, among the entries of the file.
        format: of the file, as in ``TermBase``.
        by_hand: what a person has to do if it cannot be done here.
    """

    entry: TermEntry
    number: int
    format: str
    by_hand: str

    def refuse(self, why: str) -> InputError:
        return InputError(f"{self.by_hand}: {why}")
