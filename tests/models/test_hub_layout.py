"""A Marian model of our own, laid out as the hub's cache lays out OPUS-MT: found, converted, run on both backends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qantara.models.convert import converted
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import ModelError
from qantara.models.load import Engine, load
from qantara.models.locate import locate
from qantara.models.translator import Decoding

pytestmark = pytest.mark.slow
COMMIT = "0123456789abcdef0123456789abcdef01234567"
SENTENCE = "قال الرئيس إن بلاده ستواصل المفاوضات."


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``opus`` in a cache of the hub: the embedded model's weights, without the card that only ours have."""
    repository = tmp_path / "hub" / "models--Helsinki-NLP--opus-mt-ar-en"
    folder = repository / "snapshots" / COMMIT
    shutil.copytree(hugging_face_folder(locate("starter")), folder)
    (folder / "qantara.json").unlink()
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(COMMIT)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return folder


def test_auto_finds_converts_and_translates(snapshot: Path) -> None:
    fast = load("auto")
    assert (fast.name, fast.revision, fast.backend, fast.precision) == ("opus", COMMIT, "ctranslate2", "int8")
    assert (snapshot / "ct2-int8" / "model.bin").is_file()
    reference = load("opus", Engine("transformers"))
    exact = load("opus", Engine("ctranslate2", precision="float32"))
    answers = []
    for translator in (reference, exact):
        pieces = translator.tokenise([translator.normalise(SENTENCE)])
        answers.append(translator.translate_pieces(pieces, Decoding())[0])
    assert answers[0].text == answers[1].text
    assert answers[0].score == pytest.approx(answers[1].score, abs=1e-3)


def test_a_conversion_is_made_once_and_made_anew_for_other_weights(snapshot: Path, tmp_path: Path) -> None:
    place = converted(locate("opus"), "int8")
    made = (place / "model.bin").stat().st_mtime_ns
    assert (converted(locate("opus"), "int8") / "model.bin").stat().st_mtime_ns == made
    own = tmp_path / "own"
    shutil.copytree(snapshot, own, ignore=shutil.ignore_patterns("ct2-*"))
    before = locate(str(own)).revision
    stale = converted(locate(str(own)), "int8") / "model.bin"
    made = stale.stat().st_mtime_ns
    (own / "model.safetensors").touch()
    assert locate(str(own)).revision != before
    assert (converted(locate(str(own)), "int8") / "model.bin").stat().st_mtime_ns != made


def test_broken_weights_are_refused(snapshot: Path) -> None:
    from safetensors.numpy import load_file, save_file

    state = load_file(snapshot / "model.safetensors")
    state = {name: value if "layers" not in name else value * 0 for name, value in state.items()}
    save_file(state, snapshot / "model.safetensors", metadata={"format": "pt"})
    for backend in ("ctranslate2", "transformers"):
        with pytest.raises(ModelError, match="weights are broken"):
            load("opus", Engine(backend))
