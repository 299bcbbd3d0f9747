"""Rubbish is refused when a model is loaded, whatever kind of rubbish it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from qantara.models.echo import EchoTranslator
from qantara.models.embedded import hugging_face_folder
from qantara.models.errors import ModelError
from qantara.models.load import Engine, load
from qantara.models.locate import locate
from qantara.models.smoke import refuse_rubbish
from qantara.models.translator import Decoding, Hypothesis

GOOD = [Hypothesis("Hello, how are you?", -0.4, 6), Hypothesis("Oil prices rose.", -0.6, 5)]


class Answers(EchoTranslator):
    """Says what it is told."""

    def __init__(self, answers: list[Hypothesis]) -> None:
        self.answers = answers

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        return self.answers


def test_english_passes() -> None:
    refuse_rubbish(Answers(GOOD))


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (Hypothesis("", -0.1, 1), "no words"),
        (Hypothesis("...", -0.1, 3), "no words"),
        (Hypothesis("Hello", float("nan"), 2), "not numbers"),
        (Hypothesis("مرحبا كيف حالك", -0.5, 4), "not Latin"),
        (Hypothesis("connect" * 12, -0.5, 12), "come to an end"),
        (Hypothesis("the of " * 12, -0.5, 24), "come to an end"),
        (Hypothesis("Hello how are you", -0.5, 40, truncated=True), "come to an end"),
        (Hypothesis("Brazil cupboard seven", -9.2, 4), "only guesses"),
        (GOOD[1], "same to another sentence"),
    ],
)
def test_rubbish_is_refused(answer: Hypothesis, problem: str) -> None:
    with pytest.raises(ModelError, match=problem) as caught:
        refuse_rubbish(Answers([answer, GOOD[1]]))
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["ctranslate2", "transformers"])
def test_random_weights_are_refused(random_model: Callable[..., Path], backend: str) -> None:
    with pytest.raises(ModelError, match="weights are broken"):
        load(str(random_model()), Engine(backend))


@pytest.mark.slow
@pytest.mark.parametrize("what", ["nan", "shuffled", "zero"])
def test_spoilt_weights_are_refused(tmp_path: Path, what: str) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "spoilt"
    shutil.copytree(hugging_face_folder(locate("starter")), folder)
    state = load_file(folder / "model.safetensors")
    generator = torch.Generator().manual_seed(1)
    for name, value in state.items():
        if "layers" in name and what == "nan":
            state[name] = torch.full_like(value, float("nan"))
        elif "layers" in name and what == "zero":
            state[name] = torch.zeros_like(value)
        elif name == "model.shared.weight" and what == "shuffled":  # as if with the vocabulary of another model
            state[name] = value[torch.randperm(len(value), generator=generator)]
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    assert json.loads((folder / "config.json").read_text())["model_type"] == "marian"
    for backend in ("ctranslate2", "transformers"):
        with pytest.raises(ModelError, match="weights are broken"):
            load(str(folder), Engine(backend))
