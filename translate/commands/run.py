"""``qantara run``: an article to English, aligned, checked, and written out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console

HELP = """Translate articles, align the sentences, check the names, and write everything out.

    \b
    qantara run article.txt --out out/
    qantara run *.txt --out out/ --glossary names.csv --fail-on error
    qantara run article.txt --out out/ --glossary names.csv --glossary-mode repair
    qantara run article.txt --out out/ --model opus-big --formats tmx,html --json | jq .counts
"""


def run(
    articles: Annotated[
        list[Path],
        typer.Argument(
            metavar="ARTICLE…",
            help="Text, Markdown, HTML, Word, subtitles, JSON lines or TSV; .gz and .zst.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the files; made if need be.")],
    glossary: options.Glossary = None,
    glossary_mode: options.GlossaryMode = "check",
    formats: Annotated[
        str, typer.Option("--formats", help="Which files to write; flags and manifest always are.")
    ] = "txt,tmx,tsv,jsonl,html",
    field: options.Field = None,
    model: options.Model = "auto",
    backend: options.Backend = "auto",
    precision: options.Precision = "auto",
    device: options.Device = "auto",
    threads: options.Threads = 0,
    beam: options.Beam = 4,
    batch_tokens: options.BatchTokens = options.BATCH_TOKENS,
    fail_on: options.FailOn = "none",
    as_json: Annotated[bool, typer.Option("--json", help="Print each article's manifest instead of paths.")] = False,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    options.check_fail_on(fail_on)
    options.check_glossary_mode(glossary_mode, glossary)
    options.apply_offline(offline)
    from qantara.align.terms import load_checker
    from qantara.translate.document import unique_stems
    from qantara.translate.formats import read_article_document
    from qantara.translate.job import Job
    from qantara.translate.outputs import parse_formats, prepare_folder
    from qantara.translate.repair import Repairer

    wanted = parse_formats(formats)
    documents = [read_article_document(path, field) for path in articles]
    unique_stems(documents)
    checker = load_checker(glossary) if glossary else None
    prepare_folder(out)
    engine = options.make_engine(console, model, backend, precision, device, threads, beam, batch_tokens)
    repairer = Repairer(engine, checker) if checker and glossary_mode == "repair" else None
    job = Job(engine, checker, out, wanted, repairer)
    worst = 0
    for document in documents:
        if document.encoding != "utf-8":
            console.note(f"{document.name}: read as {document.encoding}.")
        with console.progress(document.stem) as progress:
            done = job.run(document, progress)
        worst = max(worst, done.worst)
        console.note(done.summary())
        for line in [json.dumps(done.record, ensure_ascii=False)] if as_json else map(str, done.files):
            print(line)
        sys.stdout.flush()
    if fail_on != "none" and worst >= {"warning": 1, "error": 2}[fail_on]:
        raise typer.Exit(1)
