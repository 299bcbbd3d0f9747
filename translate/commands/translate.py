"""``qantara translate``: a filter from Arabic to English, a line for a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console, output

HELP = """Translate text: one paragraph (line) of English for each paragraph of Arabic, in order.

    \b
    qantara translate article.txt -o article.en.txt
    cat article.txt | qantara translate > article.en.txt
    qantara translate --model opus-big --beam 6 a.txt b.txt
    qantara translate report.docx -o report.en.docx
    qantara translate --glossary names.csv --glossary-mode repair < article.txt > article.en.txt
"""


def translate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…|-]", help="Text files, or one with a structure; stdin if none.", show_default=False
        ),
    ] = None,
    out: options.Output = None,
    field: options.Field = None,
    glossary: options.Glossary = None,
    glossary_mode: options.GlossaryMode = "check",
    model: options.Model = "auto",
    backend: options.Backend = "auto",
    precision: options.Precision = "auto",
    device: options.Device = "auto",
    threads: options.Threads = 0,
    beam: options.Beam = 4,
    batch_tokens: options.BatchTokens = options.BATCH_TOKENS,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    options.apply_offline(offline)
    options.check_glossary_mode(glossary_mode, glossary)
    from qantara.align.terms import load_checker
    from qantara.translate.repair import Repairer
    from qantara.translate.translation_job import Tally, open_source

    source = open_source(files or [Path("-")], field)
    checker = load_checker(glossary) if glossary else None
    engine = options.make_engine(console, model, backend, precision, device, threads, beam, batch_tokens)
    repairer = Repairer(engine, checker, mend=glossary_mode == "repair") if checker else None
    tally = Tally()
    with output(out) as file, console.progress("translating") as progress:
        for part in source.translated(engine, repairer, tally):
            file.write(part)
            if source.interactive:
                file.flush()
            progress(tally.lines, source.total)
    for note in tally.notes(repairing=glossary_mode == "repair"):
        console.note(note)
