"""Conversion on first use, of real weights, by processes that know nothing of each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qantara.models.convert import conversions, converted
from qantara.models.errors import ModelError
from qantara.models.load import Engine, load
from qantara.models.locate import cache_folder, locate

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent.parent
CONVERT = """
import sys, time, torch, transformers
from pathlib import Path
from qantara.models.ctranslate2_backend import CTranslate2Translator
from qantara.models.convert import converted
from qantara.models.locate import locate
model = locate(sys.argv[1])
Path(sys.argv[2]).touch()
while not Path(sys.argv[3]).exists():
    time.sleep(0.01)
place = converted(model, "int8")
print(CTranslate2Translator(model, place, "int8", "cpu", 1).tokenise(["نعم"]), flush=True)
"""


def _start(model: Path, ready: Path, go: Path) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", CONVERT, str(model), str(ready), str(go)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _wait(condition: Callable[[], object], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_two_processes_convert_at_once(random_model: Callable[..., Path], tmp_path: Path) -> None:
    model, go = random_model(), tmp_path / "go"
    before = {path.name for path in model.iterdir()}
    ready = [tmp_path / f"ready{number}" for number in range(2)]
    processes = [_start(model, path, go) for path in ready]
    _wait(lambda: all(path.exists() for path in ready))
    go.touch()
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert len({out for out, _ in answers}) == 1
    assert all(err == "" for _, err in answers)
    assert {path.name for path in model.iterdir()} - before == {"ct2-int8"}
    assert conversions(locate(str(model))) == {"int8": model / "ct2-int8"}


def test_a_conversion_that_was_killed_is_not_taken_for_whole(random_model: Callable[..., Path], tmp_path: Path) -> None:
    model, go = random_model(), tmp_path / "go"
    before = {path.name for path in model.iterdir()}
    process = _start(model, tmp_path / "ready", go)
    go.touch()
    _wait(lambda: list(model.glob(".ct2-int8-*")))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert {path.name for path in model.iterdir()} - before != {"ct2-int8"}, "killed too late"
    place = converted(locate(str(model)), "int8")
    assert place == model / "ct2-int8"
    assert (place / "model.bin").is_file()
    assert {path.name for path in model.iterdir()} - before == {"ct2-int8"}


def test_a_model_that_cannot_be_converted_is_told_in_one_line(random_model: Callable[..., Path]) -> None:
    model = random_model()
    (model / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelError, match="cannot convert") as caught:
        converted(locate(str(model)), "int8")
    assert "\n" not in str(caught.value)
    assert not list(model.glob("*ct2*"))
    with pytest.raises(ModelError, match="transformers cannot load") as caught:
        load(str(model), Engine("transformers"))
    assert "\n" not in str(caught.value)


def test_where_the_folder_cannot_be_written(random_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The conversion goes to our own cache; if that cannot be written either, the error says what to set."""
    model = random_model()
    monkeypatch.setattr("qantara.models.convert.os.access", lambda path, mode: Path(path) != model)
    place = converted(locate(str(model)), "int8")
    assert place.parent == cache_folder() / "ct2"
    assert conversions(locate(str(model))) == {"int8": place}
    assert not (model / "ct2-int8").exists()
    monkeypatch.setattr("qantara.models.convert.os.access", lambda path, mode: False)
    assert converted(locate(str(model)), "int8") == place
    with pytest.raises(ModelError, match="QANTARA_CACHE"):
        converted(locate(str(model)), "float32")
