"""``qantara export``: the files of a run again, with a person's decisions in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console

HELP = """Write the English and the corpora of a reviewed run, without translating anything again.

    \b
    qantara export out/
    qantara export out/ --formats tmx,jsonl --out corpus/
"""


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder that ‘run --out’ wrote.", show_default=False)
    ],
    formats: Annotated[
        str, typer.Option("--formats", help="Which files: txt, tmx, tsv, jsonl, html.")
    ] = "txt,tmx,tsv,jsonl,html",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write there; else into the same folder.")
    ] = None,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    from qantara.translate.outputs import parse_formats, prepare_folder
    from qantara.translate.review.files import write_files
    from qantara.translate.review.folder import ReviewFolder

    wanted = parse_formats(formats)
    if out is not None:
        prepare_folder(out)
    for state in ReviewFolder(folder).articles.values():
        written, note = write_files(state, folder, wanted, out)
        for path in written:
            print(path)
        if note:
            console.note(note)
        review = state.review().values()
        console.note(f"{state.article.stem}: {sum(map(bool, review))} pairs reviewed, {len(state.texts())} corrected.")
