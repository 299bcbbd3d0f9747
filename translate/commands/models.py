"""``qantara models``: what can translate, what is here, and how to get the rest."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console, line_writer, output

app = typer.Typer(
    no_args_is_help=True,
    help="""List, inspect, download, convert, verify and remove translation models.

    \b
    qantara models list
    qantara models download opus-big
    qantara models path starter
    """,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(metavar="NAME|FOLDER", help="auto, opus-big, opus, starter, or a folder.")]


def _state(row: dict[str, Any]) -> str:
    if row["folder"]:
        return f"here, {row['bytes'] / 1e6:.0f} MB"
    if row["partly_downloaded"]:
        return f"{row['partly_downloaded'] / 1e6:.0f} of {row['download_megabytes']} MB here"
    return f"{row['download_megabytes']} MB to download"


@app.command("list", rich_help_panel=None)
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    out: options.Output = None,
) -> None:
    """List the known models, best first: size, revision, licence, and the folder of those on this machine."""
    from qantara.models.inventory import inventory

    with output(out) as file:
        write = line_writer(file)
        for row in inventory():
            if as_json:
                write(json.dumps(row, ensure_ascii=False))
                continue
            revision = (row["revision"] or "-")[:12]
            write(f"{row['name']:9} {_state(row):20} {revision:12} {row['licence']:11} {row['summary']}")
            if row["folder"]:
                write(f"          {row['folder']}")


@app.command()
def info(name: Name = "auto", out: options.Output = None) -> None:
    """Say all that is known of a model, as JSON: folder, revision, sizes, hash, conversions, limits."""
    from qantara.models.inventory import describe

    with output(out) as file:
        line_writer(file)(json.dumps(describe(name), ensure_ascii=False, indent=2))


@app.command()
def path(name: Name = "auto", out: options.Output = None) -> None:
    """Print a model's folder in Hugging Face layout: for transformers, or to fine-tune it.

    The embedded model's weights are written to the cache first, if they are not there yet.
    """
    from qantara.models.embedded import hugging_face_folder
    from qantara.models.locate import locate

    with output(out) as file:
        line_writer(file)(str(hugging_face_folder(locate(name))))


@app.command()
def download(
    name: Annotated[str, typer.Argument(metavar="NAME", help="opus-big or opus.")],
    revision: Annotated[str, typer.Option("--revision", help="Commit, tag or branch on the hub.")] = "main",
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    """Download a model from the Hugging Face Hub into its cache (HF_HOME), and convert it.

    An interrupted download goes on where it stopped. HF_ENDPOINT names a mirror. The commit that was
    fetched is the one that is used from then on.
    """
    console = Console(quiet)
    options.apply_offline(offline)
    from qantara.models.download import download as fetch
    from qantara.models.load import load

    with console.progress(f"downloading {name}", unit="bytes") as progress:
        model = fetch(name, revision, progress)
    console.note(f"{model.name} at {model.revision[:12]} is in {model.folder}; converting to int8.")
    load(model.name)
    console.note(f"Ready: qantara translate --model {model.name} …  (--model auto takes the best that is here)")


@app.command()
def convert(
    name: Name,
    quantization: Annotated[str, typer.Option("--quantization", help="int8, float16, float32 …")] = "int8",
    out: options.Output = None,
) -> None:
    """Convert a model for CTranslate2 now rather than on first use, try it, and print where it is."""
    from qantara.models.load import convert_model

    with output(out) as file:
        line_writer(file)(str(convert_model(name, quantization)))


@app.command()
def verify(name: Name = "auto", out: options.Output = None, quiet: options.Quiet = False) -> None:
    """Hash a model's files, compare them with what the hub said, and have it translate two sentences.

    Exit code 4 if a file is not what was downloaded, or the model answers with rubbish.
    """
    from qantara.models.errors import ModelError
    from qantara.models.load import load
    from qantara.models.locate import locate
    from qantara.models.upkeep import verify_files

    model = locate(name)
    broken = []
    with output(out) as file:
        write = line_writer(file)
        for check in verify_files(model):
            verdict = "BROKEN" if not check.sound else "as downloaded" if check.expected else "present"
            write(f"{verdict:14} {check.sha256[:16]} {check.size:12} {check.name}")
            broken += [] if check.sound else [check.name]
    if broken:
        raise ModelError(f"{', '.join(broken)}: not what was downloaded; remove {model.name} and download it again")
    load(name)
    Console(quiet).note(f"{model.name} at {model.revision[:12]} is sound.")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="opus-big or opus.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Delete a downloaded model and its conversions from the hub's cache."""
    from qantara.models.upkeep import remove as delete

    if not yes:
        typer.confirm(f"Delete {name} from this machine?", abort=True, err=True)
    folder, size = delete(name)
    Console(quiet).note(f"Removed {folder}: {size / 1e6:.0f} MB.")
