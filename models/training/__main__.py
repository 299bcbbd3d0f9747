"""``python -m qantara.models.training``: the recipe of the embedded model, and of a model of your own domain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from qantara.models.training.config import Recipe, RecipeError, load_recipe

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Train a small Arabic-English MarianMT model, or fine-tune one: prepare, vocab, train, average, export.",
)

Config = Annotated[Path, typer.Option("--config", "-c", help="The recipe, a TOML file.")]


def _log(line: str) -> None:
    typer.echo(line, err=True)


def _recipe(path: Path) -> Recipe:
    return load_recipe(path)


@app.command()
def prepare(config: Config) -> None:
    """Normalise, filter and de-duplicate the sets; print what each filter removed."""
    from qantara.models.training.prepare import prepare as run

    for report in run(_recipe(config)):
        typer.echo(report.line())


@app.command()
def vocab(config: Config) -> None:
    """Train the SentencePiece models on the prepared sets (or copy those the recipe names)."""
    from qantara.models.training.prepare import make_vocabulary

    make_vocabulary(_recipe(config))


@app.command()
def train(
    config: Config,
    minutes: Annotated[float | None, typer.Option(help="Stop (and save) after so many minutes.")] = None,
) -> None:
    """Train, from the last checkpoint if there is one. The log goes to stderr and to WORK_DIR/train.log."""
    from qantara.models.training.loop import Trainer

    recipe = _recipe(config)
    with (recipe.work_dir / "train.log").open("a", encoding="utf-8") as file:

        def log(line: str) -> None:
            _log(line)
            file.write(line + "\n")
            file.flush()

        Trainer(recipe, log).run(minutes)


@app.command()
def export(
    config: Config,
    to: Annotated[Path, typer.Option(help="The folder to write, in Hugging Face layout.")],
    snapshots: Annotated[int, typer.Option(help="How many of the last snapshots to average.")] = 4,
    embed: Annotated[Path | None, typer.Option(help="Also write the package's embedded model here.")] = None,
) -> None:
    """Average the last snapshots and write a model that transformers and qantara load."""
    from qantara.models.training import export as exporting

    for path in exporting.export(_recipe(config), snapshots, to):
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
