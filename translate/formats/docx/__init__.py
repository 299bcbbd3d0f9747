"""Word documents in, Word documents out (ECMA-376, WordprocessingML)."""

from qantara.translate.formats.docx.package import read_docx

__all__ = ["read_docx"]
