"""Whether one English for a sentence may take another's place: a name mended, and nothing else made worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.checks import run_checks
from qantara.align.flag import EntityFlag, Kind, Severity, Span
from qantara.align.terms.arabic import matching_form
from qantara.align.terms.checker import Checker
from qantara.align.terms.english import Token, tokenise
from qantara.align.terms.lexicon import FUNCTION_WORDS, is_common_english
from qantara.align.terms.traces.place import accounts_for
from qantara.models.translator import Hypothesis
from qantara.translate.figures import numbers_of
from qantara.translate.guards import symptoms

REPAIRABLE = frozenset(
    (Kind.MISSPELT, Kind.MISCASED, Kind.UNTRANSLATED, Kind.FORBIDDEN, Kind.WRONG_ENTITY, Kind.LITERAL, Kind.OMITTED)
)
# What comes after the name may be less likely than the sentence was, by so many nats a piece. Beyond this nothing
# goes on from it.
WORST_TAIL = 0.3
# Log-probability that a forced name may cost the whole sentence, in nats: so much for its place, and so much for each
# of its letters. Loose, since a model finds a name it did not think of unlikely anywhere (3 nats a letter are common
# with the embedded model, 7 with names it has never seen); it catches short names in odd places.
DEAREST_PLACE, DEAREST_LETTER = 10.0, 7.0
# Words of the whole sentence for one of the old: shorter has lost something, longer says something twice.
SHORTEST, LONGEST, SLACK_WORDS = 0.75, 1.2, 2


LONG = 6  # letters of a word that carries meaning


@dataclass(frozen=True, slots=True)
class Judgement:
    """An English sentence and all that is known against it and for it.

    Attributes:
        pair: Arabic and English.
        hypothesis: the English with its score.
        flags: what the entity check says of the pair by itself.
        settled: Arabic spans of the names that came out right.
        symptoms: names of the guards that object.
        checks: how often each general check objects.
        understood: numbers of the Arabic words, function words aside, that some English word accounts for.
        strangers: names in the English that no Arabic word accounts for.
        repeats: long words and phrases of three words that stand there again, and how often again.
    """

    pair: SentencePair
    hypothesis: Hypothesis
    flags: tuple[EntityFlag, ...]
    settled: frozenset[Span]
    symptoms: frozenset[str]
    checks: Counter[str]
    understood: frozenset[int]
    strangers: frozenset[str]
    repeats: Counter[str]

    @property
    def repairable(self) -> list[EntityFlag]:
        """Flags that a repair can do something about."""
        return [flag for flag in self.flags if is_repairable(flag)]


def is_repairable(flag: EntityFlag) -> bool:
    """A warning or worse, with a form to write instead."""
    return flag.kind in REPAIRABLE and flag.severity is not Severity.INFO and flag.suggestion is not None


def judge(checker: Checker, pair: SentencePair, hypothesis: Hypothesis) -> Judgement:
    """Judge ``hypothesis`` as the English of ``pair``, whose own English is not looked at."""
    pair = SentencePair(pair.id, pair.source, hypothesis.text)
    words, tokens = matching_form(pair.source).text.split(), tokenise(pair.target)
    return Judgement(
        pair=pair,
        hypothesis=hypothesis,
        flags=tuple(checker.check([pair])),
        settled=frozenset((done.mention.start, done.mention.end) for done in checker.settled(pair)),
        symptoms=frozenset(map(str, symptoms(pair.source, hypothesis))),
        checks=Counter(str(flag.kind) for flag in run_checks([pair])),
        understood=_understood(words, tokens),
        strangers=_strangers(words, tokens),
        repeats=_repeats([token.canon for token in tokens]),
    )


def _understood(words: list[str], tokens: list[Token]) -> frozenset[int]:
    weighty = [(number, word) for number, word in enumerate(words) if word not in FUNCTION_WORDS]
    return frozenset(number for number, word in weighty if any(accounts_for(word, token) for token in tokens))


def _strangers(words: list[str], tokens: list[Token]) -> frozenset[str]:
    names = [token for token in tokens if token.text[0].isupper() and not is_common_english(token.canon)]
    return frozenset(name.canon for name in names if not any(accounts_for(word, name) for word in words))


def _repeats(words: list[str]) -> Counter[str]:
    said = Counter(word for word in words if len(word) >= LONG)
    said.update(" ".join(words[start : start + 3]) for start in range(len(words) - 2))
    return said - Counter(dict.fromkeys(said, 1))


def mends(flag: EntityFlag, old: Judgement, new: Judgement) -> bool:
    """Whether ``new`` has one flag less than ``old``, no other in its stead, and is no worse in any other way."""
    return _fewer_flags(flag, old, new) and _nothing_lost(old, new) and _nothing_added(flag, old, new)


def _fewer_flags(flag: EntityFlag, old: Judgement, new: Judgement) -> bool:
    before = {f.source_span for f in old.repairable}
    after = {f.source_span for f in new.repairable}
    gone = all(f.source_span != flag.source_span for f in new.flags)
    return gone and after < before and old.settled <= new.settled


def _nothing_lost(old: Judgement, new: Judgement) -> bool:
    source = old.pair.source
    lost_before, lost_now = (numbers_of(source).keys() - numbers_of(j.pair.target).keys() for j in (old, new))
    wrong = _words_of(source, [f.source_span for f in old.repairable])
    return (
        new.symptoms <= old.symptoms
        and lost_now <= lost_before
        and new.checks <= old.checks
        and len(new.understood - wrong) >= len(old.understood - wrong)
    )


def _words_of(source: str, spans: list[Span | None]) -> set[int]:
    """Numbers of the Arabic words that lie in one of the spans."""
    form = matching_form(source)
    places = [
        form.original_span(start, start + len(word)) for word, start in zip(form.text.split(), form.starts, strict=True)
    ]
    return {
        number
        for number, (start, end) in enumerate(places)
        if any(span and span[0] < end and start < span[1] for span in spans)
    }


def _nothing_added(flag: EntityFlag, old: Judgement, new: Judgement) -> bool:
    name = {token.canon for token in tokenise(flag.suggestion or "")}
    before, after = (len(j.pair.target.split()) for j in (old, new))
    return (
        _extras(new) <= _extras(old)
        and new.strangers <= old.strangers | name
        and new.repeats <= old.repeats
        and SHORTEST * before <= after <= LONGEST * before + len(name) + SLACK_WORDS
        and _likely(flag, old.hypothesis, new.hypothesis)
    )


def _likely(flag: EntityFlag, old: Hypothesis, new: Hypothesis) -> bool:
    """Whether the model can go on from the name where it now stands; it is not asked about a replacement in place."""
    before, after = (h.score if h.tail_score is None else h.tail_score for h in (old, new))
    cost = (old.score - new.score) * new.tokens
    return after >= before - WORST_TAIL and cost <= DEAREST_PLACE + DEAREST_LETTER * len(flag.suggestion or "")


def _extras(judgement: Judgement) -> int:
    return sum(flag.kind is Kind.EXTRA for flag in judgement.flags)
