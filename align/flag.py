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
