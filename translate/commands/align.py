"""``qantara align``: which sentences of two texts say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qantara.models.errors import UsageError
from qantara.translate.commands import options
from qantara.translate.commands.console import Console, output

HELP = """Align an Arabic text with an English version of it, sentence by sentence.

    \b
    qantara align article.ar.txt article.en.txt --format tsv -o pairs.tsv
    qantara align ar.txt en.txt --one-per-line --source-translation mt.txt --format beads
    qantara align law.ar.txt law.en.txt --min-score 0.9 --format tmx -o law.tmx
"""
FORMATS = ("beads", "tsv", "tmx", "jsonl", "html")


def align(
    source: Annotated[
        Path,
        typer.Argument(metavar="SOURCE", help="The Arabic text, of any format that ‘run’ reads.", show_default=False),
    ],
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="The English text, likewise.", show_default=False)],
    source_translation: Annotated[
        Path | None,
        typer.Option(
            "--source-translation", metavar="FILE", help="SOURCE in English, line for line: saves translating."
        ),
    ] = None,
    one_per_line: Annotated[bool, typer.Option("--one-per-line", help="A line is a sentence; do not split.")] = False,
    beads: Annotated[str, typer.Option("--beads", help='Shapes allowed, as "1-1,1-2,2-1", or auto.')] = "auto",
    format: Annotated[str, typer.Option("--format", "-f", help="beads, tsv, tmx, jsonl or html.")] = "beads",
    min_score: Annotated[
        float, typer.Option("--min-score", min=0.0, max=1.0, help="Leave out beads of less confidence.")
    ] = 0.0,
    model: options.Model = "auto",
    backend: options.Backend = "auto",
    threads: options.Threads = 0,
    out: options.Output = None,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    console = Console(quiet)
    options.apply_offline(offline)
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}; there are: {', '.join(FORMATS)}")
    from qantara.translate.alignment_job import AlignmentJob, read_side, write_alignment

    texts = read_side(source, "ar", one_per_line), read_side(target, "en", one_per_line)
    job = AlignmentJob(*texts, shapes=beads, min_score=min_score)
    if source_translation is not None:
        job.use_translation_file(source_translation)
    elif backend != "echo":
        engine = options.make_engine(console, model, backend, "auto", "auto", threads, 1, options.BATCH_TOKENS)
        with console.progress("translating") as progress:
            job.translate(engine, progress)
    result = job.align()
    with output(out) as file:
        write_alignment(result, format, file)
    console.note(result.summary())
