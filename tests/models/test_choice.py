"""Devices, precisions and threads: what there is, what is chosen, and one line for what there is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ctranslate2
import pytest

from qantara.cli import main
from qantara.models import machine
from qantara.models.choice import for_ctranslate2, for_transformers
from qantara.models.errors import UsageError
from qantara.models.load import Engine, load
from qantara.models.machine import default_threads, physical_cores

ARTICLE = Path(__file__).resolve().parent.parent.parent / "examples" / "musk-putin.ar.txt"


@pytest.fixture
def has(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``has(cpu=types, cuda=types)``: a machine of another kind, as CTranslate2 would report it."""

    def pretend(cpu: set[str], cuda: set[str] | None = None) -> None:
        types = {"cpu": cpu, "cuda": cuda or set()}
        monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda device: types[device])
        monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: int(cuda is not None))

    return pretend


AVX2 = {"int8", "int8_float32", "float32"}
AMX = AVX2 | {"bfloat16", "int8_bfloat16", "int16"}
GPU = {"float32", "int8", "int8_float32", "int8_float16", "float16"}


@pytest.mark.parametrize(
    ("cpu", "cuda", "wish", "chosen"),
    [
        (AVX2, None, ("auto", "auto"), ("cpu", "int8")),
        (AMX, None, ("auto", "auto"), ("cpu", "int8")),
        ({"float32"}, None, ("auto", "auto"), ("cpu", "float32")),
        (AMX, None, ("auto", "bfloat16"), ("cpu", "bfloat16")),
        (AVX2, GPU, ("auto", "auto"), ("cuda", "int8_float16")),
        (AVX2, GPU, ("cpu", "auto"), ("cpu", "int8")),
        (AVX2, {"float32"}, ("cuda", "auto"), ("cuda", "float32")),
    ],
)
def test_ctranslate2_takes_the_best_of_the_machine(
    has: Callable[..., None], cpu: set[str], cuda: set[str] | None, wish: tuple[str, str], chosen: tuple[str, str]
) -> None:
    has(cpu, cuda)
    assert for_ctranslate2(*wish) == chosen


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("cuda", "auto"), "no CUDA device here"),
        (("mps", "auto"), "no device 'mps'; it has: cpu, cuda"),
        (("abacus", "auto"), "no device 'abacus'"),
        (("auto", "bfloat16"), "cpu does not have it; it has: int8, int8_float32, float32"),
        (("auto", "int3"), "no precision 'int3'"),
    ],
)
def test_what_ctranslate2_cannot(has: Callable[..., None], wish: tuple[str, str], message: str) -> None:
    has(AVX2)
    with pytest.raises(UsageError, match=message):
        for_ctranslate2(*wish)


@pytest.mark.slow
def test_what_transformers_can_and_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert for_transformers("auto", "auto") == ("cpu", "float32")
    for wish, message in [
        (("cuda", "auto"), "--device cuda"), (("mps", "auto"), "--device mps"),
        (("abacus", "auto"), "no device"), (("auto", "int8"), "no precision 'int8'; it has: float32"),
    ]:  # fmt: skip
        with pytest.raises(UsageError, match=message):
            for_transformers(*wish)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert for_transformers("auto", "bfloat16") == ("cuda", "bfloat16")


def test_physical_cores_are_counted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four logical CPUs of two cores; then a container that may use one and a half."""
    for number, siblings in enumerate(["0,2", "1,3", "0,2", "1,3"]):
        (tmp_path / f"{number}").write_text(siblings + "\n")
    monkeypatch.setattr(machine, "_usable", lambda: [0, 1, 2, 3])
    monkeypatch.setattr(machine, "_TOPOLOGY", str(tmp_path / "{}"))
    monkeypatch.setattr(machine, "_QUOTA_V2", tmp_path / "cpu.max")
    monkeypatch.setattr(machine, "_QUOTA_V1", (tmp_path / "none", tmp_path / "none"))
    assert physical_cores() == 2
    for quota, cores in [("max 100000", 2), ("150000 100000", 1), ("50000 100000", 1), ("800000 100000", 2)]:
        (tmp_path / "cpu.max").write_text(quota)
        assert physical_cores() == cores
    monkeypatch.setattr(machine, "_usable", lambda: [0, 2])
    (tmp_path / "cpu.max").unlink()
    assert physical_cores() == 1


def test_threads_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "physical_cores", lambda: 7)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert default_threads() == 7
    for text, threads in [("3", 3), ("4,2", 4), ("0", 7), ("many", 7)]:
        monkeypatch.setenv("OMP_NUM_THREADS", text)
        assert default_threads() == threads


def test_what_reaches_ctranslate2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    seen: list[dict[str, Any]] = []
    real = ctranslate2.Translator
    monkeypatch.setattr(ctranslate2, "Translator", lambda path, **given: (seen.append(given), real(path, **given))[1])
    load("starter", Engine(threads=1, precision="int8_float32"))
    load("starter", Engine(threads=2))
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    load("starter")
    assert [
        (given["device"], given["compute_type"], given["inter_threads"] * given["intra_threads"]) for given in seen
    ] == [("cpu", "int8_float32", 1), ("cpu", "int8", 2), ("cpu", "int8", 4)]


@pytest.mark.slow
@pytest.mark.parametrize("precision", ["float32", "bfloat16", "float16"])
def test_what_reaches_torch(precision: str) -> None:
    import torch

    before = torch.get_num_threads()
    try:
        translator: Any = load("starter", Engine("transformers", precision=precision, threads=1))
        assert torch.get_num_threads() == 1
        assert translator._model.dtype == getattr(torch, precision)
        assert translator.precision == precision
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--device", "mps"], "no device 'mps'"),
        (["--device", "cuda"], "CUDA"),
        (["--precision", "float12"], "no precision 'float12'"),
        (["--backend", "transformers", "--precision", "int8"], "transformers has no precision 'int8'"),
    ],
)
def test_one_line_and_exit_code_2(
    has: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    message: str,
) -> None:
    has(AVX2)
    monkeypatch.setattr("sys.argv", ["qantara", "translate", str(ARTICLE), *options])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert message in line
