"""A flag as a JSON object."""

from __future__ import annotations

from typing import Any

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Flag
from qantara.align.terms.base import TermBase

KEYS = (
    "pair_id",
    "kind",
    "severity",
    "term",
    "source",
    "target",
    "expected",
    "found",
    "suggestion",
    "confidence",
    "reason",
    "source_span",
    "target_span",
    "term_id",
)


def flag_record(flag: Flag, pair: SentencePair, base: TermBase | None = None) -> dict[str, Any]:
    """The object of one flag, keys in the order of ``KEYS``.

    ``term`` is the Arabic form of the glossary, ``source`` and ``target`` are the pair's texts, the spans are offsets
    into them (code points, end exclusive) or null; ``expected`` lists the accepted forms, the preferred one first.
    """
    named = isinstance(flag, EntityFlag)
    term_id = flag.term_id if isinstance(flag, EntityFlag) else ""
    values = (
        flag.pair_id,
        flag.kind.value,
        flag.severity.value,
        _term(term_id, base, flag, pair),
        pair.source,
        pair.target,
        list(flag.expected),
        flag.found,
        flag.suggestion if named and isinstance(flag, EntityFlag) else None,
        flag.confidence,
        flag.reason,
        list(flag.source_span) if flag.source_span else None,
        list(flag.target_span) if flag.target_span else None,
        term_id,
    )
    return dict(zip(KEYS, values, strict=True))


def _term(term_id: str, base: TermBase | None, flag: Flag, pair: SentencePair) -> str:
    if base is not None and term_id:
        return base[term_id].source_forms[0]
    return pair.source[slice(*flag.source_span)] if flag.source_span and isinstance(flag, EntityFlag) else ""
