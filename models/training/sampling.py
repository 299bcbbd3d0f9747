"""Which examples come when: temperature sampling over sets, without any state to save.

Examples come in pools. Pool ``k`` holds a fixed number of pairs of each set, taken in turn from that set's
shuffled passes; all of it follows from the seed and ``k``, so that a run resumes exactly from two integers.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from qantara.models.training.config import CorpusSet

POOL = 20_000


def shares(sizes: dict[str, int], sets: dict[str, CorpusSet], temperature: float) -> dict[str, float]:
    """The share of each set: weight times size**(1/T), normalised (Arivazhagan et al. 2019, section 4.2)."""
    mass = {name: sets[name].weight * size ** (1 / temperature) for name, size in sizes.items() if size}
    total = sum(mass.values())
    return {name: value / total for name, value in mass.items()}


@dataclass(frozen=True)
class Sampler:
    """Draws (set name, index) pairs.

    Attributes:
        sizes: number of pairs in each set.
        share: the part of a pool that each set gets; sums to 1.
        seed: the same seed gives the same pools.
    """

    sizes: dict[str, int]
    share: dict[str, float]
    seed: int

    @cached_property
    def quota(self) -> dict[str, int]:
        return {name: max(1, round(POOL * part)) for name, part in self.share.items()}

    def _pass(self, name: str, number: int) -> Sequence[int]:
        order = list(range(self.sizes[name]))
        random.Random(f"{self.seed}-{name}-{number}").shuffle(order)
        return order

    def _draw(self, name: str, start: int, count: int) -> list[tuple[str, int]]:
        size, drawn = self.sizes[name], list[tuple[str, int]]()
        while count:
            number, offset = divmod(start, size)
            part = self._pass(name, number)[offset : offset + count]
            drawn += [(name, i) for i in part]
            start, count = start + len(part), count - len(part)
        return drawn

    def pool(self, k: int) -> list[tuple[str, int]]:
        """The ``k``-th pool, shuffled."""
        drawn = [item for name, n in self.quota.items() for item in self._draw(name, k * n, n)]
        random.Random(f"{self.seed}-pool-{k}").shuffle(drawn)
        return drawn
