"""The labelled set: no clean pair is flagged, nearly every spoilt one is, and by the right name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qantara.align.bead import SentencePair
from qantara.align.flag import Severity
from qantara.align.terms.checker import Checker
from qantara.align.terms.formats import load_term_base
from qantara.align.terms.lint import lint

FOLDER = Path(__file__).parent.parent / "golden" / "entities"
KINDS = {
    "swapped": "wrong_entity",
    "transliterated": "misspelt",
    "lowercased": "miscased",
}


def rows(name: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def outcome() -> list[tuple[str, str, list[str]]]:
    """Pair, label, and the kinds of its flags at or above warning."""
    checker = Checker(load_term_base(FOLDER / "glossary.csv"))
    pairs = [SentencePair(row["id"], row["translation"]["ar"], row["translation"]["en"]) for row in rows("pairs.jsonl")]
    kinds: dict[str, list[str]] = {pair.id: [] for pair in pairs}
    for flag in checker.check(pairs):
        if flag.severity.rank >= Severity.WARNING.rank:
            kinds[flag.pair_id].append(flag.kind.value)
    return [(row["id"], row["label"], kinds[row["id"]]) for row in rows("labels.jsonl")]


def test_no_clean_pair_is_flagged(outcome: list[tuple[str, str, list[str]]]) -> None:
    assert [name for name, label, kinds in outcome if label in ("clean", "none") and kinds] == []


def test_spoilt_pairs_are_caught_and_named(outcome: list[tuple[str, str, list[str]]]) -> None:
    spoilt = [(label, kinds) for _, label, kinds in outcome if label not in ("clean", "none")]
    caught = sum(bool(kinds) for _, kinds in spoilt) / len(spoilt)
    named = sum(KINDS.get(label, label) in kinds for label, kinds in spoilt) / len(spoilt)
    assert caught >= 0.97
    assert named >= 0.93


def test_the_glossary_has_no_errors() -> None:
    assert [f for f in lint(load_term_base(FOLDER / "glossary.csv")) if f.severity is Severity.ERROR] == []
