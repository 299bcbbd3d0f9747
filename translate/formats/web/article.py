"""The article of a scraped page: headings, paragraphs, lists, quotes and tables, without menus and advertising.

trafilatura (Apache-2.0) finds it; what it gives is Markdown, and is translated as such.
"""

from __future__ import annotations

import re
from typing import Any

from qantara.models.errors import InputError
from qantara.translate.formats.markdown import read_markdown
from qantara.translate.formats.structured import SourceText, TextSkeleton

_HEADING = re.compile(r"^# ", re.MULTILINE)


def _extracted(source: SourceText) -> tuple[str, str]:
    """The title and the article as Markdown."""
    import trafilatura

    options: dict[str, Any] = {"include_comments": False, "include_tables": True}
    try:
        text = trafilatura.extract(source.text, output_format="markdown", **options) or ""
        title = ""
        if text and not _HEADING.search(text):
            found = trafilatura.bare_extraction(source.text, with_metadata=True, **options)
            title = str(getattr(found, "title", None) or "")
    except RecursionError as error:
        raise InputError(f"{source.name}: elements nested too deep to find an article in") from error
    return title.strip(), text.strip()


def read_article(source: SourceText) -> TextSkeleton:
    """The article as Markdown (``.md``); the page's title becomes its heading if it has none.

    Raises:
        InputError: there is no article in the page.
    """
    title, text = _extracted(source)
    if not text:
        raise InputError(f"{source.name}: no article found in this page; translate the whole page instead")
    whole = f"# {title}\n\n{text}\n" if title else f"{text}\n"
    return read_markdown(SourceText(source.name, whole, source.encoding, False))
