"""Transformers: the reference backend, for any device that torch knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from qantara.models.errors import ModelError, first_line
from qantara.models.locate import LocatedModel
from qantara.models.pieces import Pieces
from qantara.models.silence import silent_transformers
from qantara.models.translator import Decoding, Hypothesis, Translator


class TransformersTranslator(Translator):
    """MarianMTModel and MarianTokenizer, as they come from the hub. Thread-safe: one translates, the others wait.

    Args:
        model: name and revision.
        folder: in Hugging Face layout, weights included.
        precision: ``float32``, ``bfloat16`` or ``float16``.
        device: ``cpu``, ``cuda`` or ``mps``.
        threads: CPU threads, for all of torch in this process; 0 lets torch choose.
    """

    backend = "transformers"

    def __init__(self, model: LocatedModel, folder: Path, precision: str, device: str, threads: int) -> None:
        import torch
        from transformers import MarianMTModel, MarianTokenizer

        self.name, self.revision, self.precision = model.name, model.revision, precision
        self._pieces = Pieces(folder)
        self.max_source_pieces, self.words_ratio = self._pieces.max_source_pieces, self._pieces.words_ratio
        if threads:
            torch.set_num_threads(threads)
        self._torch: Any = torch
        self._lock = Lock()
        try:
            with silent_transformers():
                self._tokenizer: Any = MarianTokenizer.from_pretrained(folder, local_files_only=True)
                self._model: Any = MarianMTModel.from_pretrained(
                    folder, local_files_only=True, dtype=getattr(torch, precision)
                )
            self._model.to(device).eval()
        except Exception as error:  # of three libraries that read the files, each with errors of its own
            raise ModelError(f"transformers cannot load {folder}: {first_line(error)}") from error

    def normalise(self, sentence: str) -> str:
        return self._pieces.normalise(sentence)

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        return [self._tokenizer.tokenize(sentence) for sentence in sentences]

    def tokenise_target(self, texts: Sequence[str]) -> list[list[str]]:
        return self._pieces.encode_target(texts)

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        with self._lock:
            return self._translated(sources, decoding, prefixes) if sources else []

    def _translated(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None
    ) -> list[Hypothesis]:
        if prefixes is None:
            limit = min(decoding.max_length(max(map(len, sources))), self._pieces.max_target_pieces)
            output = self._generate(self._batch(sources), decoding, limit)
            return [self._hypothesis(row, score, limit) for row, score in zip(*self._scored(output), strict=True)]
        # Padding to the left of a prefix would shift its positions: each row goes alone.
        return [self._finished(pieces, decoding, prefix) for pieces, prefix in zip(sources, prefixes, strict=True)]

    def _finished(self, pieces: list[str], decoding: Decoding, prefix: list[str]) -> Hypothesis:
        """One hypothesis that begins with ``prefix``."""
        limit = min(decoding.max_length(len(pieces), len(prefix)), self._pieces.max_target_pieces)
        batch = self._batch([pieces])
        given = [self._model.config.decoder_start_token_id, *(self._target_id(piece) for piece in prefix)]
        start = self._torch.tensor([given], device=self._model.device)
        row = self._generate(batch, decoding, limit - len(prefix), start).sequences[0]
        steps = self._forced_steps(batch, row)
        tail = float(steps[len(prefix) :].mean())
        return replace(self._hypothesis(row, float(steps.mean()), limit), tail_score=tail)

    @cached_property
    def _target_ids(self) -> dict[str, int]:
        """Ids of target pieces, from the decoder's own table: a model may have two vocabularies."""
        return {piece: int(number) for number, piece in self._tokenizer.decoder.items()}

    def _target_id(self, piece: str) -> int:
        return self._target_ids.get(piece, int(self._tokenizer.unk_token_id))

    def _batch(self, sources: Sequence[list[str]]) -> Any:
        ids = [[*self._tokenizer.convert_tokens_to_ids(pieces), self._tokenizer.eos_token_id] for pieces in sources]
        return self._tokenizer.pad({"input_ids": ids}, return_tensors="pt").to(self._model.device)

    def _generate(self, batch: Any, decoding: Decoding, limit: int, start: Any = None) -> Any:
        """Search for at most ``limit`` pieces, after those of ``start`` if it is given."""
        with self._torch.inference_mode():
            return self._model.generate(
                **batch,
                **({} if start is None else {"decoder_input_ids": start}),
                num_beams=decoding.beam,
                length_penalty=decoding.length_penalty,
                no_repeat_ngram_size=decoding.no_repeat_ngram,
                max_new_tokens=limit,
                max_length=None,
                do_sample=False,
                early_stopping=True,
                return_dict_in_generate=True,
                output_scores=True,
            )

    def _forced_steps(self, batch: Any, row: Any) -> Any:
        """Log-probabilities of all of a row: a search with a prefix leaves the prefix out of its scores."""
        with self._torch.inference_mode():
            logits = self._model(**batch, decoder_input_ids=row[None, :-1]).logits[0]
        return logits.log_softmax(-1).gather(1, row[1:, None])[:, 0]

    def _scored(self, output: Any) -> tuple[Any, list[float]]:
        """Rows of ids and their mean log-probabilities; greedy search returns no sequence scores."""
        if (scores := getattr(output, "sequences_scores", None)) is not None:
            return output.sequences, scores.tolist()
        steps = self._model.compute_transition_scores(output.sequences, output.scores, normalize_logits=True)
        kept = output.sequences[:, 1:] != self._model.config.pad_token_id
        means = (steps.masked_fill(~kept, 0.0).sum(1) / kept.sum(1).clamp(min=1)).tolist()
        return output.sequences, means

    def _hypothesis(self, row: Any, score: float, limit: int) -> Hypothesis:
        kept = [int(i) for i in row[1:] if int(i) != self._model.config.pad_token_id]
        finished = bool(kept) and kept[-1] == self._model.config.eos_token_id and len(kept) < limit
        text = self._tokenizer.decode(kept, skip_special_tokens=True, use_source_tokenizer=False)
        return Hypothesis(text.strip(), score, len(kept), truncated=not finished)
