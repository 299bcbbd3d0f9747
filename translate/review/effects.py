"""What decisions do: to the English of a sentence, a paragraph, a corpus, and to the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qantara.align.bead import SentencePair
from qantara.align.corpus import Reviewed
from qantara.align.terms.editing import Change
from qantara.translate.article import Paragraph, Remark, Role
from qantara.translate.review.state import ArticleState, FlagState, RowState, admitted_form
from qantara.translate.rewording import replaced


def with_suggestion(state: RowState, flag: FlagState) -> str | None:
    """The English with the suggestion in the place of what was found.

    Returns:
        None where nothing was found, or it is not sure what would have to go: then a person has to write it.
    """
    if flag.target_span is None or flag.remark.suggestion is None:
        return None
    return replaced(state.text, flag.target_span, flag.remark.suggestion)


def english_of(paragraph: Paragraph, texts: Mapping[str, str]) -> str:
    """A paragraph's English with the sentences that a person changed.

    Args:
        paragraph: as the model wrote it.
        texts: new English by row.
    """
    english, moved = paragraph.english, 0
    for row in sorted(paragraph.rows, key=lambda row: row.place):
        if row.id not in texts or texts[row.id] == row.target:
            continue
        start, end = row.place[0] + moved, row.place[1] + moved
        text = texts[row.id]
        before, after = english[:start], english[end:]
        joined = _without(before, after) if not text else _inserted(before, text, after, exchanged=start < end)
        moved += len(joined) - len(english)
        english = joined
    return english


def _inserted(before: str, text: str, after: str, *, exchanged: bool) -> str:
    """Spaces around what was put between two sentences; what was exchanged has them already."""
    left = " " if not exchanged and before and not before[-1].isspace() else ""
    right = " " if not exchanged and after and not after[0].isspace() else ""
    return before + left + text + right + after


def _without(before: str, after: str) -> str:
    """No two spaces where a sentence was taken out, and none at the ends."""
    if not before or before[-1].isspace():
        after = after.lstrip()
    return before + after if after else before.rstrip()


def reviewed_pairs(state: ArticleState) -> Iterator[SentencePair]:
    """The sentence pairs of an article with a person's English; one that was emptied is left out."""
    texts = state.texts()
    for row in state.article.rows():
        target = texts.get(row.id, row.target)
        if target and row.role in (Role.PAIR, Role.NO_ENGLISH):
            yield SentencePair(row.id, row.source, target, row.score)


def review_marks(state: ArticleState) -> dict[str, Reviewed]:
    """What a person made of each pair, for the corpora."""
    return {
        id: Reviewed(str(review), state.state(id).who, state.rows[id].target) for id, review in state.review().items()
    }


def glossary_changes(remark: Remark) -> tuple[Change, ...]:
    """What ``always`` does to the entry of a flag: its form is admitted, or its kind is waived."""
    form = admitted_form(remark)
    if form.startswith("("):
        return (Change("waived", remark.kind),)
    if remark.kind == "forbidden":
        return Change("forbidden", form, add=False), Change("target_variants", form)
    return (Change("target_variants", form),)


def taken_back(form: str, kind: str) -> tuple[Change, ...]:
    """What undoes ``glossary_changes``."""
    if form.startswith("("):
        return (Change("waived", kind, add=False),)
    if kind == "forbidden":
        return Change("target_variants", form, add=False), Change("forbidden", form)
    return (Change("target_variants", form, add=False),)
