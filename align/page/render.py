"""Pages from templates. Autoescaping is on; no template marks anything safe that came from an article."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from qantara.align.page.highlight import highlighted
from qantara.align.page.model import IndexEntry, PageData, PageRow, ReviewPage

STATIC = ("page.css", "review.css", "early.js", "review.js", "send.js", "links.js")
"""Files of the review page; the report has the first one inside."""


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("qantara.align.page", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals["highlighted"] = highlighted
    return environment


def _rendered(template: str, **values: object) -> str:
    text: str = _environment().get_template(template).render(**values)
    return text


@cache
def static_file(name: str) -> bytes:
    """One of ``STATIC``."""
    return files("qantara.align.page").joinpath("templates", name).read_bytes()


def render_report(data: PageData) -> str:
    """The report: one HTML file that needs nothing else, readable on a phone and without JavaScript."""
    return _rendered("report.html.j2", page=data, css=Markup(static_file("page.css").decode()))


def render_review(page: ReviewPage) -> str:
    """One page of an article, with the buttons to decide."""
    return _rendered("review.html.j2", page=page.data, review=page)


def render_row(row: PageRow, page: ReviewPage) -> str:
    """One row of ``render_review``, to put in the place of the old one."""
    return _rendered("one_row.html.j2", row=row, review=page)


def render_index(articles: Sequence[IndexEntry], title: str, root: str, person: str, files: str) -> str:
    """The list of articles.

    Args:
        articles: in the order to show them.
        title: the folder's name.
        root: the beginning of every address.
        person: who reviews.
        files: where decisions are kept, in words.
    """
    return _rendered("index.html.j2", articles=articles, title=title, root=root, person=person, files=files)


def render_message(title: str, message: str, back: str, root: str) -> str:
    """A page that says why something was not done."""
    return _rendered("message.html.j2", title=title, message=message, back=back, root=root)
