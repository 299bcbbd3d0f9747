"""Fetch a known model from the hub, into the hub's own cache, only when asked to."""

from __future__ import annotations

import os

from qantara.models.errors import ModelError, UsageError
from qantara.models.locate import LocatedModel, hub_snapshot, is_complete
from qantara.models.registry import BY_HUB_ID, BY_NAME, KNOWN

# Marian repositories also hold weights for TensorFlow and Rust; these are all that we read.
_SMALL_FILES = [
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "source.spm",
    "target.spm",
    "vocab.json",
]
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


def _offline() -> bool:
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def _fetch(hub_id: str, revision: str) -> str | None:
    """Download what we read of a repository; the name of its weights, or None if it has none.

    Raises:
        ModelError: the hub cannot be reached, or refuses.
    """
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.utils import logging as hub_logging

    hub_logging.set_verbosity_error()
    try:
        files = HfApi().list_repo_files(hub_id, revision=revision)
        weights = next((name for name in _WEIGHTS if name in files), None)
        if weights is not None:
            snapshot_download(hub_id, revision=revision, allow_patterns=[*_SMALL_FILES, weights])
    except Exception as error:  # the hub's library has changed its HTTP client, and so its errors, twice
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise ModelError(
            f"cannot download {hub_id}: {reason}; the same command goes on where it stopped, "
            f"and HF_ENDPOINT names a mirror"
        ) from error
    return weights


def download(name: str, revision: str = "main") -> LocatedModel:
    """Download a model and return where it is; safetensors if the repository has them.

    Raises:
        UsageError: not a model that can be downloaded.
        ModelError: offline, not reachable, or incomplete.
    """
    known = BY_NAME.get(name) or BY_HUB_ID.get(name)
    if known is None or not known.hub_id:
        names = ", ".join(model.name for model in KNOWN if model.hub_id)
        raise UsageError(f"cannot download {name!r}; there are: {names}")
    if _offline():
        raise ModelError(f"offline: {known.hub_id} cannot be downloaded; unset HF_HUB_OFFLINE and leave out --offline")
    weights = _fetch(known.hub_id, revision)
    if weights is None:
        wanted = " or ".join(_WEIGHTS)
        raise ModelError(f"{known.hub_id} at {revision} has no weights that we can read ({wanted})")
    found = hub_snapshot(known.hub_id, revision)
    if found is None or not is_complete(found[0]):
        raise ModelError(f"{known.hub_id} was downloaded but is not complete; try again")
    return LocatedModel(known.name, *found)
