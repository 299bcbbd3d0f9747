"""The linter: each rule fires where it should and not on a sound glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from qantara.align.flag import Severity
from qantara.align.term import TermEntry
from qantara.align.terms.base import term_base
from qantara.align.terms.formats import load_term_base
from qantara.align.terms.lint import lint, located


def codes(*entries: TermEntry) -> set[str]:
    return {finding.code for finding in lint(term_base(entries))}


def entry(source: str, target: str, **more: object) -> TermEntry:
    return TermEntry(target, (source,), target, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (entry("أمل", "Amal"), "common-word"),
        (entry("س", "Seen"), "one-letter"),
        (entry("إكس", "X"), "one-letter"),
        (entry("بوتين", "???"), "placeholder"),
        (entry("بوتين", "TBD"), "placeholder"),
        (entry("بوتين", "Putin,"), "odd-target"),
        (entry("بوتين", "بوتين"), "arabic-target"),
        (entry("بوتين", "Рutin"), "mixed-scripts"),
        (entry("بوتينx", "Putin"), "mixed-scripts"),
        (entry("بوتين\u200f", "Putin"), "invisible"),
        (entry("بوتين", "Pu\u00adtin"), "invisible"),
        (entry("…", "Putin"), "no-letters"),
        (entry("Putin", "Putin"), "latin-source"),
        (entry("بوتين", "putin"), "no-capital"),
        (entry("أبل", "Apple"), "common-target"),
        (entry("بوتين", "Putin", target_forbidden=("Putin",)), "conflict"),
    ],
)
def test_each_rule(found: TermEntry, code: str) -> None:
    assert code in codes(found)


def test_rules_across_entries() -> None:
    assert "duplicate" in codes(entry("بوتين", "Putin"), entry("بُوتين", "Putin"))
    assert "conflict" in codes(entry("عمان", "Amman"), entry("عمان", "Oman"))
    assert "nested" in codes(entry("آزوف", "Azov"), entry("بحر آزوف", "Sea of Azov"))


def test_a_sound_glossary_is_silent() -> None:
    assert codes(entry("فلاديمير بوتين", "Vladimir Putin"), entry("ستارلينك", "Starlink")) == set()


def test_findings_name_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("source,target\nستارلينك,Starlink\nستارلينك,Starling\n", encoding="utf-8")
    base = load_term_base(path)
    (finding,) = lint(base)
    assert finding.severity is Severity.ERROR
    assert located(finding, base).startswith(f"{path}:3: error: ")
