"""A run folder, and someone at the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qantara.translate.review.decision import Decision
from qantara.translate.review.desk import Desk, Wish
from qantara.translate.review.folder import ReviewFolder
from tests.review.sample import write_run

Decide = Callable[..., Decision]


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    return write_run(tmp_path / "out")


@pytest.fixture
def desk(run_folder: Path) -> Desk:
    return Desk(ReviewFolder(run_folder), "Salma")


@pytest.fixture
def decide(desk: Desk) -> Decide:
    """``decide(row, kind, action, **wish)``: on the first flag of a kind, as a window that is up to date does."""

    def make(row: str, kind: str, action: str, at: Desk = desk, **wish: str) -> Decision:
        state = at.folder.articles["news"].state(row)
        flag = next((flag.key for flag in state.flags if flag.remark.kind == kind), "")
        return at.decide(Wish("news", row, flag, action, state.version, **wish)).decision

    return make
