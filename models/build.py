"""Folders that are made once: whole or not there, and made by one process while the others wait.

A folder is made under a temporary name beside its place and appears there by one rename. Processes that want the
same one are kept apart by a lock on the folder around it, so that no file is left behind for the lock; where
folders cannot be locked (Windows, some network file systems) they may do the work twice, and the first rename wins.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Hold ``folder`` for this process alone; yields whether that was possible. Waits for whoever holds it.

    The system lets go of it when the process ends, however it ends.
    """
    if fcntl is None:
        yield False
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            held = True
        except OSError:
            held = False
        yield held
    finally:
        os.close(handle)


def _sync(folder: Path) -> None:
    """Bring all files to the disk, so that after a power cut a renamed folder is not one of empty files."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _publish(work: Path, place: Path, fresh: Callable[[Path], bool]) -> None:
    """Move a finished folder to its place; a stale one is moved away first, a fresh one is left alone."""
    if fresh(place):
        return
    if place.exists():
        stale = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        place.rename(stale / place.name)
        shutil.rmtree(stale, ignore_errors=True)
    try:
        work.rename(place)
    except OSError:
        if not fresh(place):  # otherwise another process was first
            raise


def build_once(place: Path, fresh: Callable[[Path], bool], make: Callable[[Path], None]) -> Path:
    """``place``, made by ``make`` if it is not fresh.

    Args:
        place: the folder; what is around it is made as need be.
        fresh: whether a folder is whole and up to date.
        make: fills an empty folder. Whatever it raises leaves nothing behind.

    Raises:
        OSError: it cannot be written here.
    """
    if fresh(place):
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    with locked(place.parent) as alone:
        if fresh(place):  # made by the process that we waited for
            return place
        if alone:  # nobody is at work here, so what is half made is of a process that was killed
            for left in place.parent.glob(f".{place.name}-*"):
                shutil.rmtree(left, ignore_errors=True)
        work = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        try:
            make(work)
            work.chmod(0o755)
            _sync(work)
            _publish(work, place, fresh)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return place
