"""The entity check over a stream of sentence pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Kind, Severity
from qantara.align.terms.arabic import MatchingForm, matching_form
from qantara.align.terms.base import TermBase
from qantara.align.terms.english import EnglishText
from qantara.align.terms.finder import Mention, MentionFinder
from qantara.align.terms.judging.others import NameIndex, NamePlace
from qantara.align.terms.judging.sentence import Sentence, WordAligner, settled_at_sight
from qantara.align.terms.judging.term import Term, compile_term
from qantara.align.terms.judging.verdict import flags


@dataclass(frozen=True, slots=True)
class Settings:
    """What the check looks at.

    Attributes:
        neighbours: whether a name that is missing here but to spare in the pair before or after is only a remark.
        extras: whether glossary names that the Arabic does not mention are remarked on.
    """

    neighbours: bool = True
    extras: bool = True


@dataclass(frozen=True, slots=True)
class _Read:
    pair: SentencePair
    form: MatchingForm
    mentions: list[Mention]


class Checker:
    """Judges pairs against a term base. Compiling 10,000 terms takes about a second; keep the checker."""

    def __init__(self, base: TermBase, settings: Settings | None = None) -> None:
        self.base = base
        self.settings = settings or Settings()
        self._finder = MentionFinder(base)
        self._terms = [compile_term(entry) for entry in base.entries]
        self._names = NameIndex(self._terms)
        self._numbers = {entry.id: number for number, entry in enumerate(base.entries)}

    def check(
        self, pairs: Iterable[SentencePair], *, word_alignment: WordAligner | None = None
    ) -> Iterator[EntityFlag]:
        """Flags in document order; holds three pairs at a time.

        Args:
            pairs: in document order, so that a pair's neighbours are its neighbours.
            word_alignment: called only for pairs with a name that has no accepted form in the English; without it
                the place of a name is worked out from the words around it.
        """
        before: _Read | None = None
        current: _Read | None = None
        for pair in pairs:
            form = matching_form(pair.source)
            after = _Read(pair, form, self._finder.find_in(form))
            if current is not None:
                yield from self._judge(before, current, after, word_alignment)
            before, current = current, after
        if current is not None:
            yield from self._judge(before, current, None, word_alignment)

    def _judge(
        self, before: _Read | None, read: _Read, after: _Read | None, align: WordAligner | None
    ) -> Iterator[EntityFlag]:
        others = self._others(read)
        found: list[EntityFlag] = []
        if read.mentions and not settled_at_sight(read.pair.target, read.mentions, self._terms):
            sentence = Sentence(read.pair, read.form, read.mentions, self._terms, align)
            for flag in flags(sentence, others):
                found.append(self._with_neighbours(flag, before, after))
        yield from found
        if self.settings.extras and others:
            yield from self._extras(read, others, found)

    def _others(self, read: _Read) -> list[tuple[Term, NamePlace]]:
        mentioned = {number for mention in read.mentions for number in mention.entries}
        accepted = {form.text for number in mentioned for form in self._terms[number].accepted}
        return [
            (self._terms[place.term], place)
            for place in self._names.find(read.pair.target)
            if place.term not in mentioned and read.pair.target[place.span[0] : place.span[1]] not in accepted
        ]

    def _with_neighbours(self, flag: EntityFlag, before: _Read | None, after: _Read | None) -> EntityFlag:
        if flag.kind is not Kind.OMITTED or not self.settings.neighbours:
            return flag
        number = self._numbers[flag.term_id]
        if any(self._to_spare(read, number) for read in (before, after) if read is not None):
            return replace(
                flag,
                severity=Severity.INFO,
                confidence=round(flag.confidence * 0.3, 3),
                reason="The name stands in the neighbouring pair instead; the alignment may be off by a sentence.",
            )
        return flag

    def _to_spare(self, read: _Read, number: int) -> bool:
        english = EnglishText(read.pair.target)
        term = self._terms[number]
        count = sum(len(english.occurrences(form, term.entry.case_sensitive)) for form in term.accepted)
        return count > sum(number in mention.entries for mention in read.mentions)

    def _extras(
        self, read: _Read, others: list[tuple[Term, NamePlace]], found: list[EntityFlag]
    ) -> Iterator[EntityFlag]:
        used = [flag.target_span for flag in found if flag.target_span is not None]
        for term, place in others:
            if any(span[0] < place.span[1] and place.span[0] < span[1] for span in used):
                continue
            yield EntityFlag(
                pair_id=read.pair.id,
                kind=Kind.EXTRA,
                severity=Severity.INFO,
                term_id=term.entry.id,
                source_span=None,
                target_span=place.span,
                expected=(),
                found=read.pair.target[place.span[0] : place.span[1]],
                suggestion=None,
                confidence=0.3,
                reason="A name of the glossary stands in the English and the Arabic does not mention it.",
            )
