"""From a model's name to a translator that is ready to work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qantara.models.choice import CT2_PRECISIONS, for_ctranslate2, for_transformers, supported
from qantara.models.convert import converted
from qantara.models.echo import EchoTranslator
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import UsageError
from qantara.models.locate import EMBEDDED, LocatedModel, locate
from qantara.models.machine import default_threads
from qantara.models.smoke import refuse_rubbish
from qantara.models.translator import Translator

BACKENDS = ("auto", "ctranslate2", "transformers", "echo")


@dataclass(frozen=True, slots=True)
class Engine:
    """What to run a model on.

    Attributes:
        backend: one of ``BACKENDS``; ``auto`` means CTranslate2.
        precision: ``auto`` is the fastest of the machine with CTranslate2 (int8), and float32 with transformers.
        device: ``auto`` (CUDA where there is a device, else the CPU), ``cpu``, ``cuda`` or ``mps``.
        threads: CPU threads; 0 takes the physical cores that the process may use, or ``OMP_NUM_THREADS``.
    """

    backend: str = "auto"
    precision: str = "auto"
    device: str = "auto"
    threads: int = 0


def _conversion(model: LocatedModel, precision: str) -> Path:
    """The folder to load for a compute type; the kinds of int8 differ only while at work, and are one on disk.

    The embedded model's int8 serves for all: CTranslate2 multiplies it out as it is loaded.
    """
    return converted(model, "int8" if model.embedded or precision.startswith("int8") else precision)


def _ctranslate2(model: LocatedModel, engine: Engine, smoke: bool) -> Translator:
    device, precision = for_ctranslate2(engine.device, engine.precision)
    from qantara.models.ctranslate2_backend import CTranslate2Translator

    folder = _conversion(model, precision)
    translator = CTranslate2Translator(model, folder, precision, device, engine.threads or default_threads())
    if smoke and not folder.is_relative_to(EMBEDDED):  # what the package holds was tried when the package was made
        refuse_rubbish(translator)
    return translator


def _transformers(model: LocatedModel, engine: Engine, smoke: bool) -> Translator:
    device, precision = for_transformers(engine.device, engine.precision)
    from qantara.models.transformers_backend import TransformersTranslator

    folder = hugging_face_folder(model)
    translator = TransformersTranslator(model, folder, precision, device, engine.threads or default_threads())
    if smoke:
        refuse_rubbish(translator)
    return translator


def load(name: str = "auto", engine: Engine = Engine(), *, smoke: bool = True) -> Translator:
    """Load the model called ``name`` (see ``locate``) on the backend of ``engine``.

    With ``smoke`` a model that answers simple sentences with rubbish is refused; a model in training may.

    Raises:
        UsageError: a backend, precision or device that does not exist, or not on this machine.
        ModelError: not on this machine, not loadable, or broken.
    """
    if engine.backend not in BACKENDS:
        raise UsageError(f"no backend {engine.backend!r}; there are: {', '.join(BACKENDS)}")
    if engine.threads < 0:
        raise UsageError(f"{engine.threads} threads: it takes at least 1, or 0 for all physical cores")
    if engine.backend == "echo":
        return EchoTranslator()
    model = locate(name)
    make = _transformers if engine.backend == "transformers" else _ctranslate2
    return make(model, engine, smoke)


def convert_model(name: str, quantization: str) -> Path:
    """Convert a model for CTranslate2, unless it is; where this machine has the type, it is tried as well.

    Raises:
        UsageError: no such quantization.
        ModelError: not on this machine, not convertible, or broken.
    """
    if quantization not in CT2_PRECISIONS:
        raise UsageError(f"no quantization {quantization!r}; there are: {', '.join(CT2_PRECISIONS)}")
    folder = _conversion(locate(name), quantization)
    if quantization in supported("cpu"):
        load(name, Engine("ctranslate2", quantization, "cpu"))
    return folder
