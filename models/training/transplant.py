"""A model's weights under a new vocabulary: what it has learnt is kept, its words are cut otherwise.

A new piece starts as the mean of the old pieces that spell it (Gee et al. 2022, "Fast Vocabulary Transfer for
Language Model Compression", section 3); a few hundred steps heal the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from qantara.models.training.vocabulary import PAD, Vocabulary


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
