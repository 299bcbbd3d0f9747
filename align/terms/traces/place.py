"""Where in the English a name ought to stand, and which other name stands there.

The place is interpolated between anchors: names already settled, and Arabic words of which one translation stands in
the English exactly once. Where a word alignment is given it decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from qantara.align.terms.clitics import stems
from qantara.align.terms.english import SMALL_WORDS, Token
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.latin import letters
from qantara.align.terms.lexicon import glosses, means_something
from qantara.align.terms.sound import sound_similarity, sounds_possible
from qantara.align.terms.traces.capitals import capitals
from qantara.align.terms.traces.trace import Trace, trace_of
from qantara.align.terms.wordlist import word_set

_PRONOUNS = word_set("it its this these those he him his she her they them their one")
_SOUNDS_LIKE = 0.75
# A stranger may stand this many words from the expected place; word order differs by about that much.
_REACH = 6.0
# A pronoun has to be nearer to the expected place by so many words to count as what stands there.
_MARGIN = 1.5


def expected_place(sentence: Sentence, mention: Mention) -> float:
    """The token at which the mention ought to stand, as a fractional index."""
    linked = [place for span, place, _ in sentence.links if span[0] < mention.end and mention.start < span[1]]
    if linked:
        return sum(linked) / len(linked)
    form = sentence.form
    here = _word_at(sentence, mention.start)
    words, tokens = max(1, len(form.starts)), len(sentence.english.tokens)
    ratio = tokens / words
    total = weight_sum = 0.0
    for word, token in [*sentence.anchors, (words / 2, tokens / 2)]:
        weight = 1.0 / (1.0 + abs(here - word)) ** 2
        total += weight * (token + (here - word) * ratio)
        weight_sum += weight
    return total / weight_sum


def _word_at(sentence: Sentence, offset: int) -> int:
    starts = [sentence.form.original_span(start, start + 1)[0] for start in sentence.form.starts]
    return max(0, bisect_right(starts, offset) - 1)


def stranger(sentence: Sentence, mention: Mention) -> Trace | None:
    """A capitalised stretch that nothing else in the Arabic accounts for, near the place where the name ought to be."""
    wanted = expected_place(sentence, mention)
    best: Trace | None = None
    nearest = _REACH + 0.2 * len(sentence.english.tokens)
    for first, last in _stretches(sentence, mention):
        if explained(sentence, mention, first, last):
            continue
        # A long stretch is a surer sign than a short one.
        distance = _distance(wanted, first, last) - 0.7 * (last - first)
        if distance < nearest:
            nearest = distance
            best = trace_of(sentence.english, first, last, max(0.0, 1.0 - max(0.0, distance) / 10), "")
    if best is not None and best.first == best.last and _pronoun_nearer(sentence, wanted, nearest - _MARGIN):
        return None
    return best


def _stretches(sentence: Sentence, mention: Mention) -> Iterator[tuple[int, int]]:
    """Runs of capitals; where a word alignment is given, only what it links to the mention."""
    linked = {place for span, place, _ in sentence.links if span[0] < mention.end and mention.start < span[1]}
    for first, last in capitals(sentence.english, sentence.free):
        inside = [place for place in range(first, last + 1) if place in linked]
        if inside:
            yield inside[0], inside[-1]
        elif not linked:
            yield first, last


def _distance(wanted: float, first: int, last: int) -> float:
    return max(first - wanted, wanted - last, 0.0)


def _pronoun_nearer(sentence: Sentence, wanted: float, distance: float) -> bool:
    return any(
        token.canon in _PRONOUNS and abs(place - wanted) <= distance
        for place, token in enumerate(sentence.english.tokens)
    )


def explained(sentence: Sentence, mention: Mention, first: int, last: int) -> bool:
    """Whether Arabic words outside the mention mean or sound like at least half the words of this stretch."""
    others = list(_other_words(sentence, mention))
    weighty = [token for token in sentence.english.tokens[first : last + 1] if token.canon not in SMALL_WORDS]
    count = sum(any(accounts_for(word, token) for word in others) for token in weighty)
    return 2 * count >= len(weighty)


def accounts_for(word: str, token: Token) -> bool:
    """Whether an English word means or sounds like an Arabic word in matching form."""
    written = letters(token.text[: token.end - token.start])
    if written in glosses(word) or token.canon in glosses(word):
        return True
    if len(written) < 3 or not token.capital or means_something(word):
        return False
    return any(
        sounds_possible(stem, written) and sound_similarity(stem, written) >= _SOUNDS_LIKE for stem in stems(word)
    )


def _other_words(sentence: Sentence, mention: Mention) -> Iterator[str]:
    form, own = sentence.form, set(mention.form.split())
    for word, start in zip(form.text.split(), form.starts, strict=True):
        place = form.original_span(start, start + len(word))
        outside = place[1] <= mention.start or place[0] >= mention.end
        # The name's own words elsewhere (هارفارد after جامعة هارفارد) account for the name, not for something else.
        if outside and own.isdisjoint(stems(word)):
            yield word
