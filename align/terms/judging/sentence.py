"""One sentence pair while it is being judged: its mentions, its English words, and which of them are spoken for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qantara.align.bead import SentencePair
from qantara.align.flag import Span
from qantara.align.terms.arabic import MatchingForm
from qantara.align.terms.english import EnglishText, Fit, Occurrence
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import letters
from qantara.align.terms.lexicon import glosses


@dataclass(frozen=True, slots=True)
class Link:
    """Arabic characters and the English characters that translate them, with a probability in [0, 1]."""

    source: Span
    target: Span
    score: float = 1.0


WordAligner = Callable[[SentencePair], Sequence[Link]]


@dataclass(frozen=True, slots=True)
class Settled:
    """A mention and the accepted form that renders it."""

    mention: Mention
    term: Term
    occurrence: Occurrence


class Sentence:
    """The state of one pair.

    Attributes:
        pair, form: the pair and the matching form of its Arabic.
        english: its English, tokenised.
        settled: mentions rendered rightly.
        open: mentions without an accepted form, each with the terms it may be.
    """

    def __init__(
        self,
        pair: SentencePair,
        form: MatchingForm,
        mentions: Sequence[Mention],
        terms: Sequence[Term],
        align: WordAligner | None = None,
    ) -> None:
        self.pair = pair
        self.form = form
        self.mentions = mentions
        self.english = EnglishText(pair.target)
        self.settled: list[Settled] = []
        self.open: list[tuple[Mention, tuple[Term, ...]]] = []
        self._taken: set[int] = set()
        self._align = align
        self._settle([(mention, tuple(terms[number] for number in mention.entries)) for mention in mentions])

    def free(self, first: int, last: int) -> bool:
        """Whether no token from ``first`` to ``last`` belongs to a settled name."""
        return self._taken.isdisjoint(range(first, last + 1))

    def claim(self, first: int, last: int) -> None:
        """Give tokens to a name, so that no other mention claims them."""
        self._taken.update(range(first, last + 1))

    @cached_property
    def links(self) -> list[tuple[Span, int, float]]:
        """The word alignment's links, if there is one: Arabic span, English token, probability."""
        if self._align is None:
            return []
        starts = [token.start for token in self.english.tokens]
        return [
            (link.source, max(0, bisect_right(starts, link.target[0]) - 1), link.score)
            for link in self._align(self.pair)
        ]

    @cached_property
    def anchors(self) -> list[tuple[float, float]]:
        """Pairs (Arabic word number, English token number) that surely belong together."""
        found: list[tuple[float, float]] = []
        starts = [self.form.original_span(start, start + 1)[0] for start in self.form.starts]
        for done in self.settled:
            word = max(0, bisect_right(starts, done.mention.start) - 1)
            found.append((word, (done.occurrence.first + done.occurrence.last) / 2))
        places: dict[str, list[int]] = {}
        for place, token in enumerate(self.english.tokens):
            places.setdefault(letters(token.text[: token.end - token.start]), []).append(place)
        for number, name in enumerate(self.form.text.split()):
            hits = [place for gloss in glosses(name) for place in places.get(gloss, ())]
            if len(hits) == 1:
                found.append((number, hits[0]))
        return found

    def _settle(self, mentions: list[tuple[Mention, tuple[Term, ...]]]) -> None:
        # Longest names first: the Sea of Azov takes its Azov before Azov looks for one.
        order = sorted(range(len(mentions)), key=lambda n: -max(len(term.preferred.text) for term in mentions[n][1]))
        left = []
        for number in order:
            mention, terms = mentions[number]
            if not self._take(mention, terms):
                left.append(number)
        for number in sorted(left):
            mention, terms = mentions[number]
            if not self._shared(mention, terms):
                self.open.append((mention, terms))

    def _take(self, mention: Mention, terms: tuple[Term, ...]) -> bool:
        for term in terms:
            for occurrence in self._occurrences(term):
                if self.free(occurrence.first, occurrence.last):
                    self.claim(occurrence.first, occurrence.last)
                    self.settled.append(Settled(mention, term, occurrence))
                    return True
        return False

    def _occurrences(self, term: Term) -> list[Occurrence]:
        found = [
            occurrence
            for form in term.accepted
            for occurrence in self.english.occurrences(form, term.entry.case_sensitive)
            if occurrence.fit is not Fit.CASE
        ]
        return sorted(found, key=lambda occurrence: (occurrence.first - occurrence.last, occurrence.first))

    def _shared(self, mention: Mention, terms: tuple[Term, ...]) -> bool:
        """Whether a longer name that holds this one is there: *Elon Musk* serves a second ماسك too."""
        for done in self.settled:
            if done.mention.form != mention.form and f" {mention.form} " not in f" {done.mention.form} ":
                continue
            for term in terms:
                inside = [
                    o
                    for o in self._occurrences(term)
                    if o.first >= done.occurrence.first and o.last <= done.occurrence.last
                ]
                if inside:
                    self.settled.append(Settled(mention, term, inside[0]))
                    return True
        return False


def settled_at_sight(target: str, mentions: Sequence[Mention], terms: Sequence[Term]) -> bool:
    """Whether every mention's preferred form stands in the English letter for letter, each in a place of its own.

    The usual case, told without tokenising; a no means only that a closer look is needed.
    """
    taken: list[Span] = []
    forms = sorted((terms[mention.entries[0]].preferred.text for mention in mentions), key=len, reverse=True)
    for form in forms:
        span = _free_place(target, form, taken)
        if span is None:
            return False
        taken.append(span)
    return True


def _free_place(target: str, form: str, taken: list[Span]) -> Span | None:
    start = target.find(form)
    while start >= 0:
        end = start + len(form)
        alone = not (target[start - 1 : start].isalnum() or target[end : end + 1].isalnum())
        if alone and not any(overlaps((start, end), other) for other in taken):
            return start, end
        start = target.find(form, start + 1)
    return None


def overlaps(one: Span, other: Span) -> bool:
    """Whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
