"""The network: an ordinary MarianMT, so that transformers and CTranslate2 load it with no code of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import MarianConfig, MarianMTModel

from qantara.models.training.config import Network
from qantara.models.training.transplant import transplant
from qantara.models.training.vocabulary import PAD, Vocabulary

# Post-norm encoders lose the positions of their words when each layer's own contribution is large at the
# start; then cross-attention never begins and the decoder becomes a language model. Scaling what enters the
# residual stream keeps the layers apart (cf. Zhang et al. 2019, "depth-scaled initialisation"). 0.35 is ours.
RESIDUAL_SCALE = 0.35


def config_for(network: Network, vocabulary: int, pad: int, dropout: float) -> MarianConfig:
    """Post-norm, sinusoidal positions, one tied embedding; decoding starts from ``<pad>``."""
    return MarianConfig(
        vocab_size=vocabulary, decoder_vocab_size=vocabulary, d_model=network.d_model,
        encoder_layers=network.encoder_layers, decoder_layers=network.decoder_layers,
        encoder_attention_heads=network.heads, decoder_attention_heads=network.heads,
        encoder_ffn_dim=network.ffn, decoder_ffn_dim=network.ffn,
        max_position_embeddings=network.max_positions, pad_token_id=pad, eos_token_id=0, bos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=0, scale_embedding=True, dropout=dropout,
        attention_dropout=0.0, activation_function="relu", init_std=0.02,
    )  # fmt: skip


def _initialise(model: MarianMTModel, d_model: int) -> None:
    torch.nn.init.normal_(model.model.shared.weight, 0, d_model**-0.5)
    for name, parameter in model.named_parameters():
        if parameter.dim() != 2 or "shared" in name or "embed" in name:
            continue
        torch.nn.init.xavier_uniform_(parameter)
        if "encoder_attn" not in name and any(part in name for part in ("out_proj", "fc2", "v_proj")):
            parameter.data.mul_(RESIDUAL_SCALE)


@torch.no_grad()
def zero_pad(model: Any) -> None:
    """``<pad>`` starts the decoder, and CTranslate2 starts from zeros: its row must be zero at every step,
    although the output layer is tied to it."""
    model.model.shared.weight[model.config.pad_token_id].zero_()


def build(network: Network, tokenizer: Path, dropout: float, seed: int) -> MarianMTModel:
    """A new network for the tokenizer in that folder, or the one at ``network.start_from``.

    The latter keeps its sizes, and is given the tokenizer's vocabulary if it has another.
    """
    torch.manual_seed(seed)
    if network.start_from is not None:
        model = MarianMTModel.from_pretrained(
            network.start_from, dtype=torch.float32, dropout=dropout, attn_implementation="sdpa"
        )
        transplant(model, network.start_from, tokenizer)
    else:
        ids = Vocabulary(tokenizer).ids
        config = config_for(network, len(ids), ids[PAD], dropout)
        model = MarianMTModel._from_config(config, attn_implementation="sdpa")
        _initialise(model, network.d_model)
    zero_pad(model)
    return model
