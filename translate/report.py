"""From an article as it stands to the values that its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qantara.align.flag import Flag, Kind
from qantara.align.page import PageData, PageFlag, PageParagraph, PageRow
from qantara.align.page.model import Mark
from qantara.translate.article import Role
from qantara.translate.review.effects import with_suggestion
from qantara.translate.review.state import ArticleState, FlagState, RowState, Verdict, admitted_form
from qantara.translate.review.wording import carried, place_of

_VERDICTS = {
    Verdict.OPEN: "",
    Verdict.ACCEPTED: "accepted",
    Verdict.EDITED: "edited by hand",
    Verdict.IGNORED: "left as it is",
    Verdict.ADMITTED: "always accepted",
    Verdict.WRONG: "not a mistake",
    Verdict.BY_GLOSSARY: "always accepted",
    Verdict.BY_WORDING: "settled by the new wording",
}
_KINDS = frozenset(map(str, Kind))


def _words(name: str) -> str:
    return name.replace("_", " ")


def marks_of(flags: Sequence[Flag]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Marks of the Arabic and of the English for the flags of a pair."""
    source, target = [], []
    for number, flag in enumerate(flags):
        title, link = f"{_words(flag.kind)}: {flag.reason}", f"{flag.pair_id}-{number}"
        if flag.source_span is not None:
            source.append(Mark(flag.source_span, str(flag.severity), title, link))
        if flag.target_span is not None:
            target.append(Mark(flag.target_span, str(flag.severity), title, link))
    return tuple(source), tuple(target)


def page_flags(flags: Sequence[Flag], source: str) -> tuple[PageFlag, ...]:
    """Flags of a pair as remarks of a page without buttons."""
    return tuple(
        PageFlag(
            "", str(flag.kind), str(flag.severity), flag.reason,
            source[slice(*flag.source_span)] if flag.source_span and flag.kind in _KINDS else "",
            flag.found, next(iter(flag.expected), None), flag.kind in _KINDS, f"{flag.pair_id}-{number}",
        )
        for number, flag in enumerate(flags)
    )  # fmt: skip


def _facts(state: ArticleState) -> tuple[tuple[str, str], ...]:
    counts = state.article.counts
    wanted = (
        ("Sentence pairs", "pairs"), ("Names found", "mentions"), ("Errors", "flags_error"),
        ("Doubts", "flags_warning"), ("Translation warnings", "warnings"),
    )  # fmt: skip
    facts = [(label, str(counts[key])) for label, key in wanted]
    flags = state.flags()
    if decided := sum(not flag.open for flag in flags):
        facts.append(("Decided", f"{decided} of {len(flags)}"))
    return tuple(facts)


def _link(row: RowState, flag: FlagState) -> str:
    return f"{row.row.id}-{flag.key}"


def _marks(state: RowState) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Marks of the Arabic and of the English that belong together."""
    row = state.row
    for number, name in enumerate(row.names):
        span = carried(name.target_span, row.target, state.text)
        if span is not None:
            title, link = row.target[slice(*name.target_span)], f"{row.id}-name{number}"
            yield Mark(name.source_span, "ok", title, link), Mark(span, "ok", title, link)
    for flag in state.flags:
        remark = flag.remark
        style = remark.severity if flag.open else "done"
        title = f"{_words(remark.kind)}: {_VERDICTS[flag.verdict] or remark.reason}"
        span = flag.target_span
        if span is None and not flag.open:
            span = next((place for form in remark.expected if (place := place_of(state.text, form))), None)
        source = Mark(remark.source_span, style, title, _link(state, flag)) if remark.source_span else None
        yield source, Mark(span, style, title, _link(state, flag)) if span else None


def _page_flag(state: RowState, flag: FlagState, *, glossary: bool) -> PageFlag:
    remark = flag.remark
    mention = state.row.source[slice(*remark.source_span)] if remark.source_span else ""
    return PageFlag(
        flag.key, remark.kind, remark.severity, remark.reason, mention, remark.found, remark.suggestion,
        remark.kind in _KINDS, _link(state, flag), _VERDICTS[flag.verdict], flag.by.who if flag.by else "",
        flag.by.id if flag.by else "", flag.open and with_suggestion(state, flag) is not None,
        _always(flag) if glossary and remark.term_id else "",
    )  # fmt: skip


def _always(flag: FlagState) -> str:
    form = admitted_form(flag.remark)
    if not form.startswith("("):
        return f"“{form}” for {flag.remark.term}"
    return f"{flag.remark.term} {_words(flag.remark.kind)}"


def page_row(state: RowState, *, glossary: bool = False) -> PageRow:
    """A row as it stands.

    Args:
        state: the row.
        glossary: whether there is one that could be made to admit a form.
    """
    row = state.row
    marks = list(_marks(state))
    return PageRow(
        row.id, row.source, state.text, row.score,
        tuple(source for source, _ in marks if source), tuple(target for _, target in marks if target),
        tuple(_page_flag(state, flag, glossary=glossary) for flag in state.flags),
        row.role is Role.PASSED_THROUGH, row.target if state.changed else None, state.stale, state.version, state.who,
    )  # fmt: skip


def page_of(state: ArticleState) -> PageData:
    """The page of one article. Passages without Arabic stand in their places, marked as such."""
    paragraphs = tuple(
        PageParagraph(paragraph.number, tuple(page_row(state.state(row.id)) for row in paragraph.rows))
        for paragraph in state.article.paragraphs
        if paragraph.rows
    )
    return PageData(state.article.stem, state.article.signature, _facts(state), paragraphs)
