"""Which rows a page shows: filters, search, and pages of a few rows each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from qantara.align.page.model import Choice, PageData, PageParagraph, Progress, ReviewPage
from qantara.align.terms.arabic import fold
from qantara.translate.report import page_row
from qantara.translate.review.state import ArticleState, FlagState, RowState, counted

ROWS = 100  # a page
MOST_TERMS = 200
_FILTERS = ("kind", "severity", "term", "state")


@dataclass(frozen=True, slots=True)
class Query:
    """What a person wants to see; empty values leave nothing out.

    Attributes:
        kind, severity, term: of flags; a row is shown if one of its flags has all of them.
        state: ``open``, ``decided``, or ``flagged`` for both.
        text: to search for in both languages.
        page: from 1.
    """

    kind: str = ""
    severity: str = ""
    term: str = ""
    state: str = ""
    text: str = ""
    page: int = 1

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Query:
        """From the query part of an address; what makes no sense there is passed over."""
        page = values.get("page", "")
        chosen = {name: values.get(name, "") for name in _FILTERS}
        return cls(**chosen, text=values.get("q", ""), page=max(1, int(page)) if page.isdecimal() else 1)

    @property
    def about_flags(self) -> bool:
        return bool(self.kind or self.severity or self.term or self.state)

    def string(self, page: int) -> str:
        """The query part of the address of a page."""
        values = {"kind": self.kind, "severity": self.severity, "term": self.term, "state": self.state, "q": self.text}
        if page > 1:
            values["page"] = str(page)
        return urlencode({name: value for name, value in values.items() if value})

    def wants(self, flag: FlagState) -> bool:
        remark = flag.remark
        return (
            self.kind in ("", remark.kind)
            and self.severity in ("", remark.severity)
            and self.term in ("", remark.term)
            and (self.state in ("", "flagged") or flag.open == (self.state == "open"))
        )


@dataclass
class Searchable:
    """Folded texts, kept: hamza, vowel signs, capitals and punctuation do not matter."""

    folded: dict[str, str] = field(default_factory=dict)

    def has(self, text: str, wanted: str) -> bool:
        if text not in self.folded:
            self.folded[text] = fold(text)
        return wanted in self.folded[text]


class View:
    """Pages of one article."""

    def __init__(self, state: ArticleState, root: str, person: str, searchable: Searchable) -> None:
        self._state, self._root, self._person, self._searchable = state, root, person, searchable

    def rows(self, query: Query) -> list[str]:
        """Ids of the rows that a query leaves, in order."""
        wanted = fold(query.text)
        ids = list(self._state.rows)
        if query.about_flags:
            ids = [id for id in self._state.flagged if any(map(query.wants, self._state.state(id).flags))]
        return [id for id in ids if self._found(self._state.state(id), wanted)] if wanted else ids

    def _found(self, state: RowState, wanted: str) -> bool:
        return self._searchable.has(state.row.source, wanted) or self._searchable.has(state.text, wanted)

    def address(self, query: Query, page: int) -> str:
        string = query.string(page)
        return f"{self._root}/article/{quote(self._state.article.stem, safe='')}" + (f"?{string}" if string else "")

    def page(self, query: Query, glossary: bool, *, rows: bool = True) -> ReviewPage:
        """A page.

        Args:
            query: what to show.
            glossary: whether there is one to write to.
            rows: False leaves out the rows themselves.
        """
        ids = self.rows(query)
        pages = max(1, -(-len(ids) // ROWS))
        page = min(query.page, pages)
        start = (page - 1) * ROWS
        shown = ids[start : start + ROWS]
        counts = counted(self._state.flags())
        paragraphs = self._paragraphs(shown, glossary) if rows else ()
        article = self._state.article
        return ReviewPage(
            PageData(article.stem, article.signature, (), paragraphs), article.stem, self._root,
            Progress(counts["decided"], counts["all"]), self._choices(query) if rows else (), query.text,
            query.string(page), start + 1, start + len(shown), len(ids),
            self.address(query, page - 1) if page > 1 else "", self.address(query, page + 1) if page < pages else "",
            self._next_open(query, ids, start + ROWS), query.about_flags or bool(query.text), self._person,
        )  # fmt: skip

    def _next_open(self, query: Query, ids: list[str], start: int) -> str:
        for number in range(start, len(ids)):
            if self._state.rows[ids[number]].remarks:
                for flag in self._state.state(ids[number]).flags:
                    if flag.open:
                        return f"{self.address(query, number // ROWS + 1)}#flag-{flag.key}"
        return ""

    def _paragraphs(self, ids: list[str], glossary: bool) -> tuple[PageParagraph, ...]:
        wanted = set(ids)
        paragraphs = []
        for paragraph in self._state.article.paragraphs:
            rows = [row for row in paragraph.rows if row.id in wanted]
            if rows:
                shown = tuple(page_row(self._state.state(row.id), glossary=glossary) for row in rows)
                paragraphs.append(PageParagraph(paragraph.number, shown))
        return tuple(paragraphs)

    def _choices(self, query: Query) -> tuple[Choice, ...]:
        flags = self._state.flags()
        kinds = Counter(flag.remark.kind for flag in flags)
        terms = Counter(flag.remark.term for flag in flags if flag.remark.term)
        kind_options = [(kind, f"{kind.replace('_', ' ')} ({count})") for kind, count in kinds.most_common()]
        term_options = [(term, f"{term} ({count})") for term, count in terms.most_common(MOST_TERMS)]
        states = [("flagged", "Flagged sentences"), ("open", "Open flags"), ("decided", "Decided flags")]
        severities = [("error", "Errors"), ("warning", "Warnings"), ("info", "Remarks")]
        return (
            Choice("state", "Which sentences", (("", "All sentences"), *states), query.state),
            Choice("kind", "Kind of flag", (("", "Every kind"), *kind_options), query.kind),
            Choice("severity", "Severity", (("", "Every severity"), *severities), query.severity),
            Choice("term", "Name", (("", "Every name"), *term_options), query.term),
        )
