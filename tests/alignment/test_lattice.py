"""The dynamic programme against brute force over all paths of small lattices."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from qantara.align.alignment.lattice import IMPOSSIBLE, Lattice, with_gaps

SHAPES = with_gaps(((1, 1), (1, 2), (2, 1), (2, 2)))
Path = tuple[tuple[int, int, int], ...]


def random_scores(rows: int, columns: int, seed: int) -> np.ndarray:
    scores = np.full((len(SHAPES), rows + 1, columns + 1), IMPOSSIBLE, np.float32)
    chosen = np.random.default_rng(seed)
    for s, (a, b) in enumerate(SHAPES):
        if a <= rows and b <= columns:
            scores[s, : rows - a + 1, : columns - b + 1] = chosen.normal(size=(rows - a + 1, columns - b + 1))
    return scores


def all_paths(rows: int, columns: int, i: int = 0, j: int = 0) -> Iterator[Path]:
    if (i, j) == (rows, columns):
        yield ()
    for s, (a, b) in enumerate(SHAPES):
        if i + a <= rows and j + b <= columns:
            yield from (((s, i, j), *rest) for rest in all_paths(rows, columns, i + a, j + b))


@pytest.mark.parametrize(
    ("rows", "columns", "seed"), [(3, 4, 0), (4, 3, 1), (1, 4, 2), (3, 1, 3), (0, 2, 4), (2, 0, 5)]
)
def test_best_path_and_posteriors_are_those_of_all_paths(rows: int, columns: int, seed: int) -> None:
    scores = random_scores(rows, columns, seed)
    paths = list(all_paths(rows, columns))
    totals = np.array([sum(float(scores[step]) for step in path) for path in paths])
    shares = np.exp(totals) / np.exp(totals).sum()
    lattice = Lattice(SHAPES, scores)
    best = tuple((SHAPES.index(step.shape), step.i, step.j) for step in lattice.best_path())
    assert best == paths[int(totals.argmax())]
    posteriors, logarithm = lattice.posteriors()
    assert logarithm == pytest.approx(np.log(np.exp(totals).sum()), rel=1e-5)
    for cell in np.ndindex(posteriors.shape):
        expected = sum(share for share, path in zip(shares, paths, strict=True) if cell in path)
        assert posteriors[cell] == pytest.approx(expected, abs=1e-5)


def test_a_free_end_is_taken_where_it_pays() -> None:
    scores = random_scores(3, 4, 6)
    ends = np.array([-9.0, 2.0, -9.0, -9.0, -9.0])
    path = Lattice(SHAPES, scores, ends).best_path()
    assert path[-1].i + path[-1].shape[0] == 3
    assert path[-1].j + path[-1].shape[1] == 1
