"""Careless spelling: what changes, what stays, and that a seed decides."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from qantara.models.training.noise import careless, some_careless
from qantara.models.training.vocabulary import Encoder, build

PAIRS = Path(__file__).parents[2] / "models" / "training" / "data" / "h_plain.tsv"
TEXT = "أعلنت الشركة في المستشفى عن صاروخ SpaceX إلى جدي"


def test_each_habit_is_kept_throughout_a_sentence() -> None:
    written = {careless(TEXT, random.Random(seed)) for seed in range(60)}
    assert "اعلنت الشركة في المستشفى عن صاروخ spacex الى جدي" in written
    assert "أعلنت الشركه في المستشفى عن صاروخ SPACEX إلى جدي" in written
    assert "أعلنت الشركة في المستشفي عن صاروخ spacex إلي جدي" in written
    assert "أعلنت الشركة فى المستشفى عن صاروخ SPACEX إلى جدى" in written


def test_a_seed_decides_which_sentences_are_careless() -> None:
    texts = [TEXT] * 400
    once = some_careless(texts, 0.25, "7")
    assert once == some_careless(texts, 0.25, "7")
    assert once != some_careless(texts, 0.25, "8")
    assert 60 < sum(text != TEXT for text in once) < 140
    assert some_careless(texts, 0.0, "7") == texts


@pytest.mark.parametrize("shared", [False, True])
def test_the_pieces_of_both_languages_may_be_shared(tmp_path: Path, shared: bool) -> None:
    pairs = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()[:400]]
    arabic, english = [a for a, _ in pairs], [b for _, b in pairs]
    build(arabic, english, tmp_path, 400, shared=shared)
    sides = [(tmp_path / f"{side}.spm").read_bytes() for side in ("source", "target")]
    assert (sides[0] == sides[1]) is shared
    encoder = Encoder(tmp_path)
    assert encoder.size < 420 if shared else encoder.size > 600
    assert encoder.unk not in encoder.target(english[:1])[0]
    assert encoder.unk not in encoder.source(arabic[:1])[0]
