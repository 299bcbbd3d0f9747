"""From beads, which are numbers, to the text of sentence pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qantara.align.bead import Bead, SentencePair


def sentence_pairs(
    source: Sequence[str], target: Sequence[str], beads: Iterable[Bead], ids: Sequence[str] | None = None
) -> Iterator[SentencePair]:
    """Pairs of the beads that have both sides; sentences of one bead are joined by a space.

    Args:
        source: Arabic sentences.
        target: English sentences.
        beads: over the two.
        ids: of the source sentences; their one-based numbers if left out. A pair has that of its first sentence.
    """
    for bead in beads:
        if bead.source and bead.target:
            first = bead.source[0]
            yield SentencePair(
                ids[first] if ids is not None else str(first + 1),
                " ".join(source[i] for i in bead.source),
                " ".join(target[j] for j in bead.target),
                bead.score,
            )
