"""CTranslate2: the fast backend. Imports neither torch nor transformers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from qantara.models.errors import ModelError
from qantara.models.locate import LocatedModel
from qantara.models.pieces import Pieces
from qantara.models.shortlist import VOCABULARY_MAP
from qantara.models.translator import Decoding, Hypothesis, Translator

EOS = "</s>"
# Batches side by side, each on its own cores, finish sooner than one after the other on all of them. They share
# the weights; each has its own working memory, so there is an end to it.
MOST_WORKERS = 4


class CTranslate2Translator(Translator):
    """A converted Marian model. ``translate_pieces`` may be called from several threads.

    Args:
        model: where the tokenizer is, and what the model is called.
        converted: folder with ``model.bin``.
        precision: CTranslate2's compute type, for instance ``int8`` or ``float32``.
        device: ``cpu`` or ``cuda``.
        threads: CPU threads, at least 1.
    """

    backend = "ctranslate2"

    def __init__(self, model: LocatedModel, converted: Path, precision: str, device: str, threads: int) -> None:
        import ctranslate2

        self.name, self.revision, self.precision = model.name, model.revision, precision
        self._pieces = Pieces(model.folder)
        self.max_source_pieces, self.words_ratio = self._pieces.max_source_pieces, self._pieces.words_ratio
        self._mapped = (converted / VOCABULARY_MAP).is_file()
        self.workers = min(threads, MOST_WORKERS) if device == "cpu" else 1
        try:
            self._translator: Any = ctranslate2.Translator(
                str(converted), device=device, compute_type=precision,
                inter_threads=self.workers, intra_threads=max(1, threads // self.workers),
            )  # fmt: skip
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load {converted} as {precision} on {device}: {error}") from error

    def normalise(self, sentence: str) -> str:
        return self._pieces.normalise(sentence)

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        return self._pieces.encode(sentences)

    def tokenise_target(self, texts: Sequence[str]) -> list[list[str]]:
        return self._pieces.encode_target(texts)

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        if prefixes is None:
            return self.submit(sources, decoding)()
        limit = self._limit(sources, decoding, prefixes)
        ended = [[*pieces, EOS] for pieces in sources]
        results = self._search(ended, decoding, limit, target_prefix=list(prefixes))
        found = self._hypotheses(results, limit)
        return self._rescored(found, ended, [result.hypotheses[0] for result in results], prefixes)

    def submit(self, sources: Sequence[list[str]], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        limit = self._limit(sources, decoding)
        begun = self._search([[*pieces, EOS] for pieces in sources], decoding, limit, asynchronous=True)
        return lambda: self._hypotheses([one.result() for one in begun], limit)

    def _limit(self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] = ()) -> int:
        """Most pieces that any hypothesis of a batch may have."""
        longest = max(map(len, sources), default=0), max(map(len, prefixes), default=0)
        return min(decoding.max_length(*longest), self._pieces.max_target_pieces)

    def _search(self, ended: list[list[str]], decoding: Decoding, limit: int, **how: Any) -> list[Any]:
        found: list[Any] = self._translator.translate_batch(
            ended,
            beam_size=decoding.beam,
            length_penalty=decoding.length_penalty,
            no_repeat_ngram_size=decoding.no_repeat_ngram,
            max_decoding_length=limit,
            max_input_length=0,  # nothing is cut silently: the caller splits what is too long
            return_scores=True,
            use_vmap=self._mapped,
            **how,
        )
        return found

    def _hypotheses(self, results: list[Any], limit: int) -> list[Hypothesis]:
        best = [result.hypotheses[0] for result in results]
        return [
            Hypothesis(text, float(result.scores[0]), len(pieces) + 1, truncated=len(pieces) >= limit)
            for text, pieces, result in zip(self._pieces.decode(best), best, results, strict=True)
        ]

    def _rescored(
        self,
        found: list[Hypothesis],
        sources: list[list[str]],
        targets: list[list[str]],
        prefixes: Sequence[list[str]],
    ) -> list[Hypothesis]:
        """The hypotheses with scores of whole targets: a search with a prefix leaves the prefix out of its own."""
        scored = self._translator.score_batch(sources, targets, max_input_length=0)
        return [
            replace(hypothesis, score=_mean(row.log_probs), tail_score=_mean(row.log_probs[len(prefix) :]))
            for hypothesis, row, prefix in zip(found, scored, prefixes, strict=True)
        ]


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)
