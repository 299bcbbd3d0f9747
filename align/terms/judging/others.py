"""Names of the term base standing in an English text, whatever the Arabic says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ahocorasick

from qantara.align.flag import Span
from qantara.align.terms.judging.term import Term

# Shorter names (X, It) are found in every other sentence.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class NamePlace:
    """The preferred or an admitted form of term number ``term`` at ``span``, exactly as the term base writes it."""

    term: int
    span: Span


class NameIndex:
    """One automaton over the accepted English forms of a term base."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._automaton = ahocorasick.Automaton()
        forms: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            for form in term.accepted:
                if len(form.text) >= _SHORTEST:
                    forms.setdefault(form.text, []).append(number)
        for text, numbers in forms.items():
            self._automaton.add_word(text, (len(text), tuple(numbers)))
        self._empty = not forms
        if forms:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[NamePlace]:
        """Whole-word places, the longest of those that overlap, in reading order."""
        if self._empty:
            return []
        hits = []
        for last, (length, numbers) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                hits.append((start, end, numbers))
        kept: list[tuple[int, int, tuple[int, ...]]] = []
        for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            if all(hit[1] <= other[0] or hit[0] >= other[1] for other in kept):
                kept.append(hit)
        return [NamePlace(numbers[0], (start, end)) for start, end, numbers in sorted(kept)]
