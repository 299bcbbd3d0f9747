"""What the English has in place of a name: the traces an unsettled mention leaves.

Each finder looks for one kind of trace and returns the best, or None. Scores are similarities in [0, 1]; the judge
decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from qantara.align.flag import Span
from qantara.align.terms.arabic import has_arabic, matching_form
from qantara.align.terms.english import SMALL_WORDS, Fit, Form, Occurrence
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import letters, unaccented
from qantara.align.terms.lexicon import glosses, is_common_english, is_known_name
from qantara.align.terms.sound import romanised, sound_similarity

_ARABIC_RUN = re.compile(
    r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc](?:[^A-Za-z?!.]*[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc])?"
)


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in the English: tokens ``first`` to ``last`` at ``span``, how alike (``score``), and to which form."""

    span: Span
    first: int
    last: int
    score: float
    form: str


def arabic_left(sentence: Sentence, mention: Mention) -> Trace | None:
    """The mention's own Arabic words left standing in the English."""
    text = sentence.pair.target
    if not has_arabic(text):
        return None
    form = matching_form(text)
    place = form.text.find(f" {mention.form} ")
    if place >= 0:
        return Trace(form.original_span(place + 1, place + 1 + len(mention.form)), -1, -1, 1.0, mention.form)
    wanted = set(mention.form.split())
    for run in _ARABIC_RUN.finditer(text):
        shared = wanted & set(matching_form(run.group()).text.split())
        if 2 * len(shared) >= len(wanted):
            return Trace(run.span(), -1, -1, len(shared) / len(wanted), mention.form)
    return None


def miscased(sentence: Sentence, term: Term) -> Trace | None:
    """An accepted form in the wrong case."""
    for form in term.accepted:
        for occurrence in sentence.english.occurrences(form, term.entry.case_sensitive):
            if occurrence.fit is Fit.CASE and sentence.free(occurrence.first, occurrence.last):
                return _trace(occurrence)
    return None


def forbidden(sentence: Sentence, term: Term) -> Trace | None:
    """A form that the term base forbids."""
    for form in term.forbidden:
        for occurrence in sentence.english.occurrences(form, False):
            if sentence.free(occurrence.first, occurrence.last):
                return _trace(occurrence)
    return None


def _trace(occurrence: Occurrence) -> Trace:
    return Trace(occurrence.span, occurrence.first, occurrence.last, 1.0, occurrence.form)


def windows(sentence: Sentence, size: int) -> Iterator[tuple[int, int]]:
    """First and last token of every free stretch of ``size`` tokens."""
    for first in range(len(sentence.english.tokens) - size + 1):
        if sentence.free(first, first + size - 1):
            yield first, first + size - 1


def misspelt(sentence: Sentence, term: Term, mention: Mention) -> Trace | None:
    """The stretch of English nearest to an accepted form, if it is near enough."""
    best: Trace | None = None
    for form in term.accepted:
        wanted = unaccented(form.text).lower()
        size = len(form.text.split())
        for width in range(max(1, size - 1), size + 2):
            for first, last in windows(sentence, width):
                found = sentence.english.words_between(first, last)
                score = Levenshtein.normalized_similarity(unaccented(found).lower(), wanted, score_cutoff=0.5)
                if score > (best.score if best else 0.5) and _near(sentence, form, mention, first, last, score):
                    tokens = sentence.english.tokens
                    best = Trace((tokens[first].start, tokens[last].end), first, last, score, form.text)
    return best


def _near(sentence: Sentence, form: Form, mention: Mention, first: int, last: int, score: float) -> bool:
    """Whether a stretch that looks alike can be the name misspelt, and not some other word."""
    tokens = sentence.english.tokens[first : last + 1]
    length = len(letters(form.text))
    if score < (0.74 if length <= 5 else 0.6 if length <= 9 else 0.55):
        return False
    found = [token.canon for token in tokens if token.canon not in SMALL_WORDS]
    wanted = [word for word in form.words if word not in SMALL_WORDS]
    odd, missing = [w for w in found if w not in wanted], [w for w in wanted if w not in found]
    if odd and missing:
        # What differs has to look alike by itself: Essalam Mosque is not Aqsunqur Mosque misspelt.
        if Levenshtein.normalized_similarity(" ".join(odd), " ".join(missing)) < 0.4:
            return False
        if any(word.isdigit() for word in odd + missing):
            return False
    if all(is_known_name(word) for word in odd or found):
        return False
    if all(is_common_english(token.canon) and not token.capital for token in tokens):
        heard = sound_similarity(mention.form, sentence.english.words_between(first, last))
        return heard >= 0.75 or (score >= 0.8 and length >= 8)
    return True


def spelt_out(sentence: Sentence, mention: Mention) -> Trace | None:
    """The stretch of English that spells the Arabic letters out, or sounds like them."""
    size = len(mention.form.split())
    bare = letters(romanised(mention.form))
    best: Trace | None = None
    for width in range(max(1, size - 2), size + 2):
        for first, last in windows(sentence, width):
            tokens = sentence.english.tokens
            if not (tokens[first].capital and tokens[last].capital):
                continue
            found = sentence.english.words_between(first, last)
            written = letters(found)
            if len(written) < 2 or all(is_common_english(token.canon) for token in tokens[first : last + 1]):
                continue
            score = Levenshtein.normalized_similarity(written, bare)
            if score > 0.4:
                score = max(score, sound_similarity(mention.form, found))
            if score > (best.score if best else 0.65):
                best = Trace((tokens[first].start, tokens[last].end), first, last, score, mention.form)
    return best


def literal(sentence: Sentence, mention: Mention) -> Trace | None:
    """Ordinary English words that translate the Arabic words of the mention."""
    words = mention.form.split()
    weighty = [(word, glosses(word)) for word in words]
    weighty = [(word, senses) for word, senses in weighty if senses]
    if not weighty or 2 * len(weighty) < len(words):
        return None
    places = []
    for _, senses in weighty:
        place = next(
            (n for n, t in enumerate(sentence.english.tokens) if letters(t.text) in senses and sentence.free(n, n)),
            None,
        )
        if place is not None:
            places.append(place)
    if 2 * len(places) < len(words) + (len(words) > 1) or max(places) - min(places) > 2 * len(words):
        return None
    first, last = min(places), max(places)
    tokens = sentence.english.tokens
    if len(words) == 1 and tokens[first].capital and first > 0:
        return None
    return Trace((tokens[first].start, tokens[last].end), first, last, len(places) / len(words), mention.form)


def stretch_of_capitals(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First and last token of each free run of capitalised words, small words between them allowed."""
    tokens = sentence.english.tokens
    place = 0
    while place < len(tokens):
        if not _opens(sentence, place):
            place += 1
            continue
        first = last = place
        while (after := _continues(sentence, last)) is not None:
            last = after
        yield first, last
        place = last + 1


def _opens(sentence: Sentence, place: int) -> bool:
    token = sentence.english.tokens[place]
    if not token.text[0].isupper() or not sentence.free(place, place):
        return False
    # The first word of a sentence is capitalised whatever it is.
    return place > 0 or not is_common_english(token.canon) and token.canon not in SMALL_WORDS


def _continues(sentence: Sentence, last: int) -> int | None:
    tokens, text = sentence.english.tokens, sentence.pair.target
    for place in range(last + 1, min(last + 4, len(tokens))):
        gap = text[tokens[place - 1].end : tokens[place].start]
        if re.search(r"[.?!;()\"“”«»]", gap.replace("'s", "").replace("’s", "")) and not gap.strip() == ".":
            return None
        token = tokens[place]
        if not sentence.free(place, place):
            return None
        if token.text[0].isupper() or token.text[0].isdigit():
            return place
        if token.canon not in SMALL_WORDS:
            return None
    return None


def stranger(sentence: Sentence, mention: Mention) -> Trace | None:
    """A capitalised stretch that nothing else in the Arabic accounts for: another name in this one's place."""
    best: tuple[float, Trace] | None = None
    tokens = sentence.english.tokens
    total = max(1, len(sentence.pair.target))
    for first, last in stretch_of_capitals(sentence):
        if explained(sentence, mention, first, last):
            continue
        span = tokens[first].start, tokens[last].end
        distance = abs(sum(span) / 2 / total - sentence.relative_place(mention))
        cost = distance - 0.1 * (last - first)
        if best is None or cost < best[0]:
            best = cost, Trace(span, first, last, 1.0 - distance, "")
    return best[1] if best else None


def explained(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether some Arabic word outside the mention means or sounds like a word of this stretch."""
    others = [word for word, place in _other_words(sentence, mention)]
    for token in sentence.english.tokens[first : last + 1]:
        if token.canon in SMALL_WORDS:
            continue
        written = letters(token.text[: token.end - token.start])
        for word in others:
            senses = glosses(word)
            if written in senses or token.canon in senses:
                return True
            if len(written) >= 3 and token.capital and _sounds_like(word, written):
                return True
    return False


def _sounds_like(word: str, written: str) -> bool:
    from qantara.align.terms.clitics import stems

    return any(
        0.4 <= len(stem) / len(written) <= 1.6 and sound_similarity(stem, written) >= 0.75 for stem in stems(word)
    )


def _other_words(sentence: Sentence, mention: Mention) -> Iterator[tuple[str, int]]:
    form = sentence.form
    for word, start in zip(form.text.split(), form.starts, strict=True):
        place = form.original_span(start, start + len(word))
        if place[1] <= mention.start or place[0] >= mention.end:
            yield word, place[0]
