"""Traces by likeness: an accepted form misspelt, another romanisation, the Arabic spelt out in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from qantara.align.terms.english import SMALL_WORDS, Form, Token, tokenise
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import canonical_word, letters, unaccented
from qantara.align.terms.lexicon import is_common_english, is_known_name, spellings
from qantara.align.terms.sound import romanised, sound_similarity
from qantara.align.terms.traces.place import explained
from qantara.align.terms.traces.trace import Trace, trace_of

# Least likeness (normalised Levenshtein similarity) to an accepted form of so many letters: one letter in four or
# five may differ, two in seven; tuned on spoilt news names and on the development set.
_LEAST_ALIKE = ((3, 1.0), (5, 0.74), (9, 0.6), (1000, 0.55))
_LEAST_ALIKE_OF_ODD_WORDS = 0.4
_LEAST_ALIKE_OF_ORDINARY_WORDS = 0.7
_SURELY_ALIKE = 0.6
_LEAST_SPELT_OUT = 0.65

_PARTICLES = re.compile(r"\b(?:al|el|ul|ibn|bin|ben|abd|abdul|abdel|abdal)\b|(?<=\babd)[aeu]l")


def windows(sentence: Sentence, widths: range) -> Iterator[tuple[int, int]]:
    """First and last token of every free stretch of so many tokens."""
    count = len(sentence.english.tokens)
    for width in widths:
        for first in range(count - width + 1):
            if width > 0 and sentence.free(first, first + width - 1):
                yield first, first + width - 1


def misspelt(sentence: Sentence, term: Term, mention: Mention) -> Trace | None:
    """The stretch of English nearest to an accepted form, if it is near enough."""
    best: Trace | None = None
    folded = unaccented(sentence.pair.target).lower()
    aligned = len(folded) == len(sentence.pair.target)
    for form in term.accepted:
        wanted = unaccented(form.text).lower()
        wanted_joined = wanted.replace(" ", "").replace("-", "")
        size = len(form.text.split())
        for first, last in windows(sentence, range(size - 1, size + 2)):
            start, end = sentence.english.tokens[first].start, sentence.english.tokens[last].end
            found = folded[start:end] if aligned else unaccented(sentence.pair.target[start:end]).lower()
            cutoff = best.score if best else 0.5
            score = Levenshtein.normalized_similarity(found, wanted, score_cutoff=cutoff)
            if score <= cutoff:
                # Words run together or apart: Obin AI for OpenAI.
                joined = found.replace(" ", "").replace("-", "")
                score = Levenshtein.normalized_similarity(joined, wanted_joined, score_cutoff=cutoff) - 0.02
            if score > cutoff and _near(sentence, form, mention, first, last, score):
                best = trace_of(sentence.english, first, last, score, form.text)
    return best


def _near(sentence: Sentence, form: Form, mention: Mention, first: int, last: int, score: float) -> bool:
    """Whether a stretch that looks alike can be the name misspelt, and not some other word."""
    tokens = sentence.english.tokens[first : last + 1]
    length = len(letters(form.text))
    if score < next(least for most, least in _LEAST_ALIKE if length <= most):
        return False
    if tokens[0].canon in SMALL_WORDS and tokenise(form.text)[0].canon not in SMALL_WORDS:
        return False
    return _differs_by_letters(form, tokens) and _not_just_words(sentence, mention, length, score, first, last)


def _differs_by_letters(form: Form, tokens: list[Token]) -> bool:
    """Whether the words that differ look alike by themselves: Essalam Mosque is not Aqsunqur Mosque misspelt."""
    odd, missing = _differing(form, tokens)
    if not odd:
        # A part of the name is not the name misspelt.
        return not missing
    if all(is_known_name(word) for word in odd):
        return False
    if not missing:
        return True
    if any(word.isdigit() for word in odd + missing):
        return False
    small = [token for token in tokens if token.canon in odd and not token.capital]
    ordinary = len(small) == len(odd) and all(is_common_english(token.canon) for token in small)
    least = _LEAST_ALIKE_OF_ORDINARY_WORDS if ordinary else _LEAST_ALIKE_OF_ODD_WORDS
    return Levenshtein.normalized_similarity(" ".join(odd), " ".join(missing)) >= least


def _differing(form: Form, tokens: list[Token]) -> tuple[list[str], list[str]]:
    """Words found and not wanted, and wanted and not found; a misspelt *the* counts, a missing one does not."""
    wanted = [token.canon for token in tokenise(form.text)]
    found = [token.canon for token in tokens]
    odd = [word for word in found if word not in wanted and word not in SMALL_WORDS]
    missing = [word for word in wanted if word not in found]
    return odd, missing if len(odd) > 1 else [word for word in missing if word not in SMALL_WORDS]


def _not_just_words(sentence: Sentence, mention: Mention, length: int, score: float, first: int, last: int) -> bool:
    """Small words have to sound like the Arabic too, or look very much like a long name."""
    tokens = sentence.english.tokens[first : last + 1]
    if any(token.capital for token in tokens):
        return True
    if score >= _SURELY_ALIKE and not all(is_common_english(token.canon) for token in tokens):
        return True
    if explained(sentence, mention, first, last):
        return False
    heard = sound_similarity(mention.form, sentence.english.words_between(first, last))
    return heard >= 0.85 or (score >= 0.8 and length >= 8)


def other_romanisation(mention: Mention, expected: str, found: str) -> bool:
    """Whether the misspelling is but another usual romanisation: Mohammed for Muhammad, Abdel Ghani for Abdul Ghani."""
    if _bare(found) == _bare(expected):
        return True
    wanted = [canonical_word(word) for word in re.split(r"[\s\-]+", expected)]
    written = [canonical_word(word) for word in re.split(r"[\s\-]+", found)]
    odd, missing = [w for w in written if w not in wanted], [w for w in wanted if w not in written]
    if not odd or len(odd) != len(missing):
        return False
    arabic = mention.form.split()
    return all(any(word in spellings(name) for name in arabic) for word in odd)


def _bare(text: str) -> str:
    return letters(_PARTICLES.sub("", unaccented(text).lower().replace("-", " ")))


def spelt_out(sentence: Sentence, mention: Mention) -> Trace | None:
    """The stretch of English that spells the Arabic letters out, or sounds like them."""
    size = len(mention.form.split())
    bare = letters(romanised(mention.form))
    best: Trace | None = None
    tokens = sentence.english.tokens
    for first, last in windows(sentence, range(max(1, size - 2), size + 2)):
        if not (tokens[first].capital and tokens[last].capital):
            continue
        if all(is_common_english(token.canon) for token in tokens[first : last + 1]):
            continue
        found = sentence.english.words_between(first, last)
        written = letters(found)
        if len(written) < 2:
            continue
        score = Levenshtein.normalized_similarity(written, bare)
        if score > 0.4:
            score = max(score, sound_similarity(mention.form, found))
        if score > (best.score if best else _LEAST_SPELT_OUT):
            best = trace_of(sentence.english, first, last, score, mention.form)
    return best
