"""From a model's name to a translator that is ready to work."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qantara.models.choice import for_ctranslate2, for_transformers
from qantara.models.convert import converted
from qantara.models.echo import EchoTranslator
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import UsageError
from qantara.models.locate import LocatedModel, locate
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


def ctranslate2_source(model: LocatedModel, precision: str) -> LocatedModel:
    """What a conversion is made from: the embedded model's int8 is there, all else needs its weights multiplied out."""
    if model.embedded and not precision.startswith("int8"):
        return replace(model, folder=hugging_face_folder(model))
    return model


def storage_type(precision: str) -> str:
    """The quantization that is kept on disk for a compute type: the kinds of int8 differ only while at work."""
    return "int8" if precision.startswith("int8") else precision


def _ctranslate2(model: LocatedModel, engine: Engine, smoke: bool) -> Translator:
    device, precision = for_ctranslate2(engine.device, engine.precision)
    from qantara.models.ctranslate2_backend import CTranslate2Translator

    source = ctranslate2_source(model, precision)
    folder = converted(source, storage_type(precision))
    translator = CTranslate2Translator(model, folder, precision, device, engine.threads or default_threads())
    if smoke and not source.embedded:  # what the package holds was tried when the package was made
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
