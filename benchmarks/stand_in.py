"""Models of OPUS-MT's architecture with random weights: for speed and memory where the real ones cannot be had.

They never say ``</s>``: every hypothesis runs to its limit, so that all systems have the same work.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from transformers import MarianConfig, MarianMTModel, MarianTokenizer

from qantara.models.training import vocabulary

NEVER = -10_000.0
PIECES = 30_000  # of each language; opus-mt-ar-en has 62,834 in all


def opus_config(size: int) -> MarianConfig:
    """``Helsinki-NLP/opus-mt-ar-en``: 6 and 6 layers, d=512, ff=2048, 8 heads, 512 positions."""
    return MarianConfig(
        vocab_size=size, decoder_vocab_size=size, d_model=512, encoder_layers=6, decoder_layers=6,
        encoder_attention_heads=8, decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048,
        max_position_embeddings=512, activation_function="swish", scale_embedding=True, static_position_embeddings=True,
        pad_token_id=size - 1, eos_token_id=0, bos_token_id=0, decoder_start_token_id=size - 1,
        forced_eos_token_id=None,
    )  # fmt: skip


def make_opus_like(folder: Path, corpus: list[tuple[str, str]]) -> Path:
    """Write a model folder in Hugging Face layout, its pieces learnt from ``corpus``; reuses one that is there."""
    if (folder / "model.safetensors").is_file():
        return folder
    vocabulary.build((arabic for arabic, _ in corpus), (english for _, english in corpus), folder, PIECES)
    size = len(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    torch.manual_seed(1)
    model = MarianMTModel(opus_config(size))
    model.final_logits_bias[0, 0] = NEVER
    with torch.no_grad():
        model.model.shared.weight[size - 1].zero_()
    model.generation_config.update(num_beams=4, bad_words_ids=[[size - 1]], max_length=512, forced_eos_token_id=None)
    model.save_pretrained(folder)
    MarianTokenizer(
        *(str(folder / name) for name in vocabulary.FILES), source_lang="ar", target_lang="en"
    ).save_pretrained(folder)
    return folder
