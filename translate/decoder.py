"""Sentences of any length through a model: fitted to its positions, batched, decoded, and joined again."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from qantara.models.translator import Decoding, Hypothesis, Translator
from qantara.translate.batching import batches
from qantara.translate.clauses import halves, split_to_fit

Pending = Callable[[], list[Hypothesis]]  # waits for what was begun


def _joined(parts: list[Hypothesis]) -> Hypothesis:
    """One hypothesis from those of a sentence's pieces; the score is the mean over all target pieces."""
    if len(parts) == 1:
        return parts[0]
    tokens = sum(part.tokens for part in parts)
    return Hypothesis(
        text=" ".join(part.text for part in parts if part.text),
        score=sum(part.score * part.tokens for part in parts) / max(1, tokens),
        tokens=tokens,
        truncated=any(part.truncated for part in parts),
    )


class Decoder:
    """Decodes sentences with one model.

    Args:
        translator: a loaded model.
        batch_tokens: most source pieces in a batch, padding included.
    """

    def __init__(self, translator: Translator, batch_tokens: int) -> None:
        self.translator, self.batch_tokens = translator, batch_tokens

    def begin(self, sentences: list[str], decoding: Decoding) -> Pending:
        """Each sentence whole, or in as many pieces as the model's positions ask for; one hypothesis a sentence."""
        return self._begin([self.fitting(sentence) for sentence in sentences], decoding)

    def begin_halves(self, sentences: list[str], decoding: Decoding) -> Pending:
        """Each sentence in two pieces: short inputs are what small models are best at."""
        return self._begin([[part for half in halves(s) for part in self.fitting(half)] for s in sentences], decoding)

    def pieces(self, text: str) -> list[str]:
        """The model's pieces of a sentence."""
        return self.translator.tokenise([self.translator.normalise(text)])[0]

    def fitting(self, sentence: str) -> list[str]:
        """The sentence, normalised, in as few parts as the model can take whole."""
        limit, whole = self.translator.max_source_pieces, self.translator.normalise(sentence)
        if len(whole) < limit:  # a piece is at least one character
            return [whole]
        spans = split_to_fit(sentence, lambda part: len(self.pieces(part)) <= limit)
        return [self.translator.normalise(sentence[start:end].strip()) for start, end in spans]

    def _budget(self, lengths: list[int]) -> int:
        """Small enough that every worker of the model gets a batch, even if there is little to do."""
        return min(self.batch_tokens, max(64, -(-sum(lengths) // self.translator.workers)))

    def _begin(self, parted: list[list[str]], decoding: Decoding) -> Pending:
        """``parted``: for each sentence its normalised parts."""
        pieces = self.translator.tokenise([part for parts in parted for part in parts])
        lengths = [len(p) for p in pieces]
        begun = [
            (batch, self.translator.submit([pieces[i] for i in batch], decoding))
            for batch in batches(lengths, self._budget(lengths))
        ]

        def finish() -> list[Hypothesis]:
            done = dict[int, Hypothesis]()
            for batch, pending in begun:
                done.update(zip(batch, pending(), strict=True))
            stream = (done[i] for i in range(len(pieces)))
            return [_joined(list(islice(stream, len(parts)))) for parts in parted]

        return finish
