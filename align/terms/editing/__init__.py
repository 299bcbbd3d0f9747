"""Small changes to a glossary file that leave every other byte of it as it was: order, quoting, comments, layout."""

from qantara.align.terms.editing.change import change_glossary
from qantara.align.terms.editing.place import Change

__all__ = ["Change", "change_glossary"]
