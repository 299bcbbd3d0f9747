"""Where a model is on this machine. Looks only at folders: no network, no heavy imports."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from qantara.models.errors import ModelError
from qantara.models.registry import BY_HUB_ID, BY_NAME, KNOWN, STARTER, KnownModel

EMBEDDED = Path(__file__).resolve().parent / "starter"
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
TOKENIZER = ("source.spm", "target.spm", "vocab.json")
PIN = "qantara"  # a reference beside ``main`` in the hub's cache: the commit that we downloaded


@dataclass(frozen=True, slots=True)
class LocatedModel:
    """A model folder on this machine.

    Attributes:
        name: a known name, or the folder as the user gave it.
        folder: in Hugging Face layout (for the embedded model all but the weights: see ``embedded``).
        revision: the hub's commit, or for a folder a hash of its configuration and weights' names and sizes.
    """

    name: str
    folder: Path
    revision: str

    @property
    def embedded(self) -> bool:
        return self.folder == EMBEDDED


def cache_folder() -> Path:
    """Our own cache: ``QANTARA_CACHE``, else ``XDG_CACHE_HOME/qantara``, else ``~/.cache/qantara``."""
    if own := os.environ.get("QANTARA_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "qantara"


def hub_cache() -> Path:
    """The hub's cache by its own rules: ``HF_HUB_CACHE``, ``HF_HOME/hub``, ``XDG_CACHE_HOME``, ``~/.cache``."""
    if cache := os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(cache).expanduser()
    if home := os.environ.get("HF_HOME"):
        return Path(home).expanduser() / "hub"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "huggingface" / "hub"


def is_complete(folder: Path) -> bool:
    """All that is needed to load a Marian model, in the layout of transformers."""
    return (
        (folder / "config.json").is_file()
        and all((folder / name).is_file() for name in TOKENIZER)
        and any((folder / name).is_file() for name in WEIGHTS)
    )


def hub_repository(hub_id: str) -> Path:
    """Where the hub's cache keeps all of a repository; it need not exist."""
    return hub_cache() / f"models--{hub_id.replace('/', '--')}"


def hub_snapshot(hub_id: str) -> tuple[Path, str] | None:
    """Folder and commit of a cached model, or None.

    The commit stays what it was when ``qantara models download`` fetched it, even if another program fetches a newer
    one; without such a download it is that of ``main`` in the cache. Nothing here asks the hub.
    """
    repository = hub_repository(hub_id)
    for reference in (repository / "refs" / PIN, repository / "refs" / "main"):
        if reference.is_file():
            commit = reference.read_text().strip()
            if is_complete(folder := repository / "snapshots" / commit):
                return folder, commit
    return None


def _content_revision(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "ct2-" not in p.parent.name):
        stat = path.stat()
        digest.update(f"{path.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def _embedded() -> LocatedModel:
    card = json.loads((EMBEDDED / "qantara.json").read_text(encoding="utf-8"))
    return LocatedModel(STARTER, EMBEDDED, card["revision"])


def _known(model: KnownModel) -> LocatedModel | None:
    if not model.hub_id:
        return _embedded()
    found = hub_snapshot(model.hub_id)
    return LocatedModel(model.name, *found) if found else None


def _folder(path: Path, name: str) -> LocatedModel:
    if not path.is_dir():
        raise ModelError(f"model {name!r} is neither a known name ({', '.join(BY_NAME)}) nor a folder")
    if not is_complete(path):
        needed = ", ".join(["config.json", *TOKENIZER, WEIGHTS[0]])
        raise ModelError(f"{name} is not a Marian model in Hugging Face layout: it should hold {needed}")
    return LocatedModel(name, path.resolve(), _content_revision(path))


def locate(name: str) -> LocatedModel:
    """The model to use for ``--model NAME``: ``auto``, a known name, a hub id, or a folder.

    ``auto`` takes the best of the known models that is on this machine; the embedded one always is.

    Raises:
        ModelError: not on this machine, or not a Marian model.
    """
    if name == "auto":
        return next(found for model in KNOWN if (found := _known(model)))
    model = BY_NAME.get(name) or BY_HUB_ID.get(name)
    if model is not None:
        found = _known(model)
        if found is None:
            raise ModelError(
                f"model {model.name!r} ({model.hub_id}) is not on this machine; "
                f"get it with: qantara models download {model.name}"
            )
        return found
    return _folder(Path(name).expanduser(), name)


def sha256_of(folder: Path) -> str:
    """SHA-256 over the weights and the configuration of a model folder, for the manifest."""
    digest = hashlib.sha256()
    names = ["config.json", *WEIGHTS, *TOKENIZER, "ct2-int8/model.bin"]
    for path in (folder / name for name in names):
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
