"""``qantara check``: the names of a corpus against a glossary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qantara.models.errors import UsageError
from qantara.translate.commands import options
from qantara.translate.commands.console import Console, output

HELP = """Check the names of a parallel corpus against a glossary.

    Without a glossary, the names that one article renders in several ways are flagged.

    \b
    qantara check out/article.pairs.jsonl --glossary names.csv --format table
    qantara check corpus.tmx -g names.tbx --min-severity warning -o flags.jsonl
    qantara check article.ar.txt article.en.txt -g names.csv --fail-on error
"""
FORMATS = ("jsonl", "table", "tsv", "html", "sarif")


def check(
    pairs: Annotated[
        Path, typer.Argument(metavar="PAIRS", help="JSONL, TSV, TMX, XLIFF, a Moses prefix, or an Arabic text.")
    ],
    target: Annotated[
        Path | None, typer.Argument(metavar="[TARGET]", help="The English text, line for line.", show_default=False)
    ] = None,
    glossary: options.Glossary = None,
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl, table, tsv, html or sarif.")] = "jsonl",
    min_severity: Annotated[str, typer.Option("--min-severity", help="info, warning or error.")] = "info",
    fail_on: options.FailOn = "none",
    checks: Annotated[
        str, typer.Option("--checks", help="General checks: all, none, or names such as numbers,links.")
    ] = "none",
    out: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    options.check_fail_on(fail_on)
    from qantara.translate.check_job import LEVELS, CheckJob, write_flags

    if format not in FORMATS:
        raise UsageError(f"no format {format!r}; there are: {', '.join(FORMATS)}")
    if min_severity not in LEVELS:
        raise UsageError(f"--min-severity takes {', '.join(LEVELS)}, not {min_severity!r}")
    job = CheckJob.of(pairs, target, glossary, checks, min_severity)
    with output(out) as file:
        write_flags(job, format, file)
    console.note(job.summary())
    if fail_on != "none" and job.worst >= LEVELS.index(fail_on):
        raise typer.Exit(1)
