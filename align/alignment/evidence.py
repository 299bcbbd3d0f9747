"""What words say about beads: how much of one side a block of the other explains, beyond chance.

A word w is covered by a block to the degree c of its best match there. For a block of n sentences, chance alone
would cover it to q = 1 − (1 − q₁)ⁿ, q₁ being its mean cover over the single sentences of the whole document. The
evidence is that of a naive Bayes model: c·log 1/q for words covered (rare ones say more), (1 − c)·log 1/(1 − q) for
words missing (common ones say more). Both sums are additive over words, so a block's evidence is a difference of
prefix sums, and merging sentences gains nothing by mere length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from qantara.align.alignment.ragged import Floats, Ints, Ragged, Vocabulary
from qantara.align.alignment.shapes import LARGEST
from qantara.align.alignment.similarity import Similarity

# cover imagined in one more sentence, so that a word seen once is rare but not infinitely so
PRIOR_COVER = 0.3
# log-odds above which one word may not speak: about one in four hundred
LARGEST_GAIN = 6.0
LEAST_CHANCE_OF_MISSING = 0.05
# sentences whose cover is summed at once when q₁ is found; bounds memory, changes nothing
CHUNK = 2000
# keeps the weights near one
SCALE = 0.1


class Cover(NamedTuple):
    """Degrees to which explaining sentences cover words, as parallel arrays without repeats."""

    sentence: Ints
    word: Ints
    degree: Floats


@dataclass(frozen=True, slots=True)
class Explanation:
    """One direction of evidence: ``explaining`` sentences cover the words of ``explained`` ones.

    Attributes:
        explained, explaining: sentences as word numbers of their own vocabularies.
        similarity: from explaining words to explained words.
        chance: float32 [explained words], q₁.
    """

    explained: Ragged
    explaining: Ragged
    similarity: Similarity
    chance: Floats

    @classmethod
    def of(cls, explained: Vocabulary, explaining: Vocabulary, similarity: Similarity) -> Explanation:
        total = np.zeros(len(explained.words))
        count = len(explaining.sentences)
        for first in range(0, count, CHUNK):
            cover = _cover(explaining.sentences, similarity, first, min(first + CHUNK, count))
            total += np.bincount(cover.word, cover.degree, len(total))
        chance = ((total + PRIOR_COVER) / (count + 1)).astype(np.float32)
        return cls(explained.sentences, explaining.sentences, similarity, chance)

    def masses(self, columns: range) -> Floats:
        """What each explained sentence of ``columns`` has to be explained: Σ log 1/q₁, float32 [len(columns)].

        A sentence that stays in a gap is not asked for it; one paired with a stranger gains none of it.
        """
        words, _ = self.explained.rows(columns.start, columns.stop)
        ends = self.explained.starts[columns.start : columns.stop + 1] - self.explained.starts[columns.start]
        gains = np.minimum(-np.log(self.chance[words]), LARGEST_GAIN) * np.float32(SCALE)
        sums = np.concatenate((np.zeros(1, np.float32), np.cumsum(gains)))
        return np.diff(sums[ends])

    def blocks(self, rows: range, columns: range, gain: float, missing: float) -> list[Floats]:
        """Weighted evidence for the explained sentences of ``columns`` from each block of ``rows``.

        Sums run over words in numpy rather than as a matrix product: BLAS threads that wait for each other on a busy
        machine cost twenty times as much.

        Returns:
            for n = 1 … 8, prefix sums along the explained sentences, float32 [len(rows) − n + 1, len(columns) + 1], of
            gain·Σ c log 1/q + missing·Σ (1 − c) log 1/(1 − q).
        """
        words, _ = self.explained.rows(columns.start, columns.stop)
        ends = self.explained.starts[columns.start : columns.stop + 1] - self.explained.starts[columns.start]
        local, index = np.unique(words, return_inverse=True)
        cover = self._dense(rows, local)
        found, block = [], cover
        for n in range(1, LARGEST + 1):
            if n > 1:
                block = np.maximum(block[:-1], cover[n - 1 :]) if len(cover) >= n else cover[:0]
            chance = 1 - (1 - self.chance[local]) ** np.float32(n)
            positive = np.float32(gain * SCALE) * np.minimum(-np.log(chance), LARGEST_GAIN)
            negative = np.float32(-missing * SCALE) * np.log(np.maximum(1 - chance, LEAST_CHANCE_OF_MISSING))
            by_word = block * (positive - negative) + negative
            sums = np.zeros((len(block), len(index) + 1), np.float32)
            np.cumsum(by_word[:, index], axis=1, out=sums[:, 1:])
            found.append(sums[:, ends])
        return found

    def _dense(self, rows: range, words: Ints) -> Floats:
        """Cover of the given words alone, float32 [rows, words]."""
        place = np.full(len(self.chance), -1)
        place[words] = np.arange(len(words))
        cover = _cover(self.explaining, self.similarity, rows.start, rows.stop)
        column = place[cover.word]
        dense = np.zeros((len(rows), len(words)), np.float32)
        seen = column >= 0
        dense[cover.sentence[seen], column[seen]] = cover.degree[seen]
        return dense


def _cover(sentences: Ragged, similarity: Similarity, first: int, last: int) -> Cover:
    """Best match of every word in each sentence from ``first`` to ``last`` (exclusive)."""
    words, owner = sentences.rows(first, last)
    position, which = similarity.columns.gather(words)
    width = max(similarity.width, 1)
    code = owner[which] * width + similarity.columns.flat[position]
    degree = similarity.values[position]
    order = np.lexsort((degree, code))
    code, degree = code[order], degree[order]
    best = np.append(code[1:] != code[:-1], True)[: len(code)]
    return Cover(code[best] // width, code[best] % width, degree[best])
