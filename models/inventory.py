"""What is known of each model: from the registry, and from the disk."""

from __future__ import annotations

from typing import Any

from qantara.models.convert import conversions
from qantara.models.errors import ModelError
from qantara.models.locate import LocatedModel, locate, sha256_of
from qantara.models.pieces import Pieces
from qantara.models.registry import BY_HUB_ID, BY_NAME, KNOWN, KnownModel
from qantara.models.upkeep import bytes_on_disk, partly_downloaded


def _registered(known: KnownModel | None) -> dict[str, Any]:
    return {
        "hub_id": (known.hub_id or None) if known else None,
        "licence": known.licence if known else None,
        "download_megabytes": known.megabytes if known else None,
        "summary": known.summary if known else None,
    }


def _on_disk(model: LocatedModel) -> dict[str, Any]:
    return {
        "folder": str(model.folder),
        "revision": model.revision,
        "bytes": bytes_on_disk(model),
        "conversions": {name: str(place) for name, place in conversions(model).items()},
    }


_NOT_HERE: dict[str, Any] = {"folder": None, "revision": None, "bytes": 0, "conversions": {}}


def _found(known: KnownModel) -> LocatedModel | None:
    try:
        return locate(known.name)
    except ModelError:
        return None


def _known(known: KnownModel) -> dict[str, Any]:
    found = _found(known)
    state = _on_disk(found) if found else _NOT_HERE
    return {"name": known.name, **_registered(known), **state, "partly_downloaded": partly_downloaded(known.name)}


def inventory() -> list[dict[str, Any]]:
    """The known models, best first, as JSON values."""
    return [_known(known) for known in KNOWN]


def describe(name: str) -> dict[str, Any]:
    """All that is known of one model, as JSON values; a known model need not be on this machine.

    Raises:
        ModelError: neither a known model nor a folder with one.
    """
    known = BY_NAME.get(name) or BY_HUB_ID.get(name)
    if known is not None and _found(known) is None:
        return _known(known)
    model = locate(name)
    pieces = Pieces(model.folder)
    files = {str(p.relative_to(model.folder)): p.stat().st_size for p in sorted(model.folder.rglob("*")) if p.is_file()}
    return {
        "name": model.name,
        **_registered(BY_NAME.get(model.name)),
        **_on_disk(model),
        "max_source_pieces": pieces.max_source_pieces,
        "max_target_pieces": pieces.max_target_pieces,
        "sha256": sha256_of(model.folder),
        "files": files,
    }
