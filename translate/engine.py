"""Sentences through a model: bypassed, split, batched, judged, and tried again where they went wrong.

Sentences come and go in the order they have; inside a window they are translated in order of length.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from qantara.align.segment import Segment
from qantara.models.translator import Decoding, Hypothesis, Translator
from qantara.translate.batching import BATCH_TOKENS
from qantara.translate.decoder import Decoder, Pending
from qantara.translate.figures import restored
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
    batch_tokens: int = BATCH_TOKENS
    retry: bool = True


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A hypothesis as the guards see it, judged once."""

    hypothesis: Hypothesis
    found: dict[Symptom, str]
    mended: bool = False


@dataclass(slots=True)
class _Window:
    """Segments that are translated together; ``finish`` waits for those ``sentences`` that were not known yet."""

    segments: list[Segment]
    sentences: list[str]
    finish: Pending


class TranslationEngine:
    """Translates segments with one model. As thread-safe as its model is not: give each thread its own.

    Args:
        translator: a loaded model.
        settings: how to use it.
    """

    def __init__(self, translator: Translator, settings: EngineSettings = EngineSettings()) -> None:
        self.translator, self.settings = translator, settings
        self._decoder = Decoder(translator, settings.batch_tokens)
        self._memory: OrderedDict[str, _Outcome] = OrderedDict()

    def translate(self, segments: Iterable[Segment], window: int = WINDOW) -> Iterator[Translation]:
        """Translate a stream of segments.

        Two windows of them are held in memory: while the model decodes one, the next is read and tokenised.
        A window of 1 is answered at once.
        """
        stream, waiting = iter(segments), deque[_Window]()
        ahead = 1 if window > 1 else 0
        while part := list(islice(stream, window)):
            waiting.append(self._begin(part, waiting))
            if len(waiting) > ahead:
                yield from self._end(waiting.popleft())
        for last in waiting:
            yield from self._end(last)

    def finish(self, sentence: str, beginnings: Sequence[str]) -> list[Hypothesis]:
        """A sentence once for each beginning that its English is to have; none if the model cannot take it whole."""
        pieces = self._decoder.pieces(sentence)
        if len(pieces) > self.translator.max_source_pieces:
            return []
        prefixes = self.translator.tokenise_target(beginnings)
        return self.translator.translate_pieces([pieces] * len(beginnings), self.settings.decoding, prefixes)

    def _begin(self, segments: list[Segment], waiting: Iterable[_Window]) -> _Window:
        wanted = {segment.text: None for segment in segments if segment.lang == "ar"}
        for known in [sentence for sentence in wanted if sentence in self._memory]:
            self._memory.move_to_end(known)  # what this window needs is not the next to be forgotten
            del wanted[known]
        for begun in (sentence for window in waiting for sentence in window.sentences):
            wanted.pop(begun, None)
        sentences = list(wanted)
        return _Window(segments, sentences, self._decoder.begin(sentences, self.settings.decoding))

    def _end(self, window: _Window) -> Iterator[Translation]:
        self._remember(window.sentences, window.finish())
        yield from map(self._translation, window.segments)
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

    def _remember(self, sentences: list[str], hypotheses: list[Hypothesis]) -> None:
        """Judge the translations of sentences that are all different, and try the bad ones again."""
        first = self._judged(sentences, hypotheses)
        best = dict(first)
        if self.settings.retry and self.translator.backend != "echo":
            self._try_again(best)
        for sentence, outcome in best.items():
            self._memory[sentence] = outcome if outcome is first[sentence] else replace(outcome, mended=True)

    def symptoms(self, sentence: str, hypothesis: Hypothesis) -> dict[Symptom, str]:
        """What is wrong with a hypothesis of this model; see ``guards.symptoms``."""
        return symptoms(sentence, hypothesis, self.translator.words_ratio)

    def _judged(self, sentences: list[str], hypotheses: list[Hypothesis]) -> dict[str, _Outcome]:
        return {s: _Outcome(h, self.symptoms(s, h)) for s, h in zip(sentences, hypotheses, strict=True)}

    def _try_again(self, best: dict[str, _Outcome]) -> None:
        """Second attempts, each only for what is still bad: a wider search without loops, then in halves.

        One with fewer symptoms is taken; of a tie the old one, since it was searched for freely.
        """
        decoding = self.settings.decoding
        stricter = replace(decoding, beam=max(6, decoding.beam), no_repeat_ngram=3)
        for attempt in (self._decoder.begin, self._decoder.begin_halves):
            bad = [sentence for sentence, outcome in best.items() if outcome.found]
            for sentence, again in self._judged(bad, attempt(bad, stricter)()).items():
                if badness(again.found) < badness(best[sentence].found):
                    best[sentence] = again
        self._restore_figures(best)

    def _restore_figures(self, best: dict[str, _Outcome]) -> None:
        """Put back the numbers that no attempt got right, where it is plain which of them stands for which."""
        for sentence, outcome in best.items():
            if Symptom.NUMBER_CHANGED not in outcome.found:
                continue
            text = restored(sentence, outcome.hypothesis.text)
            if text is not None:
                hypothesis = replace(outcome.hypothesis, text=text)
                best[sentence] = _Outcome(hypothesis, self.symptoms(sentence, hypothesis))
