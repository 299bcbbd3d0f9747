"""The files of a run follow the decisions: written anew when a person pauses, so that no key press waits for them."""

from __future__ import annotations

import threading
from pathlib import Path

from qantara.models.errors import InputError, OutputError
from qantara.translate.outputs import Rebuild, write_reviewed
from qantara.translate.review.folder import ReviewFolder, origin_of, rebuilder
from qantara.translate.review.state import ArticleState

PAUSE = 1.0  # seconds without a decision


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
            self._timer = threading.Timer(PAUSE, self.write)
            self._timer.daemon = True
            self._timer.start()

    def write(self) -> None:
        """Write what waits, now."""
        with self._writing:
            with self._lock:
                waiting, self._waiting = self._waiting, {}
                if self._timer is not None:
                    self._timer.cancel()
            self.trouble = ""
            for state in waiting.values():
                try:
                    _, note = write_files(state, self._folder.folder)
                except OutputError as error:
                    note = str(error)
                self.trouble = self.trouble or note
