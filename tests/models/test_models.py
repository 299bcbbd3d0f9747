"""Where models are, and what they do once loaded."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from qantara.models import locate as locating
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import ModelError, UsageError
from qantara.models.load import Engine, load
from qantara.models.locate import hub_snapshot, locate
from qantara.models.normalise import normalise_source, tidy_source
from qantara.models.translator import Decoding
from qantara.models.upkeep import remove, verify_files

SENTENCES = ["قال الرئيس إن بلاده ستواصل المفاوضات.", "وصل الوفد إلى القاهرة.", "ارتفعت أسعار النفط أمس."]


@pytest.mark.parametrize(
    ("text", "ours", "light"),
    [
        ("العَرَبِيَّة", "العربية", "العربية"),
        ("كتـــاب", "كتاب", "كتاب"),
        ("ﻛﺘﺎﺏ ﷲ", "كتاب الله", "كتاب الله"),
        ("\u200fقال\u200e \u202bنعم\u202c", "قال نعم", "قال نعم"),
        ("٣٫٥٪ و١٬٢٠٠", "3.5% و1,200", "٣٫٥٪ و١٬٢٠٠"),
        ("«نعم» “لا” ‘بلى’", '"نعم" "لا" \'بلى\'', "«نعم» “لا” ‘بلى’"),
        ("  قال\u00a0نعم\n", "قال نعم", "قال نعم"),
    ],
)
def test_normalisation(text: str, ours: str, light: str) -> None:
    assert normalise_source(text) == ours
    assert tidy_source(text) == light
    assert normalise_source(ours) == ours


def _fake_hub(cache: Path, hub_id: str, commit: str = "c0ffee") -> Path:
    repository = cache / f"models--{hub_id.replace('/', '--')}"
    folder = repository / "snapshots" / commit
    folder.mkdir(parents=True)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)
    for name in ("config.json", "source.spm", "target.spm", "vocab.json", "pytorch_model.bin"):
        (folder / name).write_text("{}")
    return folder


def test_auto_takes_the_best_that_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert locate("auto").name == "starter"
    _fake_hub(tmp_path, "Helsinki-NLP/opus-mt-ar-en")
    assert locate("auto").name == "opus"
    folder = _fake_hub(tmp_path, "Helsinki-NLP/opus-mt-tc-big-ar-en", "abc123")
    found = locate("auto")
    assert (found.name, found.folder, found.revision) == ("opus-big", folder, "abc123")


def test_an_incomplete_download_is_not_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    folder = _fake_hub(tmp_path, "Helsinki-NLP/opus-mt-ar-en")
    (folder / "pytorch_model.bin").unlink()
    assert hub_snapshot("Helsinki-NLP/opus-mt-ar-en") is None
    with pytest.raises(ModelError, match="qantara models download opus"):
        locate("opus")


def test_verify_compares_with_the_name_of_the_blob(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    folder = _fake_hub(tmp_path, "Helsinki-NLP/opus-mt-ar-en")
    blobs = folder.parent.parent / "blobs"
    blobs.mkdir()
    content = b"weights"
    blob = blobs / hashlib.sha256(content).hexdigest()
    blob.write_bytes(content)
    (folder / "pytorch_model.bin").unlink()
    (folder / "pytorch_model.bin").symlink_to(blob)
    checks = {check.name: check for check in verify_files(locate("opus"))}
    assert checks["pytorch_model.bin"].expected == blob.name
    assert checks["config.json"].expected is None
    assert all(check.sound for check in checks.values())
    blob.write_bytes(b"weight?")
    assert [check.name for check in verify_files(locate("opus")) if not check.sound] == ["pytorch_model.bin"]
    blob.unlink()
    with pytest.raises(ModelError, match="opus"):
        list(verify_files(locate("opus")))


def test_remove_deletes_what_was_downloaded_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    _fake_hub(tmp_path, "Helsinki-NLP/opus-mt-ar-en")
    for name in ("starter", str(tmp_path)):
        with pytest.raises(UsageError, match="not removed"):
            remove(name)
    folder, size = remove("opus")
    assert size > 0
    assert not folder.exists()
    with pytest.raises(ModelError, match="not on this machine"):
        remove("opus")


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a Marian model"):
        locate(str(tmp_path))
    with pytest.raises(ModelError, match="neither a known name"):
        locate("no-such-model")


def test_unknown_backend_precision_device() -> None:
    for engine in (Engine("tpu"), Engine(precision="int3"), Engine(device="abacus")):
        with pytest.raises(UsageError):
            load("starter", engine)


def test_the_embedded_model_translates_without_torch() -> None:
    code = (
        "import sys; from qantara.models.load import load; from qantara.models.translator import Decoding\n"
        "t = load('starter'); p = t.tokenise([t.normalise('وصل الوفد إلى القاهرة.')])\n"
        "print(t.translate_pieces(p, Decoding())[0].text); print({'torch', 'transformers'} & set(sys.modules))"
    )
    root = Path(locating.__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    text, heavy = done.stdout.splitlines()
    assert "Cairo" in text
    assert heavy == "set()"


@pytest.mark.slow
def test_one_by_one_is_the_same_as_in_a_batch() -> None:
    """In float32. In int8 the rounding of a batch may tip a near tie."""
    translator = load("starter", Engine(precision="float32"))
    pieces = translator.tokenise([translator.normalise(s) for s in SENTENCES])
    together = translator.translate_pieces(pieces, Decoding())
    alone = [translator.translate_pieces([p], Decoding())[0] for p in pieces]
    assert [h.text for h in together] == [h.text for h in alone]
    assert np.allclose([h.score for h in together], [h.score for h in alone], atol=1e-4)


def test_a_limit_on_length_is_told() -> None:
    translator = load("starter")
    pieces = translator.tokenise([translator.normalise(SENTENCES[0])])
    [cut] = translator.translate_pieces(pieces, Decoding(max_length_factor=0.0, max_length_extra=3))
    assert cut.truncated
    [whole] = translator.translate_pieces(pieces, Decoding())
    assert not whole.truncated


def test_output_stops_at_the_positions_of_the_model() -> None:
    """A loop that goes on and on must end as truncated, not as an error of the library."""
    translator = load("starter")
    pieces = translator.tokenise([translator.normalise(SENTENCES[0])])
    endless = Decoding(beam=1, max_length_extra=10_000)
    [prefix] = translator.tokenise_target(["so " * 250])
    [hypothesis] = translator.translate_pieces(pieces, endless, [prefix])
    assert hypothesis.tokens <= 256


def test_the_embedded_weights_multiply_out() -> None:
    folder = hugging_face_folder(locate("starter"))
    from safetensors.numpy import load_file

    state = load_file(folder / "model.safetensors")
    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    shared = state["model.shared.weight"]
    assert shared.shape[0] == len(vocabulary)
    assert not shared[vocabulary["<pad>"]].any()
    assert hugging_face_folder(locate("starter")) == folder
