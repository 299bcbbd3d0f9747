"""Transformers: the reference backend, for any device that torch knows."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qantara.models.errors import ModelError
from qantara.models.locate import LocatedModel
from qantara.models.pieces import Pieces
from qantara.models.translator import Decoding, Hypothesis

DTYPES = {"float32": "float32", "bfloat16": "bfloat16", "float16": "float16"}


class TransformersTranslator:
    """MarianMTModel and MarianTokenizer, as they come from the hub. Not thread-safe: give each thread its own.

    Args:
        model: name and revision.
        folder: in Hugging Face layout, weights included.
        precision: ``float32``, ``bfloat16`` or ``float16``.
        device: ``cpu``, ``cuda`` or ``mps``.
        threads: CPU threads; 0 lets torch choose.
    """

    backend = "transformers"

    def __init__(self, model: LocatedModel, folder: Path, precision: str, device: str, threads: int) -> None:
        import torch
        from transformers import MarianMTModel, MarianTokenizer
        from transformers.utils import logging as transformers_logging

        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        logging.getLogger("transformers").setLevel(logging.ERROR)
        self.name, self.revision, self.precision = model.name, model.revision, precision
        pieces = Pieces(folder)
        self.max_source_pieces, self.normalise = pieces.max_source_pieces, pieces.normalise
        if threads:
            torch.set_num_threads(threads)
        self._torch: Any = torch
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._tokenizer: Any = MarianTokenizer.from_pretrained(folder, local_files_only=True)
                self._model: Any = MarianMTModel.from_pretrained(
                    folder, local_files_only=True, dtype=getattr(torch, DTYPES[precision])
                )
            self._model.to(device).eval()
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(f"transformers cannot load {folder}: {str(error).splitlines()[0]}") from error

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        return [self._tokenizer.tokenize(sentence) for sentence in sentences]

    def translate_pieces(self, sources: Sequence[list[str]], decoding: Decoding) -> list[Hypothesis]:
        if not sources:
            return []
        limit = decoding.max_length(max(map(len, sources)))
        ids = [[*self._tokenizer.convert_tokens_to_ids(pieces), self._tokenizer.eos_token_id] for pieces in sources]
        batch = self._tokenizer.pad({"input_ids": ids}, return_tensors="pt").to(self._model.device)
        with self._torch.inference_mode():
            output = self._model.generate(
                **batch,
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
        return [self._hypothesis(row, score, limit) for row, score in zip(*self._scored(output), strict=True)]

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
