"""Where decisions are made: each checked against what others decided, saved, and put into effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qantara.align.terms.editing import Change, change_glossary
from qantara.models.errors import InputError, QantaraError
from qantara.translate.article import Remark
from qantara.translate.review.decision import Action, Decision, new_id, now
from qantara.translate.review.effects import glossary_changes, taken_back, with_suggestion
from qantara.translate.review.folder import ReviewFolder, origin_of
from qantara.translate.review.state import ArticleState, FlagState, RowState, admitted_form, in_force
from qantara.translate.review.wording import one_line


class RefusedError(Exception):
    """A decision that cannot be made; the message says why."""


class ConflictError(RefusedError):
    """Somebody else decided about the row since this window last saw it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a window asks for.

    Attributes:
        article, row, flag: what it is about; ``flag`` is empty if only the English is edited.
        action: of ``Action``.
        seen: version of the row that the window shows.
        text: with ``edit``, the new English.
        decision: with ``undo``, the decision to take back.
    """

    article: str
    row: str = ""
    flag: str = ""
    action: str = ""
    seen: str = ""
    text: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that is ready to be saved.

    Attributes:
        reverse: what would undo the change that it made to the glossary.
        note: what the person should know.
    """

    decision: Decision
    reverse: tuple[Change, ...] = ()
    note: str = ""


class Desk:
    """The decisions on one run folder.

    Attributes:
        folder: articles and journal.
        person: who decides; empty if nobody was named.
        made: decisions made here, undone ones left out.
    """

    def __init__(self, folder: ReviewFolder, person: str = "", glossary: Path | None = None) -> None:
        self.folder = folder
        self.person = person
        self._glossary = glossary
        self.made: list[Decision] = []

    def glossary_of(self, stem: str) -> Path | None:
        """The glossary that ``always`` writes to; None if there is none."""
        return self._glossary or origin_of(self.folder.folder, stem).glossary

    def decide(self, wish: Wish) -> Made:
        """Make a decision: when this returns, it is saved and what it does to the glossary is done.

        Raises:
            ConflictError: the row is no longer as the window shows it.
            RefusedError: it cannot be done.
            QantaraError: the journal or the glossary cannot be written; nothing was decided.
        """
        with self.folder.journal.exclusive() as anew:
            self.folder.catch_up(anew=anew)
            made = self._undone(wish) if wish.action == Action.UNDO else self._decided(wish)
            try:
                self.folder.journal.append(made.decision)
            except QantaraError:
                if made.reverse:
                    change_glossary(Path(made.decision.glossary), made.decision.term_id, made.reverse)
                raise
            self.folder.catch_up()
        self._remember(made.decision)
        return made

    def _remember(self, decision: Decision) -> None:
        if decision.action is Action.UNDO:
            self.made = [made for made in self.made if made.id != decision.undoes]
        else:
            self.made.append(decision)

    def _row(self, wish: Wish) -> tuple[ArticleState, RowState]:
        article = self.folder.articles.get(wish.article)
        if article is None or wish.row not in article.rows:
            raise RefusedError("This sentence is no longer in the article: it was run again. Load the page anew.")
        return article, article.state(wish.row)

    def _decided(self, wish: Wish) -> Made:
        _, state = self._row(wish)
        if state.version != wish.seen:
            raise ConflictError(self._told(state))
        flag = next((flag for flag in state.flags if flag.key == wish.flag), None)
        if wish.flag and flag is None:
            raise RefusedError("This flag is no longer there: the article was run again. Load the page anew.")
        if flag is not None and not flag.open and wish.action != Action.EDIT:
            raise RefusedError("This flag is settled already; undo that first.")
        if wish.action not in list(Action):
            raise RefusedError(f"There is no such decision: {wish.action}")
        action = Action(wish.action)
        plain = Decision(
            new_id(), now(), self.person, action, wish.article, wish.row, state.keys.source, state.keys.pair,
            flag.key if flag else "", flag.remark.kind if flag else "",
        )  # fmt: skip
        if action is Action.EDIT:
            return Made(replace(plain, old=state.text, new=_edited(state, wish.text)))
        if flag is None:
            raise RefusedError("This needs a flag to decide on.")
        if action is Action.ACCEPT:
            return Made(replace(plain, old=state.text, new=_accepted(state, flag)))
        return self._admitted(plain, flag.remark) if action is Action.ALWAYS else Made(plain)

    def _admitted(self, plain: Decision, remark: Remark) -> Made:
        path = self.glossary_of(plain.article)
        if path is None or not remark.term_id:
            raise RefusedError("There is no glossary entry that could admit this.")
        form = admitted_form(remark)
        changed = change_glossary(path, remark.term_id, glossary_changes(remark))
        # What the glossary admitted before is not ours to take back.
        decision = replace(plain, term_id=remark.term_id, form=form, glossary=str(path) if changed else "")
        return Made(decision, taken_back(form, remark.kind) if changed else ())

    def _undone(self, wish: Wish) -> Made:
        decisions = self.folder.journal.decisions
        old = next((d for d in decisions if d.id == wish.decision and d.action is not Action.UNDO), None)
        if old is None or old.article not in self.folder.articles:
            raise RefusedError("There is no such decision to undo.")
        if not any(decision.id == old.id for decision in in_force(decisions)):
            raise ConflictError("This was undone already.")
        decision = replace(
            old, id=new_id(), time=now(), who=self.person, action=Action.UNDO, old=None, new=None, undoes=old.id
        )
        if not old.glossary:
            return Made(decision)
        try:
            changed = change_glossary(Path(old.glossary), old.term_id, taken_back(old.form, old.kind))
        except InputError as error:
            return Made(decision, note=f"The glossary keeps it: {error}")
        admitted = Remark(old.kind, "", "", found=None if old.form.startswith("(") else old.form)
        return Made(decision, glossary_changes(admitted) if changed else ())

    def _told(self, state: RowState) -> str:
        """What another window decided about a row, in words."""
        last = next((d for d in reversed(self.folder.journal.decisions) if d.id == state.version), None)
        if last is None:
            return "This sentence has changed; nothing was decided. Here it is as it is now."
        who = last.who or "Another window"
        return f"{who} was quicker ({_PAST[last.action]}, {last.time[11:16]} UTC). Here it is as it is now."


_PAST = {
    Action.ACCEPT: "accepted the suggestion",
    Action.EDIT: "edited the English",
    Action.IGNORE: "left it as it is",
    Action.ALWAYS: "always accepts the form",
    Action.WRONG: "called it no mistake",
    Action.UNDO: "took a decision back",
}


def _accepted(state: RowState, flag: FlagState) -> str:
    new = with_suggestion(state, flag)
    if new is None:
        raise RefusedError("The suggestion has no sure place here: edit the sentence.")
    return new


def _edited(state: RowState, text: str) -> str:
    if not state.row.editable:
        raise RefusedError("This passage was not translated; there is no English of it to edit.")
    new = one_line(text)
    if new == state.text:
        raise RefusedError("Nothing has changed. To leave a sentence as it is, ignore its flag.")
    return new
