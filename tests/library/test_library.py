"""The public interface: the documented examples, threads, errors, and what is imported when."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path

import pytest

import qantara.align
import qantara.translate
from qantara.align import Kind, load_checker
from qantara.models.errors import InputError, ModelError, UsageError
from qantara.translate import Translator

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text(encoding="utf-8"), re.DOTALL)
ARTICLE = "وصل إيلون ماسك إلى باريس أمس.\n\nثم غادر المدينة مساء.\n"
LINES = [
    "وصل الوفد إلى القاهرة.", "ارتفعت أسعار النفط أمس.", "قال الرئيس إن بلاده ستواصل المفاوضات.", "", "2023",
    "افتتح الوزير المعرض في دبي.", "خسر الفريق المباراة.", "تحدث العالم عن اكتشاف جديد. ثم عرض النتائج.",
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "names.csv").write_text("source,target\nإيلون ماسك,Elon Musk\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_first_example(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len([line for line in EXAMPLES[0].splitlines() if line.strip()]) == 10
    exec(EXAMPLES[0], {})
    first, second, third, *rest = capsys.readouterr().out.splitlines()
    assert "Cairo" in first
    assert second.endswith("()")
    assert third.endswith(")")
    assert sum(" = " in line for line in rest) == 2
    assert all("Musk" in line for line in rest if " -> " in line)


def test_the_second_example(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exec(EXAMPLES[1], names := {})
    assert [(bead.source, bead.target) for bead in names["beads"]] == [((0, 1), (0,)), ((2,), (1,))]
    assert capsys.readouterr().out.splitlines() == ["1 misspelt Elon Mask -> Elon Musk"]


def test_the_example_of_the_readme(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(example, {})
    assert capsys.readouterr().out


def test_text_keeps_its_lines() -> None:
    translator = Translator.load(backend="echo")
    text = "قال نعم.\r\n\n  Hello\n"
    assert translator.translate(text) == text
    assert translator.translate("") == ""


def test_lines_may_have_no_end() -> None:
    endless = (f"وصل الوفد رقم {number}." for number in count())
    lines = Translator.load(backend="echo").translate_lines(endless)
    assert [line.english for line in islice(lines, 3)] == [f"وصل الوفد رقم {number}." for number in range(3)]


def test_an_article_with_repair_and_a_checker_used_twice(files: Path) -> None:
    translator, checker = Translator.load("starter"), load_checker("names.csv")
    plain = translator.translate_article("article.txt", glossary=checker)
    assert plain.english.count("\n") == 3
    assert [flag.expected for flag in plain.flags if flag.kind is not Kind.INCONSISTENT] == [
        ("Elon Musk",) for _ in plain.flags
    ]
    mended = translator.translate_article(files / "article.txt", glossary=checker, repair=True)
    assert mended.repair is not None
    assert mended.repair["left"] <= len(plain.flags)
    assert translator.translate_article("article.txt").english == plain.english


def test_the_signature_tells_the_options() -> None:
    assert "beam:2" in Translator.load("starter", beam=2).signature
    assert "model:echo" in Translator.load(backend="echo").signature


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda: Translator.load("no-such-model"), ModelError),
        (lambda: Translator.load(Path("/nowhere")), ModelError),
        (lambda: Translator.load("starter", backend="abacus"), UsageError),
        (lambda: Translator.load("starter", precision="int3"), UsageError),
        (lambda: Translator.load("starter", device="mps"), UsageError),
        (lambda: Translator.load("starter", threads=-1), UsageError),
        (lambda: Translator.load("starter", beam=0), UsageError),
        (lambda: Translator.load("starter", batch_tokens=0), UsageError),
        (lambda: Translator.load(backend="echo").translate_article("missing.txt"), InputError),
        (lambda: Translator.load(backend="echo").translate_article("article.txt", glossary="missing.csv"), InputError),
        (lambda: Translator.load(backend="echo").translate_article("article.txt", repair=True), UsageError),
    ],
)
def test_errors_are_our_own(files: Path, wrong: Callable[[], object], error: type[Exception]) -> None:
    assert issubclass(error, qantara.translate.QantaraError)
    with pytest.raises(error) as caught:
        wrong()
    assert "\n" not in str(caught.value)


def _in_threads(translator: Translator) -> None:
    """Many calls at once, whole texts and half-read streams, give what each gives alone."""
    orders = [LINES[start:] + LINES[:start] for start in range(len(LINES))]
    alone = [[line.english for line in translator.translate_lines(order)] for order in orders]
    with ThreadPoolExecutor(len(orders)) as pool:
        together = list(pool.map(lambda order: translator.translate("\n".join(order)).split("\n"), orders))
        streams = [translator.translate_lines(order) for order in orders]
        turns = [list(pool.map(lambda stream: next(stream).english, streams)) for _ in LINES]
    assert together == alone
    assert [list(column) for column in zip(*turns, strict=True)] == alone


@pytest.mark.parametrize("backend", ["ctranslate2", "echo"])
def test_threads_may_share_one(backend: str) -> None:
    _in_threads(Translator.load("starter", backend=backend, beam=1))


@pytest.mark.slow
def test_threads_may_share_one_with_transformers() -> None:
    _in_threads(Translator.load("starter", backend="transformers", beam=1))


def test_all_that_is_promised_is_there() -> None:
    for package in (qantara.align, qantara.translate):
        for name in package.__all__:
            assert getattr(package, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = qantara.align.Nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "import qantara.translate, qantara.align",
            {"torch", "transformers", "ctranslate2", "numpy", "lxml", "jinja2"},
        ),
        (
            "from qantara.translate import Translator; print(Translator.load('starter').translate('نعم.'))",
            {"torch", "transformers", "huggingface_hub"},
        ),
    ],
)
def test_imports_are_late(code: str, absent: set[str]) -> None:
    code += "\nimport sys; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert not {name for name in absent if f"'{name}'" in loaded}


def test_reading_ahead_stops_at_a_window() -> None:
    taken = []

    def lines() -> Iterator[str]:
        for number in range(100_000):
            taken.append(number)
            yield "قال نعم."

    next(Translator.load(backend="echo").translate_lines(lines()))
    assert len(taken) < 50_000
