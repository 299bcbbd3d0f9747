"""The map of English pieces: written for joint vocabularies, and it changes no English."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from qantara.models.load import Engine, load
from qantara.models.shortlist import VOCABULARY_MAP, write_vocabulary_map
from qantara.models.translator import Decoding

STARTER = Path(str(resources.files("qantara.models").joinpath("starter")))


@pytest.fixture
def converted(tmp_path: Path) -> Path:
    (tmp_path / "shared_vocabulary.json").write_text("[]")
    return tmp_path


def test_it_holds_what_english_is_made_of_and_no_arabic(converted: Path) -> None:
    write_vocabulary_map(STARTER, converted)
    pieces = (converted / VOCABULARY_MAP).read_text(encoding="utf-8").lstrip("\t").split()
    vocabulary = json.loads((STARTER / "vocab.json").read_text(encoding="utf-8"))
    assert {"</s>", "<unk>", "▁the"} <= set(pieces) <= vocabulary.keys()
    assert not any("\u0621" <= char <= "\u064a" for piece in pieces for char in piece)
    assert len(pieces) < 0.6 * len(vocabulary)


def test_two_vocabularies_need_none(tmp_path: Path) -> None:
    (tmp_path / "target_vocabulary.json").write_text("[]")
    write_vocabulary_map(STARTER, tmp_path)
    assert not (tmp_path / VOCABULARY_MAP).exists()


def test_the_embedded_model_has_it_and_says_the_same_without() -> None:
    mapped = load("starter", Engine(backend="ctranslate2"))
    assert mapped._mapped  # type: ignore[attr-defined]
    sentences = ["وصل الوفد إلى القاهرة.", "قال الوزير إن الاتفاق قريب.", "ارتفعت أسعار النفط اليوم."]
    pieces = mapped.tokenise([mapped.normalise(sentence) for sentence in sentences])
    with_map = [h.text for h in mapped.translate_pieces(pieces, Decoding())]
    mapped._mapped = False  # type: ignore[attr-defined]
    assert [h.text for h in mapped.translate_pieces(pieces, Decoding())] == with_map
