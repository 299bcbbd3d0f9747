"""Looking after models on disk: are the files what was downloaded, and away with those that are not wanted."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qantara.models.errors import ModelError, OutputError, UsageError
from qantara.models.locate import LocatedModel, hub_cache
from qantara.models.registry import BY_HUB_ID, BY_NAME

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file of a model. ``expected`` is None where the hub keeps no SHA-256 (small files have git hashes)."""

    name: str
    size: int
    sha256: str
    expected: str | None

    @property
    def sound(self) -> bool:
        return self.expected is None or self.expected == self.sha256


def _expected(path: Path) -> str | None:
    """The hub's cache names the blob of a large file by its SHA-256, and links to it from the snapshot."""
    blob = path.resolve().name
    return blob if path.is_symlink() and _SHA256.fullmatch(blob) else None


def verify_files(model: LocatedModel) -> Iterator[FileCheck]:
    """Hash every file of a model but its conversions.

    Raises:
        ModelError: a file cannot be read (a link whose blob is gone).
    """
    for path in sorted(model.folder.rglob("*")):
        converted = any(part.startswith("ct2-") for part in path.relative_to(model.folder).parts)
        if path.is_dir() or (converted and not model.embedded):
            continue
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
        except OSError as error:
            raise ModelError(f"{path}: {error.strerror}; remove the model and download it again") from error
        yield FileCheck(str(path.relative_to(model.folder)), size, digest, _expected(path))


def remove(name: str) -> tuple[Path, int]:
    """Delete a downloaded model with its conversions; returns its folder in the hub's cache and the bytes freed.

    Raises:
        UsageError: not a model that was downloaded: a folder of the user's is never deleted.
        ModelError: not on this machine.
        OutputError: it may not be deleted.
    """
    known = BY_NAME.get(name) or BY_HUB_ID.get(name)
    if known is None or not known.hub_id:
        raise UsageError(f"{name!r} was not downloaded by qantara, so it is not removed; delete the folder yourself")
    folder = hub_cache() / f"models--{known.hub_id.replace('/', '--')}"
    if not folder.is_dir():
        raise ModelError(f"model {known.name!r} is not on this machine")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise OutputError(f"cannot remove {folder}: {error.strerror}") from error
    return folder, size
