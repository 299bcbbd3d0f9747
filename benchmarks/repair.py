"""What repair does: flags and warnings of an article before and after, and likeness to references with and without.

    python benchmarks/repair.py [--set FOLDER] [--limit N] [--model NAME] [--show]

The article is ``examples/musk-putin.ar.txt`` with its glossary. A set is a folder as in ``benchmarks/entities.py``; its
clean pairs are references, and only sentences that repair has changed are compared. Where names are left out of both
sides, the likeness shows what became of the rest of the sentence.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import sacrebleu

from qantara.align.segment import Segment
from qantara.align.terms import load_checker
from qantara.align.terms.base import accepted_forms
from qantara.align.terms.checker import Checker
from qantara.models.load import load
from qantara.translate.document import read_document
from qantara.translate.engine import Translation, TranslationEngine
from qantara.translate.pipeline import run_article
from qantara.translate.repair import Repairer, repair_counts

ROOT = Path(__file__).resolve().parent.parent
ARTICLE, GLOSSARY = ROOT / "examples" / "musk-putin.ar.txt", ROOT / "examples" / "glossary.csv"
SHARED = ROOT.parent / "shared" / "eval" / "entities-dev"


def article(engine: TranslationEngine) -> None:
    """Print the counts of the real article without repair and with it."""
    document, checker = read_document(ARTICLE), load_checker(GLOSSARY)
    for name, repairer in (("check", None), ("repair", Repairer(engine, checker))):
        result = run_article(document, engine, checker, repairer=repairer)
        counts = result.counts()
        wanted = {key: counts[key] for key in ("mentions", "flags_error", "flags_warning", "warnings")}
        print(f"{ARTICLE.name} {name}: {wanted} {result.repair or ''} {result.seconds['translate']:.1f} s")


def references(folder: Path, limit: int) -> dict[str, str]:
    """Arabic and English of the clean pairs."""
    rows = [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    clean = {row["id"] for row in rows if row["label"] == "clean"}
    rows = [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = {row["translation"]["ar"]: row["translation"]["en"] for row in rows if row["id"] in clean}
    return dict(list(pairs.items())[:limit])


def against_references(engine: TranslationEngine, folder: Path, limit: int, show: bool) -> None:
    """Print how near the changed sentences come to the references, before and after."""
    checker, wanted = load_checker(folder / "glossary.csv"), references(folder, limit)
    segments = [Segment(f"p{n}s1", text, "ar", n, 0, len(text)) for n, text in enumerate(wanted, 1)]
    old = list(engine.translate(segments))
    started = time.perf_counter()
    new = list(Repairer(engine, checker).repair(old))
    seconds = time.perf_counter() - started
    print(f"{folder.name}: {len(old)} sentences, {repair_counts(new)}, {seconds:.1f} s for the repair")
    changed = [(o, n) for o, n in zip(old, new, strict=True) if o.text != n.text]
    _compare("with names", changed, wanted, lambda text: text)
    _compare("names left out", changed, wanted, _nameless(checker))
    for o, n in changed if show else ():
        print(f"\n{o.segment.text}\n- {o.text}\n+ {n.text}\n= {wanted[o.segment.text]}")


def _nameless(checker: Checker) -> Callable[[str], str]:
    forms = sorted({form for entry in checker.base.entries for form in accepted_forms(entry)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, forms)))
    return lambda text: " ".join(pattern.sub(" ", text).split())


def _compare(
    name: str, changed: list[tuple[Translation, Translation]], wanted: dict[str, str], view: Callable[[str], str]
) -> None:
    expected = [[view(wanted[o.segment.text]) for o, _ in changed]]
    for when, texts in (("before", (o.text for o, _ in changed)), ("after", (n.text for _, n in changed))):
        print(f"  {name}, {len(changed)} changed, {when}: chrF {_chrf(map(view, texts), expected):.1f}")


def _chrf(texts: Iterable[str], expected: list[list[str]]) -> float:
    return float(sacrebleu.corpus_chrf(list(texts), expected).score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, default=SHARED)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--model", default="starter")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    engine = TranslationEngine(load(arguments.model))
    article(engine)
    if arguments.set.is_dir():
        against_references(engine, arguments.set, arguments.limit, arguments.show)


if __name__ == "__main__":
    main()
