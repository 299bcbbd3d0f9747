"""Sentences: where they end, in Arabic and in English."""

from qantara.align.sentences.script import language_of
from qantara.align.sentences.splitter import segment_paragraph, sentence_spans

__all__ = ["language_of", "segment_paragraph", "sentence_spans"]
