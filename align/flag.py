"""What a check found: one flag for each thing that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a flag matters. Ordered: ``info < warning < error`` (see ``rank``)."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        return ("info", "warning", "error").index(self.value)


class Kind(StrEnum):
    """What is wrong with a name."""

    OMITTED = "omitted"
    UNTRANSLATED = "untranslated"
    MISSPELT = "misspelt"
    MISCASED = "miscased"
    FORBIDDEN = "forbidden"
    WRONG_ENTITY = "wrong_entity"
    LITERAL = "literal"
    INCONSISTENT = "inconsistent"
    EXTRA = "extra"


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class EntityFlag:
    """A name that the translation seems to have got wrong.

    Attributes:
        pair_id: the ``SentencePair`` it stands in.
        kind, severity: see the enumerations.
        term_id: the ``TermEntry`` concerned; empty for a flag raised without a term base.
        source_span: code-point offsets of the mention in the pair's Arabic; None for ``extra``.
        target_span: offsets of what stands in its place in the English; None where nothing does.
        expected: accepted forms, the preferred one first.
        found: the text at ``target_span``; None where nothing stands there.
        suggestion: the form to write instead; None where there is nothing to propose.
        confidence: in [0, 1], that this is a real mistake.
        reason: one sentence for the person who reviews it.
    """

    pair_id: str
    kind: Kind
    severity: Severity
    term_id: str
    source_span: Span | None
    target_span: Span | None
    expected: tuple[str, ...]
    found: str | None
    suggestion: str | None
    confidence: float
    reason: str


class CheckKind(StrEnum):
    """What is wrong with a pair, names aside."""

    NUMBERS = "numbers"
    DATES = "dates"
    LINKS = "links"
    UNTRANSLATED_SENTENCE = "untranslated_sentence"
    REPEATED = "repeated"
    LENGTH = "length"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class CheckFlag:
    """Something in a pair that a person should look at, names aside.

    Attributes:
        pair_id: the ``SentencePair`` it stands in.
        kind, severity: see the enumerations.
        source_span, target_span: code-point offsets of what does not agree; None where it has no one place.
        expected: what should stand in the English; empty if it cannot be said.
        found: the text at ``target_span``; None without one.
        confidence: in [0, 1], that this is a real mistake.
        reason: one sentence for the person who reviews it.
    """

    pair_id: str
    kind: CheckKind
    severity: Severity
    source_span: Span | None
    target_span: Span | None
    expected: tuple[str, ...]
    found: str | None
    confidence: float
    reason: str


Flag = EntityFlag | CheckFlag
