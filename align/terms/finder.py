"""Finding the mentions of every term in an Arabic text, in one pass.

An Aho-Corasick automaton (Aho and Corasick, 1975, doi:10.1145/360825.360855) runs over the matching form; what it hits
is a mention if it is made of whole words, give or take clitics. Of mentions that overlap the longest wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from qantara.align.terms.arabic import MatchingForm, fold, matching_form
from qantara.align.terms.base import TermBase
from qantara.align.terms.clitics import SUFFIXES, prefix_fits, split_article
from qantara.align.terms.lexicon import is_arabic_word

# A name shorter than this is not looked for at the front of a longer word: it would be found in half the language.
_SHORTEST_GLUED = 5
_SHORTEST_REST = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A term standing in an Arabic text.

    Attributes:
        start, end: code-point offsets into the text as given, of the name without conjunctions and prepositions.
        entries: positions in ``TermBase.entries`` of the terms it may be; more than one if they share a form.
        form: the term's form that matched, in matching form.
        prefix, suffix: what is written onto it, in matching form; the article counts as prefix if the form has none.
        glued: it stands at the front of a longer word, as scraped text runs words together.
    """

    start: int
    end: int
    entries: tuple[int, ...]
    form: str
    prefix: str = ""
    suffix: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    form: str
    base: str
    definite: bool
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    pattern: _Pattern
    prefix: str
    suffix: str
    glued: bool

    @property
    def order(self) -> tuple[bool, int, int, int]:
        # A short name glued to something is the last thing to believe.
        doubtful = self.glued and " " not in self.pattern.base
        return doubtful, self.start - self.end, len(self.suffix) + len(self.prefix), self.start


class MentionFinder:
    """The automaton of a term base. Building takes a second for 100,000 forms; it is never changed afterwards."""

    def __init__(self, base: TermBase) -> None:
        patterns: dict[str, dict[tuple[str, bool], list[int]]] = {}
        for number, entry in enumerate(base.entries):
            for form in dict.fromkeys(filter(None, map(fold, entry.source_forms))):
                first, _, rest = form.partition(" ")
                stem, definite = split_article(first)
                key = f"{stem} {rest}" if rest else stem
                patterns.setdefault(key, {}).setdefault((form, definite), []).append(number)
        self._automaton = ahocorasick.Automaton()
        for key, forms in patterns.items():
            found = tuple(_Pattern(form, key, definite, tuple(entries)) for (form, definite), entries in forms.items())
            self._automaton.add_word(key, (len(key), found))
        self._empty = not patterns
        if patterns:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """Mentions in reading order, none overlapping another.

        Args:
            text: Arabic as the user gave it; the offsets are into it.
        """
        return self.find_in(matching_form(text))

    def find_in(self, form: MatchingForm) -> list[Mention]:
        """As ``find``, for a text whose matching form is at hand."""
        if self._empty:
            return []
        return [_mention(hit, form) for hit in _longest(self._hits(form))]

    def _hits(self, form: MatchingForm) -> Iterator[_Hit]:
        text = form.text
        for last, (length, patterns) in self._automaton.iter(text):
            end = last + 1
            start = end - length
            word = text.rfind(" ", 0, start) + 1
            # No stack of proclitics is longer than four letters.
            if start - word > 4:
                continue
            prefix = text[word:start]
            suffix = "" if text[end] == " " else text[end : text.index(" ", end)]
            for pattern in patterns:
                if prefix_fits(prefix, pattern.base, pattern.definite):
                    yield from _hit(pattern, start, end, prefix, suffix)


def _hit(pattern: _Pattern, start: int, end: int, prefix: str, suffix: str) -> Iterator[_Hit]:
    if pattern.definite:
        # The name's own article is part of the name, unless lam has swallowed its alef.
        if prefix.endswith("ال"):
            start, prefix = start - 2, prefix[:-2]
        elif prefix.endswith("لل"):
            start, prefix = start - 1, prefix[:-1]
    if not suffix:
        yield _Hit(start, end, pattern, prefix, "", False)
    elif suffix in SUFFIXES:
        # A noun with the article takes no pronoun.
        if len(pattern.base) >= 3 and not (pattern.definite or prefix.endswith(("ال", "لل"))):
            yield _Hit(start, end, pattern, prefix, suffix, False)
    elif len(pattern.base) >= _SHORTEST_GLUED and len(suffix) >= _SHORTEST_REST and is_arabic_word(suffix):
        yield _Hit(start, end, pattern, prefix, suffix, True)


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.order):
        same = next((k for k, other in enumerate(kept) if (other.start, other.end) == (hit.start, hit.end)), None)
        if same is not None and kept[same].prefix == hit.prefix:
            kept[same] = _merged(kept[same], hit)
        elif all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _merged(one: _Hit, other: _Hit) -> _Hit:
    """Two forms that read the same here (one entry has the article, another has not)."""
    entries = tuple(dict.fromkeys(one.pattern.entries + other.pattern.entries))
    pattern = _Pattern(one.pattern.form, one.pattern.base, one.pattern.definite, entries)
    return _Hit(one.start, one.end, pattern, one.prefix, one.suffix, one.glued)


def _mention(hit: _Hit, form: MatchingForm) -> Mention:
    start, end = form.original_span(hit.start, hit.end)
    return Mention(start, end, hit.pattern.entries, hit.pattern.form, hit.prefix, hit.suffix, hit.glued)
