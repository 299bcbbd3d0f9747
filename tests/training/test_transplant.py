"""Weights under another vocabulary: known pieces keep their rows, new ones start as what spells them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from qantara.models.training import network  # noqa: E402
from qantara.models.training.config import Network, RecipeError  # noqa: E402
from qantara.models.training.transplant import transplant  # noqa: E402
from qantara.models.training.vocabulary import PAD, Encoder, Vocabulary, build  # noqa: E402

PAIRS = Path(__file__).parents[2] / "models" / "training" / "data" / "h_plain.tsv"
SIZES = Network(d_model=16, ffn=32, encoder_layers=1, decoder_layers=1, heads=2)


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two of the same text, of 300 and 500 pieces a language."""
    pairs = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[:600]]
    folders = tmp_path_factory.mktemp("small"), tmp_path_factory.mktemp("large")
    for folder, size in zip(folders, (300, 500), strict=True):
        build((a for a, _ in pairs), (b for _, b in pairs), folder, size)
    return folders


@pytest.fixture(scope="module")
def trained(tokenizers: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the small tokenizer, saved as transformers saves it, the tokenizer beside it."""
    folder = tmp_path_factory.mktemp("model")
    network.build(SIZES, tokenizers[0], 0.0, seed=3).save_pretrained(folder)
    for file in tokenizers[0].iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_every_piece_can_be_spelt(tokenizers: tuple[Path, Path]) -> None:
    small, large = map(Vocabulary, tokenizers)
    names = {row: piece for piece, row in small.ids.items()}
    whole = [piece for piece in large.ids if "".join(names[row] for row in small.spell(piece)) == piece]
    assert len(whole) > 0.98 * len(large.ids)


def test_rows_move_with_their_pieces(trained: Path, tokenizers: tuple[Path, Path]) -> None:
    old = network.build(Network(start_from=trained), tokenizers[0], 0.0, seed=1)
    new = network.build(Network(start_from=trained), tokenizers[1], 0.0, seed=1)
    small, large = map(Vocabulary, tokenizers)
    before, after = old.model.shared.weight, new.model.shared.weight
    for piece, row in large.ids.items():
        if piece != PAD:
            assert torch.allclose(after[row], before[small.spell(piece)].mean(dim=0)), piece
    assert not after[large.ids[PAD]].any()
    assert new.config.pad_token_id == new.config.decoder_start_token_id == large.ids[PAD]
    layer = "model.encoder.layers.0.fc1.weight"
    assert torch.equal(new.state_dict()[layer], old.state_dict()[layer])


def test_the_transplanted_model_is_saved_and_loaded(
    trained: Path, tokenizers: tuple[Path, Path], tmp_path: Path
) -> None:
    from transformers import MarianMTModel

    network.build(Network(start_from=trained), tokenizers[1], 0.0, seed=1).save_pretrained(tmp_path)
    loaded = MarianMTModel.from_pretrained(tmp_path)
    encoder = Encoder(tokenizers[1])
    [source] = encoder.source(["أهلا بالعالم"])
    [target] = encoder.target(["Hello world"])
    ids = [torch.tensor([[int(i) for i in side]]) for side in (source, target)]
    out = loaded(input_ids=ids[0], labels=ids[1])
    assert out.logits.shape == (1, len(target), encoder.size)
    assert loaded.lm_head.weight.data_ptr() == loaded.model.shared.weight.data_ptr()


def test_the_same_vocabulary_changes_nothing(trained: Path, tokenizers: tuple[Path, Path]) -> None:
    model = network.build(Network(start_from=trained), tokenizers[0], 0.0, seed=1)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    transplant(model, trained, tokenizers[0])
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert json.loads((trained / "vocab.json").read_text()) == Vocabulary(tokenizers[0]).ids


def test_a_model_without_a_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match=r"vocab\.json"):
        Vocabulary(tmp_path).ids  # noqa: B018
