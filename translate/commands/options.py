"""Options that several commands share, so that they are spelt and explained alike everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qantara.models.errors import UsageError
from qantara.translate.batching import BATCH_TOKENS as BATCH_TOKENS
from qantara.translate.commands.console import Console

if TYPE_CHECKING:
    from qantara.models.translator import Translator
    from qantara.translate.engine import TranslationEngine

Model = Annotated[
    str,
    typer.Option("--model", "-m", metavar="NAME|FOLDER", help="auto, opus-big, opus, starter, or a model folder."),
]
Backend = Annotated[
    str,
    typer.Option("--backend", metavar="NAME", help="auto, ctranslate2, transformers, or echo (returns the source)."),
]
Precision = Annotated[
    str,
    typer.Option(
        "--precision", metavar="NAME", help="int8, float16, float32 …; auto is int8, or float32 with transformers."
    ),
]
Device = Annotated[
    str, typer.Option("--device", metavar="NAME", help="cpu, cuda or mps; auto is cuda if there is one, else cpu.")
]
Threads = Annotated[int, typer.Option("--threads", min=0, help="CPU threads; 0 takes the physical cores.")]
Beam = Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is fastest.")]
BatchTokens = Annotated[int, typer.Option("--batch-tokens", min=1, help="Source pieces in one batch.")]
Offline = Annotated[bool, typer.Option("--offline", help="Never touch the network (as HF_HUB_OFFLINE=1).")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes and no progress on stderr.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout.", dir_okay=False)
]
Glossary = Annotated[
    Path | None, typer.Option("--glossary", "-g", metavar="FILE", help="Term base: CSV, TSV, TBX, JSON or YAML.")
]
Field = Annotated[
    str | None, typer.Option("--field", metavar="NAME", help="What to translate of JSON lines or TSV: a key or column.")
]
GlossaryMode = Annotated[
    str, typer.Option("--glossary-mode", metavar="MODE", help="check names, or repair them in the translation as well.")
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="LEVEL", help="Exit 1 on flags of this severity: error, warning or none.")
]

EPILOG_EXIT = "Exit codes: 0 clean, 1 flags at --fail-on, 2 usage, 3 bad input, 4 model missing, 130 interrupted."


def apply_offline(offline: bool) -> None:
    """Tell the hub's library, which reads this when it is imported."""
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"


def check_fail_on(level: str) -> str:
    """Raises UsageError unless ``level`` is one of the three."""
    if level not in ("error", "warning", "none"):
        raise UsageError(f"--fail-on takes error, warning or none, not {level!r}")
    return level


def check_glossary_mode(mode: str, glossary: Path | None) -> str:
    """Raises UsageError unless ``mode`` is one of the two, and there is a glossary to repair by."""
    if mode not in ("check", "repair"):
        raise UsageError(f"--glossary-mode takes check or repair, not {mode!r}")
    if mode == "repair" and glossary is None:
        raise UsageError("--glossary-mode repair needs the right names: add --glossary FILE")
    return mode


def load_translator(
    console: Console, model: str, backend: str, precision: str = "auto", device: str = "auto", threads: int = 0
) -> Translator:
    """Load a model, and say which one it is if the user left the choice to us."""
    from qantara.models.load import Engine, load

    translator = load(model, Engine(backend, precision, device, threads))
    if model == "auto" and translator.backend != "echo":
        console.note(f"Model: {translator.name} ({translator.backend}, {translator.precision}).")
        if translator.name == "starter":
            console.note(
                "It is small and gives the gist only. A far better one, once: qantara models download opus-big"
            )
    return translator


def make_engine(
    console: Console, model: str, backend: str, precision: str, device: str, threads: int, beam: int, batch_tokens: int
) -> TranslationEngine:
    """A translation engine from the options of a command."""
    from qantara.models.translator import Decoding
    from qantara.translate.engine import EngineSettings, TranslationEngine

    translator = load_translator(console, model, backend, precision, device, threads)
    return TranslationEngine(translator, EngineSettings(Decoding(beam=beam), batch_tokens))
