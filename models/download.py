"""Fetch a known model from the hub, into the hub's own cache, only when asked to."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qantara.models.atomic import write_text
from qantara.models.errors import ModelError, OutputError, QantaraError, UsageError, first_line
from qantara.models.fetch import Blob, Progress, fetch_blob, partial_of
from qantara.models.locate import PIN, LocatedModel, hub_repository, is_complete
from qantara.models.registry import BY_HUB_ID, BY_NAME, KNOWN, KnownModel

# Marian repositories also hold weights for TensorFlow and Rust; these are all that we read.
_SMALL_FILES = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "source.spm",
    "target.spm",
    "vocab.json",
)
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_TIMEOUT = 30.0  # seconds for the hub to say what a repository holds


def is_offline() -> bool:
    """Whether the network is not to be touched: ``HF_HUB_OFFLINE``, or the older ``TRANSFORMERS_OFFLINE``."""
    wishes = (os.environ.get(name, "").upper() for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"))
    return any(wish in ("1", "ON", "YES", "TRUE") for wish in wishes)


def endpoint() -> str:
    """The hub, or the mirror that ``HF_ENDPOINT`` names."""
    return (os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")


@dataclass(frozen=True, slots=True)
class _Remote:
    """What of a repository is to be fetched.

    Attributes:
        commit: that the revision stands for now.
        small: names of the files that come in one piece.
        blobs: large files by name.
    """

    hub_id: str
    commit: str
    small: tuple[str, ...]
    blobs: dict[str, Blob]

    @property
    def folder(self) -> Path:
        return hub_repository(self.hub_id) / "blobs"

    def missing_bytes(self) -> int:
        """Bytes of the large files that are not here yet."""
        return sum(blob.size - _here(self.folder, blob) for blob in self.blobs.values())


def _here(folder: Path, blob: Blob) -> int:
    paths = (folder / blob.sha256, partial_of(folder, blob))
    return min(blob.size, max((path.stat().st_size for path in paths if path.is_file()), default=0))


def _look(hub_id: str, revision: str) -> _Remote:
    """Ask the hub what a repository holds: one request."""
    from huggingface_hub import HfApi, hf_hub_url

    api = HfApi(endpoint=endpoint())
    info = api.model_info(hub_id, revision=revision, files_metadata=True, timeout=_TIMEOUT)
    files = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    weights = next((name for name in _WEIGHTS if name in files), None)
    if weights is None or info.sha is None:
        raise ModelError(f"{hub_id} at {revision} has no weights that we can read ({' or '.join(_WEIGHTS)})")
    wanted = [name for name in (*_SMALL_FILES, weights) if name in files]
    blobs = {}
    for name in wanted:
        if (lfs := files[name].lfs) is not None:
            url = hf_hub_url(hub_id, name, revision=info.sha, endpoint=endpoint())
            blobs[name] = Blob(url, lfs.size, lfs.sha256)
    return _Remote(hub_id, info.sha, tuple(name for name in wanted if name not in blobs), blobs)


def _check_space(remote: _Remote) -> None:
    wanted = remote.missing_bytes()
    existing = next(folder for folder in (remote.folder, *remote.folder.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if wanted > free:
        raise OutputError(
            f"{remote.hub_id} needs {wanted / 1e6:.0f} MB more in {remote.folder.parent}, and {free / 1e6:.0f} MB "
            f"are free; make room, or set HF_HOME to a folder on another disk"
        )


def _fetch(remote: _Remote, progress: Progress) -> None:
    """Large files by ourselves, so that they can be resumed; the hub's library links them, and fetches the rest."""
    from huggingface_hub import hf_hub_download
    from huggingface_hub.utils import build_hf_headers

    _check_space(remote)
    headers = build_hf_headers(library_name="qantara")
    for blob in remote.blobs.values():
        fetch_blob(blob, remote.folder, headers, progress)
    for name in (*remote.small, *remote.blobs):
        hf_hub_download(
            remote.hub_id, name, revision=remote.commit, cache_dir=remote.folder.parent.parent, endpoint=endpoint()
        )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _explained(error: Exception, known: KnownModel, revision: str) -> QantaraError:
    """Our error for one of the hub's library, which has changed its HTTP client, and so its errors, twice."""
    hub_id, again = known.hub_id, "the same command goes on where it stopped"
    chain = list(_chain(error))
    problem = next((e for e in chain if isinstance(e, OSError) and e.errno in _FULL), None)
    if problem is not None:
        place = hub_repository(hub_id)
        return OutputError(
            f"cannot write {place}: {problem.strerror}; make room, or set HF_HOME to another disk; {again}"
        )
    denied = next((e for e in chain if isinstance(e, PermissionError) or getattr(e, "errno", 0) == errno.EROFS), None)
    if isinstance(denied, OSError):
        return OutputError(f"cannot write {denied.filename}: {denied.strerror}; set HF_HOME to a folder that is yours")
    names = {type(e).__name__ for e in chain}
    status = next((code for e in chain if (code := _status(e)) is not None), None)
    if "RevisionNotFoundError" in names:
        return ModelError(f"{hub_id} has no revision {revision!r} at {endpoint()}")
    if status in (401, 403):
        return ModelError(
            f"{endpoint()} does not give {hub_id} to everybody ({status}: it is gated, private or gone); "
            f"if you may have it, log in with ‘hf auth login’ or set HF_TOKEN"
        )
    if status == 404:
        return ModelError(f"{endpoint()} has no {hub_id} (404); if HF_ENDPOINT is set, is it a mirror of the hub?")
    if status is not None:
        return ModelError(f"{endpoint()} cannot serve {hub_id} now ({status}); try later: {again}")
    return ModelError(
        f"cannot download {hub_id} from {endpoint()}: {first_line(error)}; {again}, and HF_ENDPOINT names a mirror"
    )


def _status(error: BaseException) -> int | None:
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


@contextlib.contextmanager
def _silent_hub() -> Iterator[None]:
    """No bars and no warnings of the hub's library: what went wrong is told once, by us."""
    from huggingface_hub.utils import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars
    from huggingface_hub.utils import logging as hub_logging

    level, bars = hub_logging.get_verbosity(), not are_progress_bars_disabled()
    hub_logging.set_verbosity(logging.CRITICAL)
    if bars:
        disable_progress_bars()
    try:
        yield
    finally:
        hub_logging.set_verbosity(level)
        if bars:
            enable_progress_bars()


def _downloadable(name: str) -> KnownModel:
    known = BY_NAME.get(name) or BY_HUB_ID.get(name)
    if known is None or not known.hub_id:
        names = ", ".join(model.name for model in KNOWN if model.hub_id)
        raise UsageError(f"cannot download {name!r}; there are: {names}")
    return known


def download(name: str, revision: str = "main", progress: Progress = lambda done, total: None) -> LocatedModel:
    """Download a model and return where it is; safetensors if the repository has them.

    What is here already is not fetched again, and a file that was cut off goes on where it stopped. From then on
    ``locate`` finds this commit, whatever the hub has later.

    Args:
        name: a known name or hub id.
        revision: commit, tag or branch.
        progress: called with bytes here and bytes in all of the file that is being fetched.

    Raises:
        UsageError: not a model that can be downloaded.
        ModelError: offline, not reachable, refused, damaged, or incomplete.
        OutputError: the cache cannot be written, or is too small.
    """
    known = _downloadable(name)
    if is_offline():
        raise ModelError(f"offline: {known.hub_id} cannot be downloaded; unset HF_HUB_OFFLINE and leave out --offline")
    try:
        with _silent_hub():
            remote = _look(known.hub_id, revision)
            _fetch(remote, progress)
    except QantaraError:
        raise
    except Exception as error:
        raise _explained(error, known, revision) from error
    folder = hub_repository(known.hub_id) / "snapshots" / remote.commit
    if not is_complete(folder):
        raise ModelError(f"{known.hub_id} at {revision} is no Marian model in Hugging Face layout: files are missing")
    pin = hub_repository(known.hub_id) / "refs" / PIN
    pin.parent.mkdir(exist_ok=True)
    write_text(pin, remote.commit)
    return LocatedModel(known.name, folder, remote.commit)
