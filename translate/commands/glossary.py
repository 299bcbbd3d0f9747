"""``qantara glossary``: look after a term base."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Look after a term base.", rich_markup_mode=None)


@app.command()
def stats() -> None:
    """x"""


@app.command()
def statss() -> None:
    """x"""
