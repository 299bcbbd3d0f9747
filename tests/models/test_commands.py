"""``qantara models``, as a person runs it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from qantara.cli import app, main
from qantara.models.embedded import hugging_face_folder
from qantara.models.locate import locate

Run = Callable[..., Any]
OPUS = "Helsinki-NLP/opus-mt-ar-en"


def _served(hub: Any, **files: bytes) -> None:
    """Our own weights under the name of OPUS-MT, without the card that only ours have."""
    folder = hugging_face_folder(locate("starter"))
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    del contents["qantara.json"]
    hub.repositories[OPUS] = contents | files


def _error(done: Any) -> str:
    [line] = [line for line in done.stderr.decode().splitlines() if line.startswith("error: ")]
    assert "Traceback" not in done.stderr.decode()
    return str(line)


def test_list_and_info() -> None:
    lines = CliRunner().invoke(app, ["models", "list"]).stdout.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["opus-big", "opus", "starter"]
    assert "480 MB to download" in lines[0]
    assert "here, 13 MB" in lines[2]
    assert lines[3].strip() == str(locate("starter").folder)
    rows = [json.loads(line) for line in CliRunner().invoke(app, ["models", "list", "--json"]).stdout.splitlines()]
    assert [(row["name"], row["licence"], bool(row["folder"])) for row in rows] == [
        ("opus-big", "CC-BY-4.0", False),
        ("opus", "Apache-2.0", False),
        ("starter", "MIT", True),
    ]
    absent = json.loads(CliRunner().invoke(app, ["models", "info", OPUS]).stdout)
    assert (absent["name"], absent["folder"], absent["hub_id"]) == ("opus", None, OPUS)
    here = json.loads(CliRunner().invoke(app, ["models", "info", "starter"]).stdout)
    assert here["conversions"].keys() == {"int8"}
    assert here["files"]["ct2-int8/model.bin"] < here["bytes"]
    assert (here["max_source_pieces"], here["max_target_pieces"]) == (119, 255)


@pytest.mark.slow
def test_download_convert_verify_use_remove(online: Any, qantara: Run) -> None:
    _served(online)
    done = qantara("models", "download", "opus")
    assert done.returncode == 0, done.stderr
    notes = done.stderr.decode().splitlines()
    assert len(notes) == 2, notes
    assert notes[1].startswith("Ready")
    snapshot = locate("opus").folder
    assert (snapshot / "ct2-int8" / "model.bin").is_file()

    offline = {"HF_HUB_OFFLINE": "1", "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = qantara("models", "verify", "opus", **offline)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().count("as downloaded") == len(list(snapshot.glob("*.*")))
    listed = qantara("models", "list", **offline).stdout.decode()
    assert f"{online.COMMIT[:12]}" in listed
    done = qantara("translate", "--offline", stdin="وصل الوفد إلى القاهرة.\n".encode(), **offline)
    assert "Cairo" in done.stdout.decode()
    assert "Model: opus (ctranslate2, int8)." in done.stderr.decode()

    weights = (snapshot / "model.safetensors").resolve()
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    done = qantara("models", "verify", "opus", **offline)
    assert done.returncode == 4
    assert "model.safetensors: not what was downloaded" in _error(done)

    assert qantara("models", "remove", "opus", "--yes", **offline).returncode == 0
    assert not snapshot.exists()
    assert "310 MB to download" in qantara("models", "list", **offline).stdout.decode()


@pytest.mark.slow
def test_a_download_of_rubbish_is_refused(online: Any, qantara: Run, random_model: Callable[..., Path]) -> None:
    _served(online)
    online.repositories[OPUS] = {p.name: p.read_bytes() for p in random_model().iterdir() if p.is_file()}
    done = qantara("models", "download", "opus")
    assert done.returncode == 4
    assert "weights are broken" in _error(done)


def test_errors_are_one_line_with_the_right_code(
    online: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, code, message in [
        (["download", "gpt-9"], 2, "cannot download 'gpt-9'; there are: opus-big, opus"),
        (["download", "opus"], 4, "(404)"),
        (["convert", "starter", "--quantization", "int3"], 2, "no quantization 'int3'"),
        (["verify", "opus"], 4, "qantara models download opus"),
        (["info", "/nowhere"], 4, "neither a known name"),
        (["remove", "opus", "--yes"], 4, "not on this machine"),
    ]:
        monkeypatch.setattr("sys.argv", ["qantara", "models", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code == code
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith("error: ")
        assert message in line


@pytest.mark.slow
def test_converting_tries_the_model(qantara: Run, tmp_path: Path, random_model: Callable[..., Path]) -> None:
    folder = tmp_path / "own"
    shutil.copytree(hugging_face_folder(locate("starter")), folder)
    done = qantara("models", "convert", folder)
    assert done.stdout.decode().strip() == str(folder / "ct2-int8")
    assert done.stderr == b""
    done = qantara("models", "convert", random_model())
    assert done.returncode == 4
    assert "weights are broken" in _error(done)
