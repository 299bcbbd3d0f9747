"""``qantara evaluate``: how good a translation or an alignment is, by the field's own measures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from qantara.translate.commands import options
from qantara.translate.commands.console import Console, line_writer, output

app = typer.Typer(
    no_args_is_help=True,
    help="""Score a translation model or an alignment.

    \b
    qantara evaluate translation --source dev.ar --reference dev.en --model starter
    qantara evaluate alignment gold/ test/
    """,
    rich_markup_mode=None,
)
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


@app.command()
def translation(
    source: Annotated[Path, typer.Option("--source", "-s", help="Arabic, one segment a line.", show_default=False)],
    reference: Annotated[Path, typer.Option("--reference", "-r", help="English, line for line.", show_default=False)],
    model: options.Model = "auto",
    backend: options.Backend = "auto",
    precision: options.Precision = "auto",
    device: options.Device = "auto",
    threads: options.Threads = 0,
    beam: options.Beam = 4,
    batch_tokens: options.BatchTokens = options.BATCH_TOKENS,
    as_json: AsJson = False,
    out: options.Output = None,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
) -> None:
    """BLEU, chrF and chrF++ of a model on a test set, with sacreBLEU's signatures."""
    console = Console(quiet)
    options.apply_offline(offline)
    from qantara.translate.scoring import read_test_set, score_translation

    test_set = read_test_set(source, reference)
    engine = options.make_engine(console, model, backend, precision, device, threads, beam, batch_tokens)
    with console.progress("translating") as progress:
        report = score_translation(engine, test_set, progress)
    with output(out) as file:
        line_writer(file)(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if as_json else report.as_text())


@app.command()
def alignment(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A ladder file, or a folder of them.")],
    test: Annotated[Path, typer.Argument(metavar="TEST", help="The same for the alignment to judge.")],
    as_json: AsJson = False,
    out: options.Output = None,
) -> None:
    """Precision, recall and F1 of an alignment, strict and lax, as Vecalign defines them."""
    from qantara.translate.scoring import score_alignment

    report = score_alignment(gold, test)
    with output(out) as file:
        line_writer(file)(json.dumps(report.as_json(), indent=2) if as_json else report.as_text())
