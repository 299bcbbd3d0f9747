"""Looser renderings that people rightly use: initials, another word order, an adjective for a country, a short form."""

from __future__ import annotations

from dataclasses import dataclass

from qantara.align.terms.english import SMALL_WORDS, Fit, Form, Occurrence
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.sentence import Sentence
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import letters
from qantara.align.terms.lexicon import glosses, is_common_english
from qantara.align.terms.traces.place import explained
from qantara.align.terms.wordlist import word_set

# Endings of the names of countries and towns, and of their peoples, languages and adjectives: each ending of the
# second kind with those of the first that it replaces.
_PEOPLE_ENDINGS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("an", "ans", "ian", "ians", "ese", "ish", "ean", "eans"), word_set("a ia y e o on land lands es s")
    ),
    **dict.fromkeys(("er", "ers", "ite", "ites", "ic", "landic"), word_set("a ia land e")),
    **dict.fromkeys(("i", "is"), frozenset(("ia",))),
    **dict.fromkeys(("n", "ns", "nian", "nians", "", "s"), frozenset()),
}
_BARE_ENDINGS = frozenset((*_PEOPLE_ENDINGS, "ia", "s"))
_LEAST_STEM = 4
_IRREGULAR = {
    "france": "french",
    "greece": "greek",
    "netherlands": "dutch",
    "holland": "dutch",
    "britain": "british",
    "england": "english",
    "wales": "welsh",
    "spain": "spanish",
    "switzerland": "swiss",
    "germany": "german",
    "turkey": "turkish",
    "ireland": "irish",
    "poland": "polish",
    "philippines": "filipino",
    "cyprus": "cypriot",
    "norway": "norwegian",
    "denmark": "danish",
    "ukraine": "ukrainian",
    "thailand": "thai",
    "afghanistan": "afghan",
    "kazakhstan": "kazakh",
    "uzbekistan": "uzbek",
}


@dataclass(frozen=True, slots=True)
class Looser:
    """A rendering that is right in other words; ``remark`` says why a person may want to know, if so."""

    occurrence: Occurrence
    remark: str = ""


def loosely_rendered(sentence: Sentence, term: Term) -> Looser | None:
    """A right rendering that is no form of the term base, and needs no look from anybody."""
    for form in term.accepted:
        found = _initials(sentence, form) or _reordered(sentence, form) or _derived(sentence, form)
        if found is not None:
            return Looser(found)
    return None


def shortened(sentence: Sentence, term: Term, mention: Mention) -> Looser | None:
    """A part of the name that can stand for it: the surname of a person, a name without what kind of thing it is."""
    for form in term.accepted:
        found = _part(sentence, term, form)
        if found is not None and not explained(sentence, mention, found.first, found.last):
            return Looser(found, f"Only a part of {term.preferred.text} stands in the English.")
    return None


def other_reading(sentence: Sentence, mention: Mention) -> Looser | None:
    """Another name that the same Arabic word also is: عمان is Amman and Oman."""
    if " " in mention.form:
        return None
    senses = glosses(mention.form)
    for number, token in enumerate(sentence.english.tokens):
        written = letters(token.text[: token.end - token.start])
        if token.capital and written in senses and not is_common_english(written) and sentence.free(number, number):
            return Looser(_occurrence(sentence, number, number), "The Arabic word is also the name of something else.")
    return None


def _occurrence(sentence: Sentence, first: int, last: int) -> Occurrence:
    tokens = sentence.english.tokens
    text = sentence.english.words_between(first, last)
    return Occurrence((tokens[first].start, tokens[last].end), first, last, text, Fit.VARIANT)


def _initials(sentence: Sentence, form: Form) -> Occurrence | None:
    weighty = [token.text for token in form.tokens if token.canon not in SMALL_WORDS]
    if len(weighty) < 2:
        return None
    wanted = {"".join(word[0] for word in weighty).lower(), "".join(token.text[0] for token in form.tokens).lower()}
    for number, token in enumerate(sentence.english.tokens):
        if not token.text[:2].isupper() or not sentence.free(number, number):
            continue
        # NYC and NYU for New York: a letter more for what kind of thing it is.
        if token.canon in wanted or (len(token.canon) == 3 and token.canon[:2] in wanted):
            return _occurrence(sentence, number, number)
    return None


def _reordered(sentence: Sentence, form: Form) -> Occurrence | None:
    wanted = sorted(word for word in form.words if word not in SMALL_WORDS)
    if len(wanted) < 2:
        return None
    tokens = sentence.english.tokens
    for first in range(len(tokens)):
        if tokens[first].canon not in wanted or not tokens[first].capital:
            continue
        last = min(len(tokens), first + len(form.words) + 2)
        for stop in range(first + len(wanted), last + 1):
            inside = sorted(token.canon for token in tokens[first:stop] if token.canon not in SMALL_WORDS)
            if inside == wanted and sentence.free(first, stop - 1):
                return _occurrence(sentence, first, stop - 1)
    return None


def _derived(sentence: Sentence, form: Form) -> Occurrence | None:
    if len(form.words) != 1 or not form.text[0].isupper():
        return None
    wanted = letters(form.words[0])
    for number, token in enumerate(sentence.english.tokens):
        if (
            token.capital
            and sentence.free(number, number)
            and related_words(letters(token.text[: token.end - token.start]), wanted)
        ):
            return _occurrence(sentence, number, number)
    return None


def related_words(one: str, other: str) -> bool:
    """Whether two words differ only in an ending that makes a people, an adjective, a country or a plural of a name."""
    if _IRREGULAR.get(one) == other or _IRREGULAR.get(other) == one:
        return True
    shared = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    if shared < _LEAST_STEM or one == other:
        return False
    for cut in range(max(_LEAST_STEM, shared - 2), shared + 1):
        for left, right in ((one[cut:], other[cut:]), (other[cut:], one[cut:])):
            if left in _PEOPLE_ENDINGS.get(right, ()) or (not left and right in _BARE_ENDINGS):
                return True
    return False


def _part(sentence: Sentence, term: Term, form: Form) -> Occurrence | None:
    weighty = [token for token in form.tokens if token.canon not in SMALL_WORDS]
    if len(weighty) < 2:
        return None
    proper = [token.canon for token in weighty if not is_common_english(token.canon)]
    wanted = proper if len(proper) * 2 >= len(weighty) and len(proper) < len(weighty) else []
    choices = [wanted] if wanted else []
    if term.personal:
        choices.append([weighty[-1].canon])
    for choice in choices:
        found = _sequence(sentence, choice)
        if found is not None:
            return found
    return None


def _sequence(sentence: Sentence, words: list[str]) -> Occurrence | None:
    tokens = sentence.english.tokens
    for first in range(len(tokens) - len(words) + 1):
        stretch = tokens[first : first + len(words)]
        last = first + len(words) - 1
        if (
            [token.canon for token in stretch] == words
            and all(t.capital for t in stretch)
            and sentence.free(first, last)
        ):
            return _occurrence(sentence, first, last)
    return None
