"""``qantara review``: a page on which a person clears an article's flags."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console

HELP = """Open the articles of a run in the browser, and decide on their flags.

    Decisions are kept in DIR/review.jsonl; the files of the run follow them. The page is served to
    this machine alone, under an address with a secret, which is the first line on stdout.

    \b
    qantara review out/
    qantara review out/ --as Salma --glossary names.csv
    qantara review out/ --no-browser --port 8080
"""


def review(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder that ‘run --out’ wrote.", show_default=False)
    ],
    glossary: options.Glossary = None,
    person: Annotated[str, typer.Option("--as", metavar="NAME", help="Stands beside each decision.")] = "",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    from qantara.models.errors import InputError
    from qantara.translate.review.desk import Desk
    from qantara.translate.review.folder import ReviewFolder
    from qantara.translate.review.serving import bound, serve, summary

    if glossary is not None and not glossary.is_file():
        raise InputError(f"{glossary} is not a file")
    desk = Desk(ReviewFolder(folder), person, glossary)

    def ready(address: str) -> None:
        print(address, flush=True)
        console.note("Ctrl-C ends it; every decision is saved at once.")
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    serve(desk, bound(port), ready)
    console.note(summary(desk))
