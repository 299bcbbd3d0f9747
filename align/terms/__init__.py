"""Names: the term base, finding its terms in Arabic, and judging what the English made of them."""

from pathlib import Path

from qantara.align.terms.base import TermBase
from qantara.align.terms.checker import Checker
from qantara.align.terms.formats import load_term_base


def load_checker(path: str | Path) -> Checker:
    """A checker for the term base in a file. Raises InputError."""
    return Checker(load_term_base(Path(path)))


__all__ = ["Checker", "TermBase", "load_checker", "load_term_base"]
