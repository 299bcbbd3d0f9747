"""``qantara models``: what can translate, what is here, and how to get the rest."""

from __future__ import annotations

import json
from pathlib import Path
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


def _here(name: str) -> str | None:
    from qantara.models.errors import ModelError
    from qantara.models.locate import locate

    try:
        return str(locate(name).folder)
    except ModelError:
        return None


def _rows() -> list[dict[str, Any]]:
    from qantara.models.registry import KNOWN

    return [
        {
            "name": model.name,
            "hub_id": model.hub_id or None,
            "licence": model.licence,
            "megabytes": model.megabytes,
            "summary": model.summary,
            "folder": _here(model.name),
        }
        for model in KNOWN
    ]


@app.command("list", rich_help_panel=None)
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    out: options.Output = None,
) -> None:
    """List the known models, best first, and whether they are on this machine."""
    with output(out) as file:
        write = line_writer(file)
        for row in _rows():
            if as_json:
                write(json.dumps(row, ensure_ascii=False))
                continue
            where = "on this machine" if row["folder"] else f"{row['megabytes']} MB to download"
            write(f"{row['name']:10} {where:22} {row['licence']:11} {row['summary']}")


@app.command()
def info(name: Name = "auto", out: options.Output = None) -> None:
    """Say all that is known of a model, as JSON: folder, revision, sizes, hash, limits."""
    from qantara.models.locate import locate, sha256_of
    from qantara.models.pieces import Pieces
    from qantara.models.registry import BY_NAME

    model = locate(name)
    known = BY_NAME.get(model.name)
    files = {str(p.relative_to(model.folder)): p.stat().st_size for p in sorted(model.folder.rglob("*")) if p.is_file()}
    record = {
        "name": model.name,
        "folder": str(model.folder),
        "revision": model.revision,
        "hub_id": (known.hub_id or None) if known else None,
        "licence": known.licence if known else None,
        "summary": known.summary if known else None,
        "max_source_pieces": Pieces(model.folder).max_source_pieces,
        "sha256": sha256_of(model.folder),
        "bytes": files,
    }
    with output(out) as file:
        line_writer(file)(json.dumps(record, ensure_ascii=False, indent=2))


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
    from qantara.models.convert import converted
    from qantara.models.download import download as fetch
    from qantara.models.load import load

    model = fetch(name, revision)
    console.note(f"{model.name} at {model.revision[:12]} is in {model.folder}; converting to int8.")
    converted(model, "int8")
    load(model.name)
    console.note(f"Ready: qantara translate --model {model.name} …  (it is now what --model auto takes)")


@app.command()
def convert(
    name: Name,
    quantization: Annotated[str, typer.Option("--quantization", help="int8, float16, float32 …")] = "int8",
    out: options.Output = None,
) -> None:
    """Convert a model for CTranslate2 now rather than on first use, and print where it is."""
    from qantara.models.choice import CT2_PRECISIONS
    from qantara.models.convert import converted
    from qantara.models.embedded import hugging_face_folder
    from qantara.models.errors import UsageError
    from qantara.models.locate import LocatedModel, locate

    if quantization not in CT2_PRECISIONS:
        raise UsageError(f"no quantization {quantization!r}; there are: {', '.join(CT2_PRECISIONS)}")
    model = locate(name)
    if model.embedded and quantization != "int8":
        model = LocatedModel(model.name, Path(hugging_face_folder(model)), model.revision)
    with output(out) as file:
        line_writer(file)(str(converted(model, quantization)))


@app.command()
def verify(name: Name = "auto", out: options.Output = None, quiet: options.Quiet = False) -> None:
    """Hash a model's files, compare them with what the hub said, and have it translate a sentence.

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
