"""From Hugging Face layout to CTranslate2, once: the converted model is kept beside the original.

``FOLDER/ct2-int8/model.bin`` is a conversion of ``FOLDER``; where that folder cannot be written, it is kept in
our own cache under the model's revision instead. See ``build`` for what happens when two processes convert at once,
or one is killed.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from qantara.models.build import build_once
from qantara.models.errors import ModelError, first_line
from qantara.models.locate import LocatedModel, cache_folder
from qantara.models.shortlist import write_vocabulary_map
from qantara.models.silence import silent_transformers

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


def conversions(model: LocatedModel) -> dict[str, Path]:
    """The fresh conversions of a model by quantization."""
    places = [
        *model.folder.glob("ct2-*"),
        *(cache_folder() / "ct2").glob(f"{_safe(model.name)}-{model.revision[:12]}-*"),
    ]
    return {place.name.rpartition("-")[2]: place for place in sorted(places) if _fresh(model, place)}


def _convert(model: LocatedModel, quantization: str, output: Path) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        with silent_transformers():
            converter = TransformersConverter(str(model.folder), low_cpu_mem_usage=True)
            converter.convert(str(output), quantization=quantization, force=True)
    except Exception as error:  # of four libraries that read the files, each with errors of its own
        if isinstance(error, OSError) and error.errno is not None:  # the disk, not the model
            raise
        raise ModelError(
            f"cannot convert {model.folder} for CTranslate2: {first_line(error)}; try --backend transformers"
        ) from error
    write_vocabulary_map(model.folder, output)
    (output / "revision").write_text(model.revision)


def _writable(folder: Path) -> bool:
    """Whether something can be made in ``folder``, or in the first one above it that exists."""
    existing = next((f for f in (folder, *folder.parents) if f.exists()), folder)
    return os.access(existing, os.W_OK)


def converted(model: LocatedModel, quantization: str) -> Path:
    """The folder of the converted model; converts on first use (this imports torch and takes a while).

    Raises:
        ModelError: the conversion failed, or there is no folder to keep it in.
    """
    places = _places(model, quantization)
    for place in places:
        if _fresh(model, place):
            return place
    problem: OSError | None = None
    for place in filter(lambda place: _writable(place.parent), places):
        try:
            return build_once(place, partial(_fresh, model), partial(_convert, model, quantization))
        except OSError as error:
            problem = error
    reason = (problem.strerror or str(problem)) if problem else f"{places[-1].parent} cannot be written"
    raise ModelError(f"no place to keep the converted model ({reason}); set QANTARA_CACHE to a writable folder")
