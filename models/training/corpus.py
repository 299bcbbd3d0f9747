"""From corpus files to clean, de-duplicated pairs, with a count of what each filter removed."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qantara.models.normalise import normalise_source, normalise_target
from qantara.models.training.config import CorpusSet, Recipe, RecipeError
from qantara.models.training.filters import rejected_by

Pair = tuple[str, str]


@dataclass
class SetReport:
    """Pairs read, kept, and removed by each filter, for one set."""

    name: str
    read: int = 0
    kept: int = 0
    removed: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.removed.most_common())
        return f"{self.name:24} {self.read:7} read {self.kept:7} kept  {reasons}"


def files_of(path: Path) -> list[Path]:
    """The TSV files of a set, sorted by name so that a run can be repeated."""
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if p.name.endswith((".tsv", ".tsv.gz")))
    else:
        found = [path] if path.exists() else []
    if not found:
        raise RecipeError(f"no .tsv or .tsv.gz file at {path}")
    return found


def read_pairs(path: Path) -> Iterator[Pair]:
    """Raw pairs of one file; further columns are ignored, lines without a tab are skipped."""
    opener = gzip.open if path.name.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            columns = line.rstrip("\r\n").split("\t")
            if len(columns) >= 2:
                yield columns[0], columns[1]


def fingerprint(text: str) -> str:
    """A form under which copies of a sentence meet, whatever their case, spacing and punctuation."""
    return "".join(c for c in text.casefold() if c.isalnum())


def held_out_fingerprints(paths: Iterable[Path]) -> set[str]:
    """Fingerprints of all lines of the evaluation texts, either language: none may be learnt from."""
    seen: set[str] = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for normalise in (normalise_source, normalise_target):
                mark = fingerprint(normalise(line))
                if len(mark) > 12:
                    seen.add(mark)
    return seen


def clean(name: str, entry: CorpusSet, held_out: set[str], seen: set[str]) -> tuple[list[Pair], SetReport]:
    """Normalise, filter and de-duplicate one set; ``seen`` carries over from set to set."""
    report, pairs = SetReport(name), []
    for path in files_of(entry.path):
        for raw_source, raw_target in read_pairs(path):
            report.read += 1
            source, target = normalise_source(raw_source), normalise_target(raw_target)
            reason = rejected_by(source, target)
            marks = fingerprint(source), fingerprint(target)
            if reason is None and (marks[0] in held_out or marks[1] in held_out):
                reason = "in_evaluation_set"
            if reason is None and "|".join(marks) in seen:
                reason = "duplicate"
            if reason is None and entry.names and not (target.isascii() and target[0].isupper()):
                reason = "not_a_name"
            if reason:
                report.removed[reason] += 1
                continue
            seen.add("|".join(marks))
            pairs.append((source, target))
    report.kept = len(pairs)
    return pairs, report


def clean_all(recipe: Recipe) -> tuple[dict[str, list[Pair]], list[SetReport]]:
    """All sets of a recipe, capped (a seeded sample) where the recipe says so."""
    held_out, seen = held_out_fingerprints(recipe.held_out), set[str]()
    sets, reports = {}, []
    for name, entry in recipe.sets.items():
        pairs, report = clean(name, entry, held_out, seen)
        if entry.cap is not None and len(pairs) > entry.cap:
            pairs = random.Random(f"{recipe.schedule.seed}-{name}").sample(pairs, entry.cap)
            report.removed["over_cap"] = report.kept - len(pairs)
            report.kept = len(pairs)
        sets[name] = pairs
        reports.append(report)
    return sets, reports
