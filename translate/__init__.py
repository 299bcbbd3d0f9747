"""From an article's bytes to English.

``Translator`` is all that most programs need; see docs/library.md. Names are imported when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qantara.models.errors import QantaraError
    from qantara.translate.guards import TranslationWarning
    from qantara.translate.library import Translator
    from qantara.translate.pipeline import ArticleResult
    from qantara.translate.stream import TranslatedLine

__all__ = ["ArticleResult", "QantaraError", "TranslatedLine", "TranslationWarning", "Translator"]

_HOMES = {
    "ArticleResult": "qantara.translate.pipeline",
    "QantaraError": "qantara.models.errors",
    "TranslatedLine": "qantara.translate.stream",
    "TranslationWarning": "qantara.translate.guards",
    "Translator": "qantara.translate.library",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
