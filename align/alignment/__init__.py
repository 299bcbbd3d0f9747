"""Sentence alignment: which Arabic sentences say the same as which English ones, and how sure that is."""

from qantara.align.alignment.aligner import align_sentences
from qantara.align.alignment.evaluate import AlignmentScore, evaluate
from qantara.align.alignment.ladder import read_ladder, write_ladder
from qantara.align.alignment.pairs import sentence_pairs
from qantara.align.alignment.settings import AlignmentSettings

__all__ = [
    "AlignmentScore",
    "AlignmentSettings",
    "align_sentences",
    "evaluate",
    "read_ladder",
    "sentence_pairs",
    "write_ladder",
]
