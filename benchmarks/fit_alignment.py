"""Fit the aligner's weights and calibration on the gold documents, and report what they score left out.

    PYTHONPATH=. python benchmarks/fit_alignment.py [--write | --without-ends]

Maximum likelihood of the gold paths under the semi-Markov field, with an L2 penalty. Each document is then aligned
with weights fitted on the others; those figures, and the calibration made from those posteriors, are the honest ones.
Needs scipy.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from alignment_data import Document, load_documents, with_omissions
from scipy.optimize import minimize

from qantara.align.alignment import AlignmentSettings, evaluate
from qantara.align.alignment.features import EVIDENCE, NAMES, Measures, bead_evidence, evidence, feature_values, fits
from qantara.align.alignment.lattice import IMPOSSIBLE, Lattice, with_gaps
from qantara.align.alignment.measure import measure
from qantara.align.alignment.shapes import AUTO
from qantara.align.alignment.window import Window, align_window
from qantara.align.bead import Bead

SHAPES = with_gaps(AUTO)
PENALTY = 0.02
ROUNDS = 35
# texts with omissions teach what a gap costs; the texts as they are say how rare gaps are
OMISSIONS_COUNT = 0.25
# prior means: no data here has paragraphs, so these two stay where they are put
FIXED = {"paragraphs_joined": -0.5, "paragraph_starts_differ": -1.0}
# nodes further from the gold path than this are left out of the sums, for speed alone
BAND = 20
# insertions out there are summed along the row, so they must not be impossible outright
OUTSIDE = -30.0


@dataclass
class Case:
    """A document with the features of all beads near its gold path."""

    document: Document
    measures: Measures
    values: np.ndarray  # float32 [kept beads, features]
    place: tuple[np.ndarray, np.ndarray, np.ndarray]  # shape, i, j of each kept bead
    gold: np.ndarray  # indices of the gold path among the kept beads

    @property
    def origin(self) -> str:
        return self.document.name.removesuffix("-omissions")

    @property
    def weight(self) -> float:
        return OMISSIONS_COUNT if self.document.name.endswith("-omissions") else 1.0

    @property
    def kind(self) -> str:
        return self.document.kind + (" with omissions" if self.document.name.endswith("-omissions") else "")


def gold_path(beads: Sequence[Bead], rows: int, columns: int) -> list[tuple[int, int, int]]:
    """The gold beads as (shape, i, j), gaps filled with deletions; beads of no legal shape become gaps."""
    number = {shape: s for s, shape in enumerate(SHAPES)}
    path, i, j = [], 0, 0

    def gap_to(x: int, y: int) -> None:
        nonlocal i, j
        for _ in range(x - i):
            path.append((number[1, 0], i, j))
            i += 1
        for _ in range(y - j):
            path.append((number[0, 1], i, j))
            j += 1

    for bead in beads:
        shape = len(bead.source), len(bead.target)
        if shape not in number or min(shape) == 0 or bead.target[0] < j or bead.source[0] < i:
            continue
        gap_to(bead.source[0], bead.target[0])
        path.append((number[shape], i, j))
        i, j = i + shape[0], j + shape[1]
    gap_to(rows, columns)
    return path


def prepare(document: Document, translated: bool, settings: AlignmentSettings) -> Case:
    measures = measure(document.source, document.target, document.translation if translated else None, settings)
    rows, columns = len(document.source), len(document.target)
    path = gold_path(document.gold, rows, columns)
    centre = np.interp(np.arange(rows + 1), [i for _, i, _ in path] + [rows], [j for *_, j in path] + [columns])
    keep = abs(np.arange(columns + 1)[None, :] - centre[:, None]) <= BAND
    full = np.zeros((len(NAMES), *keep.shape), np.float32)
    values, places = [], []
    sums = [evidence_of(measures, name) for name in EVIDENCE]
    for s, (a, b) in enumerate(SHAPES):
        if not fits((a, b), rows, columns):
            continue
        full[:] = 0
        cells = full[:, : rows - a + 1, : columns - b + 1]
        if min(a, b):
            for n in range(len(EVIDENCE)):
                cells[n] = bead_evidence((a, b), sums[n])
        for name, value in feature_values((a, b), measures, range(rows), range(columns)):
            cells[NAMES.index(name)] = value
        inside = keep.copy()
        inside[rows - a + 1 :] = inside[:, columns - b + 1 :] = False
        i, j = np.nonzero(inside)
        values.append(full[:, i, j].T.copy())
        places.append((np.full(len(i), s), i, j))
    place = tuple(np.concatenate(column) for column in zip(*places, strict=True))
    index = {key: n for n, key in enumerate(zip(*(p.tolist() for p in place), strict=True))}
    gold = np.array([index[step] for step in path])
    return Case(document, measures, np.concatenate(values), place, gold)


def evidence_of(measures: Measures, name: str) -> tuple[list[np.ndarray], list[np.ndarray]]:
    weights = dict.fromkeys(EVIDENCE, 0.0) | {name: 1.0}
    return evidence(measures, range(len(measures.source)), range(len(measures.target)), weights)


def fit(cases: Sequence[Case], start: np.ndarray, rounds: int) -> np.ndarray:
    fixed = np.array([name in FIXED for name in NAMES])
    unused = ~np.any([np.any(case.values, axis=0) for case in cases], axis=0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value = PENALTY * len(cases) / 2 * float(weights @ weights)
        slope = PENALTY * len(cases) * weights
        for case in cases:
            rows, columns = len(case.document.source), len(case.document.target)
            scores = np.full((len(SHAPES), rows + 1, columns + 1), IMPOSSIBLE, np.float32)
            scores[SHAPES.index((0, 1))] = OUTSIDE
            linear = case.values @ weights.astype(np.float32)
            scores[case.place] = linear
            lattice = Lattice(SHAPES, scores)
            posteriors, total = lattice.posteriors()
            expected = posteriors[case.place] @ case.values
            value += case.weight * (total - float(linear[case.gold].sum()))
            slope = slope + case.weight * (expected - case.values[case.gold].sum(axis=0))
        slope[fixed | unused] = 0
        return value, slope

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x


def starting_point() -> np.ndarray:
    return np.array([FIXED.get(name, 0.0) for name in NAMES])


def leave_one_out(cases: Sequence[Case]) -> list[list[Bead]]:
    """Each case aligned by weights fitted from nothing on all other documents, with and without their omissions."""
    aligned = {}
    for name in dict.fromkeys(case.origin for case in cases):
        weights = fit([case for case in cases if case.origin != name], starting_point(), ROUNDS)
        aligned.update({id(case): align(case, weights) for case in cases if case.origin == name})
    return [aligned[id(case)] for case in cases]


def align(case: Case, weights: np.ndarray) -> list[Bead]:
    window = Window(range(len(case.document.source)), range(len(case.document.target)))
    return align_window(case.measures, window, SHAPES, dict(zip(NAMES, weights.tolist(), strict=True)))


def report(cases: Sequence[Case], aligned: Sequence[Sequence[Bead]], label: str) -> None:
    for kind in dict.fromkeys(case.kind for case in cases):
        chosen = [n for n, case in enumerate(cases) if case.kind == kind]
        score = evaluate([cases[n].document.gold for n in chosen], [aligned[n] for n in chosen])
        single = [evaluate([cases[n].document.gold], [aligned[n]]).strict.f1 for n in chosen]
        print(f"{label} {kind:26} strict {score.strict.f1:.4f} lax {score.lax.f1:.4f}", np.round(single, 3), flush=True)


def calibrate(cases: Sequence[Case], aligned: Sequence[Sequence[Bead]]) -> tuple[float, float]:
    """Platt's slope and intercept, each kind of document weighing the same."""
    odds, right, weight = [], [], []
    for case, beads in zip(cases, aligned, strict=True):
        gold = {(bead.source, bead.target) for bead in case.document.gold}
        same = sum(len(o.document.source) for o in cases if o.kind == case.kind)
        for bead in beads:
            p = min(max(bead.score, 1e-6), 1 - 1e-6)
            odds.append(np.log(p / (1 - p)))
            right.append((bead.source, bead.target) in gold)
            weight.append(1000 / same)
    x, y, w = np.array(odds), np.array(right, float), np.array(weight)

    def loss(parameters):
        z = parameters[0] * x + parameters[1]
        return float(w @ (np.logaddexp(0, z) - y * z)) + 1e-3 * float(parameters @ parameters)

    slope, intercept = minimize(loss, np.array([1.0, 0.0])).x
    confidence = 1 / (1 + np.exp(-slope * x - intercept))
    print("confidence   beads  mean   right")
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            print(f"{low:4.2f}-{high:4.2f} {inside.sum():8} {confidence[inside].mean():.3f} {y[inside].mean():.3f}")
    return float(slope), float(intercept)


def run(translated: bool, settings: AlignmentSettings, calibrated: bool = True):
    documents = load_documents()
    documents += [with_omissions(document, seed=1) for document in documents]
    cases = [prepare(document, translated, settings) for document in documents]
    weights = fit(cases, starting_point(), ROUNDS)
    label = f"{'with' if translated else 'no'} translation, {'' if settings.end_punctuation else 'no '}end"
    aligned = leave_one_out(cases)
    report(cases, aligned, f"left out, {label}")
    curve = calibrate(cases, aligned) if calibrated else (1.0, 0.0)
    return weights, curve


def table(name: str, weights: np.ndarray) -> str:
    rows = "".join(f'    "{n}": {w:.3f},\n' for n, w in zip(NAMES, weights.tolist(), strict=True))
    return f"{name}: Mapping[str, float] = {{\n{rows}}}\n"


def main() -> None:
    settings = AlignmentSettings()
    if "--without-ends" in sys.argv:  # how much the ends of sentences give away
        run(True, AlignmentSettings(end_punctuation=False), calibrated=False)
        return
    with_weights, with_curve = run(True, settings)
    without_weights, without_curve = run(False, settings)
    text = table("WITH_TRANSLATION", with_weights) + table("WITHOUT_TRANSLATION", without_weights)
    curves = ", ".join(f"{key}: ({c[0]:.3f}, {c[1]:.3f})" for key, c in ((False, without_curve), (True, with_curve)))
    text += (
        "# slope and intercept on the log-odds of the posterior, without and with a translation\n"
        f"CALIBRATION: Mapping[bool, tuple[float, float]] = {{{curves}}}\n"
    )
    if "--write" in sys.argv:
        path = Path(__file__).resolve().parent.parent / "align" / "alignment" / "weights.py"
        head = path.read_text(encoding="utf-8").split("WITH_TRANSLATION")[0]
        path.write_text(head + text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
