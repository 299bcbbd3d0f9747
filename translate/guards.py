"""Signs that a model has misbehaved on a sentence. Cheap, and judged on text alone, so that they suit any model."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qantara.align.checks.repeated import repeats_itself, unmeant_repetitions
from qantara.models.translator import TYPICAL_RATIO, Hypothesis
from qantara.translate.endings import invented_ending
from qantara.translate.figures import changed_numbers, numbers_of


class Symptom(StrEnum):
    """What is wrong with a hypothesis."""

    EMPTY = "empty"
    TRUNCATED = "truncated"
    REPETITION = "repetition"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ARABIC_LEFT = "arabic_left"
    NUMBER_CHANGED = "number_changed"
    LINK_LOST = "link_lost"
    INVENTED_ENDING = "invented_ending"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class TranslationWarning:
    """A symptom that no second attempt could mend.

    Attributes:
        kind: the symptom.
        unit: id of the segment.
        detail: what was seen, for a person.
    """

    kind: Symptom
    unit: str
    detail: str


# English words for one of Arabic, as shares of what is typical of the model. A sentence of few words can well be a
# quarter or four times as long; the slack in words covers those.
SHORTEST, LONGEST, SLACK_WORDS = 0.33, 2.1, 4
# Mean log-probability a piece, in nats. Good sentences of OPUS-MT lie above -0.8, those of the embedded
# model above -1.5; what is below this is guessing.
UNLIKELY_SCORE = -2.3
# An n-gram that comes this often in a row is a loop, whatever the source says.
LOOPS = ((1, 3), (2, 3), (3, 2), (4, 2), (5, 2), (6, 2), (7, 2), (8, 2))

_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_LINK = re.compile(r"https?://[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.]+")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_STUTTER = re.compile(r"(\w{2,5}?)\1{3,}")  # inside one word: inininini


def find_loop(text: str) -> str | None:
    """The first phrase that is repeated at once, too often to be meant; None if there is none."""
    words = _WORD.findall(text.casefold())
    for size, times in LOOPS:
        for start in range(len(words) - size * times + 1):
            phrase = words[start : start + size]
            if all(words[start + k * size : start + (k + 1) * size] == phrase for k in range(1, times)):
                return " ".join(phrase)
    stutter = _STUTTER.search(text)
    return stutter.group() if stutter and not stutter.group().isdigit() else None


def _repetition(source: str, hypothesis: Hypothesis) -> str | None:
    if (phrase := find_loop(hypothesis.text)) is not None:
        return None if find_loop(source) else f"“{phrase}” again and again"
    twice = next(unmeant_repetitions(hypothesis.text), None)
    return f"“{twice.group(1)}” twice in a row" if twice and not repeats_itself(source) else None


def _empty(hypothesis: Hypothesis) -> str | None:
    return None if any(map(str.isalnum, hypothesis.text)) else "no words came back"


def _words(text: str) -> int:
    return text.count(" ") + 1


def _lengths(source: str, hypothesis: Hypothesis, ratio: float) -> dict[Symptom, str]:
    words, target, usual = _words(source), _words(hypothesis.text), ratio * _words(source)
    detail = f"{target} English words for {words} Arabic ones"
    if target < SHORTEST * usual - SLACK_WORDS / 2:
        return {Symptom.TOO_SHORT: detail}
    if target > LONGEST * usual + SLACK_WORDS:
        return {Symptom.TOO_LONG: detail}
    return {}


def _arabic_left(source: str, hypothesis: Hypothesis) -> str | None:
    found = _ARABIC.search(hypothesis.text)
    return f"{found.group()} stands untranslated" if found else None


def _number_changed(source: str, hypothesis: Hypothesis) -> str | None:
    changed = changed_numbers(source, hypothesis.text)
    lost, new = ", ".join(changed.lost), ", ".join(changed.new)
    if lost:
        return f"{lost} became {new or 'nothing'}"
    return f"{new} is not in the Arabic" if new and numbers_of(source) else None


def _link_lost(source: str, hypothesis: Hypothesis) -> str | None:
    lost = [link for link in _LINK.findall(source) if link not in hypothesis.text]
    return f"{lost[0]} is missing" if lost else None


def _invented_ending(source: str, hypothesis: Hypothesis) -> str | None:
    ending = invented_ending(source, hypothesis.text)
    return f"nothing in the Arabic says “{ending}”" if ending else None


def _unlikely(source: str, hypothesis: Hypothesis) -> str | None:
    # What was forced is no guess of the model's.
    score = hypothesis.score if hypothesis.tail_score is None else hypothesis.tail_score
    return f"score {score:.2f}" if score < UNLIKELY_SCORE else None


def _truncated(source: str, hypothesis: Hypothesis) -> str | None:
    return "the model did not come to an end" if hypothesis.truncated else None


GUARDS: dict[Symptom, Callable[[str, Hypothesis], str | None]] = {
    Symptom.TRUNCATED: _truncated,
    Symptom.REPETITION: _repetition,
    Symptom.ARABIC_LEFT: _arabic_left,
    Symptom.NUMBER_CHANGED: _number_changed,
    Symptom.LINK_LOST: _link_lost,
    Symptom.INVENTED_ENDING: _invented_ending,
    Symptom.UNLIKELY: _unlikely,
}
# How bad a symptom is when two hypotheses are compared; the score decides between equals.
WEIGHTS = {
    Symptom.EMPTY: 10, Symptom.TRUNCATED: 6, Symptom.REPETITION: 5, Symptom.TOO_SHORT: 4, Symptom.TOO_LONG: 4,
    Symptom.INVENTED_ENDING: 4, Symptom.ARABIC_LEFT: 3, Symptom.NUMBER_CHANGED: 2, Symptom.LINK_LOST: 2,
    Symptom.UNLIKELY: 1,
}  # fmt: skip


def symptoms(source: str, hypothesis: Hypothesis, ratio: float = TYPICAL_RATIO) -> dict[Symptom, str]:
    """All that is wrong with a hypothesis, with what was seen. An empty one has no further symptoms.

    Args:
        source: the Arabic sentence.
        hypothesis: its translation.
        ratio: words of English that the model typically makes of one of Arabic.
    """
    if (detail := _empty(hypothesis)) is not None:
        return {Symptom.EMPTY: detail}
    found = _lengths(source, hypothesis, ratio)
    for symptom, guard in GUARDS.items():
        if (detail := guard(source, hypothesis)) is not None:
            found[symptom] = detail
    return found


def badness(found: dict[Symptom, str]) -> int:
    """The sum of the symptoms' weights."""
    return sum(WEIGHTS[symptom] for symptom in found)
