"""What holds now: the journal folded over the articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qantara.align.flag import Span
from qantara.translate.article import Article, Remark, Role, Row
from qantara.translate.review.decision import Action, Decision
from qantara.translate.review.identity import RowKeys, flag_keys, keys_of
from qantara.translate.review.wording import carried, merged, place_of


class Verdict(StrEnum):
    """Where a flag stands. All but ``OPEN`` are settled."""

    OPEN = "open"
    ACCEPTED = "accept"
    EDITED = "edit"
    IGNORED = "ignore"
    ADMITTED = "always"
    WRONG = "wrong"
    BY_GLOSSARY = "admitted"  # by an ``always`` on another flag
    BY_WORDING = "reworded"  # what was wrong no longer stands in the English


class Review(StrEnum):
    """What a person made of a pair; empty if nothing was decided, or a flag is still open."""

    NONE = ""
    CORRECTED = "corrected"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class FlagState:
    """A remark with its key, what was decided about it, and where it points in the present English.

    Attributes:
        by: the decision, if one was made on this very flag or admits its form.
        target_span: offsets into the row's present English; None if what was found is not there any more.
    """

    remark: Remark
    key: str
    verdict: Verdict
    by: Decision | None
    target_span: Span | None

    @property
    def open(self) -> bool:
        return self.verdict is Verdict.OPEN


@dataclass(frozen=True, slots=True)
class RowState:
    """A row as it stands.

    Attributes:
        text: its English now.
        typed: whether a person wrote it (an accepted suggestion alone does not make it so).
        stale: it was written for other English of the model than there is now.
        version: id of the last decision on this row, empty if there is none: what a window has seen.
        who: the person of the last decision that holds.
    """

    row: Row
    keys: RowKeys
    text: str
    typed: bool
    stale: bool
    version: str
    who: str
    flags: tuple[FlagState, ...]

    @property
    def changed(self) -> bool:
        return self.text != self.row.target

    @property
    def review(self) -> Review:
        if any(flag.open for flag in self.flags):
            return Review.NONE
        if self.changed:
            return Review.CORRECTED
        decided = any(flag.by for flag in self.flags)
        return Review.APPROVED if decided else Review.NONE


@dataclass(frozen=True, slots=True)
class Wording:
    """The English of a row after some decisions."""

    text: str
    typed: bool = False
    stale: bool = False


def _worded(row: Row, keys: RowKeys, decisions: Iterable[Decision]) -> Wording:
    now = Wording(row.target)
    for decision in decisions:
        if decision.new is None or decision.old is None:
            continue
        if decision.pair_key == keys.pair:
            text = merged(decision.old, decision.new, now.text)
            now = Wording(text, now.typed or decision.action is Action.EDIT, now.stale)
        elif decision.action is Action.EDIT or (now.typed and decision.old == now.text):
            now = Wording(decision.new, True, True)
    return now


class ArticleState:
    """One article under review. Rows are folded when they are asked for, and kept until something touches them."""

    def __init__(self, article: Article, waivers: Waivers) -> None:
        self.article = article
        self.rows = {row.id: row for row in article.rows()}
        self.flagged = [row.id for row in article.rows() if row.remarks]
        self.keys = keys_of(article.rows())
        self._ids = {keys.source: id for id, keys in self.keys.items()}
        self._waivers = waivers
        self._decisions: dict[str, list[Decision]] = defaultdict(list)
        self._states: dict[str, RowState] = {}
        self._settled_by = -1  # generation of the waivers that the states were made with

    def snapshot(self) -> ArticleState:
        """A copy that later decisions do not reach, for another thread."""
        copy = ArticleState.__new__(ArticleState)
        copy.article, copy.rows, copy.keys, copy._ids = self.article, self.rows, self.keys, self._ids
        copy.flagged = self.flagged
        copy._waivers = self._waivers.snapshot()
        copy._decisions = defaultdict(list, {key: list(made) for key, made in self._decisions.items()})
        copy._states, copy._settled_by = dict(self._states), self._settled_by
        return copy

    def add(self, decision: Decision) -> None:
        """Take in a decision on this article; one on a sentence that is no longer in it is kept and does nothing."""
        self._decisions[decision.source_key].append(decision)
        if (id := self._ids.get(decision.source_key)) is not None:
            self._states.pop(id, None)

    def state(self, id: str) -> RowState:
        """A row as it stands."""
        if self._settled_by != self._waivers.generation:
            self._states = {}
            self._settled_by = self._waivers.generation
        if id not in self._states:
            self._states[id] = self._folded(self.rows[id], self.keys[id])
        return self._states[id]

    def _folded(self, row: Row, keys: RowKeys) -> RowState:
        decisions = self._decisions.get(keys.source, [])
        if not decisions and not row.remarks:
            return RowState(row, keys, row.target, False, False, "", "", ())
        holding = in_force(decisions)
        wording = _worded(row, keys, holding)
        made = {decision.flag: decision for decision in holding if decision.flag}
        flags = tuple(
            self._flag(row, remark, key, made.get(key), wording)
            for remark, key in zip(row.remarks, flag_keys(keys.pair, row.remarks), strict=True)
        )
        version = decisions[-1].id if decisions else ""
        who = holding[-1].who if holding else ""
        return RowState(row, keys, wording.text, wording.typed, wording.stale, version, who, flags)

    def _flag(self, row: Row, remark: Remark, key: str, made: Decision | None, wording: Wording) -> FlagState:
        span = carried(remark.target_span, row.target, wording.text) if remark.target_span else None
        if made is not None:
            return FlagState(remark, key, Verdict(made.action.value), made, span)
        if (admitted := self._waivers.admitting(remark)) is not None:
            return FlagState(remark, key, Verdict.BY_GLOSSARY, admitted, span)
        reworded = wording.text != row.target and _reworded(remark, span, wording)
        return FlagState(remark, key, Verdict.BY_WORDING if reworded else Verdict.OPEN, None, span)

    def review(self) -> dict[str, Review]:
        """Rows that a person has made something of."""
        touched = (id for id, row in self.rows.items() if row.remarks or self.keys[id].source in self._decisions)
        reviews = {id: self.state(id).review for id in touched}
        return {id: review for id, review in reviews.items() if review}

    def texts(self) -> dict[str, str]:
        """The English of the rows where it is not the model's."""
        touched = [id for key in self._decisions if (id := self._ids.get(key)) is not None]
        return {id: self.state(id).text for id in touched if self.state(id).changed}

    def flags(self) -> list[FlagState]:
        """All flags in reading order."""
        return [flag for id in self.flagged for flag in self.state(id).flags]

    def last(self) -> Decision | None:
        """The latest decision of this article."""
        return max((d[-1] for d in self._decisions.values()), key=lambda d: d.time, default=None)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions that no later one undoes, in order."""
    kept = list(decisions)
    undone = {decision.undoes for decision in kept if decision.action is Action.UNDO}
    return [d for d in kept if d.action is not Action.UNDO and d.id not in undone]


def _reworded(remark: Remark, span: Span | None, wording: Wording) -> bool:
    """Whether a change of the English made an undecided remark void."""
    if remark.kind == Role.NO_ENGLISH:
        return bool(wording.text)
    if remark.kind == Role.NO_ARABIC:
        return not wording.text
    if remark.target_span is not None:
        return span is None
    if remark.expected:
        return any(place_of(wording.text, form) for form in remark.expected)
    return wording.typed and not remark.source_span


class Waivers:
    """Forms that a person had the glossary admit: they settle the like flags of every article in the folder."""

    def __init__(self) -> None:
        self.generation = 0
        self._made: dict[str, Decision] = {}
        self._by_form: dict[tuple[str, str], Decision] = {}

    def snapshot(self) -> Waivers:
        """A copy that later decisions do not reach."""
        copy = Waivers()
        copy.generation, copy._made, copy._by_form = self.generation, dict(self._made), self._by_form
        return copy

    def add(self, decision: Decision) -> None:
        """Take in a decision; one that is neither ``always`` nor undoes one is passed over."""
        if decision.action is Action.ALWAYS:
            self._made[decision.id] = decision
        elif decision.undoes not in self._made:
            return
        else:
            del self._made[decision.undoes]
        self._by_form = {(made.term_id, made.form): made for made in self._made.values()}
        self.generation += 1

    def admitting(self, remark: Remark) -> Decision | None:
        """The decision that admits what a remark found."""
        if not remark.term_id or not self._by_form:
            return None
        return self._by_form.get((remark.term_id, admitted_form(remark)))


# Flags about a form that is right as such: there is nothing to admit but the flag itself.
_BY_KIND = ("extra", "inconsistent")


def admitted_form(remark: Remark) -> str:
    """What ``always`` has the glossary admit: the form that was found; where none was, the kind of flag."""
    if remark.found is None or remark.kind in _BY_KIND:
        return f"({remark.kind})"
    return remark.found.removesuffix("'s").removesuffix("’s").strip()


def counted(flags: Iterable[FlagState]) -> Counter[str]:
    """``all``, ``open`` and ``decided`` flags, and ``error``, ``warning`` and ``info`` among the open ones."""
    counts: Counter[str] = Counter()
    for flag in flags:
        counts["all"] += 1
        counts["open" if flag.open else "decided"] += 1
        if flag.open:
            counts[flag.remark.severity] += 1
    return counts
