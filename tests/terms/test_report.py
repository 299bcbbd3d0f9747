"""Flags as files."""

from __future__ import annotations

import json

from qantara.align.bead import SentencePair
from qantara.align.checks import run_checks
from qantara.align.flag import CheckKind, Kind
from qantara.align.term import TermEntry
from qantara.align.terms.base import term_base
from qantara.align.terms.checker import Checker
from qantara.align.terms.report import flag_record, jsonl_lines, sarif_log, tsv_lines

BASE = term_base([TermEntry("starlink", ("ستارلينك",), "Starlink", ("Starlink network",))])
PAIR = SentencePair("p1", "عادت ستارلينك\tأمس", "Starling came back")
LINKS = SentencePair("p2", "زوروا https://example.org/ar", "Visit us")


def test_a_record_has_the_promised_keys() -> None:
    (flag,) = Checker(BASE).check([PAIR])
    record = flag_record(flag, PAIR, BASE)
    assert list(record)[:11] == [
        *("pair_id", "kind", "severity", "term", "source", "target"),
        *("expected", "found", "suggestion", "confidence", "reason"),
    ]
    assert record["term"] == "ستارلينك"
    assert record["expected"] == ["Starlink", "Starlink network"]
    assert PAIR.source[slice(*record["source_span"])] == "ستارلينك"
    assert PAIR.target[slice(*record["target_span"])] == record["found"] == "Starling"


def test_jsonl_is_one_object_a_line() -> None:
    flags = [(flag, PAIR) for flag in Checker(BASE).check([PAIR])] + [(flag, LINKS) for flag in run_checks([LINKS])]
    lines = list(jsonl_lines(flags, BASE))
    assert [json.loads(line)["kind"] for line in lines] == ["misspelt", "links"]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)


def test_tsv_rows_have_as_many_cells_as_the_header() -> None:
    lines = list(tsv_lines([(flag, PAIR) for flag in Checker(BASE).check([PAIR])], BASE))
    assert {line.count("\t") for line in lines} == {13}
    assert "Starlink|Starlink network" in lines[1]


def test_sarif_names_every_rule_and_places_every_result() -> None:
    flags = [(flag, PAIR, 7) for flag in Checker(BASE).check([PAIR])]
    log = sarif_log(flags, "corpus.jsonl", "1.0", BASE)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {str(kind) for kind in (*Kind, *CheckKind)}
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "misspelt"
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert json.loads(json.dumps(log)) == log
