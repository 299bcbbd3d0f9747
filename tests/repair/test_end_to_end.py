"""Repair with the embedded model, through the command line. The names are made up, so that no model knows them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qantara.align.terms import load_checker
from qantara.models.load import load
from qantara.translate.document import Document, read_document
from qantara.translate.engine import TranslationEngine
from qantara.translate.pipeline import ArticleResult, run_article
from qantara.translate.repair import Repairer

ROOT = Path(__file__).resolve().parent.parent.parent
GLOSSARY = "source,target\nستارلينك,Starlink\nدربنسا,Darbensa\nمحمد الزنكلوني,Mohamed El-Zankalouny\n"
UNKNOWN = ("Darbensa", "El-Zankalouny")
ARTICLE = """أعلنت شركة دربنسا أنها ستفتح مصنعا جديدا في عام 2022.

سافر محمد الزنكلوني إلى القاهرة أمس. وصل الوفد إلى القاهرة.
قال المدير إن ستارلينك تعمل منذ 15 يوما.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    article, glossary = tmp_path / "article.txt", tmp_path / "names.csv"
    article.write_text(ARTICLE, encoding="utf-8")
    glossary.write_text(GLOSSARY, encoding="utf-8")
    return article, glossary


def _grave_flags(result: ArticleResult) -> int:
    return sum(flag.severity.rank > 0 for found in result.findings for flag in found.flags)


def test_there_are_fewer_flags_and_no_more_warnings(files: tuple[Path, Path]) -> None:
    document: Document = read_document(files[0])
    checker = load_checker(files[1])
    engine = TranslationEngine(load("starter"))
    plain = run_article(document, engine, checker)
    mended = run_article(document, engine, checker, repairer=Repairer(engine, checker))
    assert _grave_flags(plain) > _grave_flags(mended)
    assert mended.repair is not None
    assert mended.repair["flagged"] >= mended.repair["repaired"] > 0
    assert len(mended.warnings) <= len(plain.warnings)
    english = [" ".join(paragraph.english for paragraph in result.paragraphs) for result in (plain, mended)]
    assert not any(name in english[0] for name in UNKNOWN)
    assert any(name in english[1] for name in UNKNOWN)
    assert "2022" in english[1]
    assert [len(p.source) for p in mended.paragraphs] == [len(p.source) for p in plain.paragraphs]


def _qantara(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, encoding="utf-8")


def test_the_manifest_counts_and_the_signature_tells(files: tuple[Path, Path], tmp_path: Path) -> None:
    article, glossary = map(str, files)
    out = tmp_path / "out"
    mode = ("--glossary", glossary, "--glossary-mode", "repair")
    done = _qantara("run", article, "--out", str(out), *mode, "--formats", "txt", "--quiet")
    assert done.returncode == 0, done.stderr
    record = json.loads((out / "article.run.json").read_text(encoding="utf-8"))
    assert record["repair"]["flagged"] == record["repair"]["repaired"] + record["repair"]["left"] > 0
    assert "|mode:repair." in record["signature"]
    english = (out / "article.en.txt").read_text(encoding="utf-8")
    assert any(name in english for name in UNKNOWN)


def test_a_pipe_gives_a_line_for_a_line(files: tuple[Path, Path]) -> None:
    mode = ("--glossary", str(files[1]), "--glossary-mode", "repair")
    done = _qantara("translate", *mode, stdin=ARTICLE)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(ARTICLE.splitlines())
    assert any(name in done.stdout for name in UNKNOWN)
    assert lines[1] == ""
    assert "names that looked wrong were repaired" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--glossary-mode", "repair"), "add --glossary FILE"),
        (("--glossary-mode", "mend"), "takes check or repair"),
    ],
)
def test_usage(arguments: tuple[str, ...], message: str) -> None:
    done = _qantara("translate", *arguments, stdin="قال")
    assert done.returncode == 2
    assert message in done.stderr
