"""What a person sees: notes and progress on stderr, data on stdout or in a file."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from qantara.models.atomic import atomic_open

PROGRESS_AFTER = 2.0  # seconds; what is done sooner needs no bar


class Console:
    """Notes on stderr. ``quiet`` leaves only errors."""

    def __init__(self, quiet: bool = False) -> None:
        self.quiet = quiet

    def note(self, text: str) -> None:
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def progress(self, label: str, *, unit: str = "") -> Progress:
        """A bar that shows itself after two seconds, on a terminal only; ``unit`` may be ``bytes``."""
        return Progress(label, enabled=not self.quiet and sys.stderr.isatty(), unit=unit)


class Progress:
    """Callable with (done, total), total None if nobody knows; use it as a context manager."""

    def __init__(self, label: str, *, enabled: bool, unit: str = "") -> None:
        self._label, self._enabled, self._unit, self._started = label, enabled, unit, time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int | None) -> None:
        if not self._enabled or time.monotonic() - self._started < PROGRESS_AFTER:
            return
        if self._bar is None:
            self._open(total)
        self._bar.update(self._task, completed=done, total=total)

    def _open(self, total: int | None) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        count = DownloadColumn() if self._unit == "bytes" else MofNCompleteColumn()
        columns = (TextColumn("{task.description}"), BarColumn(), count, TimeRemainingColumn())
        self._bar = RichProgress(*columns, console=RichConsole(stderr=True), transient=True)
        self._task = self._bar.add_task(self._label, total=total)
        self._bar.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


@contextlib.contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Where data goes: a file that appears when it is whole, or stdout."""
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic_open(path) as file:
        yield file


def line_writer(file: BinaryIO) -> Callable[[str], None]:
    """A function that writes a line of UTF-8 and lets a reader downstream have it at once."""

    def write(line: str) -> None:
        file.write(line.encode("utf-8", "surrogateescape") + b"\n")
        file.flush()

    return write
