"""Score the entity check: how many spoilt names it catches, how many clean ones it flags, which kinds it names.

    python benchmarks/entities.py [--set FOLDER]… [--speed] [--show]

A set is a folder with ``glossary.csv``, ``pairs.jsonl`` and ``labels.jsonl`` (one object a pair: ``id``, ``label``).
Without ``--set`` it scores the repository's own labelled set and, where it is there, ``../shared/eval/entities-dev``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Severity
from qantara.align.term import TermEntry
from qantara.align.terms.base import term_base
from qantara.align.terms.checker import Checker
from qantara.align.terms.formats import load_term_base

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "golden" / "entities"
SHARED = ROOT.parent / "shared" / "eval" / "entities-dev"

# The kind a reviewer should read for each way of spoiling a name. Spelling the Arabic out letter by letter is a
# misspelling: the right words are meant and the letters are wrong.
KIND_OF_LABEL = {
    "omitted": "omitted",
    "swapped": "wrong_entity",
    "misspelt": "misspelt",
    "untranslated": "untranslated",
    "transliterated": "misspelt",
    "lowercased": "miscased",
}


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Pairs with, for each, ``clean``, ``none`` (no mention), a way of spoiling, or a kind."""

    name: str
    glossary: Path
    pairs: list[SentencePair]
    labels: dict[str, str]


def read_set(folder: Path) -> LabelledSet:
    """Read a labelled set."""
    labels = {row["id"]: row["label"] for row in _rows(folder / "labels.jsonl")}
    pairs = [
        SentencePair(row["id"], row["translation"]["ar"], row["translation"]["en"])
        for row in _rows(folder / "pairs.jsonl")
    ]
    return LabelledSet(folder.name, folder / "glossary.csv", pairs, labels)


def _rows(path: Path) -> Iterator[dict]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def score(labelled: LabelledSet, show: bool) -> None:
    """Print the table of a set."""
    checker = Checker(load_term_base(labelled.glossary))
    serious: dict[str, list[EntityFlag]] = {}
    for flag in checker.check(labelled.pairs):
        if flag.severity.rank >= Severity.WARNING.rank:
            serious.setdefault(flag.pair_id, []).append(flag)
    totals, caught, named = Counter(), Counter(), Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    for pair in labelled.pairs:
        label = labelled.labels[pair.id]
        flags = serious.get(pair.id, [])
        totals[label] += 1
        caught[label] += bool(flags)
        wanted = KIND_OF_LABEL.get(label, label)
        named[label] += any(flag.kind == wanted for flag in flags)
        confusion[label, flags[0].kind.value if flags else "—"] += 1
        wrong = bool(flags) if label in ("clean", "none") else not any(flag.kind == wanted for flag in flags)
        if show and wrong:
            print(f"  {pair.id} [{label}] {pair.source} | {pair.target}")
            for flag in flags:
                print(
                    f"      {flag.kind} {flag.found!r} expected {flag.expected[0]!r} {flag.confidence}: {flag.reason}"
                )
    _print_table(labelled.name, totals, caught, named, confusion)


def _print_table(
    name: str, totals: Counter[str], caught: Counter[str], named: Counter[str], confusion: Counter[tuple[str, str]]
) -> None:
    print(f"\n{name}: {sum(totals.values())} pairs")
    print(f"{'label':<16}{'pairs':>7}{'flagged':>9}{'%':>8}{'kind right':>12}  kinds named")
    for label in sorted(totals):
        kinds = ", ".join(f"{kind} {n}" for (row, kind), n in confusion.most_common() if row == label)
        share = 100 * caught[label] / totals[label]
        right = "" if label in ("clean", "none") else f"{100 * named[label] / totals[label]:.1f}"
        print(f"{label:<16}{totals[label]:>7}{caught[label]:>9}{share:>8.1f}{right:>12}  {kinds}")
    spoilt = [label for label in totals if label not in ("clean", "none")]
    count = sum(totals[label] for label in spoilt)
    if count:
        print(
            f"spoilt caught {100 * sum(caught[label] for label in spoilt) / count:.1f}%, "
            f"kind right {100 * sum(named[label] for label in spoilt) / count:.1f}% of {count}"
        )


def speed(terms: int, pairs: int) -> None:
    """Time ``terms`` made-up terms against ``pairs`` made-up pairs; one pair in two mentions a term."""
    random.seed(7)
    arabic = [_word("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 2, 7) for _ in range(20000)]
    english = [_word("abcdefghijklmnopqrstuvwxyz", 2, 8) for _ in range(20000)]
    entries = []
    for number in range(terms):
        size = random.choice((1, 1, 2, 2, 3))
        source = " ".join(_word("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 5, 8) for _ in range(size))
        target = " ".join(_word("abcdefghijklmnopqrstuvwxyz", 5, 9).capitalize() for _ in range(size))
        entries.append(TermEntry(f"t{number}", (source,), target))
    start = time.process_time()
    checker = Checker(term_base(entries))
    built = time.process_time() - start
    made = list(_pairs(entries, arabic, english, pairs))
    start = time.process_time()
    flags = sum(1 for _ in checker.check(made))
    spent = time.process_time() - start
    print(
        f"\n{terms} terms, {pairs} pairs: built in {built:.1f} s, checked in {spent:.1f} s of one core, {flags} flags"
    )


def _word(alphabet: str, shortest: int, longest: int) -> str:
    return "".join(random.choices(alphabet, k=random.randint(shortest, longest)))


def _pairs(entries: list[TermEntry], arabic: list[str], english: list[str], count: int) -> Iterator[SentencePair]:
    for number in range(count):
        source, target = random.choices(arabic, k=20), random.choices(english, k=24)
        if number % 2:
            entry = random.choice(entries)
            source[8] = entry.source_forms[0]
            if number % 20 != 1:
                target[10] = entry.target_preferred
        yield SentencePair(str(number), " ".join(source) + ".", "The " + " ".join(target) + ".")


def main() -> int:
    """Score the sets asked for, or those that are there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", type=Path, help="a folder with a labelled set")
    parser.add_argument("--speed", action="store_true", help="time 10,000 terms against 100,000 pairs")
    parser.add_argument("--show", action="store_true", help="print every pair judged wrongly")
    options = parser.parse_args()
    for folder in options.set or [OWN, SHARED]:
        if (folder / "labels.jsonl").exists():
            score(read_set(folder), options.show)
        else:
            print(f"{folder}: skipped, no labels.jsonl there")
    if options.speed:
        speed(10_000, 100_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
