"""``qantara translate``: a filter from Arabic to English, a line for a line."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console, line_writer, output

HELP = """Translate text: one paragraph (line) of English for each paragraph of Arabic, in order.

    \b
    qantara translate article.txt -o article.en.txt
    cat article.txt | qantara translate > article.en.txt
    qantara translate --model opus-big --beam 6 a.txt b.txt
    qantara translate --glossary names.csv --glossary-mode repair < article.txt > article.en.txt
"""


def _all_lines(files: list[Path]) -> Iterator[str]:
    from qantara.translate.lines import read_lines

    for path in files:
        yield from read_lines(path)


def translate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE…|-]", help="Text files; stdin if none.", show_default=False)
    ] = None,
    out: options.Output = None,
    glossary: options.Glossary = None,
    glossary_mode: options.GlossaryMode = "check",
    model: options.Model = "auto",
    backend: options.Backend = "auto",
    precision: options.Precision = "auto",
    device: options.Device = "auto",
    threads: options.Threads = 0,
    beam: options.Beam = 4,
    batch_tokens: options.BatchTokens = 1024,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    options.apply_offline(offline)
    options.check_glossary_mode(glossary_mode, glossary)
    from qantara.align.terms import load_checker
    from qantara.translate.repair import Repairer
    from qantara.translate.stream import translate_lines

    paths = files or [Path("-")]
    lines: Iterable[str] = _all_lines(paths)
    interactive = paths == [Path("-")] and sys.stdin.isatty()
    if not interactive:
        lines = _first_line_read(lines)  # bad input is reported before a model is loaded
    checker = load_checker(glossary) if glossary else None
    engine = options.make_engine(console, model, backend, precision, device, threads, beam, batch_tokens)
    repairer = Repairer(engine, checker, mend=glossary_mode == "repair") if checker else None
    warned: deque[str] = deque(maxlen=1)
    count = flagged = repaired = 0
    with output(out) as file, console.progress("translating") as progress:
        write = line_writer(file)
        for number, result in enumerate(translate_lines(lines, engine, 1 if interactive else None, repairer), 1):
            write(result.english)
            progress(number, number)
            count += len(result.warnings)
            flagged, repaired = flagged + result.flagged, repaired + result.repaired
            warned.extend(f"line {number}: {w.kind.replace('_', ' ')} ({w.detail})" for w in result.warnings)
    if flagged:
        console.note(_names_note(flagged, repaired, glossary_mode))
    if count:
        console.note(f"{count} translation warnings, the last at {warned[0]}. ‘qantara run’ lists them all.")


def _names_note(flagged: int, repaired: int, mode: str) -> str:
    if mode == "check":
        return f"{flagged} names look wrong. ‘--glossary-mode repair’ tries to put them right."
    return f"{repaired} of {flagged} names that looked wrong were repaired."


def _first_line_read(lines: Iterable[str]) -> Iterator[str]:
    """The same lines, the first one read now."""
    stream = iter(lines)
    first = next(stream, None)

    def again() -> Iterator[str]:
        if first is not None:
            yield first
            yield from stream

    return again()
