"""The recipe's settings, read from a TOML file: see ``starter.toml`` for one that is in use."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class RecipeError(Exception):
    """A setting or a file of the recipe is wrong; the message says which."""


@dataclass(frozen=True)
class CorpusSet:
    """One source of pairs: a TSV file (``.tsv`` or ``.tsv.gz``; Arabic, tab, English) or a folder of them."""

    path: Path
    weight: float = 1.0
    cap: int | None = None
    licence: str = ""
    names: bool = False


@dataclass(frozen=True)
class Network:
    """Sizes of the MarianMT network; ``start_from`` continues from weights in Hugging Face layout instead."""

    d_model: int = 256
    ffn: int = 1024
    encoder_layers: int = 6
    decoder_layers: int = 2
    heads: int = 4
    max_positions: int = 256
    start_from: Path | None = None


@dataclass(frozen=True)
class Schedule:
    """How long and how fast. Learning rate: linear warm-up, a plateau, linear descent to zero.

    A step takes ``batch_tokens`` padded positions in each of ``workers`` processes of ``threads`` threads.
    """

    learning_rate: float = 6e-4
    warmup_steps: int = 500
    total_steps: int = 20_000
    decay_steps: int = 2_000
    batch_tokens: int = 4096
    dropout: float = 0.0
    label_smoothing: float = 0.1
    weight_decay: float = 0.01
    word_dropout: float = 0.0
    spelling_noise: float = 0.0
    temperature: float = 1.0
    max_pieces: int = 120
    join_probability: float = 0.0
    seed: int = 1
    workers: int = 1
    threads: int = 2
    autocast: bool = False
    checkpoint_minutes: float = 10.0
    keep_checkpoints: int = 8


@dataclass(frozen=True)
class Recipe:
    """Everything ``python -m qantara.models.training`` needs, in one value."""

    work_dir: Path
    sets: dict[str, CorpusSet]
    held_out: tuple[Path, ...] = ()
    dev: tuple[Path, ...] = ()
    vocabulary_size: int = 8000
    shared_vocabulary: bool = False
    tokenizer_from: Path | None = None
    network: Network = field(default_factory=Network)
    schedule: Schedule = field(default_factory=Schedule)


def _build(kind: type, table: dict[str, Any], where: str, root: Path) -> Any:
    known = {f.name: f for f in dataclasses.fields(kind)}
    for key in table:
        if key not in known:
            raise RecipeError(f"{where}: unknown setting {key!r}; known: {', '.join(known)}")
    values = {k: root / v if "Path" in str(known[k].type) and isinstance(v, str) else v for k, v in table.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise RecipeError(f"{where}: {error}") from error


def load_recipe(path: Path) -> Recipe:
    """Read a recipe; relative paths in it are relative to the file's own folder.

    Raises:
        RecipeError: unreadable file, bad TOML, an unknown or missing setting.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path}: {error}") from error
    root = path.parent
    try:
        sets = {
            name: _build(CorpusSet, entry, f"{path}: [sets.{name}]", root)
            for name, entry in table.get("sets", {}).items()
        }
        if not sets:
            raise RecipeError(f"{path}: no [sets.NAME] table: name at least one corpus")
        vocabulary = table.get("vocabulary", {})
        tokenizer = vocabulary.get("from")
        return Recipe(
            work_dir=root / table["work_dir"],
            sets=sets,
            held_out=tuple(root / p for p in table.get("held_out", [])),
            dev=tuple(root / p for p in table.get("dev", [])),
            vocabulary_size=vocabulary.get("size", 8000),
            shared_vocabulary=vocabulary.get("shared", False),
            tokenizer_from=root / tokenizer if tokenizer else None,
            network=_build(Network, table.get("network", {}), f"{path}: [network]", root),
            schedule=_build(Schedule, table.get("schedule", {}), f"{path}: [schedule]", root),
        )
    except KeyError as error:
        raise RecipeError(f"{path}: missing setting {error}") from error
