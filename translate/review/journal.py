"""``review.jsonl``: every decision ever made in a run folder, a line each, in the order they were made.

The file only grows. A line is on disk before a person is told that it is saved, so a crash at any moment loses
nothing that was said to be kept. Several servers may write to one journal: each locks it and reads what the others
wrote before it decides (``Journal.exclusive``).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qantara.models.atomic import sync_folder
from qantara.models.errors import InputError, OutputError
from qantara.translate.review.decision import Decision, parsed

NAME = "review.jsonl"


@contextlib.contextmanager
def _locked(handle: int) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1 << 30, os.SEEK_SET)  # beyond anything that is read
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)


class Journal:
    """The journal of one folder.

    Attributes:
        decisions: all that have been read, in order.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.decisions: list[Decision] = []
        self._read = 0  # bytes
        self._identity: tuple[int, int] | None = None
        self._handle: int | None = None

    def refresh(self) -> bool:
        """Read what has been added.

        Returns:
            Whether all was read anew, because the file is another one than before.

        Raises:
            InputError: a line is no decision; names it.
        """
        try:
            with self.path.open("rb") as file:
                state = os.fstat(file.fileno())
                anew = self._identity not in (None, (state.st_dev, state.st_ino)) or state.st_size < self._read
                if anew:
                    self.decisions, self._read = [], 0
                self._identity = state.st_dev, state.st_ino
                file.seek(self._read)
                self._take(file.read())
        except FileNotFoundError:
            anew = bool(self.decisions)
            self.decisions, self._read, self._identity = [], 0, None
        except OSError as error:
            raise InputError(f"cannot read {self.path}: {error.strerror}") from error
        return anew

    def _take(self, data: bytes) -> None:
        whole = data[: data.rfind(b"\n") + 1]  # a line that was torn by a crash was never told to be saved
        for line in whole.split(b"\n")[:-1]:
            if line.strip():
                self.decisions.append(self._parsed(line))
        self._read += len(whole)

    def _parsed(self, line: bytes) -> Decision:
        try:
            return parsed(line)
        except ValueError as error:
            number = self._line_number(line)
            raise InputError(
                f"{self.path}:{number}: not a decision ({error}); mend or delete this line, the others are kept"
            ) from error

    def _line_number(self, line: bytes) -> int:
        lines = self.path.read_bytes().split(b"\n")
        return lines.index(line) + 1 if line in lines else 0

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[bool]:
        """Alone with the journal, all of it read; the value is that of ``refresh``. Only here may one ``append``.

        Raises:
            OutputError: the folder cannot be written to.
        """
        try:
            handle = self._open()
        except OSError as error:
            raise OutputError(f"cannot write {self.path}: {error.strerror}; nothing was decided") from error
        try:
            with _locked(handle):
                self._handle = handle
                anew = self.refresh()
                self._mend_end()
                yield anew
        finally:
            self._handle = None
            os.close(handle)

    def _open(self) -> int:
        new = not self.path.exists()
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        if new:
            sync_folder(self.path.parent)
        return handle

    def _mend_end(self) -> None:
        """A last line without its end: kept if it is whole (an editor did it), dropped if a crash tore it."""
        assert self._handle is not None
        with self.path.open("rb") as file:
            file.seek(self._read)
            rest = file.read()
        if not rest:
            return
        try:
            parsed(rest)
        except ValueError:
            os.ftruncate(self._handle, self._read)
        else:
            os.write(self._handle, b"\n")
            self.refresh()

    def append(self, decision: Decision) -> None:
        """Write a decision and wait until it is on disk.

        Raises:
            OutputError: it is not; the journal is as before.
        """
        assert self._handle is not None, "append() is for inside of exclusive()"
        try:
            line = decision.line()
            if os.write(self._handle, line) != len(line):
                raise OSError(28, "no space left")
            os.fsync(self._handle)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self._read)
            raise OutputError(f"cannot write {self.path}: {error.strerror}; the decision is not saved") from error
        self._read += len(line)
        self.decisions.append(decision)
