"""Pages from templates. Autoescaping is on; no template marks anything safe that came from an article."""

from __future__ import annotations

from functools import cache
from typing import Any

from qantara.align.page.highlight import highlighted
from qantara.align.page.model import PageData


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
    )
    environment.globals["highlighted"] = highlighted
    return environment


def render_report(data: PageData) -> str:
    """The report: one HTML file that needs nothing else, readable on a phone and without JavaScript."""
    text: str = _environment().get_template("report.html.j2").render(page=data)
    return text
