"""What the page shows, as plain values: nothing here knows how an article was made, or who decides about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from qantara.align.flag import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to point out.

    Attributes:
        span: code-point offsets, end exclusive.
        style: ``ok`` for a name that came out right, ``done`` for one that was decided on, else its flag's severity.
        title: what the mark means, shown on hover and read aloud.
        link: what a name has in common with its counterpart and its flag; empty without one.
    """

    span: Span
    style: str
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class PageFlag:
    """A remark in the margin.

    Attributes:
        key: names the flag when it is decided on; empty on a page without buttons.
        kind, severity, reason: as in ``align.flag``.
        mention: the Arabic concerned.
        found: the English in its place; None where nothing stands there.
        suggestion: what to write instead.
        about_name: whether it is about a name, so that a missing ``found`` means something.
        link: as in ``Mark``.
        verdict: how it was settled, in words; empty while it is open.
        who: the person that settled it.
        decision: id of the decision to undo; empty if there is none.
        replaces: whether the suggestion can be put in at once; otherwise a person has to place it.
        always: what the glossary would be made to admit, in words; empty if it cannot be.
    """

    key: str
    kind: str
    severity: str
    reason: str
    mention: str = ""
    found: str | None = None
    suggestion: str | None = None
    about_name: bool = True
    link: str = ""
    verdict: str = ""
    who: str = ""
    decision: str = ""
    replaces: bool = False
    always: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One sentence pair, or a passage that was passed through (then ``target`` equals ``source``).

    Attributes:
        machine: the English of the model, if a person changed it.
        stale: the model's English has changed since.
        version: what a window has seen of the decisions on the row.
    """

    id: str
    source: str
    target: str
    score: float | None = None
    source_marks: tuple[Mark, ...] = ()
    target_marks: tuple[Mark, ...] = ()
    flags: tuple[PageFlag, ...] = ()
    passed_through: bool = False
    machine: str | None = None
    stale: bool = False
    version: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """The rows of one paragraph."""

    number: int
    rows: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True)
class PageData:
    """A whole page.

    Attributes:
        title: the article's name.
        signature: how the article was made.
        facts: label and value, in the order to show them.
    """

    title: str
    signature: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[PageParagraph, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a person has come."""

    decided: int
    all: int

    @property
    def open(self) -> int:
        return self.all - self.decided


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An article in the list of articles."""

    title: str
    address: str
    pairs: int
    progress: Progress
    errors: int
    last: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name, its label, and the values to choose from with their labels; the first means no filter."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of an article under review.

    Attributes:
        data: title, facts, and the rows to show.
        stem: the article, as decisions name it.
        root: the beginning of every address.
        progress: of the whole article.
        choices: the filters.
        query: the search.
        here: the query string of this page, to come back to.
        first, last, count: numbers of the rows shown, and of all that pass the filters.
        previous, next: addresses of the pages beside this one; empty at the ends.
        next_open: address of the next page with an open flag; empty if there is none after this.
        filtered: whether anything is left out.
        person: who reviews.
    """

    data: PageData
    stem: str
    root: str
    progress: Progress
    choices: tuple[Choice, ...] = ()
    query: str = ""
    here: str = ""
    first: int = 0
    last: int = 0
    count: int = 0
    previous: str = ""
    next: str = ""
    next_open: str = ""
    filtered: bool = False
    person: str = ""
    notice: str = field(default="")
