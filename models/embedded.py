"""The embedded model in Hugging Face layout.

The package ships one copy of the weights, CTranslate2's int8, which is all that the default backend needs. For
transformers they are multiplied out to fp16 on first use and kept in the cache, so that the wheel stays half the
size and both backends work with the same weights. The file format is ``ModelSpec._serialize`` of CTranslate2 4
(binary version 6).
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from qantara.models.build import build_once
from qantara.models.errors import ModelError
from qantara.models.locate import EMBEDDED, LocatedModel, cache_folder

Array = NDArray[Any]

_VERSION = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
_FORBIDDEN = -10_000.0  # bias of <pad>, which CTranslate2 leaves out: see training/export.py
_ATTENTION = {  # CTranslate2 fuses the projections that read the same input, in this order
    "self_attention": ("self_attn", (("q_proj", "k_proj", "v_proj"), ("out_proj",))),
    "attention": ("encoder_attn", (("q_proj",), ("k_proj", "v_proj"), ("out_proj",))),
}


def _string(file: BinaryIO) -> str:
    (length,) = struct.unpack("H", file.read(2))
    return file.read(length)[:-1].decode()


def _variables(path: Path) -> dict[str, Array]:
    """All arrays of a ``model.bin``, without its aliases."""
    found = {}
    with path.open("rb") as file:
        (version,) = struct.unpack("I", file.read(4))
        if version != _VERSION:
            raise ModelError(f"{path}: binary version {version}, expected {_VERSION}; reinstall qantara")
        _string(file)
        _, count = struct.unpack("II", file.read(8))
        for _ in range(count):
            name = _string(file)
            (rank,) = struct.unpack("B", file.read(1))
            shape = struct.unpack(f"{rank}I", file.read(4 * rank))
            kind, size = struct.unpack("=BI", file.read(5))
            found[name] = np.frombuffer(file.read(size), dtype=_TYPES[kind]).reshape(shape)
    return found


def _weight(variables: dict[str, Array], name: str) -> Array:
    """A matrix, multiplied out: CTranslate2 stores ``round(w * scale)`` with one scale a row."""
    weight = variables[f"{name}/weight"]
    if weight.dtype != np.int8:
        return weight
    return weight.astype(np.float32) / variables[f"{name}/weight_scale"][:, None]


def _linear(variables: dict[str, Array], name: str, parts: tuple[str, ...]) -> Iterator[tuple[str, Array]]:
    weights = np.split(_weight(variables, name), len(parts))
    biases = np.split(variables[f"{name}/bias"], len(parts))
    for part, weight, bias in zip(parts, weights, biases, strict=True):
        yield f"{part}.weight", weight
        yield f"{part}.bias", bias


def _norm(variables: dict[str, Array], name: str, part: str) -> Iterator[tuple[str, Array]]:
    yield f"{part}.weight", variables[f"{name}/layer_norm/gamma"]
    yield f"{part}.bias", variables[f"{name}/layer_norm/beta"]


def _layer(variables: dict[str, Array], layer: str) -> Iterator[tuple[str, Array]]:
    for block, (theirs, groups) in _ATTENTION.items():
        if f"{layer}/{block}/linear_0/weight" not in variables:
            continue
        for number, parts in enumerate(groups):
            full = tuple(f"{theirs}.{part}" for part in parts)
            yield from _linear(variables, f"{layer}/{block}/linear_{number}", full)
        yield from _norm(variables, f"{layer}/{block}", f"{theirs}_layer_norm")
    yield from _linear(variables, f"{layer}/ffn/linear_0", ("fc1",))
    yield from _linear(variables, f"{layer}/ffn/linear_1", ("fc2",))
    yield from _norm(variables, f"{layer}/ffn", "final_layer_norm")


def _state(variables: dict[str, Array]) -> Iterator[tuple[str, Array]]:
    """Names and arrays as MarianMTModel has them; ``<pad>`` gets its zero row back."""
    embedding = _weight(variables, "decoder/embeddings")
    yield "model.shared.weight", np.vstack([embedding, np.zeros_like(embedding[:1])])
    bias = variables["decoder/projection/bias"]
    yield "final_logits_bias", np.append(bias, np.float32(_FORBIDDEN))[None, :]
    positions = variables["decoder/position_encodings/encodings"]
    for side in ("encoder", "decoder"):
        yield f"model.{side}.embed_positions.weight", positions
        number = 0
        while f"{side}/layer_{number}/ffn/linear_0/weight" in variables:
            for name, array in _layer(variables, f"{side}/layer_{number}"):
                yield f"model.{side}.layers.{number}.{name}", array
            number += 1


def _write(folder: Path) -> None:
    from safetensors.numpy import save_file

    for path in EMBEDDED.iterdir():
        if path.is_file() and path.suffix in (".json", ".spm"):
            shutil.copyfile(path, folder / path.name)
    state = {
        name: np.ascontiguousarray(array, dtype=np.float16)
        for name, array in _state(_variables(EMBEDDED / "ct2-int8" / "model.bin"))
    }
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})


def hugging_face_folder(model: LocatedModel) -> Path:
    """A folder of ``model`` that transformers can load; the embedded model's is made in the cache if need be.

    Raises:
        ModelError: the cache cannot be written.
    """
    if not model.embedded:
        return model.folder
    card = json.loads((EMBEDDED / "qantara.json").read_text(encoding="utf-8"))
    place = cache_folder() / f"{model.name}-{card['revision']}"
    try:
        return build_once(place, lambda folder: (folder / "model.safetensors").is_file(), _write)
    except OSError as error:
        raise ModelError(
            f"cannot keep the model in {place}: {error.strerror or error}; set QANTARA_CACHE to a writable folder"
        ) from error
