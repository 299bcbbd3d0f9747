"""The gold documents, as aligners see them: lines without the spaces around them.

In the gold files a line that continues its bead starts with a space. That is an accident of how the files were made
and gives the answer away, so it is stripped here as it is by every reader of the product.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from qantara.align.alignment import read_ladder
from qantara.align.bead import Bead

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "alignar-dev"


@dataclass(frozen=True, slots=True)
class Document:
    """One gold document; ``translation`` is a machine translation of each source line."""

    name: str
    source: list[str]
    translation: list[str]
    target: list[str]
    gold: list[Bead]

    @property
    def kind(self) -> str:
        return self.name.split("/")[0]


def load_documents(folder: Path = GOLD) -> list[Document]:
    """All documents below ``folder``; none if it is missing."""
    return [_load(gold) for gold in sorted(folder.glob("*/gold/*"))]


def _load(gold: Path) -> Document:
    kind, number = gold.parent.parent, gold.name
    source = _lines(kind / "ar" / number)
    return Document(
        name=f"{kind.name}/{number}",
        source=source,
        translation=_lines(kind / "artoen" / number)[: len(source)],
        target=_lines(kind / "en" / number),
        gold=read_ladder(gold),
    )


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def with_omissions(document: Document, seed: int, share: float = 0.1) -> Document:
    """The document with about ``share`` of its beads made one-sided, in runs of one to six.

    The gold documents hardly leave anything out; texts that people have do. Each run loses its source or its target.
    """
    chosen = random.Random(f"{document.name}/{seed}")
    lost_source: set[int] = set()
    lost_target: set[int] = set()
    n = 0
    while n < len(document.gold):
        if chosen.random() < share / 3:
            run = chosen.choice((1, 1, 2, 3, 5, 6))
            side = chosen.random() < 0.5
            for bead in document.gold[n : n + run]:
                (lost_source if side else lost_target).update(bead.source if side else bead.target)
            n += run
        n += 1
    left = _renumbered(len(document.source), lost_source)
    right = _renumbered(len(document.target), lost_target)
    gold = [
        Bead(tuple(left[i] for i in b.source if i in left), tuple(right[j] for j in b.target if j in right), b.score)
        for b in document.gold
    ]
    return Document(
        name=f"{document.name}-omissions",
        source=[document.source[i] for i in left],
        translation=[document.translation[i] for i in left],
        target=[document.target[j] for j in right],
        gold=[bead for one in gold for bead in _singles(one)],
    )


def _renumbered(count: int, lost: set[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(i for i in range(count) if i not in lost)}


def _singles(bead: Bead) -> list[Bead]:
    """One-sided beads fall apart into gaps of one sentence, as the aligner makes them."""
    if bead.source and bead.target:
        return [bead]
    return [Bead((i,), (), 1.0) for i in bead.source] + [Bead((), (j,), 1.0) for j in bead.target]
