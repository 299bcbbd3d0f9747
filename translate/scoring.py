"""Scores: of a model on a test set, of an alignment against gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qantara.align.alignment import AlignmentScore, evaluate, read_ladder
from qantara.models.errors import InputError
from qantara.translate.document import read_document
from qantara.translate.engine import TranslationEngine
from qantara.translate.stream import translate_lines

TestSet = tuple[tuple[str, ...], tuple[str, ...]]


def read_test_set(source: Path, reference: Path) -> TestSet:
    """Source and reference lines.

    Raises:
        InputError: not the same number of lines.
    """
    sides = read_document(source).paragraphs, read_document(reference).paragraphs
    if len(sides[0]) != len(sides[1]):
        raise InputError(f"{source} has {len(sides[0])} lines, but {reference} has {len(sides[1])}")
    return sides


@dataclass(frozen=True, slots=True)
class TranslationScore:
    """One model on one test set.

    Attributes:
        scores: name to (value, sacreBLEU signature).
        segments: lines in the test set.
        warnings: what the guards still object to, by kind.
        model: name and revision.
    """

    scores: dict[str, tuple[float, str]]
    segments: int
    warnings: dict[str, int]
    model: str

    def as_json(self) -> dict[str, Any]:
        scores = {name: {"score": round(value, 2), "signature": line} for name, (value, line) in self.scores.items()}
        return {"model": self.model, "segments": self.segments, "scores": scores, "warnings": self.warnings}

    def as_text(self) -> str:
        rows = [f"{name:7} {value:6.2f}  {line}" for name, (value, line) in self.scores.items()]
        warned = ", ".join(f"{kind} {count}" for kind, count in self.warnings.items()) or "none"
        return "\n".join([*rows, f"{self.segments} segments, {self.model}; translation warnings: {warned}"])


def score_translation(
    engine: TranslationEngine, test_set: TestSet, progress: Callable[[int, int], None]
) -> TranslationScore:
    """Translate the source and compare it with the reference (Post 2018; Popović 2015, 2017)."""
    from sacrebleu.metrics import BLEU, CHRF

    source, reference = test_set
    hypotheses, warnings = list[str](), Counter[str]()
    for line in translate_lines(source, engine):
        hypotheses.append(line.english)
        warnings.update(str(warning.kind) for warning in line.warnings)
        progress(len(hypotheses), len(source))
    scores = {}
    for name, metric in (("BLEU", BLEU()), ("chrF", CHRF()), ("chrF++", CHRF(word_order=2))):
        value = metric.corpus_score(hypotheses, [list(reference)]).score
        scores[name] = (value, str(metric.get_signature()))
    translator = engine.translator
    return TranslationScore(
        scores, len(source), dict(sorted(warnings.items())), f"{translator.name}@{translator.revision[:12]}"
    )


@dataclass(frozen=True, slots=True)
class AlignmentReport:
    """An alignment judged against gold."""

    score: AlignmentScore
    documents: int

    def as_json(self) -> dict[str, Any]:
        return {"documents": self.documents, **asdict(self.score)}

    def as_text(self) -> str:
        rows = [f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}"]
        for name in ("strict", "lax"):
            part = getattr(self.score, name)
            rows.append(f"{name:8}{part.precision:10.4f}{part.recall:10.4f}{part.f1:10.4f}")
        return "\n".join(rows)


def _ladders(gold: Path, test: Path) -> list[tuple[Path, Path]]:
    """Gold and test files by name.

    Raises:
        InputError: one is a file and the other a folder, or a gold file has no counterpart.
    """
    if not gold.is_dir() and not test.is_dir():
        return [(gold, test)]
    if not (gold.is_dir() and test.is_dir()):
        raise InputError(f"{gold} and {test}: give two files or two folders")
    files = sorted(path for path in gold.iterdir() if path.is_file() and not path.name.startswith("."))
    missing = [path.name for path in files if not (test / path.name).is_file()]
    if missing or not files:
        raise InputError(f"{test} has no {missing[0]}" if missing else f"{gold} is empty")
    return [(path, test / path.name) for path in files]


def score_alignment(gold: Path, test: Path) -> AlignmentReport:
    """Judge ladder files, pooled over all documents (Thompson and Koehn 2019)."""
    pairs = _ladders(gold, test)
    score = evaluate([read_ladder(a) for a, _ in pairs], [read_ladder(b) for _, b in pairs])
    return AlignmentReport(score, len(pairs))
