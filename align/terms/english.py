"""English words with their places, and the places where an accepted form stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from qantara.align.flag import Span
from qantara.align.terms.latin import canonical_word
from qantara.align.terms.wordlist import word_set

_WORD = re.compile(r"[^\W\d_]\.(?:\s?[^\W\d_]\.)+|[^\W_]+(?:['’ʼ`][^\W_]+)*['’]?|&|\+\+?|#")
_LETTERS_ONLY = re.compile(r"[\s.]")
# Words that come and go in front of and inside names.
_SKIPPED = frozenset(("the", "a", "an", "al", "el", "ul", "ad", "as", "ash", "ar", "an", "az", "at"))
_ARTICLES = frozenset(("the", "a", "an"))
# Words that keep their small letter in titles.
SMALL_WORDS = word_set(
    "a an the and or nor but of in on at to for from by with as is it al el ibn bin ben abu de la le",
    "du von van der und et y",
    "into vs versus",
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an English text.

    Attributes:
        text: as it stands, possessive ending included.
        canon: what its spellings share (``canonical_word``).
        start, end: offsets in the text, the possessive ending left out of ``end``.
    """

    text: str
    canon: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


class Fit(IntEnum):
    """How well a place in the text agrees with an accepted form; smaller is better."""

    EXACT = 0
    VARIANT = 1
    CASE = 2


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An accepted (or forbidden) form standing in an English text at ``span``; ``first``/``last`` number its tokens."""

    span: Span
    first: int
    last: int
    form: str
    fit: Fit


def tokenise(text: str) -> list[Token]:
    """Words in order. Dotted initials (U.S., F.C.) and runs of single capitals are one word in ``canon``."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if "." in word:
            yield Token(word, _LETTERS_ONLY.sub("", word).lower(), start, end)
            continue
        bare = word.rstrip("'’")
        if len(bare) > 2 and bare[-1] in "sS" and bare[-2] in "'’":
            bare = bare[:-2]
        yield Token(word, canonical_word(word), start, start + len(bare))


class Form:
    """An English form made ready for finding."""

    __slots__ = ("head", "text", "tokens", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        tokens = tokenise(text)
        kept = [token for token in tokens if token.canon not in _ARTICLES] or tokens
        solid = [token for token in kept if token.canon not in _SKIPPED]
        self.tokens = tuple(solid or kept)
        self.words = tuple(token.canon for token in self.tokens)
        self.head = self.words[0] if self.words else ""


class EnglishText:
    """An English sentence, tokenised once."""

    __slots__ = ("_places", "shouting", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        # A headline in capitals says nothing about case.
        self.shouting = text.isupper()
        self._places: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            self._places.setdefault(token.canon, []).append(place)

    def occurrences(self, form: Form, case_sensitive: bool = True) -> list[Occurrence]:
        """Every place where ``form`` stands, in reading order, tolerant of accents, articles, hyphens and number."""
        found = []
        starts = self._places.get(form.head, ())
        if len(form.words) == 1:
            starts = sorted({*starts, *self._plural_places(form.head)})
        for first in starts:
            last = self._match(form, first)
            if last is not None:
                found.append(self._occurrence(form, first, last, case_sensitive))
        return found

    def _plural_places(self, word: str) -> Iterator[int]:
        for plural in (word + "s", word + "es"):
            yield from self._places.get(plural, ())

    def _match(self, form: Form, first: int) -> int | None:
        place = first
        for number, word in enumerate(form.words):
            final = number == len(form.words) - 1
            while number and place < len(self.tokens) and self._skippable(place, word):
                place += 1
            if place >= len(self.tokens) or not _same_word(self.tokens[place].canon, word, final):
                return None
            place += 1
        return place - 1

    def _skippable(self, place: int, word: str) -> bool:
        token = self.tokens[place]
        if token.canon == word:
            return False
        # A middle initial: Donald J. Trump.
        return token.canon in _SKIPPED or (len(token.text) == 1 and token.text.isupper())

    def _occurrence(self, form: Form, first: int, last: int, case_sensitive: bool) -> Occurrence:
        tokens = self.tokens[first : last + 1]
        start, end = tokens[0].start, tokens[-1].end
        if self._article_before(form, first):
            first -= 1
            start = self.tokens[first].start
        fit = Fit.EXACT if self.text[start:end] == form.text else Fit.VARIANT
        if case_sensitive and not self.shouting and not _case_agrees(form, tokens):
            fit = Fit.CASE
        return Occurrence((start, end), first, last, form.text, fit)

    def _article_before(self, form: Form, first: int) -> bool:
        """Whether the article that the form begins with stands before it here too."""
        article = form.text.split(" ", 1)[0].lower()
        return first > 0 and article in _ARTICLES and self.tokens[first - 1].canon == article

    def tokens_at(self, span: Span) -> tuple[int, int] | None:
        """First and last token inside ``span``; None if it holds no whole token."""
        inside = [n for n, token in enumerate(self.tokens) if span[0] <= token.start and token.end <= span[1]]
        return (inside[0], inside[-1]) if inside else None

    def words_between(self, first: int, last: int) -> str:
        """The text from token ``first`` to token ``last``, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


def _same_word(found: str, wanted: str, final: bool) -> bool:
    return found == wanted or (final and found in (wanted + "s", wanted + "es"))


def _case_agrees(form: Form, found: list[Token]) -> bool:
    places = iter(found)
    for wanted in form.tokens:
        token = next((token for token in places if _same_word(token.canon, wanted.canon, True)), None)
        if token is not None and not _word_case_agrees(wanted, token):
            return False
    return True


def _word_case_agrees(wanted: Token, found: Token) -> bool:
    if wanted.canon in SMALL_WORDS or wanted.text.islower():
        return True
    return found.text == wanted.text or found.text[0].isupper() or found.text[0] == wanted.text[0]
