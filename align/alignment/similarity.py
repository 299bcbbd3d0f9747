"""How alike two words are, in [0, 1]: a sparse table from the words of one side to those of the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qantara.align.alignment import lexicon
from qantara.align.alignment.ragged import Floats, Ragged
from qantara.align.alignment.romanise import skeleton_of_arabic, skeleton_of_english

# Set by judgement, not fitted: a synonym is worth less than the word itself; the lexicon's strengths are geometric
# means of probabilities, so a sure translation with several inflected forms scores about a half and is raised. A
# skeleton ignores vowels and merges consonants, so it is less sure than the same spelling.
SYNONYM = 0.7
LEXICON = 1.4
SKELETON = 0.8
# Dice coefficient of letter trigrams from which two words may be forms of one; below it chance likenesses abound
LEAST_DICE = 0.5
# trigrams shared by more words than this ("<re", "ing") say little and would make the join quadratic
COMMON_TRIGRAM = 300
SHORTEST_FUZZY = 4

Row = dict[int, float]


@dataclass(frozen=True, slots=True)
class Similarity:
    """For each word of one side (row) the like words of the other.

    Attributes:
        columns: Ragged word numbers of the other side.
        values: float32, beside ``columns.flat``.
        width: how many words the other side has.
    """

    columns: Ragged
    values: Floats
    width: int

    @classmethod
    def of(cls, rows: Sequence[Row], width: int) -> Similarity:
        values = np.fromiter((v for row in rows for v in row.values()), np.float32)
        return cls(Ragged.of([list(row) for row in rows]), values, width)

    def transposed(self) -> Similarity:
        """The same table seen from the other side."""
        flat = self.columns.flat
        order = np.argsort(flat, kind="stable")
        owners = np.repeat(np.arange(len(self.columns)), np.diff(self.columns.starts))
        starts = np.zeros(self.width + 1, np.int64)
        np.cumsum(np.bincount(flat, minlength=self.width), out=starts[1:])
        return Similarity(Ragged(starts, owners[order]), self.values[order], len(self.columns))


def similarity(source: Sequence[str], target: Sequence[str]) -> Similarity:
    """Source stems, Arabic ones and those of a translation together, against English target stems.

    An Arabic stem is like those the lexicon gives for it, or, if it gives none here, those with its consonants; a
    stem of the translation is like itself, those of like meaning and those spelt alike. A number or a Latin word is
    like itself whichever text it stands in.
    """
    number = {word: i for i, word in enumerate(target)}
    in_english, in_arabic = _English(target, number), _Arabic(target, number)
    rows = [in_english.row(word) if word.isascii() else in_arabic.row(word) for word in source]
    return Similarity.of(rows, len(target))


class _Arabic:
    def __init__(self, target: Sequence[str], number: dict[str, int]) -> None:
        self._number = number
        self._sounding: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(target):
            if skeleton := skeleton_of_english(word):
                self._sounding[skeleton].append(i)

    def row(self, word: str) -> Row:
        row = _known(word, lexicon.arabic_english().get(word, ()), LEXICON, self._number)
        if not row and (skeleton := skeleton_of_arabic(word)):
            return dict.fromkeys(self._sounding.get(skeleton, ()), SKELETON)
        return row


class _English:
    def __init__(self, target: Sequence[str], number: dict[str, int]) -> None:
        self._number = number
        self._spelt_alike = _spelt_alike(target)

    def row(self, word: str) -> Row:
        row = _known(word, lexicon.synonyms().get(word, ()), SYNONYM, self._number)
        for column, value in self._spelt_alike(word):
            row[column] = max(row.get(column, 0.0), value)
        return row


def _known(word: str, neighbours: Iterable[tuple[str, float]], worth: float, number: dict[str, int]) -> Row:
    row = {number[other]: min(1.0, worth * value) for other, value in neighbours if other in number}
    if word in number:
        row[number[word]] = 1.0
    return row


def _trigrams(word: str) -> set[str]:
    padded = f"<{word}>"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _spelt_alike(words: Sequence[str]) -> Callable[[str], list[tuple[int, float]]]:
    """A search for words that share at least half of their letter trigrams."""
    grams = [_trigrams(word) if _fuzzy(word) else set() for word in words]
    postings: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(grams):
        for gram in own:
            postings[gram].append(i)
    rare = {gram: found for gram, found in postings.items() if len(found) <= COMMON_TRIGRAM}

    def search(word: str) -> list[tuple[int, float]]:
        if not _fuzzy(word):
            return []
        own = _trigrams(word)
        shared = Counter(i for gram in own for i in rare.get(gram, ()))
        dice = ((i, 2 * count / (len(own) + len(grams[i]))) for i, count in shared.items())
        return [(i, 0.9 * (value - 0.3)) for i, value in dice if value >= LEAST_DICE]

    return search


def _fuzzy(word: str) -> bool:
    return len(word) >= SHORTEST_FUZZY and word.isalpha()
