"""A corpus and a glossary to flags."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from qantara.align.bead import SentencePair
from qantara.align.checks import CHECKS, run_checks
from qantara.align.corpus import read_pairs
from qantara.align.flag import CheckKind, Flag, Severity
from qantara.align.page import PageData, PageParagraph, PageRow, render_report
from qantara.align.terms import Checker, TermBase, load_checker
from qantara.align.terms.consistency import inconsistent_names
from qantara.align.terms.report.sarif import sarif_log
from qantara.align.terms.report.text import jsonl_lines, tsv_lines
from qantara.models.errors import UsageError
from qantara.translate.report import marks_of, page_flags
from qantara.translate.signature import product_version

LEVELS = tuple(str(severity) for severity in sorted(Severity, key=lambda s: s.rank))
_CHUNK = 2000  # pairs whose flags are put in order together, so that a corpus of any size streams

Judged = tuple[Flag, SentencePair, int]


def parse_checks(text: str) -> tuple[CheckKind, ...]:
    """``numbers,links``, ``all`` or ``none`` to kinds.

    Raises:
        UsageError: an unknown name.
    """
    if text in ("all", "none"):
        return tuple(CHECKS) if text == "all" else ()
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {str(kind): kind for kind in CHECKS}
    for name in names:
        if name not in known:
            raise UsageError(f"no check {name!r}; there are: all, none, {', '.join(known)}")
    return tuple(known[name] for name in names)


@dataclass
class CheckJob:
    """Checks a corpus; counts what it lets through.

    Attributes:
        pairs: in document order.
        corpus: what they were read from.
        checker: the entity check, if there is a glossary.
        checks: the general checks to run beside it.
        least: lowest rank of severity that is reported.
        counts: flags reported, by severity.
    """

    pairs: Iterable[SentencePair]
    corpus: str
    checker: Checker | None = None
    checks: tuple[CheckKind, ...] = ()
    least: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    read: int = 0

    @classmethod
    def of(cls, path: Path, target: Path | None, glossary: Path | None, checks: str, least: str) -> CheckJob:
        """A job from files.

        Raises:
            UsageError: an unknown check.
            InputError: the corpus or the glossary cannot be read.
        """
        kinds = parse_checks(checks)
        checker = load_checker(glossary) if glossary else None
        return cls(read_pairs(path, target), str(path), checker, kinds, LEVELS.index(least))

    @property
    def base(self) -> TermBase | None:
        return self.checker.base if self.checker else None

    @property
    def worst(self) -> int:
        """Rank of the gravest flag reported."""
        return max((LEVELS.index(level) for level in self.counts), default=0)

    def _numbered(self, seen: dict[str, tuple[SentencePair, int]]) -> Iterator[SentencePair]:
        for number, pair in enumerate(self.pairs, 1):
            self.read = number
            seen[pair.id] = (pair, number)
            yield pair

    def flags(self) -> Iterator[Judged]:
        """Flags with their pairs and the pairs' numbers in the corpus, in the order of the corpus."""
        seen: dict[str, tuple[SentencePair, int]] = {}
        stream = self._numbered(seen)
        checker = self.checker
        if checker is None and not self.checks:
            found: Iterator[Flag] = inconsistent_names(stream)
        elif checker is None:
            found = run_checks(stream, self.checks)
        elif not self.checks:
            found = iter(checker.check(stream))
        else:
            found = self._both(stream, checker)
        for flag in found:
            if flag.severity.rank >= self.least:
                self.counts[str(flag.severity)] += 1
                yield flag, *seen[flag.pair_id]
            while len(seen) > 2 * _CHUNK:
                del seen[next(iter(seen))]

    def _both(self, stream: Iterator[SentencePair], checker: Checker) -> Iterator[Flag]:
        """Names and the rest, a chunk of pairs at a time."""
        while chunk := list(islice(stream, _CHUNK)):
            order = {pair.id: number for number, pair in enumerate(chunk)}
            found: list[Flag] = [*checker.check(chunk), *run_checks(chunk, self.checks)]
            yield from sorted(found, key=lambda flag: order[flag.pair_id])

    def summary(self) -> str:
        """One line for a person."""
        told = ", ".join(f"{self.counts[level]} {level}" for level in reversed(LEVELS))
        return f"{self.corpus}: {self.read} pairs, flags: {told}."


def _table(job: CheckJob) -> Iterator[str]:
    yield f"{'pair':14} {'severity':9} {'kind':14} {'found':24} expected\n"
    for flag, pair, _ in job.flags():
        mention = pair.source[slice(*flag.source_span)] if flag.source_span else "-"
        expected = flag.expected[0] if flag.expected else "-"
        found = (flag.found or "-").replace("\n", " ")
        row = f"{flag.pair_id:14} {flag.severity!s:9} {flag.kind!s:14} {found:24} {expected}  \u2068{mention}\u2069"
        yield row.rstrip() + "\n"


def _page(job: CheckJob) -> PageData:
    """A page of the flagged pairs."""
    flagged: dict[str, tuple[SentencePair, list[Flag]]] = {}
    for flag, pair, _ in job.flags():
        flagged.setdefault(pair.id, (pair, []))[1].append(flag)
    rows = tuple(
        PageRow(pair.id, pair.source, pair.target, pair.score, *marks_of(flags), page_flags(flags, pair.source))
        for pair, flags in flagged.values()
    )
    facts = (("Pairs", str(job.read)), *((level.title(), str(job.counts[level])) for level in reversed(LEVELS)))
    signature = f"glossary:{job.base.sha256[:12] if job.base else 'none'}|version:{product_version()}"
    return PageData(job.corpus, signature, facts, (PageParagraph(0, rows),) if rows else ())


def _lines(job: CheckJob, make: Callable[..., Iterator[str]]) -> Iterator[str]:
    yield from make(((flag, pair) for flag, pair, _ in job.flags()), job.base)


def write_flags(job: CheckJob, format: str, file: BinaryIO) -> None:
    """Run the job and write what it finds."""
    lines: Iterable[str]
    if format == "sarif":
        log = sarif_log(job.flags(), job.corpus, product_version(), job.base)
        lines = (json.dumps(log, ensure_ascii=False, indent=2) + "\n",)
    elif format == "html":
        lines = (render_report(_page(job)),)
    elif format == "table":
        lines = _table(job)
    else:
        lines = _lines(job, jsonl_lines if format == "jsonl" else tsv_lines)
    for line in lines:
        file.write(line.encode())
