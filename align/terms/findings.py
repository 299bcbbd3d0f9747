"""What the check knows of each pair: the names that came out right, and the flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Span
from qantara.align.terms.checker import Checker
from qantara.align.terms.consistency import inconsistent_names
from qantara.align.terms.judging.sentence import Settled


@dataclass(frozen=True, slots=True)
class Rendering:
    """A mention that came out right: where it stands on both sides, and the English it has."""

    term_id: str
    source_span: Span
    target_span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one pair."""

    pair: SentencePair
    renderings: tuple[Rendering, ...]
    flags: tuple[EntityFlag, ...]

    @property
    def mentions(self) -> int:
        """Names of the term base in the Arabic, right or wrong."""
        return len({r.source_span for r in self.renderings} | {f.source_span for f in self.flags if f.source_span})


def _rendering(pair: SentencePair, settled: Settled) -> Rendering:
    span = settled.occurrence.span
    return Rendering(
        settled.term.entry.id, (settled.mention.start, settled.mention.end), span, pair.target[slice(*span)]
    )


def _all_flags(checker: Checker | None, pairs: Sequence[SentencePair]) -> Iterator[EntityFlag]:
    """Flags of the term base, then names without an entry that the article renders in several ways."""
    known: set[tuple[str, Span | None]] = set()
    if checker is not None:
        for flag in checker.check(pairs):
            known.add((flag.pair_id, flag.source_span))
            yield flag
    for flag in inconsistent_names(pairs):
        if (flag.pair_id, flag.source_span) not in known:
            yield flag


def examine(checker: Checker | None, pairs: Sequence[SentencePair]) -> list[Findings]:
    """Check an article's pairs, which are in document order; one ``Findings`` for each of them.

    Without a checker only names that are rendered in several ways are found.
    """
    flags: dict[str, list[EntityFlag]] = defaultdict(list)
    for flag in _all_flags(checker, pairs):
        flags[flag.pair_id].append(flag)
    return [
        Findings(
            pair,
            tuple(_rendering(pair, settled) for settled in checker.settled(pair)) if checker else (),
            tuple(flags[pair.id]),
        )
        for pair in pairs
    ]
