"""What tests share: the shared data folder if it is there, and the option that rewrites golden files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run; HYPOTHESIS_PROFILE=explore looks further.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "musk-putin.ar.txt"
GLOSSARY = ROOT / "examples" / "glossary.csv"
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files from what comes out now")


@pytest.fixture
def article() -> Path:
    return ARTICLE


@pytest.fixture
def glossary() -> Path:
    return GLOSSARY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the checkout; tests that need it skip where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here: development data is kept outside the project")
    return folder


@pytest.fixture(autouse=True)
def _private_caches(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees or fills the caches of the person who runs it, nor reaches the network."""
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("QANTARA_CACHE", str(cache / "qantara"))
    monkeypatch.setenv("HF_HOME", str(cache / "huggingface"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.delenv("HUGGINGFACE_HUB_CACHE", raising=False)


@pytest.fixture
def qantara() -> Run:
    """``qantara(*args, stdin=b"", **env)`` runs the command line of this checkout, in a process of its own."""

    def run(*args: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "qantara.cli", *map(str, args)],
            input=stdin, capture_output=True, check=False, cwd=ROOT, env={**os.environ, **env}, timeout=120,
        )  # fmt: skip

    return run
