"""Downloads from a hub on this machine: resumed, checked, refused, and told in one line."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from qantara.models.download import download
from qantara.models.errors import ModelError, OutputError, QantaraError, UsageError
from qantara.models.locate import hub_cache, locate
from qantara.models.upkeep import partly_downloaded, remove, verify_files

ROOT = Path(__file__).resolve().parent.parent.parent
OPUS = "Helsinki-NLP/opus-mt-ar-en"
WEIGHTS = random.Random(1).randbytes(300_000)
FILES = {
    "config.json": b'{"model_type": "marian"}',
    "source.spm": b"source",
    "target.spm": b"target",
    "vocab.json": b"{}",
    "pytorch_model.bin": WEIGHTS,
    "tf_model.h5": b"of no use to us",
}
DOWNLOAD = """
from huggingface_hub import constants
constants.DOWNLOAD_CHUNK_SIZE = 4096
from qantara.models.download import download
print(download("opus").revision)
"""


@pytest.fixture
def mirror(online: Any) -> Any:
    online.repositories[OPUS] = dict(FILES)
    return online


def _refusal(name: str = "opus", **options: Any) -> QantaraError:
    with pytest.raises(QantaraError) as caught:
        download(name, **options)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_mirror_serves_what_is_needed_and_no_more(mirror: Any) -> None:
    told: list[tuple[int, int | None]] = []
    found = download("opus", progress=lambda done, total: told.append((done, total)))
    assert (found.name, found.revision) == ("opus", mirror.COMMIT)
    assert found == locate("opus") == locate(OPUS) == locate("auto")
    assert found.folder.is_relative_to(Path(os.environ["HF_HOME"]) / "hub")
    assert {path.name for path in found.folder.iterdir()} == FILES.keys() - {"tf_model.h5"}
    assert (found.folder / "pytorch_model.bin").read_bytes() == WEIGHTS
    assert told[-1] == (len(WEIGHTS), len(WEIGHTS))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert all(check.sound and check.expected for check in verify_files(found))
    asked = len(mirror.ranges())
    download("opus")
    assert len(mirror.ranges()) == asked == 1


def test_safetensors_are_preferred(mirror: Any) -> None:
    mirror.repositories[OPUS]["model.safetensors"] = b"safe"
    assert not (download("opus").folder / "pytorch_model.bin").exists()


def test_a_cut_connection_is_resumed_at_once(mirror: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    mirror.cuts = [(100_000, False)]
    found = download("opus")
    assert (found.folder / "pytorch_model.bin").read_bytes() == WEIGHTS
    first, second = mirror.ranges()
    assert first is None
    assert 0 < int(second.removeprefix("bytes=").rstrip("-")) <= 100_000


def test_a_killed_download_goes_on_where_it_stopped(mirror: Any) -> None:
    mirror.cuts = [(150_000, True)]
    process = subprocess.Popen([sys.executable, "-c", DOWNLOAD], cwd=ROOT, stderr=subprocess.PIPE)
    assert mirror.stalled.wait(60)
    kept = 0
    while kept < 100_000:
        assert process.poll() is None, process.communicate()
        kept = partly_downloaded("opus")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    with pytest.raises(ModelError, match="not on this machine"):
        locate("opus")
    kept = partly_downloaded("opus")
    found = download("opus")
    assert mirror.ranges() == [None, f"bytes={kept}-"]
    assert (found.folder / "pytorch_model.bin").read_bytes() == WEIGHTS
    assert all(check.sound for check in verify_files(found))
    assert partly_downloaded("opus") == 0


def test_what_is_damaged_on_the_way_is_thrown_away(mirror: Any) -> None:
    mirror.spoilt = True
    error = _refusal()
    assert isinstance(error, ModelError)
    assert "not what the hub promises" in str(error)
    assert partly_downloaded("opus") == 0
    mirror.spoilt = False
    assert download("opus") == locate("opus")


def test_a_partial_file_that_is_not_the_beginning_is_found_out(mirror: Any) -> None:
    import hashlib

    blobs = hub_cache() / "models--Helsinki-NLP--opus-mt-ar-en" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / f"{hashlib.sha256(WEIGHTS).hexdigest()}.incomplete").write_bytes(b"x" * 1000)
    assert "not what the hub promises" in str(_refusal())
    assert (download("opus").folder / "pytorch_model.bin").read_bytes() == WEIGHTS


def test_two_processes_fetch_it_once(mirror: Any) -> None:
    command = [sys.executable, "-c", DOWNLOAD]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [process.communicate(timeout=60)[0].strip() for process in processes] == [mirror.COMMIT] * 2
    assert mirror.ranges() == [None]


def test_a_downloaded_commit_stays_the_one_in_use(mirror: Any) -> None:
    found = download("opus", revision=mirror.COMMIT)
    assert locate("opus") == found
    other = found.folder.parent / "0123"
    shutil.copytree(found.folder, other)
    (found.folder.parent.parent / "refs" / "main").write_text("0123")  # as another program may
    assert locate("opus") == found


@pytest.mark.parametrize(
    ("status", "code", "message"),
    [
        (401, "GatedRepo", "hf auth login"),
        (401, "", "hf auth login"),
        (403, "", "hf auth login"),
        (404, "RepoNotFound", "has no Helsinki-NLP/opus-mt-ar-en"),
        (500, "", "cannot serve Helsinki-NLP/opus-mt-ar-en now"),
    ],
)
def test_refusals(mirror: Any, status: int, code: str, message: str) -> None:
    mirror.refused[OPUS] = (status, code)
    error = _refusal()
    assert error.exit_code == 4
    assert message in str(error)
    assert str(status) in str(error)


def test_no_such_revision(mirror: Any) -> None:
    assert "no revision 'v9'" in str(_refusal(revision="v9"))


def test_no_network(mirror: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # discard: nobody listens
    error = _refusal()
    assert error.exit_code == 4
    assert "cannot download Helsinki-NLP/opus-mt-ar-en from http://127.0.0.1:9" in str(error)


def test_no_weights_and_no_marian_model(mirror: Any) -> None:
    mirror.repositories[OPUS].pop("vocab.json")
    assert "no Marian model" in str(_refusal())
    mirror.repositories[OPUS].pop("pytorch_model.bin")
    assert "no weights" in str(_refusal())


def test_unknown_name(mirror: Any) -> None:
    for name in ("gpt-9", "starter"):
        error = _refusal(name)
        assert isinstance(error, UsageError)
        assert "opus-big, opus" in str(error)
    assert mirror.seen == []


def test_too_little_space_is_told_before_anything_is_fetched(mirror: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 1000))
    error = _refusal()
    assert isinstance(error, OutputError)
    assert "HF_HOME" in str(error)
    assert mirror.ranges() == []


def test_a_disk_that_fills_up(mirror: Any) -> None:
    """The partial file is a link to a device that is always full."""
    import hashlib

    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    blobs = hub_cache() / "models--Helsinki-NLP--opus-mt-ar-en" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / f"{hashlib.sha256(WEIGHTS).hexdigest()}.incomplete").symlink_to("/dev/full")
    error = _refusal()
    assert isinstance(error, OutputError)
    assert "No space left" in str(error)


@pytest.mark.parametrize("name", ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
def test_offline(mirror: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    assert "offline" in str(_refusal())
    assert mirror.seen == []


def test_remove_takes_all_of_it(mirror: Any) -> None:
    found = download("opus")
    partial = found.folder.parent.parent / "blobs" / "0123.incomplete"
    partial.write_bytes(b"half")
    assert partly_downloaded("opus") == 4
    folder, size = remove("opus")
    assert size >= len(WEIGHTS) + 4
    assert not list(hub_cache().rglob("*opus*"))
    partial.parent.mkdir(parents=True)
    partial.write_bytes(b"half")
    assert remove("opus") == (folder, 4)
