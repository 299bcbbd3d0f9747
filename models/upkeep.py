"""Looking after models on disk: are the files what was downloaded, and away with those that are not wanted."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qantara.models.convert import conversions
from qantara.models.errors import ModelError, OutputError, UsageError
from qantara.models.locate import LocatedModel, cache_folder, hub_repository
from qantara.models.registry import BY_HUB_ID, BY_NAME, KnownModel

# The hub's cache names a blob by its hash, and links to it from the snapshot: SHA-256 for large files, for small
# ones what git calls them (SHA-1 of "blob", the size, a zero byte, and the content).
_SHA256, _GIT = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file of a model.

    Attributes:
        sha256: of what is there.
        expected: what the hub calls it, a SHA-256 or a git hash; None where it was not downloaded.
        sound: it is what the hub says, or the hub says nothing.
    """

    name: str
    size: int
    sha256: str
    expected: str | None
    sound: bool


def _check(path: Path, name: str) -> FileCheck:
    blob = path.resolve().name
    expected = blob if path.is_symlink() and (_SHA256.fullmatch(blob) or _GIT.fullmatch(blob)) else None
    size = path.stat().st_size
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    found: str | None = sha256
    if expected is None or _GIT.fullmatch(expected):  # these are small
        found = expected and hashlib.sha1(b"blob %d\0" % size + path.read_bytes()).hexdigest()
    return FileCheck(name, size, sha256, expected, found == expected)


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
            yield _check(path, str(path.relative_to(model.folder)))
        except OSError as error:
            raise ModelError(f"{path}: {error.strerror}; remove the model and download it again") from error


def bytes_on_disk(model: LocatedModel) -> int:
    """What a model takes, its conversions included."""
    folders = [model.folder, *(place for place in conversions(model).values() if model.folder not in place.parents)]
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def partly_downloaded(name: str) -> int:
    """Bytes of a known model's files that ``download`` will go on with; 0 if there are none."""
    hub_id = BY_NAME[name].hub_id
    partial = (hub_repository(hub_id) / "blobs").glob("*.incomplete") if hub_id else ()
    return sum(path.stat().st_size for path in partial)


def _all_of(known: KnownModel) -> list[Path]:
    """Every folder that a downloaded model has filled: the hub's, with its locks, and conversions in our cache."""
    repository = hub_repository(known.hub_id)
    commits = [path.name[:12] for path in (repository / "snapshots").glob("*")]
    ours = [place for commit in commits for place in (cache_folder() / "ct2").glob(f"{known.name}-{commit}-*")]
    return [*ours, repository.parent / ".locks" / repository.name, repository]


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
    repository = hub_repository(known.hub_id)
    if not repository.is_dir():
        raise ModelError(f"model {known.name!r} is not on this machine")
    folders = [folder for folder in _all_of(known) if folder.is_dir()]
    files = (path for folder in folders for path in folder.rglob("*"))
    size = sum(path.stat().st_size for path in files if path.is_file() and not path.is_symlink())
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise OutputError(f"cannot remove {folder}: {error.strerror}") from error
    return repository, size
