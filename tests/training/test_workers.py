"""Processes that train together end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("torch")

SCRIPT = """
import os, sys, time
from pathlib import Path
from qantara.models.training.workers import run

def work(crew):
    Path(sys.argv[1], str(crew.rank)).write_text(str(os.getpid()))
    time.sleep(120)

if __name__ == "__main__":
    run(work, 2)
"""


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def _eventually(condition: Callable[[], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the state of processes from /proc")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "work.py"
    script.write_text(SCRIPT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, str(script), str(tmp_path)])
    marks = [tmp_path / "0", tmp_path / "1"]
    try:
        assert _eventually(lambda: all(mark.exists() and mark.read_text() for mark in marks))
        workers = [int(mark.read_text()) for mark in marks]
        assert all(map(_runs, workers))
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert _eventually(lambda: not any(map(_runs, workers)), 30)
