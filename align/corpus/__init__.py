"""Parallel corpora in the formats that other tools read and write."""

from qantara.align.corpus.reading import read_pairs
from qantara.align.corpus.writing import WRITERS, CorpusInfo, Reviewed

__all__ = ["WRITERS", "CorpusInfo", "Reviewed", "read_pairs"]
