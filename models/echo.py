"""A backend that returns its source: for trying out a pipeline, and for tests, in no time."""

from __future__ import annotations

from collections.abc import Sequence

from qantara.models.normalise import tidy_source
from qantara.models.translator import Decoding, Hypothesis


class EchoTranslator:
    """Says every sentence again, word by word in pieces of white space. Thread-safe."""

    name = "echo"
    revision = "0"
    backend = "echo"
    precision = "none"
    max_source_pieces = 200

    def normalise(self, sentence: str) -> str:
        return tidy_source(sentence)

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        return [sentence.split() for sentence in sentences]

    def translate_pieces(self, sources: Sequence[list[str]], decoding: Decoding) -> list[Hypothesis]:
        return [Hypothesis(" ".join(pieces), 0.0, len(pieces) + 1) for pieces in sources]
