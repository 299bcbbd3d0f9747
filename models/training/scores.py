"""Scores of an exported model on the recipe's development sets, without guards or second attempts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qantara.models.load import Engine, load
from qantara.models.training.config import Recipe, RecipeError
from qantara.models.translator import Decoding

_BATCH = 32


@dataclass(frozen=True, slots=True)
class DevScore:
    """BLEU and chrF of one development set (Post 2018; Popović 2015)."""

    name: str
    segments: int
    bleu: float
    chrf: float

    def line(self) -> str:
        return f"{self.name:20} {self.segments:5} segments  BLEU {self.bleu:5.2f}  chrF {self.chrf:5.2f}"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise RecipeError(f"cannot read {path}: {error.strerror}") from error


def translate(folder: Path, sources: list[str], decoding: Decoding) -> list[str]:
    """Translations in input order; sources beyond the model's positions are cut, as this measures the network."""
    translator = load(str(folder), Engine(backend="ctranslate2"), smoke=False)
    pieces = translator.tokenise([translator.normalise(source) for source in sources])
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    texts = [""] * len(pieces)
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        batch = [pieces[i][: translator.max_source_pieces] for i in chosen]
        for index, hypothesis in zip(chosen, translator.translate_pieces(batch, decoding), strict=True):
            texts[index] = hypothesis.text
    return texts


def evaluate(recipe: Recipe, folder: Path, limit: int | None, decoding: Decoding) -> list[DevScore]:
    """Scores on each set of ``recipe.dev`` (prefixes of ``.ar`` and ``.en`` files), evenly thinned to ``limit``."""
    from sacrebleu.metrics import BLEU, CHRF

    scores = []
    for prefix in recipe.dev:
        sides = _lines(Path(f"{prefix}.ar")), _lines(Path(f"{prefix}.en"))
        if len(sides[0]) != len(sides[1]):
            raise RecipeError(f"{prefix}.ar and {prefix}.en differ in length")
        step = max(1, len(sides[0]) // limit) if limit else 1
        source, reference = (side[::step][:limit] for side in sides)
        texts = translate(folder, source, decoding)
        bleu = BLEU().corpus_score(texts, [reference]).score
        chrf = CHRF().corpus_score(texts, [reference]).score
        scores.append(DevScore(prefix.name, len(source), bleu, chrf))
    return scores
