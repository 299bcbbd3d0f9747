"""A model's weights under a new vocabulary: what it has learnt is kept, its words are cut otherwise.

A new piece starts as the mean of the old pieces that spell it (Gee et al. 2022, "Fast Vocabulary Transfer for
Language Model Compression", section 3); a few hundred steps heal the rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import sentencepiece
import torch

from qantara.models.training.config import RecipeError
from qantara.models.training.vocabulary import PAD, UNK

_SPACE = "▁"


@dataclass(frozen=True)
class Vocabulary:
    """The tokenizer of a Marian model in Hugging Face layout, at ``folder``."""

    folder: Path

    @cached_property
    def ids(self) -> dict[str, int]:
        """Piece to row of the embedding.

        Raises:
            RecipeError: there is no readable ``vocab.json``.
        """
        path = self.folder / "vocab.json"
        try:
            loaded: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RecipeError(f"cannot read {path}, the vocabulary of the model there: {error}") from error
        return loaded

    @cached_property
    def _sides(self) -> tuple[Any, Any]:
        files = (str(self.folder / f"{side}.spm") for side in ("source", "target"))
        source, target = (sentencepiece.SentencePieceProcessor(model_file=file) for file in files)
        return source, target

    def spell(self, piece: str) -> list[int]:
        """The ids that spell ``piece``, which need not be a piece of this vocabulary; never empty."""
        if piece in self.ids:
            return [self.ids[piece]]
        side = self._sides[0 if any("\u0600" <= letter <= "\u06ff" for letter in piece) else 1]
        spelt: list[str] = side.encode(piece.replace(_SPACE, " "), out_type=str)
        if spelt and not piece.startswith(_SPACE):  # the tokenizer puts a space before all it is given
            spelt[0] = spelt[0].removeprefix(_SPACE)
        return [self.ids[part] for part in spelt if part in self.ids] or [self.ids[UNK]]


@torch.no_grad()
def transplant(model: Any, origin: Path, folder: Path) -> None:
    """Give ``model``, whose tokenizer is at ``origin``, the vocabulary of the tokenizer at ``folder``."""
    old, new = Vocabulary(origin), Vocabulary(folder)
    if old.ids == new.ids:
        return
    rows = model.model.shared.weight.detach().clone()
    model.resize_token_embeddings(len(new.ids), mean_resizing=False)
    for piece, row in new.ids.items():
        model.model.shared.weight[row] = rows[old.spell(piece)].mean(dim=0)
    config, pad = model.config, new.ids[PAD]
    config.pad_token_id = config.decoder_start_token_id = pad
    config.decoder_vocab_size = len(new.ids)
    model.model.shared.padding_idx = pad
