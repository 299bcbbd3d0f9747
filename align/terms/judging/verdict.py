"""The verdict on one mention that has no accepted form in the English: what happened, how sure, how bad."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qantara.align.flag import EntityFlag, Kind, Severity, Span
from qantara.align.terms.base import accepted_forms
from qantara.align.terms.english import SMALL_WORDS
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.loose import Looser, loosely_rendered, other_reading, shortened
from qantara.align.terms.judging.others import NamePlace
from qantara.align.terms.judging.sense import SURE_ENOUGH, certainty
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.lexicon import is_common_english
from qantara.align.terms.traces.place import expected_place, explained, stranger
from qantara.align.terms.traces.plain import arabic_left, forbidden, half_literal, literal, miscased
from qantara.align.terms.traces.spelling import misspelt, other_romanisation, spelt_out
from qantara.align.terms.traces.trace import Trace, trace_of

# Below this a mention is taken for an ordinary word, and nothing is said.
_HARDLY = 0.3
# Another term of the base counts as standing in a name's place if it is within so many words of it.
_REACH = 12.0


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
    trace = arabic_left(sentence, mention)
    if trace is None:
        return None
    return Verdict(Kind.UNTRANSLATED, trace, Severity.ERROR, 0.98, "The Arabic was left standing in the English.")


def _forbidden(sentence: Sentence, _mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = forbidden(sentence, term)
    if trace is None:
        return None
    return Verdict(Kind.FORBIDDEN, trace, Severity.ERROR, 0.97, "The glossary forbids this form.")


def _miscased(sentence: Sentence, _mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = miscased(sentence, term)
    if trace is None:
        return None
    return Verdict(Kind.MISCASED, trace, Severity.WARNING, 0.9, "The words are right but the capitals are not.")


def _misspelt(sentence: Sentence, mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = misspelt(sentence, term, mention)
    if trace is None:
        return None
    found = sentence.pair.target[trace.span[0] : trace.span[1]]
    if other_romanisation(mention, trace.form, found):
        reason = f"It is another usual spelling of {trace.form}, which the glossary does not list."
        return Verdict(Kind.MISSPELT, trace, Severity.INFO, 0.4, reason)
    reason = f"It is close to {trace.form} but not the same."
    return Verdict(Kind.MISSPELT, trace, Severity.ERROR, 0.6 + 0.35 * trace.score, reason)


def _shortened(sentence: Sentence, mention: Mention, term: Term, _others: Others) -> Verdict | None:
    return _remark(Kind.OMITTED, shortened(sentence, term, mention))


def _other_reading(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    return _remark(Kind.WRONG_ENTITY, other_reading(sentence, mention))


def _remark(kind: Kind, looser: Looser | None) -> Verdict | None:
    if looser is None:
        return None
    place = looser.occurrence
    trace = Trace(place.span, place.first, place.last, 1.0, place.form)
    return Verdict(kind, trace, Severity.INFO, 0.3, looser.remark)


def _spelt_out(sentence: Sentence, mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = spelt_out(sentence, mention)
    if trace is None or (trace.score < 0.8 and explained(sentence, mention, trace.first, trace.last)):
        return None
    found = sentence.pair.target[trace.span[0] : trace.span[1]]
    if other_romanisation(mention, term.preferred.text, found):
        reason = f"It is another usual spelling of {term.preferred.text}, which the glossary does not list."
        return Verdict(Kind.MISSPELT, trace, Severity.INFO, 0.4, reason)
    reason = "The Arabic was spelt out in Latin letters instead of the accepted form."
    return Verdict(Kind.MISSPELT, trace, Severity.ERROR, 0.5 + 0.4 * trace.score, reason)


def _other_term(sentence: Sentence, mention: Mention, term: Term, others: Others) -> Verdict | None:
    wanted = expected_place(sentence, mention)
    best: tuple[float, Trace] | None = None
    for other, place in others:
        tokens = sentence.english.tokens_at(place.span)
        if other is term or tokens is None or not sentence.free(*tokens) or explained(sentence, mention, *tokens):
            continue
        distance = abs((tokens[0] + tokens[1]) / 2 - wanted)
        if distance <= _REACH and (best is None or distance < best[0]):
            best = distance, trace_of(sentence.english, *tokens, 1.0, other.preferred.text)
    if best is None:
        return None
    reason = f"{best[1].form}, another name of the glossary, stands in its place."
    return Verdict(Kind.WRONG_ENTITY, best[1], Severity.ERROR, 0.9, reason)


def _literal(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = literal(sentence, mention)
    if trace is None:
        return None
    return Verdict(Kind.LITERAL, trace, Severity.WARNING, 0.6, "The name was translated as ordinary words.")


def _half_literal(sentence: Sentence, mention: Mention, term: Term, _others: Others) -> Verdict | None:
    trace = half_literal(sentence, mention, term)
    if trace is None:
        return None
    return Verdict(Kind.LITERAL, trace, Severity.WARNING, 0.8, "A part of the name was translated as an ordinary word.")


def _stranger(sentence: Sentence, mention: Mention, _term: Term, _others: Others) -> Verdict | None:
    trace = stranger(sentence, mention)
    if trace is None:
        return None
    reason = "A name that the Arabic does not account for stands in its place."
    return Verdict(Kind.WRONG_ENTITY, trace, Severity.ERROR, 0.75, reason)


_STEPS: tuple[_Step, ...] = (
    _untranslated,
    _forbidden,
    _miscased,
    _misspelt,
    _half_literal,
    _shortened,
    _other_reading,
    _spelt_out,
    _other_term,
    _literal,
    _stranger,
)


def flags(sentence: Sentence, others: Others) -> Iterator[EntityFlag]:
    """Flags of all open mentions of a sentence, in reading order."""
    waiting = []
    for mention, candidates in sentence.open:
        looser = next(filter(None, (loosely_rendered(sentence, term) for term in candidates)), None)
        if looser is None:
            waiting.append((mention, candidates))
        else:
            sentence.claim(looser.occurrence.first, looser.occurrence.last)
    for mention, candidates in waiting:
        flag = _judged(sentence, mention, candidates, others)
        if flag is not None:
            yield flag


def _judged(sentence: Sentence, mention: Mention, candidates: tuple[Term, ...], others: Others) -> EntityFlag | None:
    term = candidates[0]
    verdict = judge(sentence, mention, term, others)
    if verdict.kind in (Kind.OMITTED, Kind.WRONG_ENTITY, Kind.LITERAL) and _rendered(sentence, candidates):
        # A second mention may be a pronoun, or be left out.
        return None
    sure = certainty(sentence, mention, term, verdict.kind)
    if sure > 0.0:
        sure = max(sure, _shown_by(sentence, verdict, term))
    if sure < _HARDLY:
        return None
    if verdict.trace is not None and verdict.trace.first >= 0:
        sentence.claim(verdict.trace.first, verdict.trace.last)
    return _flag(sentence, mention, term, verdict, sure)


def _rendered(sentence: Sentence, candidates: tuple[Term, ...]) -> bool:
    return any(done.term in candidates for done in sentence.settled)


def _shown_by(sentence: Sentence, verdict: Verdict, term: Term) -> float:
    """How sure the English itself makes it that the translator saw a name."""
    if verdict.kind in (Kind.UNTRANSLATED, Kind.FORBIDDEN):
        return 0.9
    if verdict.kind is Kind.MISCASED:
        return 0.0 if term.descriptive or len(term.preferred.text) <= 2 else 0.9
    if verdict.kind is Kind.MISSPELT and verdict.trace is not None:
        found = sentence.english.tokens[verdict.trace.first : verdict.trace.last + 1]
        strange = any(not is_common_english(token.canon) and token.canon not in SMALL_WORDS for token in found)
        return 0.9 if strange else 0.0
    return 0.0


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
