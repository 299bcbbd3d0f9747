"""Speed, memory and cold start of the translation engine, beside what one would use instead. Ratios within one run.

    PYTHONPATH=. python benchmarks/translate.py [--sentences N] [--gigabyte] [--json FILE]

``opus``: the architecture of opus-mt-ar-en with random weights, every hypothesis of the same forced length.
``starter``: the embedded model on real sentences, which end where the model ends them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from stand_in import make_opus_like

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "models" / "training" / "data"
FORCED, BEAM, BATCH_TOKENS = 32, 4, 1024


@dataclass(frozen=True)
class Row:
    """One line of the table: ``value`` in ``unit``, against what is asked."""

    what: str
    value: float
    unit: str
    wanted: str = ""


def corpus() -> list[tuple[str, str]]:
    """The authored pairs."""
    lines = (line for path in sorted(CORPUS.glob("*.tsv")) for line in path.open(encoding="utf-8"))
    return [(source, target.rstrip("\n")) for source, target in (line.split("\t") for line in lines)]


def sentences(count: int) -> list[str]:
    """Authored Arabic sentences of mixed length, drawn evenly from all files."""
    return random.Random(1).sample([source for source, _ in corpus()], count)


def rate(count: int, work: Callable[[], object]) -> float:
    """Sentences a second."""
    began = time.perf_counter()
    work()
    return count / (time.perf_counter() - began)


def transformers_rates(folder: Path, texts: list[str], threads: int) -> tuple[float, float]:
    """``generate`` sentence by sentence on a few, and the best of several batch sizes, sorted by length."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(threads)
    model: Any = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer: Any = MarianTokenizer.from_pretrained(folder)

    def generate(batch: list[str]) -> None:
        with torch.inference_mode():
            inputs = tokenizer(batch, return_tensors="pt", padding=True)
            limits = {"min_new_tokens": FORCED, "max_new_tokens": FORCED, "max_length": None}
            model.generate(**inputs, num_beams=BEAM, early_stopping=True, **limits)

    def batched(size: int, some: list[str]) -> None:
        ordered = sorted(some, key=len)
        for start in range(0, len(ordered), size):
            generate(ordered[start : start + size])

    generate(texts[:1])
    alone = rate(12, lambda: batched(1, texts[:12]))
    return alone, max(rate(64, lambda size=size: batched(size, texts[:64])) for size in (8, 16, 32, 64))


def translator_of(folder: Path | None, threads: int) -> Any:
    from qantara.models.load import Engine, load

    return load(str(folder) if folder else "starter", Engine(threads=threads), smoke=False)


def bare_rates(translator: Any, texts: list[str], forced: int | None) -> float:
    """CTranslate2 itself on pieces made and sorted before the clock starts; the better of its two ways to use cores."""
    import ctranslate2

    from qantara.models.convert import converted
    from qantara.models.locate import locate

    located = locate(translator.name)
    folder = located.folder / "ct2-int8" if located.embedded else converted(located, "int8")
    pieces = [[*p, "</s>"] for p in translator.tokenise([translator.normalise(text) for text in texts])]
    pieces.sort(key=len, reverse=True)
    threads = os.cpu_count() or 1
    best = 0.0
    for inter in {1, threads}:
        bare = ctranslate2.Translator(
            str(folder), compute_type="int8", inter_threads=inter, intra_threads=threads // inter
        )
        limit = forced or 2 * max(map(len, pieces)) + 24
        how: dict[str, Any] = {
            "beam_size": BEAM, "max_decoding_length": limit, "max_batch_size": BATCH_TOKENS, "batch_type": "tokens",
            "max_input_length": 0, "return_scores": True,
        }  # fmt: skip
        bare.translate_batch(pieces[:8], **how)
        best = max(best, rate(len(pieces), lambda bare=bare, how=how: bare.translate_batch(pieces, **how)))
    return best


def engine_rate(translator: Any, texts: list[str], forced: int | None, *, retry: bool = False) -> float:
    from qantara.models.translator import Decoding
    from qantara.translate.engine import EngineSettings, TranslationEngine
    from qantara.translate.stream import translate_lines

    decoding = Decoding(beam=BEAM)
    if forced:
        decoding = Decoding(beam=BEAM, max_length_factor=0.0, max_length_extra=forced)
    engine = TranslationEngine(translator, EngineSettings(decoding, BATCH_TOKENS, retry=retry))
    list(translate_lines(texts[:8], TranslationEngine(translator, engine.settings)))
    return rate(len(texts), lambda: list(translate_lines(texts, engine)))


_PEAK = """
import sys
heavy = sorted({'torch', 'transformers'} & set(sys.modules))
peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(int(peak.split()[1]) / 1024, *heavy, file=sys.stderr)
"""
_COMMAND = """
import sys
from qantara.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end
"""
# As the command does it, but for a model of random weights, which the command would refuse.
_LIBRARY = """
import sys
from qantara.models.load import Engine, load
from qantara.models.translator import Decoding
from qantara.translate.engine import EngineSettings, TranslationEngine
from qantara.translate.stream import translate_lines
settings = EngineSettings(Decoding(max_length_factor=0.0, max_length_extra=32), retry=False)
engine = TranslationEngine(load(sys.argv[1], Engine(), smoke=False), settings)
for line in translate_lines((line.rstrip() for line in sys.stdin), engine):
    print(line.english)
"""


def in_own_process(program: str, *arguments: str, lines: Path) -> tuple[float, float, str]:
    """A program over some lines: seconds, peak megabytes, and which heavy modules it imported."""
    began = time.perf_counter()
    with lines.open("rb") as stdin:
        done = subprocess.run(
            [sys.executable, "-c", program + _PEAK, *arguments],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    peak, *modules = done.stderr.strip().splitlines()[-1].split()
    return time.perf_counter() - began, float(peak), " ".join(modules)


def command(*arguments: str, lines: Path) -> tuple[float, float, str]:
    """``qantara translate`` in a process of its own."""
    return in_own_process(_COMMAND, "translate", "--quiet", *arguments, lines=lines)


@contextmanager
def text_of(size: int) -> Iterator[Path]:
    """A file of lines, so many bytes long; every line is different."""
    pool = sentences(4000)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        written = number = 0
        while written < size:
            part = "".join(f"{pool[(number + i) % 4000]} {number + i}\n" for i in range(1000))
            number += 1000
            written += len(part.encode())
            file.write(part)
        file.flush()
        yield Path(file.name)


def opus_rows(count: int, folder: Path, threads: int) -> Iterator[Row]:
    texts = sentences(count)
    alone, batched = transformers_rates(folder, texts, threads)
    translator = translator_of(folder, threads)
    bare = bare_rates(translator, texts, FORCED)
    ours = engine_rate(translator, texts, FORCED)
    yield Row("opus: transformers, one by one", alone, "sentences/s")
    yield Row("opus: transformers, best batch", batched, "sentences/s")
    yield Row("opus: CTranslate2 alone, pieces given", bare, "sentences/s")
    yield Row("opus: qantara, text to text", ours, "sentences/s")
    yield Row("opus: against one by one", ours / alone, "x", "≥ 8")
    yield Row("opus: against best batch", ours / batched, "x", "≥ 4")
    yield Row("opus: against CTranslate2 alone", ours / bare, "x", "≥ 0.95")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(text + "\n" for text in texts)
        file.flush()
        _, peak, modules = in_own_process(_LIBRARY, str(folder), lines=Path(file.name))
    yield Row("opus: peak memory, int8", peak, "MB", "≤ 520")
    assert not modules, f"the CTranslate2 path imported {modules}"


def starter_rows(count: int, threads: int) -> Iterator[Row]:
    texts = sentences(count)
    translator = translator_of(None, threads)
    bare = bare_rates(translator, texts, None)
    ours = engine_rate(translator, texts, None)
    guarded = engine_rate(translator, texts, None, retry=True)
    yield Row("starter: CTranslate2 alone, pieces given", bare, "sentences/s")
    yield Row("starter: qantara, without second attempts", ours, "sentences/s")
    yield Row("starter: qantara, text to text", guarded, "sentences/s")
    yield Row("starter: against CTranslate2 alone, no second attempts", ours / bare, "x", "≥ 0.95")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("وصل الوفد إلى القاهرة.\n")
        file.flush()
        seconds, peak, modules = min(command(lines=Path(file.name)) for _ in range(5))
    yield Row("starter: one sentence, cold", seconds, "s", "≤ 1.5")
    yield Row("starter: peak memory for it", peak, "MB")
    assert not modules, f"the CTranslate2 path imported {modules}"


def streaming_rows(large: int) -> Iterator[Row]:
    """The whole stream with a model that only echoes: what grows with the input would show."""
    with text_of(1 << 20) as lines:
        _, small_peak, _ = command("--backend", "echo", lines=lines)
    with text_of(large) as lines:
        seconds, large_peak, _ = command("--backend", "echo", lines=lines)
        count = sum(1 for _ in lines.open("rb"))
    yield Row("stream: peak memory, 1 MB of text", small_peak, "MB")
    yield Row(f"stream: more for {large >> 20} MB", large_peak - small_peak, "MB", "≤ 50")
    yield Row("stream: everything but the model", 1e6 * seconds / count, "µs/line")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=512)
    parser.add_argument("--gigabyte", action="store_true", help="stream 1 GB instead of 64 MB")
    parser.add_argument("--only", choices=("opus", "starter", "stream"))
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "opus-like", help="where the stand-in is kept")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    threads = len(os.sched_getaffinity(0))
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "opus": lambda: opus_rows(options.sentences, make_opus_like(options.folder, corpus()), threads),
        "starter": lambda: starter_rows(2 * options.sentences, threads),
        "stream": lambda: streaming_rows((1 << 30) if options.gigabyte else (64 << 20)),
    }
    machine = f"{platform.processor() or platform.machine()}, {threads} CPUs, Python {platform.python_version()}"
    print(f"{machine}\n\n| | measured | wanted |\n|---|---|---|")
    rows = []
    for name, part in parts.items():
        for row in part() if options.only in (None, name) else ():
            print(f"| {row.what} | {row.value:.2f} {row.unit} | {row.wanted} |", flush=True)
            rows.append(row)
    if options.json:
        options.json.write_text(json.dumps({"machine": machine, "rows": [asdict(r) for r in rows]}, indent=2) + "\n")


if __name__ == "__main__":
    main()
