"""``qantara glossary``: look after a term base."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from qantara.align.flag import Severity
from qantara.models.errors import UsageError
from qantara.translate.commands import options
from qantara.translate.commands.console import Console, line_writer, output

app = typer.Typer(
    no_args_is_help=True,
    help="""Validate, convert and grow a term base.

    \b
    qantara glossary validate names.csv
    qantara glossary convert names.csv names.tbx
    qantara glossary suggest out/article.pairs.jsonl --glossary names.csv
    """,
    rich_markup_mode=None,
)

File = Annotated[Path, typer.Argument(metavar="GLOSSARY", help="CSV, TSV, TBX, JSON or YAML.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@app.command()
def validate(
    glossary: File,
    fail_on: options.FailOn = "error",
    as_json: AsJson = False,
    out: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Name the entries that will not work or will cry wolf, with file and line."""
    options.check_fail_on(fail_on)
    from qantara.align.terms import load_term_base
    from qantara.align.terms.lint import lint, located

    base = load_term_base(glossary)
    findings = lint(base)
    with output(out) as file:
        write = line_writer(file)
        for finding in findings:
            write(json.dumps(asdict(finding), ensure_ascii=False) if as_json else located(finding, base))
    Console(quiet).note(f"{glossary}: {len(base)} entries, {len(findings)} findings.")
    worst = max((finding.severity.rank for finding in findings), default=-1)
    if fail_on != "none" and worst >= Severity(fail_on).rank:
        raise typer.Exit(1)


def _writers() -> dict[str, Callable[..., None]]:
    from qantara.align.terms.formats import write_csv, write_tbx, write_tsv

    return {".csv": write_csv, ".tsv": write_tsv, ".tbx": write_tbx}


@app.command()
def convert(
    glossary: File,
    to: Annotated[Path, typer.Argument(metavar="TO", help="A .csv, .tsv or .tbx file to write.")],
    quiet: options.Quiet = False,
) -> None:
    """Write a term base in another format."""
    from qantara.align.terms import load_term_base

    writer = _writers().get(to.suffix.lower())
    if writer is None:
        raise UsageError(f"cannot write {to.suffix or 'a file without suffix'}; can write: {', '.join(_writers())}")
    base = load_term_base(glossary)
    writer(base, to)
    Console(quiet).note(f"{to}: {len(base)} entries.")


@app.command()
def stats(glossary: File, as_json: AsJson = False, out: options.Output = None) -> None:
    """Count entries, forms and types."""
    from qantara.align.terms import load_term_base
    from qantara.align.terms.base import stats as count

    counts = count(load_term_base(glossary))
    with output(out) as file:
        write = line_writer(file)
        for line in [json.dumps(counts)] if as_json else [f"{name:20} {n:8}" for name, n in counts.items()]:
            write(line)


@app.command()
def suggest(
    pairs: Annotated[Path, typer.Argument(metavar="PAIRS", help="A corpus, as for ‘check’.")],
    target: Annotated[Path | None, typer.Argument(metavar="[TARGET]", help="The English text.")] = None,
    glossary: options.Glossary = None,
    at_least: Annotated[int, typer.Option("--at-least", min=1, help="Pairs that must hold both sides.")] = 2,
    as_json: AsJson = False,
    out: options.Output = None,
    quiet: options.Quiet = False,
) -> None:
    """Propose entries: names that stand opposite the same Arabic again and again. A person decides."""
    from qantara.align.corpus import read_pairs
    from qantara.align.terms import load_term_base
    from qantara.align.terms.suggest import suggest_terms

    base = load_term_base(glossary) if glossary else None
    found = suggest_terms(read_pairs(pairs, target), base, at_least=at_least)
    with output(out) as file:
        write = line_writer(file)
        if not as_json:
            write("source\ttarget\tcount\tsource_count\ttarget_count\tscore\texamples")
        for one in found:
            row = [one.source, one.target, one.count, one.source_count, one.target_count, one.score]
            plain = "\t".join(map(str, [*row, " ".join(one.examples)]))
            write(json.dumps(asdict(one), ensure_ascii=False) if as_json else plain)
    Console(quiet).note(f"{len(found)} suggestions.")
