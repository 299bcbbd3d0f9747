"""The page on which a person reads an article in both languages, and decides on its flags."""

from qantara.align.page.model import PageData, PageFlag, PageParagraph, PageRow
from qantara.align.page.render import render_report

__all__ = ["PageData", "PageFlag", "PageParagraph", "PageRow", "render_report"]
