"""The training loop: resumes exactly, logs what is needed to see that it learns, and can be cut off at will."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch

from qantara.models.training import checkpoints, network, workers
from qantara.models.training.batches import Batch, Example, make_batches
from qantara.models.training.checkpoints import Position
from qantara.models.training.config import Recipe, Schedule
from qantara.models.training.objective import Objective
from qantara.models.training.prepare import encode
from qantara.models.training.sampling import Sampler, shares
from qantara.models.training.vocabulary import Encoder
from qantara.models.training.workers import Crew

LOG_EVERY = 50
SOURCE_CHECK_EVERY = 500


def learning_rate(step: int, schedule: Schedule) -> float:
    """Linear warm-up, a plateau, and a linear descent to zero over the last ``decay_steps``.

    The plateau lets a run be prolonged without having chosen its length (Hägele et al. 2024, section 3).
    """
    left = max(0, schedule.total_steps - step + 1)
    return schedule.learning_rate * min(1.0, step / schedule.warmup_steps, left / max(1, schedule.decay_steps))


def _join(first: Example, second: Example) -> Example:
    return np.concatenate([first[0][:-1], second[0]]), np.concatenate([first[1][:-1], second[1]])


def joined(examples: list[Example], probability: float, max_pieces: int, seed: str) -> list[Example]:
    """Join some neighbours into two-sentence paragraphs, so that the model is used to them."""
    rng, result = np.random.default_rng(list(seed.encode())), list[Example]()
    for example in examples:
        room = result and len(result[-1][0]) + len(example[0]) < max_pieces
        if room and rng.random() < probability:
            result[-1] = _join(result[-1], example)
        else:
            result.append(example)
    return result


def _groups(batches: Iterator[Batch], size: int) -> Iterator[tuple[Batch, ...]]:
    """One batch for each process; what is left at the end of a pool is left out."""
    while len(group := tuple(islice(batches, size))) == size:
        yield group


@dataclass
class Feed:
    """The endless, repeatable stream of this process's batches; ``position`` always names the crew's next ones."""

    data: dict[str, list[Example]]
    recipe: Recipe
    encoder: Encoder
    position: Position
    crew: Crew = field(default_factory=Crew)

    def __iter__(self) -> Iterator[Batch]:
        schedule = self.recipe.schedule
        sizes = {name: len(examples) for name, examples in self.data.items()}
        sampler = Sampler(sizes, shares(sizes, self.recipe.sets, schedule.temperature), schedule.seed)
        while True:
            seed = f"{schedule.seed}-{self.position.pool}"
            examples = [self.data[name][i] for name, i in sampler.pool(self.position.pool)]
            examples = joined(examples, schedule.join_probability, schedule.max_pieces, seed)
            stream = make_batches(
                examples, schedule.batch_tokens, self.encoder.pad, seed,
                unk=self.encoder.unk, word_dropout=schedule.word_dropout,
            )  # fmt: skip
            for batches in islice(_groups(stream, self.crew.size), self.position.batch, None):
                self.position.batch += 1
                yield batches[self.crew.rank]
            self.position.pool, self.position.batch = self.position.pool + 1, 0


@dataclass
class Meter:
    """Running mean of the loss and the speed since the last log line."""

    log: Callable[[str], None]
    loss: float = 0.0
    own: int = 0
    tokens: int = 0
    since: float = 0.0

    def add(self, loss: float, own: int, tokens: int) -> None:
        """``loss``: of this process's ``own`` tokens; ``tokens``: of all processes."""
        self.loss, self.own, self.tokens = self.loss + loss * own, self.own + own, self.tokens + tokens

    def report(self, step: int, rate: float) -> None:
        elapsed = time.monotonic() - self.since
        speed = self.tokens / elapsed if elapsed else 0.0
        self.log(f"step {step} loss {self.loss / self.own:.3f} lr {rate:.2e} target tokens/s {speed:.0f}")
        self.loss, self.own, self.tokens, self.since = 0.0, 0, 0, time.monotonic()


def _optimizer(model: Any, schedule: Schedule) -> torch.optim.Optimizer:
    return torch.optim.AdamW(
        model.parameters(), lr=schedule.learning_rate, betas=(0.9, 0.98), eps=1e-9,
        weight_decay=schedule.weight_decay, fused=True,
    )  # fmt: skip


@dataclass
class Trainer:
    """One run in ``recipe.work_dir/run``. ``log`` gets each line of the log."""

    recipe: Recipe
    log: Callable[[str], None]
    crew: Crew = field(default_factory=Crew)

    def __post_init__(self) -> None:
        recipe, schedule = self.recipe, self.recipe.schedule
        torch.set_num_threads(schedule.threads)
        tokenizer = recipe.work_dir / "tokenizer"
        self.encoder = Encoder(tokenizer)
        self.model: Any = network.build(recipe.network, tokenizer, schedule.dropout, schedule.seed)
        self.optimizer = _optimizer(self.model, schedule)
        self.folder: Path = recipe.work_dir / "run"
        self.position = checkpoints.load(self.folder, self.model, self.optimizer)
        self.objective = Objective(
            self.encoder.target_ids(), self.encoder.size, self.encoder.pad,
            schedule.label_smoothing, schedule.autocast,
        )  # fmt: skip

    def _step(self, batch: Batch) -> tuple[float, int, int, float]:
        rate = learning_rate(self.position.step, self.recipe.schedule)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss, tokens = self.objective(self.model, batch)
        everyone = self.crew.total(tokens)
        (loss * tokens / everyone).backward()
        self.crew.sum_gradients(self.model)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        network.zero_pad(self.model)
        return loss.item(), tokens, everyone, rate

    @torch.no_grad()
    def _source_check(self, batch: Batch) -> None:
        """The loss must be well below the loss with shuffled sources, or the model ignores its source."""
        right, _ = self.objective(self.model, batch)
        wrong, _ = self.objective(self.model, batch, shuffle_source=True)
        self.log(f"   source check: loss {right.item():.3f}, with shuffled sources {wrong.item():.3f}")

    def save(self) -> None:
        if self.crew.leads:
            keep = self.recipe.schedule.keep_checkpoints
            checkpoints.save(self.folder, self.model, self.optimizer, self.position, keep)
            self.log(f"   checkpoint at step {self.position.step}")

    def run(self, minutes: float | None = None) -> None:
        """Train to ``total_steps``, or for so many minutes; the state is saved at the end and in between."""
        schedule, started = self.recipe.schedule, time.monotonic()
        data = encode(self.recipe, self.encoder)
        self.log(f"{sum(map(len, data.values()))} pairs, from step {self.position.step}, seed {schedule.seed}")
        meter, saved = Meter(self.log, since=time.monotonic()), time.monotonic()
        self.model.train()
        for batch in Feed(data, self.recipe, self.encoder, self.position, self.crew):
            if self.position.step >= schedule.total_steps:
                break
            self.position.step += 1
            loss, own, tokens, rate = self._step(batch)
            meter.add(loss, own, tokens)
            if self.position.step % LOG_EVERY == 0:
                meter.report(self.position.step, rate)
            if self.position.step % SOURCE_CHECK_EVERY == 0:
                self._source_check(batch)
            now = time.monotonic()
            if now - saved > schedule.checkpoint_minutes * 60:
                self.save()
                saved = now
            if self.crew.decides(minutes is not None and now - started > minutes * 60):
                break
        self.save()


def _silent(line: str) -> None:
    """The log of a process that does not lead."""


def _work(recipe: Recipe, log: Callable[[str], None], minutes: float | None, crew: Crew) -> None:
    Trainer(recipe, log if crew.leads else _silent, crew).run(minutes)


def train(recipe: Recipe, log: Callable[[str], None], minutes: float | None = None) -> None:
    """Train in ``recipe.schedule.workers`` processes; ``log`` must then be picklable. See ``Trainer.run``."""
    workers.run(partial(_work, recipe, log, minutes), recipe.schedule.workers)
