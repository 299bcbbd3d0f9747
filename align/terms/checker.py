"""The entity check over a stream of sentence pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Kind, Severity, Span
from qantara.align.terms.arabic import MatchingForm, matching_form
from qantara.align.terms.base import TermBase
from qantara.align.terms.consistency import Renderings
from qantara.align.terms.english import EnglishText
from qantara.align.terms.finder import Mention, MentionFinder
from qantara.align.terms.judging.others import NameIndex, NamePlace
from qantara.align.terms.judging.sentence import Sentence, Settled, WordAligner, overlaps, settled_at_sight
from qantara.align.terms.judging.term import Term, compile_term
from qantara.align.terms.judging.verdict import flags
from qantara.align.terms.traces.place import expected_place


@dataclass(frozen=True, slots=True)
class Settings:
    """What the check looks at.

    Attributes:
        neighbours: whether a name that is missing here but to spare in the pair before or after is only a remark.
        extras: whether glossary names that the Arabic does not mention are remarked on.
        consistency: whether a second accepted form in one article is remarked on.
        article_of: the article of a pair, from its id; None if all pairs are of one article.
    """

    neighbours: bool = True
    extras: bool = True
    consistency: bool = True
    article_of: Callable[[str], str] | None = None


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
        run = _Run(self, word_alignment)
        before: _Read | None = None
        current: _Read | None = None
        for pair in pairs:
            form = matching_form(pair.source)
            after = _Read(pair, form, self._finder.find_in(form))
            if current is not None:
                yield from self._unwaived(run.judge(before, current, after))
            before, current = current, after
        if current is not None:
            yield from self._unwaived(run.judge(before, current, None))

    def _unwaived(self, flags: Iterable[EntityFlag]) -> Iterator[EntityFlag]:
        return (flag for flag in flags if flag.kind not in self.base[flag.term_id].waived)

    def settled(self, pair: SentencePair) -> list[Settled]:
        """The mentions of a pair that came out right, each with the English that renders it."""
        form = matching_form(pair.source)
        mentions = self._finder.find_in(form)
        return Sentence(pair, form, mentions, self._terms).settled if mentions else []

    def expected_offset(self, pair: SentencePair, source_span: Span) -> int:
        """Where in the English a mention that nothing stands for ought to be: a word's start, or the text's end.

        Args:
            pair: the pair.
            source_span: of a mention in its Arabic, as in its flag.
        """
        form = matching_form(pair.source)
        mentions = self._finder.find_in(form)
        mention = next(mention for mention in mentions if (mention.start, mention.end) == source_span)
        sentence = Sentence(pair, form, mentions, self._terms)
        place = max(0, round(expected_place(sentence, mention)))
        tokens = sentence.english.tokens
        return tokens[place].start if place < len(tokens) else len(pair.target)


class _Run:
    """One pass of a checker over a stream, with what it remembers of the article."""

    def __init__(self, checker: Checker, align: WordAligner | None) -> None:
        self._settings = checker.settings
        self._terms = checker._terms
        self._names = checker._names
        self._numbers = checker._numbers
        self._align = align
        self._article = ""
        self._renderings = Renderings()

    def judge(self, before: _Read | None, read: _Read, after: _Read | None) -> Iterator[EntityFlag]:
        others = self._others(read)
        found: list[EntityFlag] = []
        if read.mentions:
            self._turn_page(read.pair)
            if settled_at_sight(read.pair.target, read.mentions, self._terms):
                found.extend(self._noted_at_sight(read))
            else:
                sentence = Sentence(read.pair, read.form, read.mentions, self._terms, self._align)
                found.extend(self._noted(sentence))
                found.extend(self._with_neighbours(flag, before, after) for flag in flags(sentence, others))
        yield from found
        if self._settings.extras and others:
            yield from self._extras(read, others, found)

    def _turn_page(self, pair: SentencePair) -> None:
        article = self._settings.article_of(pair.id) if self._settings.article_of else ""
        if article != self._article:
            self._article, self._renderings = article, Renderings()

    def _noted_at_sight(self, read: _Read) -> Iterator[EntityFlag]:
        for mention in read.mentions:
            term = self._terms[mention.entries[0]]
            start = read.pair.target.find(term.preferred.text)
            yield from self._note(
                read.pair, term, mention, term.preferred.text, (start, start + len(term.preferred.text))
            )

    def _noted(self, sentence: Sentence) -> Iterator[EntityFlag]:
        for done in sentence.settled:
            yield from self._note(sentence.pair, done.term, done.mention, done.occurrence.form, done.occurrence.span)

    def _note(self, pair: SentencePair, term: Term, mention: Mention, form: str, span: Span) -> Iterator[EntityFlag]:
        if self._settings.consistency and len(term.accepted) > 1:
            flag = self._renderings.note(pair, term, mention, form, span)
            if flag is not None:
                yield flag

    def _others(self, read: _Read) -> list[tuple[Term, NamePlace]]:
        """Names of the base in the English that are neither mentioned in the Arabic nor part of one that is."""
        places = self._names.find(read.pair.target)
        if not places:
            return []
        mentioned = {number for mention in read.mentions for number in mention.entries}
        accepted = [f" {form.text} " for number in mentioned for form in self._terms[number].accepted]
        return [
            (self._terms[place.term], place)
            for place in places
            if place.term not in mentioned
            and not any(f" {read.pair.target[slice(*place.span)]} " in form for form in accepted)
        ]

    def _with_neighbours(self, flag: EntityFlag, before: _Read | None, after: _Read | None) -> EntityFlag:
        if flag.kind is not Kind.OMITTED or not self._settings.neighbours:
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
        """Whether a pair's English has a term more often than its Arabic mentions it."""
        english = EnglishText(read.pair.target)
        term = self._terms[number]
        count = max(len(english.occurrences(form, term.entry.case_sensitive)) for form in term.accepted)
        return count > sum(number in mention.entries for mention in read.mentions)

    def _extras(
        self, read: _Read, others: list[tuple[Term, NamePlace]], found: list[EntityFlag]
    ) -> Iterator[EntityFlag]:
        used = [flag.target_span for flag in found if flag.target_span is not None]
        for term, place in others:
            if not any(overlaps(span, place.span) for span in used):
                yield _extra(read.pair, term, place)


def _extra(pair: SentencePair, term: Term, place: NamePlace) -> EntityFlag:
    return EntityFlag(
        pair_id=pair.id,
        kind=Kind.EXTRA,
        severity=Severity.INFO,
        term_id=term.entry.id,
        source_span=None,
        target_span=place.span,
        expected=(),
        found=pair.target[slice(*place.span)],
        suggestion=None,
        confidence=0.3,
        reason="A name of the glossary stands in the English and the Arabic does not mention it.",
    )
