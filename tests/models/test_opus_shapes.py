"""The architectures of OPUS-MT with random weights: loaded by both backends, with their positions respected.

From the configuration of the published models. With six layers on each side the first has 76 million parameters, as
published; the second, which would have 239, is given two, since layers are all alike and these tests are slow enough.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qantara.models.load import Engine, load
from qantara.models.translator import Decoding, Hypothesis, Translator

pytestmark = pytest.mark.slow
SHAPES: dict[str, dict[str, Any]] = {
    "opus-mt-ar-en": {
        "vocabulary": 62_834, "d_model": 512, "encoder_layers": 6, "decoder_layers": 6, "encoder_attention_heads": 8,
        "decoder_attention_heads": 8, "encoder_ffn_dim": 2048, "decoder_ffn_dim": 2048,
        "max_position_embeddings": 512, "activation_function": "swish", "init_std": 0.08,
    },
    "opus-mt-tc-big-ar-en": {
        "vocabulary": 61_247, "d_model": 1024, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 16,
        "decoder_attention_heads": 16, "encoder_ffn_dim": 4096, "decoder_ffn_dim": 4096,
        "max_position_embeddings": 1024, "activation_function": "relu", "init_std": 0.08,
    },
}  # fmt: skip
MILLIONS = {"opus-mt-ar-en": 76, "opus-mt-tc-big-ar-en": 122}
SENTENCES = ["وصل الوفد إلى القاهرة.", "قال الرئيس إن بلاده ستواصل المفاوضات مع جيرانها في الأسابيع المقبلة."]


def _millions(folder: Path) -> int:
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "np") as file:
        sizes = [file.get_slice(name).get_shape() for name in file.keys() if "embed_positions" not in name]  # noqa: SIM118
    return round(sum(size[0] * (size[1] if len(size) > 1 else 1) for size in sizes) / 1e6)


def _beginning(hypothesis: Hypothesis) -> str:
    """Random weights are full of near ties, so only the first pieces are compared, most of which no text has."""
    return hypothesis.text.replace("▁", " ").strip()[:20]


def _short(translator: Translator) -> list[Hypothesis]:
    pieces = translator.tokenise([translator.normalise(sentence) for sentence in SENTENCES])
    return translator.translate_pieces(pieces, Decoding(beam=1, max_length_factor=0.0, max_length_extra=12))


@pytest.mark.parametrize("name", list(SHAPES))
def test_both_backends_load_it_and_agree(random_model: Callable[..., Path], name: str) -> None:
    folder = random_model(name, **SHAPES[name])
    assert _millions(folder) == MILLIONS[name]
    fast = load(str(folder), Engine("ctranslate2", "float32"), smoke=False)
    fast._mapped = False  # type: ignore[attr-defined]  # made-up pieces are not English: let both search among all
    positions = SHAPES[name]["max_position_embeddings"]
    assert fast.max_source_pieces == positions - 1
    found = _short(fast)
    longest = [fast.tokenise(["نعم " * positions])[0][: positions - 1]]
    [whole] = fast.translate_pieces(longest, Decoding(beam=1, max_length_factor=0.0, max_length_extra=4))
    assert whole.tokens <= 5
    [endless] = fast.translate_pieces([["نعم"]], Decoding(beam=1, max_length_extra=10 * positions))
    assert endless.tokens <= positions
    del fast
    reference = load(str(folder), Engine("transformers"), smoke=False)
    assert reference.max_source_pieces == positions - 1
    assert list(map(_beginning, found)) == list(map(_beginning, _short(reference)))
    [there] = reference.translate_pieces(longest, Decoding(beam=1, max_length_factor=0.0, max_length_extra=4))
    assert _beginning(there)[:10] == _beginning(whole)[:10]  # at its limit transformers forces an </s>
