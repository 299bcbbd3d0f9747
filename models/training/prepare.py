"""What ``prepare`` writes and ``train`` reads: one clean TSV for each set, under ``WORK_DIR/data``."""

from __future__ import annotations

from pathlib import Path

from qantara.models.training import vocabulary
from qantara.models.training.batches import Example
from qantara.models.training.config import Recipe, RecipeError
from qantara.models.training.corpus import SetReport, clean_all, read_pairs
from qantara.models.training.noise import some_careless


def prepare(recipe: Recipe) -> list[SetReport]:
    """Clean every set and write it out."""
    sets, reports = clean_all(recipe)
    folder = recipe.work_dir / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.tsv"):
        old.unlink()
    for name, pairs in sets.items():
        text = "".join(f"{source}\t{target}\n" for source, target in pairs)
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return reports


def prepared(recipe: Recipe) -> dict[str, Path]:
    """The prepared files by set name."""
    found = {name: recipe.work_dir / "data" / f"{name}.tsv" for name in recipe.sets}
    for path in found.values():
        if not path.exists():
            raise RecipeError(f"{path} is missing: run 'prepare' first")
    return found


def make_vocabulary(recipe: Recipe) -> None:
    """Train the piece models on the prepared sets, weighted as the recipe weighs them, or copy given ones."""
    folder = recipe.work_dir / "tokenizer"
    if recipe.tokenizer_from is not None:
        vocabulary.copy(recipe.tokenizer_from, folder)
        return
    pairs = [
        pair
        for name, path in prepared(recipe).items()
        for pair in read_pairs(path)
        for _ in range(max(1, round(recipe.sets[name].weight)))
    ]
    sides = [a for a, _ in pairs], [b for _, b in pairs]
    vocabulary.build(*sides, folder, recipe.vocabulary_size, shared=recipe.shared_vocabulary)


def encode(recipe: Recipe, encoder: vocabulary.Encoder) -> dict[str, list[Example]]:
    """All prepared sets as ids, for training; the recipe's share of the sources is spelt carelessly."""
    schedule, encoded = recipe.schedule, {}
    for name, path in prepared(recipe).items():
        pairs = list(read_pairs(path))
        sources = some_careless([a for a, _ in pairs], schedule.spelling_noise, f"{schedule.seed}-{name}")
        targets = encoder.target([b for _, b in pairs])
        encoded[name] = list(zip(encoder.source(sources), targets, strict=True))
    return encoded
