"""The coarse path: where, roughly, the target stands when the source is at a sentence. Linear in time and memory.

Words that are rare on both sides and alike vote for the sentence pairs they stand in; the pairs with the most votes
that form an ascending chain become anchors (as in patience diff), and the path runs straight between them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from qantara.align.alignment.evidence import Explanation
from qantara.align.alignment.features import Measures
from qantara.align.alignment.ragged import Floats, Ints, Ragged
from qantara.align.alignment.similarity import Similarity
from qantara.align.alignment.window import End, Window

# how many target sentences to each side of the path are searched: room for four beads of eight
HALF_WIDTH = 32
# a word in more sentences than this is no anchor; it would also make the votes quadratic
RARE = 4
# likeness of words that may vote: the same stem, or the lexicon quite sure
SURE = 0.7
# votes (each the product of two words' rarities, at most one) that make a sentence pair a candidate
LEAST_VOTES = 0.75
# an anchor this far off the line through its neighbours is a coincidence unless others stand by it
NEIGHBOURS = 5
# a window wider than this would not fit in memory; only texts with next to nothing in common have one
WIDEST = 6000


@dataclass(frozen=True, slots=True)
class Path:
    """Anchors of a document, and the straight lines between them.

    Attributes:
        rows, columns: number of source and target sentences.
        anchors: int64 [anchors + 2, 2], source and target sentence, strictly ascending in both; the first is
            (−1, −1), the last (rows, columns).
    """

    rows: int
    columns: int
    anchors: Ints

    def window(self, i: int, j: int, rows: int) -> Window:
        """The window of ``rows`` source sentences from node (i, j)."""
        stop = min(i + rows, self.rows)
        if stop == self.rows:
            return Window(range(i, stop), range(j, self.columns))
        after = int(np.searchsorted(self.anchors[:, 0], stop))
        low, high = int(self.anchors[after - 1, 1]) + 1, int(self.anchors[after, 1])
        likely = float(np.interp(stop, self.anchors[:, 0], self.anchors[:, 1]))
        end = min(max(int(likely), j) + HALF_WIDTH, j + WIDEST, self.columns)
        return Window(range(i, stop), range(j, end), End(low, likely, high))


def anchored_path(measures: Measures) -> Path:
    """The path of a document through its anchors; straight from corner to corner where there are none."""
    rows, columns = len(measures.source), len(measures.target)
    chain = _supported(_chain(*_candidates(measures)))
    return Path(rows, columns, np.array([(-1, -1), *chain, (rows, columns)], np.int64))


def _candidates(measures: Measures) -> tuple[Ints, Ints, Floats]:
    """Sentence pairs (i, j) with votes enough, and their votes."""
    columns = len(measures.target)
    i, j, vote = _votes(measures.explains_target)
    pairs, place = np.unique(i * columns + j, return_inverse=True)
    total = np.bincount(place, vote, len(pairs)).astype(np.float32)
    kept = total >= LEAST_VOTES
    return pairs[kept] // columns, pairs[kept] % columns, total[kept]


def _votes(explanation: Explanation) -> tuple[Ints, Ints, Floats]:
    """One vote for each pair of like rare words: source sentence, target sentence, weight in (0, 1]."""
    source = _sentences_of(explanation.explaining, len(explanation.similarity.columns))
    target = _sentences_of(explanation.explained, explanation.similarity.width)
    left, right, likeness = _sure_pairs(explanation.similarity, np.diff(source.starts), np.diff(target.starts))
    at_i, pair = source.gather(left)
    at_j, which = target.gather(right[pair])
    i, j = source.flat[at_i][which], target.flat[at_j]
    rarity = np.diff(source.starts)[left] * np.diff(target.starts)[right]
    return i, j, (likeness / rarity)[pair][which].astype(np.float32)


def _sentences_of(sentences: Ragged, words: int) -> Ragged:
    """For each word the sentences it stands in."""
    flat, owner = sentences.rows(0, len(sentences))
    code = np.unique(flat * len(sentences) + owner)
    starts = np.zeros(words + 1, np.int64)
    np.cumsum(np.bincount(code // len(sentences), minlength=words), out=starts[1:])
    return Ragged(starts, code % len(sentences))


def _sure_pairs(similarity: Similarity, count_left: Ints, count_right: Ints) -> tuple[Ints, Ints, Floats]:
    left = np.repeat(np.arange(len(similarity.columns)), np.diff(similarity.columns.starts))
    right = similarity.columns.flat
    rare = (count_left[left] <= RARE) & (count_right[right] <= RARE) & (similarity.values >= SURE)
    return left[rare], right[rare], similarity.values[rare]


def _chain(i: Ints, j: Ints, votes: Floats) -> list[tuple[int, int]]:
    """The strictly ascending chain of greatest total vote, in O(n log n)."""
    order = np.lexsort((-j, i))
    # best chains by last column, each better than all that end further left
    ends: list[int] = []
    totals: list[float] = []
    nodes: list[int] = []
    before: list[int] = []
    points = list(zip(i[order].tolist(), j[order].tolist(), votes[order].tolist(), strict=True))
    for node, (_, column, vote) in enumerate(points):
        place = bisect_right(ends, column - 1)
        total = vote + (totals[place - 1] if place else 0.0)
        before.append(nodes[place - 1] if place else -1)
        while place < len(ends) and totals[place] <= total:
            del ends[place], totals[place], nodes[place]
        if place == len(ends) or ends[place] > column:
            ends.insert(place, column)
            totals.insert(place, total)
            nodes.insert(place, node)
    chain = []
    node = nodes[-1] if nodes else -1
    while node >= 0:
        chain.append(points[node][:2])
        node = before[node]
    return chain[::-1]


def _supported(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Anchors that are near the line through the anchors around them, on at least one side."""
    if len(chain) < 2 * NEIGHBOURS:
        return chain
    points = np.array(chain)
    offset = points[:, 1] - points[:, 0]
    padded = np.pad(offset, NEIGHBOURS, mode="edge")
    around = np.lib.stride_tricks.sliding_window_view(padded, NEIGHBOURS)
    left, right = np.median(around[: len(offset)], axis=1), np.median(around[NEIGHBOURS + 1 :], axis=1)
    near = np.minimum(abs(offset - left), abs(offset - right)) <= HALF_WIDTH / 2
    return [anchor for anchor, keep in zip(chain, near.tolist(), strict=True) if keep]
