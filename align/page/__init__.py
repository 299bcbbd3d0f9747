"""The page on which a person reads an article in both languages."""

from qantara.align.page.model import Note, PageData, PageParagraph, PageRow
from qantara.align.page.render import render_report

__all__ = ["Note", "PageData", "PageParagraph", "PageRow", "render_report"]
