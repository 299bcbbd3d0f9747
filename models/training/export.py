"""A trained network as a folder that transformers loads, and as what ships inside the package."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from transformers import GenerationConfig, MarianTokenizer

from qantara.models.locate import LocatedModel, sha256_of
from qantara.models.normalise import NORMALISATION
from qantara.models.training import checkpoints, network
from qantara.models.training.config import Recipe, RecipeError
from qantara.models.training.corpus import read_pairs
from qantara.models.training.prepare import prepared
from qantara.models.training.vocabulary import FILES, Encoder

# Pieces that cannot stand in English get this bias; it survives fp16 (largest 65504).
FORBIDDEN = -10_000.0


def _network(recipe: Recipe, encoder: Encoder, weights: dict[str, torch.Tensor]) -> Any:
    schedule = recipe.schedule
    model: Any = network.build(recipe.network, recipe.work_dir / "tokenizer", 0.0, schedule.seed)
    model.load_state_dict(weights)
    network.zero_pad(model)
    bias = torch.full((1, encoder.size), FORBIDDEN)
    bias[0, torch.from_numpy(encoder.target_ids())] = 0.0
    model.final_logits_bias = bias
    return model


def _generation(model: Any) -> GenerationConfig:
    config = model.config
    return GenerationConfig(
        max_length=256, num_beams=4, bad_words_ids=[[config.pad_token_id]], pad_token_id=config.pad_token_id,
        eos_token_id=0, bos_token_id=0, decoder_start_token_id=config.decoder_start_token_id, forced_eos_token_id=0,
    )  # fmt: skip


def _words_ratio(recipe: Recipe) -> float:
    """English words for one of Arabic in what the model was trained on."""
    pairs = [pair for path in prepared(recipe).values() for pair in read_pairs(path)]
    arabic, english = (sum(len(pair[side].split()) for pair in pairs) for side in (0, 1))
    return round(english / arabic, 2)


def _write_card(folder: Path, recipe: Recipe) -> None:
    card = {
        "normalisation": NORMALISATION,
        "max_source_pieces": recipe.schedule.max_pieces,
        "words_ratio": _words_ratio(recipe),
        "revision": sha256_of(folder)[:12],
    }
    (folder / "qantara.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


def export(recipe: Recipe, snapshots: int, folder: Path, *, half: bool = True) -> list[Path]:
    """Average the last snapshots and write a model folder; returns the snapshots that went into it.

    The folder holds fp16 (or fp32) safetensors, both SentencePiece models, ``vocab.json`` and our card.
    """
    taken = checkpoints.snapshots(recipe.work_dir / "run")[-snapshots:]
    if not taken:
        raise RecipeError(f"no snapshots in {recipe.work_dir / 'run'}: run 'train' first")
    tokenizer = recipe.work_dir / "tokenizer"
    model = _network(recipe, Encoder(tokenizer), checkpoints.average(taken))
    model.generation_config = _generation(model)
    model.config.max_length = None
    folder.mkdir(parents=True, exist_ok=True)
    (model.half() if half else model).save_pretrained(folder)
    MarianTokenizer(
        *(str(tokenizer / name) for name in FILES), source_lang="ar", target_lang="en", model_max_length=512
    ).save_pretrained(folder)
    for name in FILES:
        shutil.copyfile(tokenizer / name, folder / name)
    _write_card(folder, recipe)
    return taken


def embed(folder: Path, package: Path) -> None:
    """Put an exported model into the package: all but the safetensors, and CTranslate2's int8 weights."""
    from qantara.models.convert import converted

    card = json.loads((folder / "qantara.json").read_text(encoding="utf-8"))
    int8 = converted(LocatedModel("starter", folder, card["revision"]), "int8")
    package.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.is_file() and path.suffix != ".safetensors":
            shutil.copyfile(path, package / path.name)
    shutil.copytree(int8, package / "ct2-int8", dirs_exist_ok=True)
    (package / "ct2-int8" / "revision").unlink(missing_ok=True)
