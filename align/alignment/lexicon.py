"""The two word lists that ship with the aligner: Arabic–English, and English words of like meaning.

``lexicon.tsv.gz`` was learnt from open parallel corpora by ``benchmarks/fit_lexicon.py``; ``synonyms.tsv.gz`` was
drawn from WordNet 3.0 by ``benchmarks/fit_synonyms.py``. One stem a line, then ``stem:strength`` in hundredths.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib import resources

Neighbours = tuple[tuple[str, float], ...]


@cache
def arabic_english() -> Mapping[str, Neighbours]:
    """English stems for an Arabic stem, each with √(p(en|ar)·p(ar|en)) in [0, 1]."""
    return _table("lexicon.tsv.gz")


@cache
def synonyms() -> Mapping[str, Neighbours]:
    """English stems of like meaning, each with a strength in [0, 1]."""
    return _table("synonyms.tsv.gz")


def _table(name: str) -> dict[str, Neighbours]:
    packed = resources.files("qantara.align.alignment").joinpath("data", name).read_bytes()
    return dict(map(_entry, gzip.decompress(packed).decode().splitlines()))


def _entry(line: str) -> tuple[str, Neighbours]:
    word, cells = line.split("\t")
    pairs = (cell.rsplit(":", 1) for cell in cells.split(" "))
    return word, tuple((other, int(strength) / 100) for other, strength in pairs)
