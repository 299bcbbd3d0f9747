"""The field's ladder format: one bead a line, ``[0]:[0, 1]:0.87``, as Vecalign writes and reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qantara.align.bead import Bead
from qantara.models.atomic import atomic_open
from qantara.models.errors import InputError

_LIST = r"\s*\[([\d\s,]*)\]\s*"
_LINE = re.compile(rf"{_LIST}:{_LIST}(?::\s*([-+.\deE]+)\s*)?")
# what a bead without a score is worth: nothing is known against it
UNSCORED = 1.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands, for messages."""

    path: Path
    line: int

    def error(self, what: str) -> InputError:
        return InputError(f"{self.path}, line {self.line}: {what}")


def parse_bead(text: str, path: Path, line: int) -> Bead:
    """One line as a bead. Raises InputError if it is not one."""
    place = _Place(path, line)
    match = _LINE.fullmatch(text)
    if not match:
        raise place.error("not a bead; write [0]:[0, 1] or [0]:[0, 1]:0.87")
    return Bead(_numbers(match[1], place), _numbers(match[2], place), _score(match[3], place))


def _numbers(text: str, place: _Place) -> tuple[int, ...]:
    """Sentence numbers of one side as they stand: gold files hold repeats, and Vecalign scores them as they are."""
    fields = [field.strip() for field in text.split(",")] if text.strip() else []
    if not all(re.fullmatch(r"[0-9]+", field) for field in fields):
        raise place.error("sentence numbers must be whole, with commas between; write [0, 1]")
    return tuple(int(field) for field in fields)


def _score(text: str | None, place: _Place) -> float:
    if text is None:
        return UNSCORED
    try:
        return float(text)
    except ValueError:
        raise place.error(f"score {text!r} is not a number; write one or leave it out") from None


def read_ladder(path: Path) -> list[Bead]:
    """Beads of a ladder file, in its order; blank lines and lines empty on both sides are skipped.

    Raises:
        InputError: the file cannot be read, is not UTF-8, or a line is not a bead.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its name and permissions") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text; a ladder file has lines such as [0]:[0, 1]:0.87") from None
    beads = (parse_bead(line, path, number) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    return [bead for bead in beads if bead.source or bead.target]


def format_bead(bead: Bead) -> str:
    """``[0]:[0, 1]:0.870000``, with Vecalign's six decimals."""
    return f"{list(bead.source)}:{list(bead.target)}:{bead.score:.6f}"


def write_ladder(path: Path, beads: Iterable[Bead]) -> None:
    """Write beads, one a line, the whole file or none. Raises OutputError."""
    with atomic_open(path) as file:
        file.write("".join(f"{format_bead(bead)}\n" for bead in beads).encode())
