"""Text to SentencePiece pieces and back, for models that run without transformers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from qantara.models.errors import ModelError
from qantara.models.normalise import NORMALISATION, normalise_source, tidy_source
from qantara.models.translator import TYPICAL_RATIO


class Pieces:
    """The tokenizer of one model folder.

    Attributes:
        normalise: the model's own normalisation: ours for a model that we trained, a light one otherwise.
        max_source_pieces: what the model's card allows, else its positions less one for ``</s>``.
        max_target_pieces: its positions less one for the start token.
        words_ratio: words of English for one of Arabic, from the model's card; what is typical of news otherwise.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        card = folder / "qantara.json"
        self._card: dict[str, Any] = json.loads(card.read_text(encoding="utf-8")) if card.is_file() else {}
        ours = self._card.get("normalisation") == NORMALISATION
        self.normalise: Callable[[str], str] = normalise_source if ours else tidy_source
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.words_ratio: float = self._card.get("words_ratio", TYPICAL_RATIO)
        positions = int(config.get("max_position_embeddings", 512))
        self.max_target_pieces: int = positions - 1
        self.max_source_pieces: int = min(self._card.get("max_source_pieces", positions), positions) - 1

    def _load(self, name: str) -> Any:
        import sentencepiece

        try:
            return sentencepiece.SentencePieceProcessor(model_file=str(self._folder / name))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{self._folder / name} is not a SentencePiece model: {error}") from error

    @cached_property
    def _source(self) -> Any:
        return self._load("source.spm")

    @cached_property
    def _target(self) -> Any:
        return self._load("target.spm")

    def encode(self, sentences: Sequence[str]) -> list[list[str]]:
        """Pieces without ``</s>``."""
        pieces: list[list[str]] = self._source.encode(list(sentences), out_type=str)
        return pieces

    def encode_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Target pieces of English texts, without ``</s>``."""
        pieces: list[list[str]] = self._target.encode(list(texts), out_type=str)
        return pieces

    def decode(self, pieces: Sequence[list[str]]) -> list[str]:
        """English from target pieces; ``<unk>`` and other control pieces are dropped."""
        return [
            self._target.decode_pieces([p for p in row if not (p.startswith("<") and p.endswith(">"))]).strip()
            for row in pieces
        ]
