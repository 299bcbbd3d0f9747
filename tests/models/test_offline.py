"""Nothing but a download opens a connection, though nobody said that we are offline."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qantara.models.embedded import hugging_face_folder
from qantara.models.locate import locate

ROOT = Path(__file__).resolve().parent.parent.parent
# An audit hook cannot be taken off, and sees what any library in the process does.
CODE = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {arguments}\\n")
        raise ConnectionError("a connection was opened")
sys.addaudithook(watch)
sys.argv = ["qantara", *sys.argv[1:]]
from qantara.cli import main
main()
"""


def _run(*arguments: object, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    return subprocess.run(
        [sys.executable, "-c", CODE, *map(str, arguments)],
        input=stdin, capture_output=True, text=True, check=False, cwd=ROOT, env=environment | env, timeout=120,
    )  # fmt: skip


def test_the_watch_sees_a_connection() -> None:
    done = _run("models", "download", "opus", HF_ENDPOINT="http://127.0.0.1:9")
    assert "NETWORK" in done.stderr
    assert done.returncode == 4


def test_nothing_connects(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("وصل الوفد إلى القاهرة.\n", encoding="utf-8")
    for arguments in [
        ("models", "list"),
        ("models", "verify"),
        ("translate", tmp_path / "a.txt"),
        ("run", tmp_path / "a.txt", "--out", tmp_path / "out"),
    ]:
        done = _run(*arguments)
        assert done.returncode == 0, done.stderr
        assert "NETWORK" not in done.stderr


def test_offline_is_obeyed_before_anything_is_asked() -> None:
    for arguments, env in [(["--offline"], {}), ([], {"HF_HUB_OFFLINE": "1"}), ([], {"TRANSFORMERS_OFFLINE": "1"})]:
        done = _run("models", "download", "opus", *arguments, **env)
        assert done.returncode == 4
        assert done.stderr.startswith("error: offline")
        assert "NETWORK" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("weights", ["model.safetensors", "pytorch_model.bin"])
def test_conversion_and_transformers_do_not_connect(tmp_path: Path, weights: str) -> None:
    """transformers asks the hub now and then for what a folder lacks, for instance safetensors."""
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "model"
    shutil.copytree(hugging_face_folder(locate("starter")), folder)
    if weights == "pytorch_model.bin":
        torch.save(load_file(folder / "model.safetensors"), folder / weights)
        (folder / "model.safetensors").unlink()
    for backend in ("ctranslate2", "transformers"):
        done = _run("translate", "-m", folder, "--backend", backend, stdin="وصل الوفد إلى القاهرة.\n")
        assert "Cairo" in done.stdout, done.stderr
        assert done.stderr == ""
