"""Where a place in a paragraph comes out in its translation.

Links, footnote marks and formatting stand at offsets of the Arabic; the English is a text without them. Places
that can be told for certain are *anchors*: the two ends, sentence boundaries if there are as many on both sides,
colons likewise, and words that are the same in both (numbers, Latin names, URLs) and occur once. Between anchors a
place is interpolated by the number of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from qantara.align.sentences import sentence_spans

Gap = int  # a place between words: 0 is before the first word, n after the last of n

_WORD = re.compile(r"\S+")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_EDGE = ".,;:!?،؛؟…()[]{}«»“”\"'‘’"
_FEW = 8  # more places than these are not told apart
_SAME = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class _Text:
    """A text and its words."""

    text: str
    words: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> _Text:
        return cls(text, [match.span() for match in _WORD.finditer(text)])

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self.words]

    def gap(self, offset: int) -> Gap:
        """The gap at an offset; inside a word, the nearer one."""
        index = bisect_left(self.starts, offset)
        if index and offset < self.words[index - 1][1]:
            start, end = self.words[index - 1]
            return index - 1 if offset - start < end - offset else index
        return index

    def sentences(self, lang: str) -> list[Gap]:
        return [self.gap(start) for start, _ in sentence_spans(self.text, lang)]

    def colons(self) -> list[Gap]:
        return [i for i, (start, end) in enumerate(self.words, 1) if self.text[start:end].endswith(":")]

    def same(self) -> dict[str, int]:
        """Words that a translation leaves as they are, if they occur once: word to index."""
        bare = [self.text[start:end].translate(_DIGITS).strip(_EDGE) for start, end in self.words]
        count = Counter(bare)
        return {word: i for i, word in enumerate(bare) if count[word] == 1 and _SAME.fullmatch(word)}


@dataclass(frozen=True, slots=True)
class Place:
    """A gap of the English, and whether it is known or only estimated."""

    gap: Gap
    certain: bool


class Projection:
    """Maps offsets of a paragraph to gaps between the words of its translation; never changes their order.

    Args:
        source: the Arabic.
        english: its translation, one line.
    """

    def __init__(self, source: str, english: str) -> None:
        self._source, self._english = _Text.of(source), _Text.of(english)
        self._anchors = self._monotone()
        self._at = [a for a, _ in self._anchors]

    @property
    def words(self) -> list[tuple[int, int]]:
        """Spans of the English words."""
        return self._english.words

    def _candidates(self) -> list[tuple[Gap, Gap]]:
        source, english = self._source, self._english
        pairs: list[tuple[Gap, Gap]] = []
        for here, there in ((source.sentences("ar"), english.sentences("en")), (source.colons(), english.colons())):
            if len(here) == len(there):
                pairs += zip(here, there, strict=True)
        same = english.same()
        for word, index in source.same().items():
            if word in same:
                pairs += [(index, same[word]), (index + 1, same[word] + 1)]
        return pairs

    def _monotone(self) -> list[tuple[Gap, Gap]]:
        """Anchors in order; what contradicts an earlier one is left out."""
        last = len(self._source.words), len(self._english.words)
        anchors = [(0, 0)]
        for here, there in [*sorted(self._candidates()), last]:
            while (here, there) == last and anchors[-1][0] >= here and len(anchors) > 1:
                anchors.pop()
            if here > anchors[-1][0] and there > anchors[-1][1]:
                anchors.append((here, there))
        if anchors[-1] != last:
            anchors.append(last)
        return anchors

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Where each English word stands, punctuation around it left out."""
        index: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self.words):
            index.setdefault(self._english.text[start:end].strip(_EDGE), []).append(number)
        return index

    def find(self, words: str) -> list[Gap]:
        """Gaps before each place where the English has exactly these words."""
        wanted = words.split()
        if not wanted:
            return []
        tail = wanted[1:]
        return [
            number
            for number in self._index.get(wanted[0].strip(_EDGE), [])[:_FEW]
            if [self._english.text[a:b].strip(_EDGE) for a, b in self.words[number + 1 : number + len(wanted)]]
            == [word.strip(_EDGE) for word in tail]
        ]

    def place(self, offset: int) -> Place:
        """Where an offset of the source comes out."""
        gap = self._source.gap(offset)
        index = bisect_left(self._at, gap)
        here, there = self._anchors[index]
        if here == gap:
            return Place(there, True)
        before, start = self._anchors[index - 1]
        return Place(start + round((gap - before) * (there - start) / (here - before)), False)
