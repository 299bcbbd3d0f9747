"""SentencePiece models and the joint ``vocab.json`` of a Marian model, and text to ids with them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray

from qantara.models.training.config import RecipeError

FILES = ("source.spm", "target.spm", "vocab.json")
EOS, UNK, PAD = "</s>", "<unk>", "<pad>"
_SPACE = "▁"


def train_pieces(sentences: Iterable[str], path: Path, size: int, coverage: float) -> None:
    """A SentencePiece unigram model of ``size`` pieces, written to ``path`` (``*.spm``)."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_prefix=str(path.with_suffix("")), vocab_size=size,
        character_coverage=coverage, model_type="unigram", input_sentence_size=400_000,
        shuffle_input_sentence=True, normalization_rule_name="nmt_nfkc", minloglevel=2, num_threads=2,
    )  # fmt: skip
    path.with_suffix(".model").replace(path)
    path.with_suffix(".vocab").unlink(missing_ok=True)


def joint_vocabulary(source: Path, target: Path) -> dict[str, int]:
    """Marian's one vocabulary for both sides: ``</s>`` 0, ``<unk>`` 1, the pieces, ``<pad>`` last."""
    vocabulary = {EOS: 0, UNK: 1}
    for path in (source, target):
        processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
        for i in range(processor.get_piece_size()):
            piece = processor.id_to_piece(i)
            if piece not in ("<s>", EOS, UNK):
                vocabulary.setdefault(piece, len(vocabulary))
    return {**vocabulary, PAD: len(vocabulary)}


def build(
    source_text: Iterable[str], target_text: Iterable[str], folder: Path, size: int, *, shared: bool = False
) -> None:
    """Train the piece models and write ``source.spm``, ``target.spm`` and ``vocab.json``.

    Each side gets ``size`` pieces of its own, or both have the same ``size`` pieces when ``shared``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if shared:
        train_pieces(chain(source_text, target_text), folder / "source.spm", size, 0.9998)
        shutil.copyfile(folder / "source.spm", folder / "target.spm")
    else:
        train_pieces(source_text, folder / "source.spm", size, 0.9995)
        train_pieces(target_text, folder / "target.spm", size, 0.9998)
    vocabulary = joint_vocabulary(folder / "source.spm", folder / "target.spm")
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")


def copy(origin: Path, folder: Path) -> None:
    """Take the tokenizer of an existing model (needed to continue from its weights)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        if not (origin / name).is_file():
            raise RecipeError(f"{origin} has no {name}: not a Marian model in Hugging Face layout")
        shutil.copyfile(origin / name, folder / name)


@dataclass(frozen=True)
class Vocabulary:
    """The tokenizer of a Marian model in Hugging Face layout, at ``folder``."""

    folder: Path

    @cached_property
    def ids(self) -> dict[str, int]:
        """Piece to row of the embedding.

        Raises:
            RecipeError: there is no readable ``vocab.json``.
        """
        path = self.folder / "vocab.json"
        try:
            loaded: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise RecipeError(f"cannot read {path}, the vocabulary of the model there: {error}") from error
        return loaded

    @cached_property
    def sides(self) -> tuple[Any, Any]:
        """The SentencePiece processors of source and target."""
        files = (str(self.folder / f"{side}.spm") for side in ("source", "target"))
        source, target = (sentencepiece.SentencePieceProcessor(model_file=file) for file in files)
        return source, target

    def spell(self, piece: str) -> list[int]:
        """The ids that spell ``piece``, which need not be a piece of this vocabulary; never empty."""
        if piece in self.ids:
            return [self.ids[piece]]
        side = self.sides[0 if any("\u0600" <= letter <= "\u06ff" for letter in piece) else 1]
        spelt: list[str] = side.encode(piece.replace(_SPACE, " "), out_type=str)
        if spelt and not piece.startswith(_SPACE):  # the tokenizer puts a space before all it is given
            spelt[0] = spelt[0].removeprefix(_SPACE)
        return [self.ids[part] for part in spelt if part in self.ids] or [self.ids[UNK]]


class Encoder:
    """Text to ids of the joint vocabulary, many lines at a time.

    Attributes:
        size: entries of the joint vocabulary. pad, unk: their ids; ``</s>`` is 0.
    """

    def __init__(self, folder: Path) -> None:
        vocabulary = Vocabulary(folder)
        ids = vocabulary.ids
        self._source, self._target = vocabulary.sides
        self.size, self.pad, self.unk = len(ids), ids[PAD], ids[UNK]
        self._source_map = self._map(self._source, ids)
        self._target_map = self._map(self._target, ids)

    def _map(self, processor: sentencepiece.SentencePieceProcessor, vocabulary: dict[str, int]) -> NDArray[np.int32]:
        pieces = (processor.id_to_piece(i) for i in range(processor.get_piece_size()))
        return np.array([vocabulary.get(piece, self.unk) for piece in pieces], dtype=np.int32)

    def source(self, lines: list[str]) -> list[NDArray[np.int32]]:
        return [np.append(self._source_map[ids], np.int32(0)) for ids in self._source.encode(lines)]

    def target(self, lines: list[str]) -> list[NDArray[np.int32]]:
        return [np.append(self._target_map[ids], np.int32(0)) for ids in self._target.encode(lines)]

    def target_ids(self) -> NDArray[np.int64]:
        """Sorted ids that can stand in English: the output layer needs no others."""
        return np.unique(np.concatenate([self._target_map, [0, self.unk]])).astype(np.int64)
