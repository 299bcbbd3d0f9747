"""Checkpoints: everything that a run needs to go on as if it had never stopped, written atomically."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

STATE = "state.pt"
SNAPSHOTS = "snapshots"


@dataclass
class Position:
    """Where in the data a run stands: ``pool`` and ``batch`` are the next to be read."""

    step: int = 0
    pool: int = 0
    batch: int = 0


def _write(value: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        torch.save(value, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def save(folder: Path, model: Any, optimizer: torch.optim.Optimizer, position: Position, keep: int) -> None:
    """Write the full state, and an fp16 snapshot of the weights for averaging; the oldest snapshots go."""
    weights = model.state_dict()
    state = {
        "weights": weights, "optimizer": optimizer.state_dict(), "position": vars(position),
        "random": torch.get_rng_state(),
    }  # fmt: skip
    _write(state, folder / STATE)
    half = {k: v.half() if v.is_floating_point() else v for k, v in weights.items()}
    _write(half, folder / SNAPSHOTS / f"{position.step:07}.pt")
    for old in snapshots(folder)[:-keep]:
        old.unlink()


def load(folder: Path, model: Any, optimizer: torch.optim.Optimizer) -> Position:
    """Put the saved state into ``model`` and ``optimizer``; a folder without one starts at step 0."""
    if not (folder / STATE).exists():
        return Position()
    state = torch.load(folder / STATE, weights_only=True)
    model.load_state_dict(state["weights"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return Position(**state["position"])


def snapshots(folder: Path) -> list[Path]:
    """Weight snapshots, oldest first."""
    return sorted((folder / SNAPSHOTS).glob("*.pt"))


def average(paths: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of several snapshots, fp32 (Vaswani et al. 2017, section 6.1)."""
    total: dict[str, torch.Tensor] = {}
    for path in paths:
        for name, value in torch.load(path, weights_only=True).items():
            total[name] = total[name] + value.float() if name in total else value.float()
    return {name: value / len(paths) for name, value in total.items()}
