"""Small models with random weights, in the layout of the hub."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qantara.models.locate import EMBEDDED

Make = Callable[..., Path]


@pytest.fixture
def random_model(tmp_path: Path) -> Make:
    """``random_model(name, vocabulary=0, **config)``: MarianMTModel with the embedded tokenizer and random weights.

    The vocabulary is filled up with pieces that no text has, if it is to be larger than the tokenizer's.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    def make(name: str = "random", vocabulary: int = 0, **settings: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file in ("source.spm", "target.spm", "tokenizer_config.json"):
            shutil.copyfile(EMBEDDED / file, folder / file)
        pieces = json.loads((EMBEDDED / "vocab.json").read_text(encoding="utf-8"))
        pieces = {piece: number for piece, number in pieces.items() if piece != "<pad>"}
        for number in range(len(pieces), vocabulary - 1):
            pieces[f"<filling-{number}>"] = number
        pieces["<pad>"] = pad = len(pieces)
        (folder / "vocab.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
        shape = {
            "d_model": 32, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
            "decoder_attention_heads": 2, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64,
            "max_position_embeddings": 64, "activation_function": "swish",
        }  # fmt: skip
        config = MarianConfig(
            vocab_size=len(pieces), decoder_vocab_size=len(pieces), pad_token_id=pad, decoder_start_token_id=pad,
            eos_token_id=0, forced_eos_token_id=0, bos_token_id=0, scale_embedding=True, **{**shape, **settings},
        )  # fmt: skip
        torch.manual_seed(1)
        model = MarianMTModel(config)
        model.get_input_embeddings().weight.data[pad] = 0  # Marian starts from zeros
        model.save_pretrained(folder)
        return folder

    return make
