"""Bad input, exit codes, pipes and signals: one clear line, and nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qantara.models.atomic import atomic_open
from qantara.models.errors import OutputError

Run = Callable[..., Any]


def _error(done: Any) -> str:
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("error: ")]
    assert len(lines) == 1, done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    return str(lines[0])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("قال ماسك نعم.\n", encoding="utf-8")
    return path


def _glossary(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "g.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_bad_articles(tmp_path: Path, qantara: Run) -> None:
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0\0\0" + bytes(300))
    (tmp_path / "empty.txt").write_text("\n \n")
    (tmp_path / "latin.txt").write_bytes(b"d\xe9j\xe0 vu, caf\xe9")
    for name, message in [
        ("missing.txt", "does not exist"), ("", "is a folder"), ("binary.txt", "binary"),
        ("empty.txt", "is empty"), ("latin.txt", "not UTF-8"),
    ]:  # fmt: skip
        done = qantara("run", tmp_path / name, "--out", tmp_path / "out", "--backend", "echo")
        assert done.returncode == 3
        assert message in _error(done)
        assert not (tmp_path / "out").exists()


def test_bad_glossary_names_file_and_line(tmp_path: Path, text: Path, qantara: Run) -> None:
    glossary = _glossary(tmp_path, "source,target\nماسك,Musk\nآزوف\n")
    done = qantara("run", text, "--out", tmp_path / "out", "--backend", "echo", "--glossary", glossary)
    assert done.returncode == 3
    assert "g.csv:3" in _error(done)


def test_output_that_cannot_be_written(tmp_path: Path, text: Path, qantara: Run) -> None:
    (tmp_path / "file").write_text("precious")
    done = qantara("run", text, "--out", tmp_path / "file", "--backend", "echo")
    assert done.returncode == 3
    assert "cannot make the folder" in _error(done)
    assert (tmp_path / "file").read_text() == "precious"


def test_full_disk(text: Path, qantara: Run) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "qantara.cli", "translate", "--backend", "echo", str(text)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert "No space left" in _error(done)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--model", "opus-big"], 4, "qantara models download opus-big"),
        (["--model", "/nowhere"], 4, "neither a known name"),
        (["--backend", "abacus"], 2, "no backend"),
        (["--formats", "pdf"], 2, "no format 'pdf'"),
        (["--fail-on", "panic"], 2, "--fail-on takes"),
    ],
)
def test_exit_codes(tmp_path: Path, text: Path, qantara: Run, arguments: list[str], code: int, message: str) -> None:
    done = qantara("run", text, "--out", tmp_path / "out", *arguments)
    assert done.returncode == code
    assert message in _error(done)


def test_usage_errors_exit_2(qantara: Run) -> None:
    assert qantara("run").returncode == 2
    assert qantara("no-such-command").returncode == 2


def test_fail_on(tmp_path: Path, text: Path, qantara: Run) -> None:
    glossary = _glossary(tmp_path, "source,target\nماسك,Musk\n")
    common = ["run", text, "--out", tmp_path / "out", "--backend", "echo", "--glossary", glossary]
    assert qantara(*common).returncode == 0
    assert qantara(*common, "--fail-on", "error").returncode == 1


def test_two_articles_with_one_name(tmp_path: Path, text: Path, qantara: Run) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "a.txt"
    other.write_bytes(text.read_bytes())
    done = qantara("run", text, other, "--out", tmp_path / "out", "--backend", "echo")
    assert done.returncode == 3
    assert "would both write" in _error(done)


def test_old_encodings_are_read_with_a_note(tmp_path: Path, qantara: Run) -> None:
    article = tmp_path / "old.txt"
    article.write_bytes("قال الرئيس إن بلاده لن تتراجع عن الاتفاق.\n".encode("cp1256"))
    done = qantara("run", article, "--out", tmp_path / "out", "--backend", "echo")
    assert done.returncode == 0
    assert b"read as cp1256" in done.stderr
    assert (tmp_path / "out" / "old.en.txt").read_text(encoding="utf-8").startswith("قال الرئيس")


def test_translate_is_a_filter(qantara: Run) -> None:
    done = qantara("translate", "--backend", "echo", "-q", stdin="قال نعم.\n\nHello\n  ذهب\n".encode())
    assert done.stdout.decode().split("\n") == ["قال نعم.", "", "Hello", "  ذهب", ""]
    assert done.stderr == b""


def test_translate_to_a_file_and_from_two(tmp_path: Path, text: Path, qantara: Run) -> None:
    done = qantara("translate", text, text, "-o", tmp_path / "en.txt", "--backend", "echo")
    assert done.stdout == b""
    assert (tmp_path / "en.txt").read_text(encoding="utf-8") == text.read_text(encoding="utf-8") * 2


def test_a_reader_that_leaves_early(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("قال نعم.\n" * 50_000, encoding="utf-8")
    command = f"{sys.executable} -m qantara.cli translate --backend echo {long} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stdout.decode() == "قال نعم.\n"
    assert b"Traceback" not in done.stderr


def test_interrupt_leaves_no_half_written_file(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "qantara.cli", "translate", "--backend", "echo", "-o", str(tmp_path / "en.txt")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("قال نعم.\n".encode() * 3000)
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in stderr
    assert list(tmp_path.iterdir()) == []


def test_atomic_open_keeps_the_old_file_on_any_error(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with pytest.raises(TypeError), atomic_open(path) as file:
        file.write("not bytes")  # type: ignore[arg-type]
    assert path.read_text() == "old"
    with pytest.raises(OutputError, match="nothing that was there has changed"), atomic_open(path) as file:
        raise OSError(28, os.strerror(28))
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_align_one_per_line(tmp_path: Path, qantara: Run) -> None:
    (tmp_path / "ar").write_text("وصل 15 لاجئا إلى باريس.\nغادر الوزير في 2022.\n", encoding="utf-8")
    (tmp_path / "en").write_text("15 refugees arrived in Paris.\nThe minister left in 2022.\n", encoding="utf-8")
    done = qantara("align", tmp_path / "ar", tmp_path / "en", "--one-per-line", "--backend", "echo", "-q")
    assert [line.rpartition(":")[0] for line in done.stdout.decode().splitlines()] == ["[0]:[0]", "[1]:[1]"]
    mt = tmp_path / "mt"
    mt.write_text("15 refugees reached Paris.\n", encoding="utf-8")
    done = qantara("align", tmp_path / "ar", tmp_path / "en", "--one-per-line", "--source-translation", mt)
    assert done.returncode == 3
    assert "1 lines" in _error(done)


def test_align_splits_plain_documents_of_any_format(tmp_path: Path, qantara: Run) -> None:
    (tmp_path / "ar.md").write_text(
        "# فوز\n\nوصل الرئيس إلى باريس أمس. وقال إن المحادثات ستبدأ غدا.\n\n"
        "وفاز الفريق المصري بالمباراة. وسجل محمد صلاح هدفين.\n", encoding="utf-8"
    )  # fmt: skip
    (tmp_path / "en.txt").write_text(
        "A win\n\nThe president arrived in Paris yesterday and said that talks would begin tomorrow.\n"
        "The Egyptian team won the match. Mohamed Salah scored two goals.\n", encoding="utf-8"
    )  # fmt: skip
    done = qantara("align", tmp_path / "ar.md", tmp_path / "en.txt", "--backend", "echo", "-q")
    beads = [line.rpartition(":")[0] for line in done.stdout.decode().splitlines()]
    assert beads == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]"]


@pytest.mark.parametrize("format", ["jsonl", "tsv", "table", "html", "sarif"])
def test_check_formats(tmp_path: Path, qantara: Run, format: str) -> None:
    corpus = tmp_path / "c.tsv"
    corpus.write_text("قال ماسك نعم.\tThe man said yes.\nغادر 15 وزيرا.\t16 ministers left.\n", encoding="utf-8")
    glossary = _glossary(tmp_path, "source,target\nماسك,Musk\n")
    done = qantara("check", corpus, "-g", glossary, "--checks", "all", "--format", format, "--fail-on", "warning")
    assert done.returncode == 1, done.stderr.decode()
    assert "Musk" in done.stdout.decode()
    assert "15" in done.stdout.decode() or format == "table"


def test_check_without_a_glossary_finds_what_is_inconsistent(tmp_path: Path, qantara: Run) -> None:
    corpus = tmp_path / "c.tsv"
    rows = [("Karlsson" if n == 2 else "Carlson") for n in range(4)]
    corpus.write_text(
        "".join(f"وصل كارلسون إلى المدينة رقم {n}.\t{name} came to town {n}.\n" for n, name in enumerate(rows)),
        encoding="utf-8",
    )
    done = qantara("check", corpus)
    flags = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(flag["kind"], flag["pair_id"], flag["found"]) for flag in flags] == [("inconsistent", "3", "Karlsson")]
