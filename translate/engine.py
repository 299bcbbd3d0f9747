"""Sentences through a model: bypassed, split, batched, judged, and tried again where they went wrong.

Sentences come and go in the order they have; inside a window they are translated in order of length.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from qantara.align.segment import Segment
from qantara.models.translator import Decoding, Hypothesis, Translator
from qantara.translate.batching import batches
from qantara.translate.clauses import halves, split_to_fit
from qantara.translate.guards import Symptom, TranslationWarning, badness, symptoms

WINDOW = 1024  # sentences that are sorted by length together
REMEMBERED = 20_000  # translations kept, so that what is said twice is translated once


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment in English.

    Attributes:
        segment: the Arabic.
        text: the English; the segment's own text if it was passed through.
        score: mean log-probability a piece, in nats; 0.0 if passed through.
        passed_through: it held no Arabic and did not see the model.
        warnings: what is still wrong with it.
        mended: a first hypothesis had symptoms, and a later attempt had fewer.
        flagged: names that the entity check wanted repaired, where there was one.
        repaired: those of them that were put right.
    """

    segment: Segment
    text: str
    score: float = 0.0
    passed_through: bool = False
    warnings: tuple[TranslationWarning, ...] = ()
    mended: bool = False
    flagged: int = 0
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How to translate.

    Attributes:
        decoding: the first attempt's search.
        batch_tokens: source pieces in a batch, padding included.
        retry: try again what a guard objects to.
    """

    decoding: Decoding = field(default_factory=Decoding)
    batch_tokens: int = 1024
    retry: bool = True


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A hypothesis as the guards see it, judged once."""

    hypothesis: Hypothesis
    found: dict[Symptom, str]
    mended: bool = False


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


class TranslationEngine:
    """Translates segments with one model. As thread-safe as its model is not: give each thread its own.

    Args:
        translator: a loaded model.
        settings: how to use it.
    """

    def __init__(self, translator: Translator, settings: EngineSettings = EngineSettings()) -> None:
        self.translator, self.settings = translator, settings
        self._memory: OrderedDict[str, _Outcome] = OrderedDict()

    def translate(self, segments: Iterable[Segment], window: int = WINDOW) -> Iterator[Translation]:
        """Translate a stream of segments; one window of them is held in memory at a time."""
        stream = iter(segments)
        while part := list(islice(stream, window)):
            yield from self._window(part)

    def finish(self, sentence: str, beginnings: Sequence[str]) -> list[Hypothesis]:
        """A sentence once for each beginning that its English is to have; none if the model cannot take it whole."""
        pieces = self._pieces(sentence)
        if len(pieces) > self.translator.max_source_pieces:
            return []
        prefixes = self.translator.tokenise_target(beginnings)
        return self.translator.translate_pieces([pieces] * len(beginnings), self.settings.decoding, prefixes)

    def _window(self, window: list[Segment]) -> Iterator[Translation]:
        wanted = {s.text: None for s in window if s.lang == "ar" and s.text not in self._memory}
        self._remember(list(wanted))
        for segment in window:
            yield self._translation(segment)
        while len(self._memory) > REMEMBERED:
            self._memory.popitem(last=False)

    def _translation(self, segment: Segment) -> Translation:
        if segment.lang != "ar":
            return Translation(segment, segment.text, passed_through=True)
        outcome = self._memory[segment.text]
        self._memory.move_to_end(segment.text)
        warnings = tuple(TranslationWarning(kind, segment.id, detail) for kind, detail in outcome.found.items())
        return Translation(
            segment, outcome.hypothesis.text, outcome.hypothesis.score, warnings=warnings, mended=outcome.mended
        )

    def _remember(self, sentences: list[str]) -> None:
        """Translate sentences that are all different, and try the bad ones again."""
        first = self._judged(sentences, self._decode(sentences, self.settings.decoding))
        best = dict(first)
        if self.settings.retry and self.translator.backend != "echo":
            self._try_again(best)
        for sentence, outcome in best.items():
            self._memory[sentence] = replace(outcome, mended=outcome is not first[sentence])

    def _judged(self, sentences: list[str], hypotheses: list[Hypothesis]) -> dict[str, _Outcome]:
        return {s: _Outcome(h, symptoms(s, h)) for s, h in zip(sentences, hypotheses, strict=True)}

    def _try_again(self, best: dict[str, _Outcome]) -> None:
        """Second attempts, each only for what is still bad: a wider search without loops, then in halves.

        One with fewer symptoms is taken; of a tie the old one, since it was searched for freely.
        """
        decoding = self.settings.decoding
        stricter = replace(decoding, beam=max(6, decoding.beam), no_repeat_ngram=3)
        for attempt in (self._decode, self._decode_halves):
            bad = [sentence for sentence, outcome in best.items() if outcome.found]
            for sentence, again in self._judged(bad, attempt(bad, stricter)).items():
                if badness(again.found) < badness(best[sentence].found):
                    best[sentence] = again

    def _decode_halves(self, sentences: list[str], decoding: Decoding) -> list[Hypothesis]:
        """Each sentence in two pieces: short inputs are what small models are best at."""
        parted = [[part for half in halves(sentence) for part in self._fitting(half)] for sentence in sentences]
        return self._decode_parts(parted, decoding)

    def _decode(self, sentences: list[str], decoding: Decoding) -> list[Hypothesis]:
        """Each sentence whole, or in as many pieces as the model's positions ask for."""
        return self._decode_parts([self._fitting(sentence) for sentence in sentences], decoding)

    def _pieces(self, text: str) -> list[str]:
        return self.translator.tokenise([self.translator.normalise(text)])[0]

    def _fitting(self, sentence: str) -> list[str]:
        limit = self.translator.max_source_pieces
        if len(self.translator.normalise(sentence)) < limit:  # a piece is at least one character
            return [sentence]
        spans = split_to_fit(sentence, lambda part: len(self._pieces(part)) <= limit)
        return [sentence[start:end].strip() for start, end in spans]

    def _decode_parts(self, parted: list[list[str]], decoding: Decoding) -> list[Hypothesis]:
        parts = [self.translator.normalise(part) for parts in parted for part in parts]
        pieces = self.translator.tokenise(parts)
        done: list[Hypothesis | None] = [None] * len(pieces)
        for batch in batches([len(p) for p in pieces], self.settings.batch_tokens):
            hypotheses = self.translator.translate_pieces([pieces[i] for i in batch], decoding)
            for index, hypothesis in zip(batch, hypotheses, strict=True):
                done[index] = hypothesis
        stream = iter(h for h in done if h is not None)
        return [_joined(list(islice(stream, len(parts)))) for parts in parted]
