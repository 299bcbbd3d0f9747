"""From a model's name to a translator that is ready to work."""

from __future__ import annotations

import os
from dataclasses import dataclass

from qantara.models.convert import converted
from qantara.models.echo import EchoTranslator
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import ModelError, UsageError
from qantara.models.locate import LocatedModel, locate
from qantara.models.translator import Decoding, Translator

BACKENDS = ("auto", "ctranslate2", "transformers", "echo")
CT2_PRECISIONS = ("int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32")
TORCH_PRECISIONS = ("float32", "bfloat16", "float16")

# Any model that has learnt Arabic says something about peace, greetings or welcome here; all that is asked
# of the answer is that it is a few English words. Converted weights have turned to rubbish before.
SMOKE_SENTENCE = "السلام عليكم، كيف حالكم اليوم؟"


@dataclass(frozen=True, slots=True)
class Engine:
    """What to run a model on.

    Attributes:
        backend: one of ``BACKENDS``; ``auto`` means CTranslate2.
        precision: ``auto`` is int8 with CTranslate2 and float32 with transformers.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        threads: CPU threads; 0 takes as many as the process may use.
    """

    backend: str = "auto"
    precision: str = "auto"
    device: str = "auto"
    threads: int = 0


def available_cpus() -> int:
    """CPUs that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_rubbish(translator: Translator) -> None:
    """Translate one sentence; an answer that is no English at all means broken weights.

    Raises:
        ModelError: empty, endless or not in Latin letters.
    """
    pieces = translator.tokenise([translator.normalise(SMOKE_SENTENCE)])
    [answer] = translator.translate_pieces(pieces, Decoding(beam=1))
    letters = [c for c in answer.text if c.isalpha()]
    words = answer.text.lower().split()
    latin = bool(letters) and sum(c.isascii() for c in letters) / len(letters) > 0.8
    looping = len(words) > 8 and len(set(words)) < len(words) / 3
    if not latin or looping or answer.truncated:
        raise ModelError(
            f"model {translator.name!r} ({translator.backend}, {translator.precision}) answers a simple sentence with "
            f"{answer.text[:60]!r}: its weights are broken, or it does not translate Arabic into English"
        )


def _ctranslate2(model: LocatedModel, engine: Engine, smoke: bool) -> Translator:
    from qantara.models.ctranslate2_backend import CTranslate2Translator

    precision = "int8" if engine.precision == "auto" else engine.precision
    if precision not in CT2_PRECISIONS:
        raise UsageError(f"ctranslate2 has no precision {precision!r}; it has: {', '.join(CT2_PRECISIONS)}")
    device = "cpu" if engine.device == "auto" else engine.device
    if device not in ("cpu", "cuda"):
        raise UsageError(f"ctranslate2 has no device {device!r}; it has: cpu, cuda")
    source = model
    if model.embedded and not precision.startswith("int8"):
        source = LocatedModel(model.name, hugging_face_folder(model), model.revision)
    folder = converted(source, "int8" if precision.startswith("int8") else precision)
    threads = engine.threads or available_cpus()
    translator = CTranslate2Translator(model, folder, precision, device, threads)
    if smoke and not model.embedded:
        _refuse_rubbish(translator)
    return translator


def _transformers(model: LocatedModel, engine: Engine, smoke: bool) -> Translator:
    from qantara.models.transformers_backend import TransformersTranslator

    precision = "float32" if engine.precision == "auto" else engine.precision
    if precision not in TORCH_PRECISIONS:
        raise UsageError(f"transformers has no precision {precision!r}; it has: {', '.join(TORCH_PRECISIONS)}")
    device = "cpu" if engine.device == "auto" else engine.device
    translator = TransformersTranslator(model, hugging_face_folder(model), precision, device, engine.threads)
    if smoke:
        _refuse_rubbish(translator)
    return translator


def load(name: str = "auto", engine: Engine = Engine(), *, smoke: bool = True) -> Translator:
    """Load the model called ``name`` (see ``locate``) on the backend of ``engine``.

    With ``smoke`` a model that answers a simple sentence with rubbish is refused; a model in training may.

    Raises:
        UsageError: a backend, precision or device that does not exist.
        ModelError: not on this machine, not loadable, or broken.
    """
    if engine.backend not in BACKENDS:
        raise UsageError(f"no backend {engine.backend!r}; there are: {', '.join(BACKENDS)}")
    if engine.backend == "echo":
        return EchoTranslator()
    model = locate(name)
    make = _transformers if engine.backend == "transformers" else _ctranslate2
    return make(model, engine, smoke)
