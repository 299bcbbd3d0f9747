"""Files with a structure: their paragraphs out for translation, the English back into the same structure."""

from qantara.translate.formats.opening import (
    FORMATS,
    as_document,
    is_lines,
    open_structured,
    open_structured_again,
    read_article_document,
    stem_of,
    suffix_of,
)
from qantara.translate.formats.structured import StructuredDocument

__all__ = [
    "FORMATS",
    "StructuredDocument",
    "as_document",
    "is_lines",
    "open_structured",
    "open_structured_again",
    "read_article_document",
    "stem_of",
    "suffix_of",
]
