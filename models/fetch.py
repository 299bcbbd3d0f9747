"""One large file from the hub, into the hub's own cache: a download that was cut off goes on where it stopped.

The hub's library resumes within one call, but throws away what it has when the process ends. Here it is kept as
``blobs/SHA256.incomplete`` until it is whole; then its SHA-256 is compared with what the hub says.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qantara.models.build import locked
from qantara.models.errors import ModelError

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Blob:
    """A large file as the hub describes it.

    Attributes:
        url: where it is, by commit.
        size: in bytes.
        sha256: of its content, and its name in the cache.
    """

    url: str
    size: int
    sha256: str


class _Told(io.BufferedWriter):
    """A file that tells how long it has become."""

    def __init__(self, path: Path, total: int, progress: Progress) -> None:
        super().__init__(io.FileIO(path, "ab"))
        self._total, self._progress = total, progress

    def write(self, data: Any) -> int:
        count = super().write(data)
        self._progress(self.tell(), self._total)
        return count


def partial_of(folder: Path, blob: Blob) -> Path:
    """Where a blob is kept while it is not whole."""
    return folder / f"{blob.sha256}.incomplete"


def _transfer(blob: Blob, partial: Path, headers: dict[str, str], progress: Progress) -> None:
    from huggingface_hub.file_download import http_get

    if partial.is_file() and partial.stat().st_size > blob.size:
        partial.unlink()
    with _Told(partial, blob.size, progress) as file:
        http_get(blob.url, file, resume_size=file.tell(), headers=headers, expected_size=blob.size)
        file.flush()
        os.fsync(file.fileno())


def fetch_blob(blob: Blob, folder: Path, headers: dict[str, str], progress: Progress) -> Path:
    """Download a blob into ``folder`` unless it is there; a second process waits for the first.

    Args:
        blob: what to fetch.
        folder: ``blobs`` of the model in the hub's cache.
        headers: of the request.
        progress: called with bytes that are here and bytes in all.

    Raises:
        ModelError: the content is not what the hub says; it is thrown away.
        OSError: it cannot be written.
        Exception: whatever the hub's library raises where it cannot go on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place, partial = folder / blob.sha256, partial_of(folder, blob)
    with locked(folder):
        if place.is_file():
            return place
        _transfer(blob, partial, headers, progress)
        with partial.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != blob.sha256:
            partial.unlink()
            raise ModelError(
                f"{blob.url} is not what the hub promises (SHA-256 {found[:16]}…, not {blob.sha256[:16]}…): damaged "
                f"on the way, or a mirror serves another file; it was thrown away, so download it again"
            )
        partial.replace(place)
    return place
