"""A backend that returns its source: for trying out a pipeline, and for tests, in no time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from qantara.models.normalise import tidy_source
from qantara.models.translator import Decoding, Hypothesis, Translator


class EchoTranslator(Translator):
    """Says every sentence again, after its prefix if it has one; a piece is a word. Thread-safe."""

    name = "echo"
    revision = "0"
    backend = "echo"
    precision = "none"
    max_source_pieces = 200

    def normalise(self, sentence: str) -> str:
        return tidy_source(sentence)

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        return [sentence.split() for sentence in sentences]

    def tokenise_target(self, texts: Sequence[str]) -> list[list[str]]:
        return [text.split() for text in texts]

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        rows = [list(chain(*row)) for row in zip(prefixes or [[]] * len(sources), sources, strict=True)]
        return [Hypothesis(" ".join(row), 0.0, len(row) + 1) for row in rows]
