"""Flags as SARIF 2.1.0 (OASIS standard), which code hosts and editors show beside the lines of a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckKind, EntityFlag, Flag, Kind, Severity
from qantara.align.terms.base import TermBase

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_RULES: dict[str, str] = {
    Kind.OMITTED: "A name of the Arabic is missing from the English",
    Kind.UNTRANSLATED: "A name was left in Arabic",
    Kind.MISSPELT: "A name is misspelt",
    Kind.MISCASED: "A name has the wrong capitals",
    Kind.FORBIDDEN: "A form that the glossary forbids",
    Kind.WRONG_ENTITY: "Another name stands in its place",
    Kind.LITERAL: "A name was translated as ordinary words",
    Kind.INCONSISTENT: "A name is rendered in two ways",
    Kind.EXTRA: "A name that the Arabic does not mention",
    CheckKind.NUMBERS: "Numbers differ",
    CheckKind.DATES: "Dates differ",
    CheckKind.LINKS: "A URL or e-mail address is lost",
    CheckKind.UNTRANSLATED_SENTENCE: "A sentence was not translated",
    CheckKind.REPEATED: "Words are repeated",
    CheckKind.LENGTH: "The lengths are out of proportion",
    CheckKind.BALANCE: "Brackets or quotation marks do not close",
}
_ORDER = list(_RULES)


def sarif_log(
    flags: Iterable[tuple[Flag, SentencePair, int]], artifact: str, version: str, base: TermBase | None = None
) -> dict[str, Any]:
    """A SARIF log with one run.

    Args:
        flags: each with its pair and the one-based line of the pair in the corpus file.
        artifact: URI of the corpus file, relative to where the user looks from.
        version: of this program.
    """
    rules = [
        {
            "id": str(kind),
            "name": "".join(part.title() for part in str(kind).split("_")),
            "shortDescription": {"text": text},
        }
        for kind, text in _RULES.items()
    ]
    driver = {"name": "qantara", "version": version, "rules": rules}
    results = [_result(flag, pair, line, artifact, base) for flag, pair, line in flags]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(flag: Flag, pair: SentencePair, line: int, artifact: str, base: TermBase | None) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": artifact}, "region": {"startLine": max(1, line)}}
    properties: dict[str, Any] = {"pair_id": flag.pair_id, "confidence": flag.confidence, "found": flag.found}
    if isinstance(flag, EntityFlag):
        properties |= {"suggestion": flag.suggestion, "expected": list(flag.expected)}
        if base is not None and flag.term_id:
            properties["term"] = base[flag.term_id].source_forms[0]
    return {
        "ruleId": str(flag.kind),
        "ruleIndex": _ORDER.index(str(flag.kind)),
        "level": _LEVELS[flag.severity],
        "message": {"text": _message(flag)},
        "locations": [{"physicalLocation": place, "logicalLocations": [{"name": pair.id, "kind": "element"}]}],
        "partialFingerprints": {"pairKindSpan/v1": f"{flag.pair_id}:{flag.kind}:{flag.source_span}:{flag.target_span}"},
        "properties": properties,
    }


def _message(flag: Flag) -> str:
    wanted = f" (expected {flag.expected[0]})" if flag.expected else ""
    found = f"“{flag.found}”: " if flag.found else ""
    return f"{found}{flag.reason}{wanted}"
