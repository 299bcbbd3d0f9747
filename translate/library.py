"""The public interface: a model, and text or articles through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from qantara.align.terms import Checker, load_checker
from qantara.models.errors import UsageError
from qantara.models.load import Engine, load
from qantara.models.translator import Decoding
from qantara.models.translator import Translator as Model
from qantara.translate.engine import EngineSettings, TranslationEngine
from qantara.translate.formats import read_article_document
from qantara.translate.pipeline import ArticleResult, run_article
from qantara.translate.repair import Repairer
from qantara.translate.signature import signature
from qantara.translate.stream import TranslatedLine, translate_lines


class Translator:
    """A loaded model, and all that it takes to use it well. Thread-safe.

    Threads may share one: each call keeps its own state, and the model is the only thing between them. It already
    uses all cores for one call, so that more threads make nothing faster.

    Args:
        model: a loaded model.
        settings: how to use it.
    """

    def __init__(self, model: Model, settings: EngineSettings = EngineSettings()) -> None:
        self.model, self.settings = model, settings

    @classmethod
    def load(
        cls,
        model: str | Path = "auto",
        *,
        backend: str = "auto",
        precision: str = "auto",
        device: str = "auto",
        threads: int = 0,
        beam: int = Decoding().beam,
        batch_tokens: int = EngineSettings().batch_tokens,
    ) -> Self:
        """Load a model that is on this machine; nothing is ever downloaded here.

        Args:
            model: ``auto`` (the best there is), ``opus-big``, ``opus``, ``starter``, or a folder.
            backend: ``auto``, ``ctranslate2``, ``transformers`` or ``echo``.
            precision: ``auto``, or one of the backend, for instance ``int8`` or ``float32``.
            device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
            threads: of the CPU; 0 takes the physical cores.
            beam: beam size; 1 is fastest.
            batch_tokens: source pieces in one batch.

        Raises:
            UsageError: an option that does not exist, or not on this machine.
            ModelError: the model is not on this machine, or broken.
        """
        if beam < 1 or batch_tokens < 1:
            raise UsageError(f"beam and batch_tokens are at least 1, not {beam} and {batch_tokens}")
        loaded = load(str(model), Engine(backend, precision, device, threads))
        return cls(loaded, EngineSettings(Decoding(beam=beam), batch_tokens))

    @property
    def signature(self) -> str:
        """How the English is made; equal signatures make equal English of equal Arabic."""
        return signature(self.model, self.settings.decoding, None)

    def _engine(self) -> TranslationEngine:
        """One for each call: an engine remembers what it has translated, and threads cannot share that."""
        return TranslationEngine(self.model, self.settings)

    def translate(self, text: str) -> str:
        """Arabic to English, a line for a line; what holds no Arabic comes back as it is."""
        return "\n".join(line.english for line in self.translate_lines(text.split("\n")))

    def translate_lines(self, lines: Iterable[str]) -> Iterator[TranslatedLine]:
        """English for each line, in order and as it is ready, with warnings of what may be wrong with it.

        Lines are taken from the iterable a window of sentences at a time, so it may have no end.
        """
        return translate_lines(lines, self._engine())

    def translate_article(
        self,
        path: str | Path,
        *,
        glossary: str | Path | Checker | None = None,
        repair: bool = False,
        field: str | None = None,
    ) -> ArticleResult:
        """An article in English, its sentences aligned and its names checked: what ``qantara run`` does, in memory.

        Args:
            path: text, Markdown, HTML, Word, subtitles, JSON lines or TSV.
            glossary: a term base to check the names by: a file, or a checker that is used again and again.
            repair: put names right while translating.
            field: what to translate of JSON lines or TSV.

        Raises:
            UsageError: a repair without a glossary.
            InputError: a file that cannot be read.
        """
        if repair and glossary is None:
            raise UsageError("to repair names takes the right ones: give a glossary")
        checker = load_checker(glossary) if isinstance(glossary, str | Path) else glossary
        document = read_article_document(Path(path), field)
        engine = self._engine()
        repairer = Repairer(engine, checker) if checker and repair else None
        return run_article(document, engine, checker, repairer=repairer)
