"""Markdown in, Markdown out: CommonMark's blocks, with tables, footnotes and task lists of GitHub's."""

from qantara.translate.formats.markdown.blocks import read_markdown

__all__ = ["read_markdown"]
