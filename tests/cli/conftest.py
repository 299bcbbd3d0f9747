"""Running the command as a person does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def qantara() -> Run:
    """``qantara(*args, stdin=b"", **env)`` runs the command line of this checkout."""

    def run(*args: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "qantara.cli", *map(str, args)],
            input=stdin, capture_output=True, check=False, cwd=ROOT, env={**os.environ, **env}, timeout=120,
        )  # fmt: skip

    return run
