"""New entries for a term base, proposed from aligned pairs for a person to accept.

A stretch of capitals that stands again and again opposite the same Arabic words is likely their name. The score is the
Dice coefficient of the two (Dice, 1945) over the pairs they stand in, raised where they sound alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.terms.arabic import MatchingForm, matching_form
from qantara.align.terms.base import TermBase
from qantara.align.terms.clitics import ARTICLE
from qantara.align.terms.english import SMALL_WORDS, EnglishText
from qantara.align.terms.lexicon import is_common_english, means_something
from qantara.align.terms.sound import sound_similarity
from qantara.align.terms.traces.capitals import capitals

_LONGEST_ARABIC = 4
_PROCLITICS = ("وب", "ول", "ب", "ل", "و", "ف", "ك")


@dataclass(frozen=True, slots=True)
class TermSuggestion:
    """An entry that might be added.

    Attributes:
        source, target: the forms, as most often written.
        count: pairs that hold both.
        source_count, target_count: pairs that hold one of them.
        score: in [0, 1].
        examples: ids of up to three pairs that hold both.
    """

    source: str
    target: str
    count: int
    source_count: int
    target_count: int
    score: float
    examples: tuple[str, ...]


def suggest_terms(
    pairs: Iterable[SentencePair], base: TermBase | None = None, *, at_least: int = 2, score: float = 0.6
) -> list[TermSuggestion]:
    """Suggestions, the most frequent first; what the term base has already is left out.

    Args:
        pairs: read twice over, so they are held as counts and not as texts.
        at_least: pairs that have to hold both sides.
        score: least score.
    """
    counts = _Counts()
    for pair in pairs:
        counts.add(pair)
    known = (
        {form.text.strip() for entry in base.entries for form in map(matching_form, entry.source_forms)}
        if base
        else set()
    )
    known_targets = {entry.target_preferred for entry in base.entries} if base else set()
    found = [
        suggestion
        for target in counts.targets
        if target not in known_targets
        for suggestion in _best(counts, target, at_least, score)
        if suggestion.source not in known
    ]
    return sorted(found, key=lambda one: (-one.count, -one.score, one.target))


class _Counts:
    """How many pairs hold each candidate on either side, and each couple of candidates."""

    def __init__(self) -> None:
        self.sources: Counter[str] = Counter()
        self.targets: Counter[str] = Counter()
        self.couples: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.examples: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.written: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, pair: SentencePair) -> None:
        targets = set(_english_names(pair.target))
        sources = dict(_arabic_stretches(pair.source))
        self.sources.update(sources.keys())
        self.targets.update(targets)
        for source, written in sources.items():
            self.written[source][written] += 1
        for target in targets:
            self.couples[target].update(sources.keys())
            for source in sources:
                if len(self.examples[target, source]) < 3:
                    self.examples[target, source].append(pair.id)


def _best(counts: _Counts, target: str, at_least: int, least: float) -> Iterator[TermSuggestion]:
    best: TermSuggestion | None = None
    for source, count in counts.couples[target].items():
        if count < at_least:
            continue
        dice = 2 * count / (counts.sources[source] + counts.targets[target])
        heard = sound_similarity(source, target)
        value = round(0.6 * dice + 0.4 * heard if heard > 0.6 else 0.75 * dice, 3)
        # Of equals the longest: إيلون ماسك rather than إيلون.
        if value >= least and (best is None or (value, len(source)) > (best.score, len(best.source))):
            written = counts.written[source].most_common(1)[0][0]
            examples = tuple(counts.examples[target, source])
            best = TermSuggestion(
                written, target, count, counts.sources[source], counts.targets[target], value, examples
            )
    if best is not None:
        yield best


def _english_names(text: str) -> Iterator[str]:
    english = EnglishText(text)
    for first, last in capitals(english, lambda _first, _last: True):
        name = english.words_between(first, last)
        weighty = [token for token in english.tokens[first : last + 1] if token.canon not in SMALL_WORDS]
        if len(name) > 1 and not (len(weighty) == 1 and is_common_english(weighty[0].canon)):
            yield name


def _arabic_stretches(text: str) -> Iterator[tuple[str, str]]:
    """Stretches of one to four words, in matching form without proclitic, each with the words as written."""
    form = matching_form(text)
    words = form.text.split()
    for first in range(len(words)):
        for size in range(1, min(_LONGEST_ARABIC, len(words) - first) + 1):
            last = first + size - 1
            if means_something(words[last]) or (size == 1 and len(words[first]) < 3):
                continue
            for prefix in _readings(words[first]):
                key = " ".join(words[first : last + 1])[len(prefix) :]
                yield key, _written(form, text, first, last, len(prefix))


def _readings(word: str) -> Iterator[str]:
    yield ""
    for prefix in _PROCLITICS:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4 and not word.startswith(ARTICLE):
            yield prefix


def _written(form: MatchingForm, text: str, first: int, last: int, skip: int) -> str:
    words = form.text.split()
    start = form.starts[first] + skip
    span = form.original_span(start, form.starts[last] + len(words[last]))
    return text[span[0] : span[1]]
