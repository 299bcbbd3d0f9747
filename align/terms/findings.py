"""What the check knows of each pair: the names that came out right, and the flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Span
from qantara.align.terms.checker import Checker


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


def examine(checker: Checker, pairs: Sequence[SentencePair]) -> list[Findings]:
    """Check an article's pairs, which are in document order; one ``Findings`` for each of them."""
    flags: dict[str, list[EntityFlag]] = defaultdict(list)
    for flag in checker.check(pairs):
        flags[flag.pair_id].append(flag)
    found = []
    for pair in pairs:
        renderings = tuple(
            Rendering(
                settled.term.entry.id,
                (settled.mention.start, settled.mention.end),
                settled.occurrence.span,
                pair.target[slice(*settled.occurrence.span)],
            )
            for settled in checker.settled(pair)
        )
        found.append(Findings(pair, renderings, tuple(flags[pair.id])))
    return found
