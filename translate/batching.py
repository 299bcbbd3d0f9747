"""Batches of like lengths within a budget of tokens, so that little is spent on padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# On a CPU larger batches are no faster (opus-mt-ar-en's architecture and the embedded model, 256 to 2048 tried),
# and take the more memory: 500 MB at this size, 660 at 1024.
BATCH_TOKENS = 384


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of items, longest first, in batches.

    Args:
        lengths: tokens of each item.
        budget: most tokens in a batch, padding included (rows times the longest row). An item that is
            longer than the budget gets a batch of its own.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
