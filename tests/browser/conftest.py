"""Debian's Chromium, driven by Playwright, and a review server to look at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.sample import write_run

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = Path(os.environ.get("QANTARA_CHROMIUM", "/usr/bin/chromium"))
# A browser in a closed network: nothing of its own is to be looked up.
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Debian's chromium, or name one in QANTARA_CHROMIUM")
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else list(FLAGS)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()


class Review:
    """``qantara review`` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "qantara.cli", "review", str(self.folder), "--no-browser", "--as", "Salma"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)

    def journal(self) -> list[str]:
        path = self.folder / "review.jsonl"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    review = Review(write_run(tmp_path / "out"))
    yield review
    review.kill()


@pytest.fixture
def window(browser: Any) -> Iterator[Open]:
    """``window(address, **context)`` opens a page of its own; a script error or a refused file fails the test."""
    contexts: list[Any] = []
    troubles: list[str] = []

    def open_window(address: str, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and troubles.append(message.text))
        page.goto(address)
        return page

    open_window.troubles = troubles  # type: ignore[attr-defined]
    yield open_window
    for context in contexts:
        context.close()
    expected = ("Failed to load resource: the server responded with a status of 409", "net::ERR_CONNECTION_REFUSED")
    assert [trouble for trouble in troubles if not any(part in trouble for part in expected)] == []
