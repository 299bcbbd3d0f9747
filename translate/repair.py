"""Names put right: the good beginning kept, the name forced, the end left to the model; or a replacement in place.

Every proposal is judged like the translation it would replace, and taken only if nothing else suffers
(``comparison.mends``). Forcing a prefix is the simplest of the constrained decodings (Wuebker et al. 2016,
*Models and Inference for Prefix-Constrained Machine Translation*), and the one that every backend has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Kind
from qantara.align.terms.checker import Checker
from qantara.align.terms.english import tokenise
from qantara.align.terms.lexicon import is_common_english
from qantara.align.terms.wordlist import word_set
from qantara.models.translator import Hypothesis
from qantara.translate.comparison import Judgement, judge, mends
from qantara.translate.engine import Translation, TranslationEngine
from qantara.translate.guards import Symptom, TranslationWarning
from qantara.translate.rewording import before_article, begun, replaced

MOST_DECODINGS = 6  # a sentence
# Where nothing stands for a name, its place is an estimate. It is also tried near by, after words that names follow.
MOST_PLACES = 3
REACH = 4  # words
_LEAD_UP = word_set("of in on at to for from by with as about against and or but that the before after between over")
_IN_PLACE = frozenset((Kind.MISSPELT, Kind.MISCASED, Kind.UNTRANSLATED, Kind.FORBIDDEN, Kind.WRONG_ENTITY))
_LAST_WORD = re.compile(r"\w[\w'’]*\s*$")
REMEMBERED = 4096  # repaired sentences kept, so that what is said twice is repaired once


class Repairer:
    """Checks the names of translations one by one, and mends what it can.

    Args:
        engine: the model that made the translations.
        checker: the entity check with its term base.
        mend: False only counts what is flagged.
    """

    def __init__(self, engine: TranslationEngine, checker: Checker, mend: bool = True) -> None:
        self._engine, self._checker, self._mend = engine, checker, mend
        self._best = lru_cache(REMEMBERED)(self._searched)

    def repair(self, translations: Iterable[Translation]) -> Iterator[Translation]:
        """The translations in their order; those with a name put right have a new text, score and warnings."""
        for translation in translations:
            yield translation if translation.passed_through else self._repaired(translation)

    def _repaired(self, old: Translation) -> Translation:
        truncated = any(warning.kind is Symptom.TRUNCATED for warning in old.warnings)
        hypothesis, flagged, left = self._best(old.segment.text, Hypothesis(old.text, old.score, 0, truncated))
        new = replace(old, flagged=flagged, repaired=flagged - left)
        if hypothesis.text == old.text:
            return new
        warnings = tuple(
            TranslationWarning(kind, old.segment.id, detail)
            for kind, detail in self._engine.symptoms(old.segment.text, hypothesis).items()
        )
        return replace(new, text=hypothesis.text, score=hypothesis.score, warnings=warnings)

    def _searched(self, source: str, first: Hypothesis) -> tuple[Hypothesis, int, int]:
        """The best hypothesis, and how many names are flagged before and after."""
        best = judge(self._checker, SentencePair("", source, first.text), first)
        flagged = len(best.repairable)
        tried: set[object] = set()
        decodings = MOST_DECODINGS
        while self._mend and (flag := self._next(best, tried)) is not None:
            tried.add(flag.source_span)
            for proposals, cost in self._proposals(best, flag, decodings):
                decodings -= cost
                if better := self._first_better(flag, best, proposals):
                    best = better
                    break
        return best.hypothesis, flagged, len(best.repairable)

    def _next(self, judgement: Judgement, tried: set[object]) -> EntityFlag | None:
        """The leftmost flag not yet tried: what is forced on the left may set right what comes after it."""
        waiting = [flag for flag in judgement.repairable if flag.source_span not in tried]
        return min(waiting, key=lambda flag: self._place(judgement, flag), default=None)

    def _place(self, judgement: Judgement, flag: EntityFlag) -> int:
        if flag.target_span is not None:
            return flag.target_span[0]
        assert flag.source_span is not None  # only ``extra`` has none
        return self._checker.expected_offset(judgement.pair, flag.source_span)

    def _proposals(
        self, judgement: Judgement, flag: EntityFlag, decodings: int
    ) -> Iterator[tuple[list[Hypothesis], int]]:
        """Lists of hypotheses, the most welcome first, each with the number of decodings it took."""
        here = _in_place(judgement, flag)
        if flag.kind is Kind.MISCASED:  # no other word depends on the case of a letter
            yield here, 0
        beginnings = self._beginnings(judgement, flag)[:decodings]
        finished = self._engine.finish(judgement.pair.source, beginnings) if beginnings else []
        kept = [h for b, h in zip(beginnings, finished, strict=bool(finished)) if _keeps(b, h)]
        # The likeliest as a whole: a mean would favour the longer, on which the cost of the name weighs less.
        yield sorted(kept, key=lambda hypothesis: -hypothesis.score * hypothesis.tokens), len(finished)
        yield here, 0

    def _beginnings(self, judgement: Judgement, flag: EntityFlag) -> list[str]:
        text, name = judgement.pair.target, flag.suggestion or ""
        place = self._place(judgement, flag)
        if flag.target_span is not None:
            return [begun(text, place, name)]
        places = (place if _takes_article(name) else before_article(text, place) for place in _places(text, place))
        return list(dict.fromkeys(begun(text, place, name) for place in places))

    def _first_better(self, flag: EntityFlag, old: Judgement, proposals: Iterable[Hypothesis]) -> Judgement | None:
        judgements = (judge(self._checker, old.pair, hypothesis) for hypothesis in proposals)
        return next((new for new in judgements if mends(flag, old, new)), None)


def repair_counts(translations: Iterable[Translation]) -> dict[str, int]:
    """Names flagged before repair, repaired, and left, for the manifest."""
    pairs = [(t.flagged, t.repaired) for t in translations]
    flagged, repaired = (sum(column) for column in zip(*pairs, strict=True)) if pairs else (0, 0)
    return {"flagged": flagged, "repaired": repaired, "left": flagged - repaired}


def _places(text: str, estimate: int) -> list[int]:
    """Offsets where a name could be put in, the estimated one first; none in or after another name."""
    tokens = tokenise(text)
    starts = [token.start for token in tokens] + ([tokens[-1].end] if tokens else [])
    near = min(range(len(starts)), key=lambda number: abs(starts[number] - estimate), default=0)
    around = sorted(range(1, len(starts)), key=lambda number: abs(number - near))
    led_up = [n for n in around if n != near and abs(n - near) <= REACH and tokens[n - 1].text.lower() in _LEAD_UP]
    first = [0] if near <= REACH else []
    places = [starts[number] for number in dict.fromkeys([near, *first, *led_up])] if starts else []
    return [place for place in places if not _after_a_name(text[:place])][:MOST_PLACES]


def _takes_article(name: str) -> bool:
    """*The Grand Mosque*, but not *the Putin*."""
    return is_common_english(name.split()[-1])


def _after_a_name(before: str) -> bool:
    last = _LAST_WORD.search(before)
    return last is not None and last.start() > 0 and last.group()[0].isupper()


def _keeps(beginning: str, hypothesis: Hypothesis) -> bool:
    """Whether the hypothesis begins as told, and the name ends there: not *Starlinks*, not *Brave New World Cup*."""
    rest = hypothesis.text.removeprefix(beginning)
    return hypothesis.text.startswith(beginning) and not rest[:1].isalnum() and not rest.lstrip()[:1].isupper()


def _in_place(judgement: Judgement, flag: EntityFlag) -> list[Hypothesis]:
    """The sentence with only the name exchanged; none where that is not safe."""
    old = judgement.hypothesis
    if flag.target_span is None or flag.suggestion is None or not _stands_for_the_name(old.text, flag):
        return []
    text = replaced(old.text, flag.target_span, flag.suggestion)
    return [] if text is None else [replace(old, text=text)]


def _stands_for_the_name(text: str, flag: EntityFlag) -> bool:
    """Whether what was found is surely in the name's place, and nothing more than it.

    Of another name that is sure only if it is whole, and not an ordinary word with a capital.
    """
    if flag.kind is not Kind.WRONG_ENTITY or flag.target_span is None:
        return flag.kind in _IN_PLACE
    start, end = flag.target_span
    found = tokenise(text[start:end])
    if any(len(token.text) < 3 or is_common_english(token.canon) for token in found):
        return False
    before, after = tokenise(text[:start])[-1:], tokenise(text[end:])[:1]
    touching = [t for t in before if not text[t.end : start].strip()] + [
        t for t in after if not text[end : end + t.start].strip()
    ]
    return not any(token.capital for token in touching)
