"""Traces that need no guessing: Arabic left standing, the wrong case, a forbidden form, ordinary words."""

from __future__ import annotations

import re

from qantara.align.terms.arabic import has_arabic, matching_form
from qantara.align.terms.english import SMALL_WORDS, Fit
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import letters
from qantara.align.terms.lexicon import glosses, is_common_english
from qantara.align.terms.traces.trace import Trace, trace_of

_LETTER = "[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"
_ARABIC_RUN = re.compile(f"{_LETTER}(?:[^A-Za-z?!.]*{_LETTER})?")


def arabic_left(sentence: Sentence, mention: Mention) -> Trace | None:
    """The mention's own Arabic words, or half of them, left standing in the English."""
    text = sentence.pair.target
    if not has_arabic(text):
        return None
    form = matching_form(text)
    place = form.text.find(f" {mention.form} ")
    if place >= 0:
        span = form.original_span(place + 1, place + 1 + len(mention.form))
        return Trace(span, -1, -1, 1.0, mention.form)
    wanted = set(mention.form.split())
    for run in _ARABIC_RUN.finditer(text):
        shared = sum(any(word.endswith(part) for part in wanted) for word in matching_form(run.group()).text.split())
        if 2 * shared >= len(wanted):
            return Trace(run.span(), -1, -1, min(1.0, shared / len(wanted)), mention.form)
    return None


def miscased(sentence: Sentence, term: Term) -> Trace | None:
    """An accepted form in the wrong case."""
    for form in term.accepted:
        for occurrence in sentence.english.occurrences(form, term.entry.case_sensitive):
            if occurrence.fit is Fit.CASE and sentence.free(occurrence.first, occurrence.last):
                return Trace(occurrence.span, occurrence.first, occurrence.last, 1.0, occurrence.form)
    return None


def forbidden(sentence: Sentence, term: Term) -> Trace | None:
    """A form that the term base forbids."""
    for form in term.forbidden:
        for occurrence in sentence.english.occurrences(form, False):
            if sentence.free(occurrence.first, occurrence.last):
                return Trace(occurrence.span, occurrence.first, occurrence.last, 1.0, occurrence.form)
    return None


def literal(sentence: Sentence, mention: Mention) -> Trace | None:
    """Ordinary English words that translate at least half of the mention's Arabic words, close together."""
    words = mention.form.split()
    tokens = sentence.english.tokens
    places = []
    for word in words:
        senses = glosses(word)
        place = next(
            (n for n, token in enumerate(tokens) if letters(token.text) in senses and sentence.free(n, n)), None
        )
        if place is not None:
            places.append(place)
    few = len(places) < 2 if len(words) > 1 else not places
    if few or 2 * len(places) < len(words) or max(places) - min(places) > 2 * len(words):
        return None
    if len(words) == 1 and tokens[places[0]].capital and places[0] > 0:
        return None
    return trace_of(sentence.english, min(places), max(places), len(places) / len(words), mention.form)


def half_literal(sentence: Sentence, mention: Mention, term: Term) -> Trace | None:
    """A word of the name next to the ordinary meaning of another: *hope Clooney*."""
    tokens = sentence.english.tokens
    senses = {gloss for word in mention.form.split() for gloss in glosses(word)}
    words = [token.canon for token in term.preferred.tokens if token.canon not in SMALL_WORDS]
    for first in range(len(tokens) - 1):
        pair = tokens[first : first + 2]
        if not sentence.free(first, first + 1):
            continue
        for name, other in (pair, pair[::-1]):
            ordinary = other.text[0].islower() and is_common_english(other.canon) and other.canon not in SMALL_WORDS
            small = ordinary and other.canon in senses and other.canon not in words
            if small and name.capital and name.canon in words:
                return trace_of(sentence.english, first, first + 1, 0.5, term.preferred.text)
    return None
