"""From Hugging Face layout to CTranslate2, once: the converted model is kept beside the original.

``FOLDER/ct2-int8/model.bin`` is a conversion of ``FOLDER``; where that folder cannot be written, it is kept in
our own cache under the model's revision instead. A conversion appears by one rename, so that it is whole or not
there; when two processes convert at once, the first rename wins and the other's work is thrown away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from qantara.models.errors import ModelError
from qantara.models.locate import LocatedModel, cache_folder
from qantara.models.shortlist import write_vocabulary_map

MODEL_FILE = "model.bin"


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() or c in "-._" else "-" for c in name)[-60:]


def _places(model: LocatedModel, quantization: str) -> list[Path]:
    own = cache_folder() / "ct2" / f"{_safe(model.name)}-{model.revision[:12]}-{quantization}"
    return [model.folder / f"ct2-{quantization}", own]


def _fresh(model: LocatedModel, place: Path) -> bool:
    """Converted, and from the weights that are there now (a model in training changes in its place)."""
    if not (place / MODEL_FILE).is_file():
        return False
    stamp = place / "revision"
    return model.embedded or (stamp.is_file() and stamp.read_text() == model.revision)


def _run_converter(folder: Path, output: Path, quantization: str) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        TransformersConverter(str(folder), low_cpu_mem_usage=True).convert(
            str(output), quantization=quantization, force=True
        )
    except (OSError, ValueError, KeyError, RuntimeError, AttributeError) as error:
        raise ModelError(f"cannot convert {folder} for CTranslate2: {error}; try --backend transformers") from error


def _publish(work: Path, place: Path) -> None:
    """Move a finished conversion to its place; a stale one is moved away first."""
    if place.exists():
        stale = Path(tempfile.mkdtemp(prefix=".stale-", dir=place.parent))
        place.rename(stale / place.name)
        shutil.rmtree(stale, ignore_errors=True)
    try:
        work.rename(place)
    except OSError:
        if not (place / MODEL_FILE).is_file():  # otherwise another process was first
            raise
        shutil.rmtree(work, ignore_errors=True)


def _convert_into(model: LocatedModel, place: Path, quantization: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        _run_converter(model.folder, work, quantization)
        write_vocabulary_map(model.folder, work)
        (work / "revision").write_text(model.revision)
        work.chmod(0o755)
        _publish(work, place)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return place


def converted(model: LocatedModel, quantization: str) -> Path:
    """The folder of the converted model; converts on first use (this imports torch and takes a while).

    Raises:
        ModelError: the conversion failed, or there is no folder to keep it in.
    """
    places = _places(model, quantization)
    for place in places:
        if _fresh(model, place):
            return place
    for place in places:
        if os.access(place.parent if place.parent.exists() else place.parent.parent, os.W_OK) or place is places[-1]:
            try:
                return _convert_into(model, place, quantization)
            except OSError as error:
                problem = error
    raise ModelError(f"no place to keep the converted model ({problem}); set QANTARA_CACHE to a writable folder")
