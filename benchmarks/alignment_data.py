"""The gold documents, as aligners see them: lines without the spaces around them.

In the gold files a line that continues its bead starts with a space. That is an accident of how the files were made
and gives the answer away, so it is stripped here as it is by every reader of the product.
"""

from __future__ import annotations

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
    return [_load(folder, gold) for gold in sorted(folder.glob("*/gold/*"))]


def _load(folder: Path, gold: Path) -> Document:
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
