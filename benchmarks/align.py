"""F1, time and memory of the aligner on the gold documents, beside two baselines; then how it scales.

    PYTHONPATH=. python benchmarks/align.py [--scale N ...]

The shipped weights were fitted on these very documents: ``fit_alignment.py`` prints the figures left out.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from alignment_data import GOLD, Document, load_documents
from baselines import bleualign, gale_church

from qantara.align.alignment import align_sentences, evaluate
from qantara.align.bead import Bead

Aligner = Callable[[Sequence[str], Sequence[str], Sequence[str]], list[Bead]]
CORPUS = GOLD.parent.parent / "corpus"


def with_translation(source: Sequence[str], target: Sequence[str], translation: Sequence[str]) -> list[Bead]:
    return align_sentences(source, target, source_translation=translation)


def without_translation(source: Sequence[str], target: Sequence[str], _: Sequence[str]) -> list[Bead]:
    return align_sentences(source, target)


ALIGNERS: dict[str, Aligner] = {
    "qantara, with translation": with_translation,
    "qantara, without": without_translation,
    "after Bleualign": bleualign,
    "Gale-Church, 1 to 8": gale_church,
}


def in_fresh_process(function: Callable[..., object], *arguments: object) -> object:
    """Run where nothing else has yet been allocated, so that peak memory is the function's own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def on_gold(name: str) -> str:
    documents = load_documents()
    began = time.perf_counter()
    aligned = {d.name: ALIGNERS[name](d.source, d.target, d.translation) for d in documents}
    seconds = time.perf_counter() - began
    cells = []
    for kind in dict.fromkeys(d.kind for d in documents):
        chosen = [d for d in documents if d.kind == kind]
        score = evaluate([d.gold for d in chosen], [aligned[d.name] for d in chosen])
        cells.append(f"{kind} strict {score.strict.f1:.3f} lax {score.lax.f1:.3f}")
    return f"{name:26} {'  '.join(cells)}  {seconds:6.1f} s  {peak_megabytes():5.0f} MB"


def corpus_lines() -> Iterator[str]:
    files = [*sorted((CORPUS / "authored").glob("*.tsv")), CORPUS / "train" / "bible_svd_web.tsv.gz"]
    for file in [*files, CORPUS / "train" / "ms_d365ops.tsv.gz"]:
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            yield from lines


def long_document(length: int) -> Document:
    """Parallel sentences in a row, one in ten split in two, one in fifty left out of the English.

    The "translation" is the English with two words in five gone.
    """
    chosen = random.Random(1)
    made = Document("long", [], [], [], [])
    for line in chain.from_iterable(corpus_lines() for _ in range(10)):
        arabic, english = line.rstrip("\n").split("\t")[:2]
        words, luck = english.split(), chosen.random()
        half = len(words) // 2
        split = luck < 0.1 and half > 4
        parts = [" ".join(words[:half]), " ".join(words[half:])] if split else [english]
        parts = [] if luck > 0.98 else parts
        first = len(made.target)
        made.gold.append(Bead((len(made.source),), tuple(range(first, first + len(parts))), 1.0))
        made.source.append(arabic)
        made.translation.append(" ".join(word for word in words if chosen.random() > 0.4))
        made.target.extend(parts)
        if len(made.source) == length:
            break
    return made


def at_scale(length: int) -> str:
    document = long_document(length)
    before, began = peak_megabytes(), time.perf_counter()
    beads = align_sentences(document.source, document.target, source_translation=document.translation)
    seconds = time.perf_counter() - began
    score = evaluate([document.gold], [beads])
    memory = f"{peak_megabytes():5.0f} MB, {before:.0f} of them the texts"
    return f"{length:7} x {len(document.target):<7} strict {score.strict.f1:.3f}  {seconds:6.1f} s  {memory}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scale", type=int, nargs="*", default=[1000, 3000, 10_000])
    chosen = options.parse_args()
    if GOLD.is_dir():
        for name in ALIGNERS:
            print(in_fresh_process(on_gold, name), flush=True)
    else:
        print("skipped: no gold documents at ../shared/eval/alignar-dev")
    if (CORPUS / "authored").is_dir():
        for length in chosen.scale:
            print(in_fresh_process(at_scale, length), flush=True)
    else:
        print("skipped: no parallel text at ../shared/corpus for the scaling run")


if __name__ == "__main__":
    main()
