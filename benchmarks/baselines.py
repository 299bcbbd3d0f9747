"""Two aligners to stand beside: Gale–Church, and one after Bleualign. For the benchmark only."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Sequence

from qantara.align.bead import Bead

Cost = Callable[[int, int, int, int], float]  # source start and end, target start and end

# Gale and Church (1993), table 5, with shapes up to 1:8 as in the published figures for Arabic–English
PRIORS = {(1, 1): 0.89, (1, 0): 0.0049, (0, 1): 0.0049, (2, 1): 0.044, (1, 2): 0.044, (2, 2): 0.011} | {
    shape: 0.01 / 2 ** (n - 3) for n in range(3, 9) for shape in ((1, n), (n, 1))
}
VARIANCE = 6.8


def gale_church(source: Sequence[str], target: Sequence[str], _: Sequence[str]) -> list[Bead]:
    """Lengths alone (Gale and Church 1993), character ratio from the texts."""
    left, right = _sums(source), _sums(target)
    ratio = right[-1] / left[-1]

    def cost(i: int, k: int, j: int, m: int) -> float:
        a, b = left[k] - left[i], right[m] - right[j]
        deviation = abs(b - a * ratio) / math.sqrt(VARIANCE * max((a + b / ratio) / 2, 1))
        tail = max(math.erfc(deviation / math.sqrt(2)), 1e-300)
        return -math.log(tail) - math.log(PRIORS[k - i, m - j])

    return _best(len(source), len(target), cost)


def _sums(texts: Sequence[str]) -> list[int]:
    sums = [0]
    for text in texts:
        sums.append(sums[-1] + len(text))
    return sums


def _best(rows: int, columns: int, cost: Cost) -> list[Bead]:
    """Dense dynamic programme, plainly."""
    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    for k in range(rows + 1):
        for m in range(columns + 1):
            if k or m:
                best[k, m] = min(
                    (best[k - a, m - b][0] + cost(k - a, k, m - b, m), a, b) for a, b in PRIORS if a <= k and b <= m
                )
    k, m, beads = rows, columns, []
    while k or m:
        _, a, b = best[k, m]
        beads.append(Bead(tuple(range(k - a, k)), tuple(range(m - b, m)), 1.0))
        k, m = k - a, m - b
    return beads[::-1]


def bleualign(source: Sequence[str], target: Sequence[str], translation: Sequence[str]) -> list[Bead]:
    """After Sennrich and Volk (2010): BLEU-like anchors, then gaps filled by merging while the score rises."""
    ours, theirs = [_ngrams([t]) for t in translation], [_ngrams([t]) for t in target]
    anchors = _anchors(ours, theirs)
    beads: list[Bead] = []
    edges = [(-1, -1), *anchors, (len(source), len(target))]
    starts: dict[int, tuple[list[int], list[int]]] = {n: ([i], [j]) for n, (i, j) in enumerate(edges)}
    for n, ((i, j), (k, m)) in enumerate(itertools.pairwise(edges)):
        _fill(starts, n, list(range(i + 1, k)), list(range(j + 1, m)), translation, target)
    for n in range(1, len(edges) - 1):
        left, right = starts[n]
        beads.append(Bead(tuple(sorted(left)), tuple(sorted(right)), 1.0))
    return _with_gaps(beads, len(source), len(target))


def _ngrams(texts: Sequence[str]) -> Counter[tuple[str, ...]]:
    words = [word.strip(".,;:!?\"'()") for word in " ".join(texts).lower().split()]
    return Counter(tuple(words[i : i + n]) for n in (1, 2) for i in range(len(words) - n + 1))


def _likeness(a: Counter[tuple[str, ...]], b: Counter[tuple[str, ...]]) -> float:
    """Dice of clipped one- and two-grams; bigrams weigh as much as unigrams."""
    value = 0.0
    for n in (1, 2):
        x, y = (Counter({g: c for g, c in side.items() if len(g) == n}) for side in (a, b))
        value += 2 * (x & y).total() / max(x.total() + y.total(), 1)
    return value / 2


def _anchors(
    ours: Sequence[Counter[tuple[str, ...]]], theirs: Sequence[Counter[tuple[str, ...]]]
) -> list[tuple[int, int]]:
    """The ascending chain of 1:1 pairs with the greatest total likeness."""
    width = len(theirs) + 1
    best, back = [0.0] * width, []
    for a in ours:
        row, step = [0.0], [0]
        for j, b in enumerate(theirs):
            match = best[j] + _likeness(a, b)
            options = ((best[j + 1], 1), (row[j], 2), (match if match > best[j] else -1.0, 3))
            value, kind = max(options)
            row.append(value)
            step.append(kind)
        best = row
        back.append(step)
    i, j, chain = len(ours), len(theirs), []
    while i and j:
        kind = back[i - 1][j]
        if kind == 3:
            chain.append((i - 1, j - 1))
        i, j = i - (kind in (1, 3)), j - (kind in (2, 3))
    return chain[::-1]


def _fill(starts, n, left, right, translation, target) -> None:
    """Give what lies between two anchors to the one before or after while their likeness rises."""
    while left or right:
        options = []
        for anchor, take in ((n, 0), (n + 1, -1)):
            a, b = starts[anchor]
            if not 0 < anchor < len(starts) - 1:
                continue
            now = _likeness(_ngrams([translation[i] for i in a]), _ngrams([target[j] for j in b]))
            for more_a, more_b in (([left[take]] if left else [], []), ([], [right[take]] if right else [])):
                if more_a or more_b:
                    grown = _likeness(
                        _ngrams([translation[i] for i in sorted(a + more_a)]),
                        _ngrams([target[j] for j in sorted(b + more_b)]),
                    )
                    options.append((grown - now, anchor, more_a, more_b))
        if not options or max(options)[0] <= 0:
            return
        _, anchor, more_a, more_b = max(options)
        starts[anchor][0].extend(more_a)
        starts[anchor][1].extend(more_b)
        left[:] = [i for i in left if i not in more_a]
        right[:] = [j for j in right if j not in more_b]


def _with_gaps(beads: list[Bead], rows: int, columns: int) -> list[Bead]:
    used_i, used_j = {i for b in beads for i in b.source}, {j for b in beads for j in b.target}
    gaps = [Bead((i,), (), 1.0) for i in range(rows) if i not in used_i]
    return beads + gaps + [Bead((), (j,), 1.0) for j in range(columns) if j not in used_j]
