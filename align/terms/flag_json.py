"""A flag as one JSON object, in the form that ``check`` and ``run`` write."""

from __future__ import annotations

from typing import Any

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag


def flag_object(flag: EntityFlag, pair: SentencePair) -> dict[str, Any]:
    """All that a flag says. Spans are code-point offsets into ``source_text`` and ``target_text``, end exclusive.

    ``source`` is the mention as it stands in the Arabic, ``target`` what stands in its place in the English.
    """
    return {
        "pair_id": flag.pair_id,
        "kind": str(flag.kind),
        "severity": str(flag.severity),
        "term": flag.term_id,
        "source": pair.source[slice(*flag.source_span)] if flag.source_span else None,
        "target": flag.found,
        "expected": list(flag.expected),
        "found": flag.found,
        "suggestion": flag.suggestion,
        "confidence": flag.confidence,
        "reason": flag.reason,
        "source_span": list(flag.source_span) if flag.source_span else None,
        "target_span": list(flag.target_span) if flag.target_span else None,
        "source_text": pair.source,
        "target_text": pair.target,
    }
