"""The files of a run that no model takes part in, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from qantara.cli import app

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "run"
FILES = ("en.txt", "pairs.tsv", "pairs.jsonl", "flags.jsonl", "article.jsonl")


def test_a_run_without_a_model(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    article, glossary = ROOT / "examples" / "musk-putin.ar.txt", ROOT / "examples" / "glossary.csv"
    arguments = ["run", str(article), "--out", str(tmp_path), "--glossary", str(glossary), "--backend", "echo"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    for name in FILES:
        made, kept = tmp_path / f"musk-putin.{name}", GOLDEN / f"musk-putin.{name}"
        if name == "article.jsonl":  # its first line names the version
            made.write_bytes(made.read_bytes().split(b"\n", 1)[1])
        if request.config.getoption("--update-golden"):
            kept.write_bytes(made.read_bytes())
        assert made.read_bytes() == kept.read_bytes(), f"{kept} differs; see {GOLDEN / 'README.md'}"
