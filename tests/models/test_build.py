"""Folders that are made once: with two processes at a time, and when one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qantara.models.build import build_once

ROOT = Path(__file__).resolve().parent.parent.parent
BUILDER = """
import os, sys, time
from pathlib import Path
from qantara.models.build import build_once
place, go, slow = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
def make(folder):
    (folder / "half").write_text("half")
    time.sleep(slow)
    (folder / "whole").write_text(str(os.getpid()))
while not go.exists():
    time.sleep(0.005)
print(build_once(place, lambda folder: (folder / "whole").is_file(), make) / "whole", flush=True)
"""


def _fresh(folder: Path) -> bool:
    return (folder / "whole").is_file()


def _start(place: Path, go: Path, slow: float) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", BUILDER, str(place), str(go), str(slow)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_make_it_once(tmp_path: Path) -> None:
    place, go = tmp_path / "deep" / "place", tmp_path / "go"
    processes = [_start(place, go, 0.3) for _ in range(2)]
    go.touch()
    answers = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert {out.strip() for out, _ in answers} == {str(place / "whole")}
    assert [path.name for path in place.parent.iterdir()] == ["place"]
    assert int((place / "whole").read_text()) in {process.pid for process in processes}


def test_what_a_killed_process_left_is_not_taken_and_is_cleared(tmp_path: Path) -> None:
    place, go = tmp_path / "in" / "place", tmp_path / "go"
    go.touch()
    process = _start(place, go, 60)
    deadline = time.monotonic() + 30
    while not list(place.parent.glob(".place-*/half")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not place.exists()
    assert list(place.parent.iterdir())
    made = []
    build_once(place, _fresh, lambda folder: made.append((folder / "whole").write_text("new")))
    assert made
    assert sorted(path.name for path in place.rglob("*")) == ["whole"]
    assert [path.name for path in place.parent.iterdir()] == ["place"]


def test_a_failure_leaves_nothing_and_the_old_one(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "old").touch()

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        build_once(place, _fresh, fail)
    assert [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*"))] == ["place", "place/old"]
    build_once(place, _fresh, lambda folder: (folder / "whole").touch())
    assert [path.name for path in place.iterdir()] == ["whole"]


def test_without_locks_the_first_rename_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: another process publishes while this one is at work."""
    monkeypatch.setattr("qantara.models.build.fcntl", None)
    place = tmp_path / "place"

    def make(folder: Path) -> None:
        place.mkdir()
        (place / "whole").write_text("first")
        (folder / "whole").write_text("second")

    build_once(place, _fresh, make)
    assert (place / "whole").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]
