"""``qantara export``, and ``run`` into a folder that was reviewed."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from qantara.cli import app
from qantara.translate.review.desk import Desk, Wish
from qantara.translate.review.folder import ReviewFolder


def qantara(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


ARABIC = "عادت خدمة ستارلينك إلى العمل."


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_heading("عنوان", 1)
    document.add_paragraph(ARABIC)
    document.save(str(tmp_path / "news.docx"))
    return tmp_path / "news.docx"


def test_the_corrections_of_a_word_document(word: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = qantara("run", word, "--out", out, "--backend", "echo", "--formats", "txt,tmx")
    assert done.exit_code == 0, done.stderr
    desk = Desk(ReviewFolder(out))
    [row] = [row for row in desk.folder.articles["news"].rows.values() if row.source == ARABIC]
    desk.decide(Wish("news", row.id, "", "edit", "", "Starlink is back."))
    done = qantara("export", out, "--formats", "txt,tsv", "--out", tmp_path / "corpus")
    assert done.exit_code == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == [
        "news.en.docx", "news.en.txt", "news.pairs.tsv",
    ]  # fmt: skip
    assert [p.text for p in docx.Document(str(tmp_path / "corpus" / "news.en.docx")).paragraphs][
        1
    ] == "Starlink is back."
    done = qantara("run", word, "--out", out, "--backend", "echo", "--formats", "txt")
    assert "Starlink is back." in (out / "news.en.txt").read_text(encoding="utf-8")
    assert [p.text for p in docx.Document(str(out / "news.en.docx")).paragraphs][1] == "Starlink is back."
    word.unlink()
    done = qantara("export", out)
    assert done.exit_code == 0
    assert "no .docx can be made of it" in done.stderr


def test_an_export_without_decisions_gives_the_files_of_the_run(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"{ARABIC}\n\nLEAVE A REPLY\n{ARABIC} {ARABIC}\n", encoding="utf-8")
    assert qantara("run", article, "--out", tmp_path / "out", "--backend", "echo").exit_code == 0
    done = qantara("export", tmp_path / "out", "--out", tmp_path / "again")
    assert done.exit_code == 0, done.stderr
    for path in (tmp_path / "again").iterdir():
        assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name
    assert len(list((tmp_path / "again").iterdir())) == 5
