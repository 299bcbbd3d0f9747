"""``python -m qantara.models.training``: the recipe of the embedded model, and of a model of your own domain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qantara.models.training.config import RecipeError, load_recipe

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Train a small Arabic-English MarianMT model, or fine-tune one. See docs/training.md.",
)

Config = Annotated[Path, typer.Option("--config", "-c", help="The recipe, a TOML file.")]


def _log(line: str) -> None:
    typer.echo(line, err=True)


@app.command()
def prepare(config: Config) -> None:
    """Normalise, filter and de-duplicate the sets; print what each filter removed."""
    from qantara.models.training.prepare import prepare as run

    for report in run(load_recipe(config)):
        typer.echo(report.line())


@app.command()
def vocab(config: Config) -> None:
    """Train the SentencePiece models on the prepared sets (or copy those the recipe names)."""
    from qantara.models.training.prepare import make_vocabulary

    make_vocabulary(load_recipe(config))


@app.command()
def train(
    config: Config,
    minutes: Annotated[float | None, typer.Option(help="Stop (and save) after so many minutes.")] = None,
) -> None:
    """Train, from the last checkpoint if there is one. The log goes to stderr and to WORK_DIR/train.log."""
    from qantara.models.training import loop
    from qantara.models.training.log import LogFile

    recipe = load_recipe(config)
    recipe.work_dir.mkdir(parents=True, exist_ok=True)
    loop.train(recipe, LogFile(recipe.work_dir / "train.log"), minutes)


@app.command()
def average(
    config: Config,
    to: Annotated[Path, typer.Option(help="The file to write: weights in fp32, for torch.load.")],
    snapshots: Annotated[int, typer.Option(help="How many of the last snapshots to average.")] = 4,
) -> None:
    """Average the weights of the last snapshots."""
    import torch

    from qantara.models.training import checkpoints

    taken = checkpoints.snapshots(load_recipe(config).work_dir / "run")[-snapshots:]
    if not taken:
        raise RecipeError("no snapshots yet: run 'train' first")
    torch.save(checkpoints.average(taken), to)
    for path in taken:
        typer.echo(path.name)


@app.command()
def evaluate(
    config: Config,
    model: Annotated[Path, typer.Option(help="An exported model.")],
    limit: Annotated[int | None, typer.Option(help="Segments of each development set.")] = None,
    beam: Annotated[int, typer.Option(help="Beam size.")] = 4,
    length_penalty: Annotated[float, typer.Option(help="Exponent of the length.")] = 1.0,
) -> None:
    """BLEU and chrF of an exported model on the recipe's development sets."""
    from qantara.models.training.scores import evaluate as run
    from qantara.models.translator import Decoding

    for score in run(load_recipe(config), model, limit, Decoding(beam=beam, length_penalty=length_penalty)):
        typer.echo(score.line())


@app.command()
def export(
    config: Config,
    to: Annotated[Path, typer.Option(help="The folder to write, in Hugging Face layout.")],
    snapshots: Annotated[int, typer.Option(help="How many of the last snapshots to average.")] = 4,
    embed: Annotated[Path | None, typer.Option(help="Also write the package's embedded model here.")] = None,
) -> None:
    """Average the last snapshots and write a model that transformers and qantara load."""
    from qantara.models.training import export as exporting

    for path in exporting.export(load_recipe(config), snapshots, to):
        typer.echo(path.name)
    if embed is not None:
        exporting.embed(to, embed)


def main() -> None:
    """Run the command line; errors of the recipe end with one line and exit code 2."""
    try:
        app()
    except RecipeError as error:
        _log(f"error: {error}")
        sys.exit(2)


if __name__ == "__main__":
    main()
