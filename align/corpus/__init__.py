"""Parallel corpora in the formats that other tools read and write."""

from qantara.align.corpus.reading import read_pairs
from qantara.align.corpus.writing import WRITERS, CorpusInfo

__all__ = ["WRITERS", "CorpusInfo", "read_pairs"]
