"""The recipe on a few hundred pairs: filters, sampling, batches, exact resuming, export."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qantara.models.training.batches import LENGTHS, Batch, make_batches
from qantara.models.training.config import CorpusSet, Recipe, RecipeError, load_recipe
from qantara.models.training.corpus import fingerprint
from qantara.models.training.filters import rejected_by
from qantara.models.training.sampling import Sampler, shares

if TYPE_CHECKING:
    from qantara.models.training.loop import Trainer

WORDS = {"ولد": "boy", "بيت": "house", "كتاب": "book", "بحر": "sea", "قمر": "moon", "نهر": "river", "باب": "door"}


def _pairs(count: int) -> list[tuple[str, str]]:
    rng, pairs = random.Random(5), []
    for number in range(count):
        chosen = [rng.choice(list(WORDS)) for _ in range(rng.randint(3, 7))]
        pairs.append((f"{' '.join(chosen)} رقم {number}", f"{' '.join(WORDS[w] for w in chosen)} number {number}"))
    return pairs


@pytest.fixture
def recipe_file(tmp_path: Path) -> Path:
    rows = _pairs(300)
    (tmp_path / "set.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8")
    (tmp_path / "dev.ar").write_text(rows[0][0] + "\n", encoding="utf-8")
    (tmp_path / "dev.en").write_text(rows[0][1] + "\n", encoding="utf-8")
    path = tmp_path / "recipe.toml"
    path.write_text(
        """
work_dir = "work"
held_out = ["dev.ar", "dev.en"]
dev = ["dev"]
[vocabulary]
size = 60
[network]
d_model = 32
ffn = 64
encoder_layers = 1
decoder_layers = 1
heads = 2
[schedule]
learning_rate = 2e-3
warmup_steps = 4
total_steps = 12
decay_steps = 4
batch_tokens = 512
threads = 1
join_probability = 0.1
word_dropout = 0.1
[sets.small]
path = "set.tsv"
licence = "ours"
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("قال الوزير نعم", "The minister said yes", None),
        ("", "x", "empty"),
        ("نعم " * 90, "yes " * 90, "too_long"),
        ("قال", "He said that he would not come at all", "length_ratio"),
        ("Microsoft Azure قال", "Microsoft Azure said", "not_arabic"),
        ("قال الوزير", "قال الوزير", "not_english"),
        ("انقر <b>هنا</b> الآن", "Click <b>here</b> now", "markup"),
        ("في عام 1967 كان", "It was in 1973", "numbers_differ"),
    ],
)
def test_filters(source: str, target: str, reason: str | None) -> None:
    assert rejected_by(source, target) == reason


def test_fingerprints_meet_across_case_and_punctuation() -> None:
    assert fingerprint("Hello,  World!") == fingerprint("hello world")


@given(st.dictionaries(st.sampled_from("abc"), st.integers(1, 500), min_size=1), st.floats(1, 10))
def test_shares_sum_to_one(sizes: dict[str, int], temperature: float) -> None:
    sets = {name: CorpusSet(Path(name), weight=2.0) for name in sizes}
    assert sum(shares(sizes, sets, temperature).values()) == pytest.approx(1.0)


def test_pools_follow_from_the_seed_and_cover_each_pass() -> None:
    sampler = Sampler({"a": 7000, "b": 10}, {"a": 0.9, "b": 0.1}, seed=3)
    again = Sampler({"a": 7000, "b": 10}, {"a": 0.9, "b": 0.1}, seed=3)
    assert sampler.pool(4) == again.pool(4)
    assert sampler.pool(4) != sampler.pool(5)
    drawn = [i for name, i in sampler.pool(0) if name == "a"]
    assert sorted(drawn[:0] + drawn) != drawn
    assert {drawn.count(i) for i in range(7000)} == {2, 3}


@given(st.lists(st.tuples(st.integers(1, 130), st.integers(1, 130)), max_size=40), st.integers(64, 600))
def test_batches_keep_every_fitting_example_whole(lengths: list[tuple[int, int]], tokens: int) -> None:
    examples = [(np.full(a, 5, np.int32), np.full(b, 6, np.int32)) for a, b in lengths]
    made = list(make_batches(examples, tokens, pad=9, seed="s"))
    rows = sorted(
        (int((s != 9).sum()), int((t != 9).sum()))
        for batch in made
        for s, t in zip(batch.source, batch.target, strict=True)
    )
    assert rows == sorted(pair for pair in lengths if max(pair) <= LENGTHS[-1])
    assert all(batch.source.shape == batch.target.shape and batch.source.shape[1] in LENGTHS for batch in made)


def test_a_wrong_recipe_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    for text, message in [
        ("work_dir = 1", "no .sets.NAME. table"), ("[sets.a]\npath='x'", "work_dir"),
        ("work_dir='w'\n[sets.a]\npath='x'\ncolour='red'", "unknown setting 'colour'"), ("x = ", "r.toml"),
    ]:  # fmt: skip
        path.write_text(text)
        with pytest.raises(RecipeError, match=message):
            load_recipe(path)


@pytest.mark.slow
def test_a_run_that_is_cut_off_goes_on_exactly(recipe_file: Path, tmp_path: Path) -> None:
    import torch

    from qantara.models.errors import ModelError
    from qantara.models.load import load
    from qantara.models.training.export import export
    from qantara.models.training.loop import Feed, Trainer
    from qantara.models.training.prepare import encode, make_vocabulary, prepare
    from qantara.models.training.scores import evaluate
    from qantara.models.translator import Decoding

    recipe = load_recipe(recipe_file)
    [report] = prepare(recipe)
    assert report.removed["in_evaluation_set"] == 1
    make_vocabulary(recipe)

    def train(steps: int) -> Trainer:
        schedule = dataclasses.replace(recipe.schedule, total_steps=steps)
        trainer = Trainer(dataclasses.replace(recipe, schedule=schedule), lambda line: None)
        trainer.run()
        return trainer

    whole = train(12)
    final = {name: value.clone() for name, value in whole.model.state_dict().items()}
    pad = whole.encoder.pad
    assert not final["model.shared.weight"][pad].any()
    for path in sorted((recipe.work_dir / "run").rglob("*.pt")):
        path.unlink()

    half = Trainer(recipe, lambda line: None)
    half.model.train()
    for batch in islice(Feed(encode(recipe, half.encoder), recipe, half.encoder, half.position), 6):
        half.position.step += 1
        half._step(batch)
    half.save()
    resumed = train(12)
    for name, value in resumed.model.state_dict().items():
        assert torch.equal(value, final[name]), name

    folder = tmp_path / "model"
    export(recipe, 1, folder)
    with pytest.raises(ModelError, match="weights are broken"):
        load(str(folder))
    [score] = evaluate(recipe, folder, None, Decoding(beam=1))
    assert 0 <= score.chrf <= 100


@pytest.mark.slow
def test_two_processes_take_a_step_of_both_their_batches(recipe_file: Path) -> None:
    """Two half-sized batches in two processes move the weights as both together move them in one."""
    import torch

    from qantara.models.training import checkpoints, loop
    from qantara.models.training.log import LogFile
    from qantara.models.training.loop import Trainer
    from qantara.models.training.prepare import make_vocabulary, prepare

    recipe = load_recipe(recipe_file)
    prepare(recipe)
    make_vocabulary(recipe)
    schedule = dataclasses.replace(recipe.schedule, total_steps=2, warmup_steps=1, decay_steps=0, word_dropout=0.0)
    recipe = dataclasses.replace(recipe, schedule=dataclasses.replace(schedule, workers=2))
    log = recipe.work_dir / "train.log"
    loop.train(recipe, LogFile(log))
    saved = torch.load(recipe.work_dir / "run" / checkpoints.STATE, weights_only=True)
    assert saved["position"]["step"] == 2
    assert log.read_text().count("checkpoint") == 1

    (recipe.work_dir / "run" / checkpoints.STATE).unlink()
    alone = Trainer(recipe, lambda line: None)
    alone.model.train()
    feeds = [_feed(recipe, alone, rank) for rank in (0, 1)]
    for _ in range(2):
        alone.position.step += 1
        _step_of_both(alone, [next(feed) for feed in feeds])
    for name, value in alone.model.state_dict().items():
        if not name.endswith("k_proj.bias"):  # no gradient but rounding, which Adam makes large
            assert torch.allclose(value, saved["weights"][name], atol=3e-4), name  # a step moves a weight by 2e-3


def _feed(recipe: Recipe, trainer: Trainer, rank: int) -> Iterator[Batch]:
    from qantara.models.training.checkpoints import Position
    from qantara.models.training.loop import Feed
    from qantara.models.training.prepare import encode
    from qantara.models.training.workers import Crew

    return iter(Feed(encode(recipe, trainer.encoder), recipe, trainer.encoder, Position(), Crew(rank, 2)))


def _step_of_both(trainer: Trainer, batches: list[Batch]) -> None:
    import torch

    from qantara.models.training import network
    from qantara.models.training.loop import learning_rate

    losses = [trainer.objective(trainer.model, batch) for batch in batches]
    total = sum(tokens for _, tokens in losses)
    sum(loss * tokens / total for loss, tokens in losses).backward()
    torch.nn.utils.clip_grad_norm_(trainer.model.parameters(), 1.0)
    for group in trainer.optimizer.param_groups:
        group["lr"] = learning_rate(trainer.position.step, trainer.recipe.schedule)
    trainer.optimizer.step()
    trainer.optimizer.zero_grad(set_to_none=True)
    network.zero_pad(trainer.model)
