"""The verdict on one mention that has no accepted form in the English: what happened, how sure, how bad."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qantara.align.flag import EntityFlag, Kind, Severity, Span
from qantara.align.terms.base import accepted_forms
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging import traces
from qantara.align.terms.judging.others import NamePlace
from qantara.align.terms.judging.sense import SURE_ENOUGH, certainty
from qantara.align.terms.judging.sentence import Sentence, overlaps
from qantara.align.terms.judging.term import Term
from qantara.align.terms.judging.traces import Trace


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happened to a mention: the kind, where, how bad if the mention means the term, and how sure."""

    kind: Kind
    trace: Trace | None
    severity: Severity
    confidence: float
    reason: str


def judge(sentence: Sentence, mention: Mention, term: Term, others: list[tuple[Term, NamePlace]]) -> Verdict:
    """The likeliest explanation, from the surest kind of trace to the absence of any."""
    for step in _STEPS:
        verdict = step(sentence, mention, term, others)
        if verdict is not None:
            return verdict
    return Verdict(
        Kind.OMITTED, None, Severity.ERROR, 0.85, "The name is in the Arabic and nothing stands for it in the English."
    )


Others = list[tuple[Term, NamePlace]]
_Step = Callable[[Sentence, Mention, Term, Others], Verdict | None]


def _untranslated(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = traces.arabic_left(sentence, mention)
    if trace is None:
        return None
    return Verdict(Kind.UNTRANSLATED, trace, Severity.ERROR, 0.98, "The Arabic was left standing in the English.")


def _forbidden(sentence: Sentence, _mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = traces.forbidden(sentence, term)
    if trace is None:
        return None
    return Verdict(Kind.FORBIDDEN, trace, Severity.ERROR, 0.97, "The glossary forbids this form.")


def _miscased(sentence: Sentence, _mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = traces.miscased(sentence, term)
    if trace is None:
        return None
    return Verdict(Kind.MISCASED, trace, Severity.WARNING, 0.9, "The words are right but the capitals are not.")


def _misspelt(sentence: Sentence, mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = traces.misspelt(sentence, term, mention)
    if trace is None:
        return None
    return Verdict(
        Kind.MISSPELT, trace, Severity.ERROR, 0.6 + 0.35 * trace.score, f"It is close to {trace.form} but not the same."
    )


def _spelt_out(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = traces.spelt_out(sentence, mention)
    if trace is None or traces.explained(sentence, mention, trace.first, trace.last):
        return None
    return Verdict(
        Kind.MISSPELT,
        trace,
        Severity.ERROR,
        0.5 + 0.4 * trace.score,
        "The Arabic was spelt out in Latin letters instead of the accepted form.",
    )


def _other_term(sentence: Sentence, mention: Mention, term: Term, others: Others) -> Verdict | None:
    here = sentence.relative_place(mention)
    total = max(1, len(sentence.pair.target))
    free = [
        (abs(sum(place.span) / 2 / total - here), other, place)
        for other, place in others
        if other is not term and all(not overlaps(done.occurrence.span, place.span) for done in sentence.settled)
    ]
    if not free:
        return None
    _, other, place = min(free, key=lambda item: item[0])
    trace = Trace(place.span, -1, -1, 1.0, other.preferred.text)
    return Verdict(
        Kind.WRONG_ENTITY,
        trace,
        Severity.ERROR,
        0.9,
        f"{other.preferred.text}, another name of the glossary, stands in its place.",
    )


def _literal(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = traces.literal(sentence, mention)
    if trace is None:
        return None
    return Verdict(Kind.LITERAL, trace, Severity.WARNING, 0.6, "The name was translated as ordinary words.")


def _stranger(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = traces.stranger(sentence, mention)
    if trace is None:
        return None
    return Verdict(
        Kind.WRONG_ENTITY,
        trace,
        Severity.ERROR,
        0.75,
        "A name that the Arabic does not account for stands in its place.",
    )


_STEPS: tuple[_Step, ...] = (
    _untranslated,
    _forbidden,
    _miscased,
    _misspelt,
    _other_term,
    _spelt_out,
    _literal,
    _stranger,
)


def flags(sentence: Sentence, others: Others) -> Iterator[EntityFlag]:
    """Flags of all open mentions of a sentence, in reading order."""
    for mention, candidates in sentence.open:
        term = candidates[0]
        verdict = judge(sentence, mention, term, others)
        if _rendered_before(sentence, candidates) and verdict.kind in (Kind.OMITTED, Kind.WRONG_ENTITY, Kind.LITERAL):
            # A second mention may be a pronoun, or be left out.
            continue
        sure = certainty(mention, term, sentence.form, sentence.english, sentence.pair.source)
        if verdict.trace is not None and verdict.trace.first >= 0:
            sentence.claim(verdict.trace.first, verdict.trace.last)
        yield _flag(sentence, mention, term, verdict, sure)


def _rendered_before(sentence: Sentence, candidates: tuple[Term, ...]) -> bool:
    return any(done.term in candidates for done in sentence.settled)


def _flag(sentence: Sentence, mention: Mention, term: Term, verdict: Verdict, sure: float) -> EntityFlag:
    span: Span | None = verdict.trace.span if verdict.trace else None
    return EntityFlag(
        pair_id=sentence.pair.id,
        kind=verdict.kind,
        severity=verdict.severity if sure >= SURE_ENOUGH else Severity.INFO,
        term_id=term.entry.id,
        source_span=(mention.start, mention.end),
        target_span=span,
        expected=accepted_forms(term.entry),
        found=sentence.pair.target[span[0] : span[1]] if span else None,
        suggestion=term.preferred.text,
        confidence=round(verdict.confidence * sure, 3),
        reason=verdict.reason,
    )
