"""The ladder format: what is read, what is refused, and that writing can be read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.align.alignment import read_ladder, write_ladder
from qantara.align.alignment.ladder import format_bead, parse_bead
from qantara.align.bead import Bead
from qantara.models.errors import InputError

NUMBERS = st.lists(st.integers(0, 10_000), unique=True, max_size=8).map(lambda numbers: tuple(sorted(numbers)))


@pytest.mark.parametrize(
    ("line", "bead"),
    [
        ("[0]:[0, 1]:0.87", Bead((0,), (0, 1), 0.87)),
        (" [2] : [2, 3, 4, 5]", Bead((2,), (2, 3, 4, 5), 1.0)),
        ("[5]:[]", Bead((5,), (), 1.0)),
        ("[]:[7]:0.000000", Bead((), (7,), 0.0)),
        ("[ 1,2 ]:[3] : 1e-3 ", Bead((1, 2), (3,), 0.001)),
        ("[4]:[116, 117, 117, 118]", Bead((4,), (116, 117, 117, 118), 1.0)),
    ],
)
def test_lines_that_are_beads(line: str, bead: Bead) -> None:
    assert parse_bead(line, Path("x"), 1) == bead


@pytest.mark.parametrize("line", ["0:0", "[0]", "[a]:[0]", "[0 1]:[2]", "[-1]:[0]", "[0]:[1]:e", "[0]:[1,]", "[0];[1]"])
def test_lines_that_are_not_name_file_and_line(line: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.ladder"
    file.write_text(f"[0]:[0]\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.ladder, line 3: ") as caught:
        read_ladder(file)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ladder: cannot be read"):
        read_ladder(tmp_path / "none.ladder")
    (tmp_path / "utf16").write_bytes("[0]:[0]".encode("utf-16"))
    with pytest.raises(InputError, match="utf16: not UTF-8"):
        read_ladder(tmp_path / "utf16")


def test_writing_and_reading_again(tmp_path: Path) -> None:
    beads = [Bead((0,), (0, 1), 0.87), Bead((1,), (), 0.5), Bead((), (2,), 1.0)]
    write_ladder(tmp_path / "a", beads)
    assert (tmp_path / "a").read_text(encoding="utf-8").splitlines()[0] == "[0]:[0, 1]:0.870000"
    assert read_ladder(tmp_path / "a") == beads


@given(NUMBERS, NUMBERS, st.integers(0, 1_000_000))
def test_any_bead_survives_the_format(source: tuple[int, ...], target: tuple[int, ...], millionths: int) -> None:
    bead = Bead(source, target, millionths / 1_000_000)
    assert parse_bead(format_bead(bead), Path("x"), 1) == bead
