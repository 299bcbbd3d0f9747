"""What every backend is: sentences in, hypotheses out, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

# Words of English for one of Arabic: 626,000 for 486,000 in the authored news corpus.
TYPICAL_RATIO = 1.3


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation.

    Attributes:
        text: English, detokenised.
        score: mean log-probability a token, in nats, ``</s>`` included; 0.0 for a backend without scores.
        tokens: target pieces, ``</s>`` included.
        truncated: the model stopped at its limit, before it had finished.
        tail_score: as ``score``, over the pieces after a prefix that was given; None if none was.
    """

    text: str
    score: float
    tokens: int
    truncated: bool = False
    tail_score: float | None = None


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search.

    Attributes:
        beam: beam size; 1 is greedy.
        length_penalty: exponent of the length that scores are divided by (Wu et al. 2016, eq. 14, without the 5).
        no_repeat_ngram: forbid repeating n-grams of this size; 0 allows all.
        max_length_factor, max_length_extra: longest output in pieces, as ``factor * source + extra``.
    """

    beam: int = 4
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0
    max_length_factor: float = 2.0
    max_length_extra: int = 24

    def max_length(self, source_pieces: int, prefix_pieces: int = 0) -> int:
        """Longest output in pieces, the prefix included; after a long prefix there is still room for the extra."""
        return max(int(self.max_length_factor * source_pieces), prefix_pieces) + self.max_length_extra


class Translator(Protocol):
    """A loaded model. Thread-safe: threads may share one, and where it does one thing at a time they wait.

    Attributes:
        name: what the user would call the model.
        revision: commit or content hash of the weights.
        backend: ``ctranslate2``, ``transformers`` or ``echo``.
        precision: of the weights in use, for instance ``int8``.
        max_source_pieces: longest source, ``</s>`` not counted, that the model can take in.
        workers: batches that are decoded at the same time.
        words_ratio: words of English that it typically makes of one of Arabic.
    """

    name: str
    revision: str
    backend: str
    precision: str
    max_source_pieces: int
    workers: int = 1
    words_ratio: float = TYPICAL_RATIO

    def normalise(self, sentence: str) -> str:
        """The sentence as this model likes it."""
        ...

    def tokenise(self, sentences: Sequence[str]) -> list[list[str]]:
        """Source pieces of normalised sentences, without ``</s>``."""
        ...

    def tokenise_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Target pieces of English texts, without ``</s>``: what ``prefixes`` are made of."""
        ...

    def translate_pieces(
        self, sources: Sequence[list[str]], decoding: Decoding, prefixes: Sequence[list[str]] | None = None
    ) -> list[Hypothesis]:
        """Translate one batch; as many hypotheses as sources, in their order.

        Args:
            sources: pieces from ``tokenise``, at most ``max_source_pieces`` each. One batch: the caller
                sees to its size.
            decoding: the search.
            prefixes: pieces from ``tokenise_target`` that each hypothesis must begin with, one list a source; an
                empty one constrains nothing. The score is that of the whole hypothesis, prefix included.
        """
        ...

    def submit(self, sources: Sequence[list[str]], decoding: Decoding) -> Callable[[], list[Hypothesis]]:
        """Begin ``translate_pieces`` in the background if the backend can; what is returned waits for its end."""
        return partial(self.translate_pieces, sources, decoding)
