"""The loss of one batch: label-smoothed cross-entropy over the words that English can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from qantara.models.training.batches import Batch

# Rows that reach the output layer are padded to a multiple of this, so that its shapes recur.
ROW_BLOCK = 512
IGNORED = -100


@dataclass
class Objective:
    """Computes losses; holds the map from the joint vocabulary to the output rows.

    Half of a joint vocabulary is Arabic, which no English sentence holds: leaving those rows out of the
    softmax saves a fifth of a training step. ``export`` gives them a bias that forbids them.
    """

    target_ids: NDArray[np.int64]
    vocabulary: int
    pad: int
    smoothing: float
    autocast: bool

    def __post_init__(self) -> None:
        self._rows = torch.from_numpy(self.target_ids)
        self._position = torch.full((self.vocabulary,), IGNORED)
        self._position[self._rows] = torch.arange(len(self._rows))

    def __call__(self, model: Any, batch: Batch, *, shuffle_source: bool = False) -> tuple[torch.Tensor, int]:
        """Mean loss in nats a target token (``</s>`` included), and the number of target tokens.

        With ``shuffle_source`` each row gets another row's source: a model that reads its source does worse.
        """
        source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
        if shuffle_source:
            source = source.roll(1, dims=0)
        start = torch.full((len(target), 1), self.pad)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.autocast):
            states = model.model(
                input_ids=source,
                attention_mask=(source != self.pad).long(),
                decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
            ).last_hidden_state
            flat = target.reshape(-1)
            kept = (flat != self.pad).nonzero().squeeze(1)
            count = len(kept)
            rows = torch.cat([kept, kept.new_zeros(-count % ROW_BLOCK)])
            wanted = self._position[flat[rows]]
            wanted[count:] = IGNORED
            weight = model.model.shared.weight.index_select(0, self._rows)
            logits = states.reshape(-1, states.shape[-1]).index_select(0, rows) @ weight.T
        loss = functional.cross_entropy(logits.float(), wanted, label_smoothing=self.smoothing, ignore_index=IGNORED)
        return loss, count
