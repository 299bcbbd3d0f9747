"""Everything about two languages side by side: sentences, beads, terms, corpora.

What programs need most is here by name; see docs/library.md. Names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qantara.align.alignment import AlignmentSettings, align_sentences, sentence_pairs
    from qantara.align.bead import Bead, SentencePair
    from qantara.align.flag import EntityFlag, Kind, Severity
    from qantara.align.segment import Segment
    from qantara.align.sentences import segment_paragraph
    from qantara.align.term import TermEntry
    from qantara.align.terms import Checker, TermBase, load_checker, load_term_base
    from qantara.models.errors import QantaraError

__all__ = [
    "AlignmentSettings",
    "Bead",
    "Checker",
    "EntityFlag",
    "Kind",
    "QantaraError",
    "Segment",
    "SentencePair",
    "Severity",
    "TermBase",
    "TermEntry",
    "align_sentences",
    "load_checker",
    "load_term_base",
    "segment_paragraph",
    "sentence_pairs",
]

_HOMES = {
    "qantara.align.alignment": ("AlignmentSettings", "align_sentences", "sentence_pairs"),
    "qantara.align.bead": ("Bead", "SentencePair"),
    "qantara.align.flag": ("EntityFlag", "Kind", "Severity"),
    "qantara.align.segment": ("Segment",),
    "qantara.align.sentences": ("segment_paragraph",),
    "qantara.align.term": ("TermEntry",),
    "qantara.align.terms": ("Checker", "TermBase", "load_checker", "load_term_base"),
    "qantara.models.errors": ("QantaraError",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        home = next((module for module, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(home), name)
