"""The files of a run follow the decisions: written anew when a person pauses, so that no key press waits for them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from qantara.models.errors import InputError, OutputError
from qantara.translate.article_file import SUFFIX, read_article
from qantara.translate.outputs import Rebuild, write_reviewed
from qantara.translate.review.folder import ReviewFolder, decided_state, origin_of, rebuilder
from qantara.translate.review.state import ArticleState

PAUSE = 1.0  # seconds without a decision
MOST_ROWS = 1000  # of an article that is written in this process while a person works

Writer = Callable[[ArticleState, Path], str]


def write_files(
    state: ArticleState, folder: Path, formats: tuple[str, ...] | None = None, out: Path | None = None
) -> tuple[list[Path], str]:
    """Write an article's files with the decisions in them.

    Args:
        state: the article.
        folder: of the run.
        formats: which files; None takes those that the run wrote.
        out: where to; None is the folder of the run.

    Returns:
        The paths, and what a person should know: that the structured file could not be made, and why.

    Raises:
        OutputError: a file cannot be written.
    """
    origin = origin_of(folder, state.article.stem)
    rebuild: Rebuild | None = None
    note = ""
    try:
        rebuild = rebuilder(state.article, origin)
    except InputError as error:
        note = str(error)
    return write_reviewed(state, out or folder, origin.formats if formats is None else formats, rebuild), note


class FollowingFiles:
    """Writes the files of articles that were decided on, in a thread of its own.

    Attributes:
        trouble: why they could not be written; empty if all is well. The journal has the decisions in any case.
    """

    def __init__(self, folder: ReviewFolder) -> None:
        self._folder = folder
        self._waiting: dict[str, ArticleState] = {}
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self.trouble = ""
        for stem, state in folder.articles.items():
            if self._outdated(stem):
                self.follow(state)

    def _outdated(self, stem: str) -> bool:
        """Whether a server ended before it wrote the files: they are older than the journal."""
        journal, text = self._folder.journal.path, self._folder.folder / f"{stem}.en.txt"
        decided = any(decision.article == stem for decision in self._folder.journal.decisions)
        return decided and text.exists() and text.stat().st_mtime_ns < journal.stat().st_mtime_ns

    def follow(self, state: ArticleState) -> None:
        """Have an article's files written once nothing more is decided for a moment."""
        with self._lock:
            self._waiting[state.article.stem] = state.snapshot()
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(PAUSE, self._write_aside)
            self._timer.daemon = True
            self._timer.start()

    def write(self) -> None:
        """Write what waits, now."""
        self._write(_here)

    def _write_aside(self) -> None:
        """The same from the timer: large articles by another process, since threads would share this one's time."""
        self._write(_in_child)

    def _write(self, large: Writer) -> None:
        with self._writing:
            with self._lock:
                waiting, self._waiting = self._waiting, {}
                if self._timer is not None:
                    self._timer.cancel()
            notes = [
                (large if len(state.rows) > MOST_ROWS else _here)(state, self._folder.folder)
                for state in waiting.values()
            ]
            self.trouble = next(filter(None, notes), "")


def _here(state: ArticleState, folder: Path) -> str:
    """Write an article's files; what a person should know about it."""
    try:
        return write_files(state, folder)[1]
    except OutputError as error:
        return str(error)


def _in_child(state: ArticleState, folder: Path) -> str:
    """The same in a process of low priority, which reads the decisions from the journal."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", __name__, str(folder), state.article.stem]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else f"The files of {state.article.stem} were not written."


def main(folder: Path, stem: str) -> None:
    """What the other process does."""
    if hasattr(os, "nice"):
        os.nice(10)
    state = decided_state(folder, read_article(folder / f"{stem}{SUFFIX}"))
    sys.stdout.write(_here(state, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
