"""A page's characters: UTF-8, or what its ``meta`` says, or what its letters look like."""

from __future__ import annotations

import codecs
import re

from qantara.models.errors import InputError
from qantara.translate.formats.structured import SourceText

_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
# What a page in Arabic may be declared as; anything else is looked at, not believed.
_KNOWN = frozenset(("cp1256", "iso8859-6", "mac-arabic", "cp864", "cp1252"))


def page_source(data: bytes, name: str) -> SourceText:
    """The text of a page.

    Raises:
        InputError: binary, or not in the encoding that it declares.
    """
    declared = _DECLARED.search(data[:_HEAD])
    if declared and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            encoding = codecs.lookup(declared.group(1).decode("ascii", "replace")).name
        except LookupError:
            encoding = ""
        if encoding in _KNOWN and not _is_utf8(data):
            return _decoded(data, name, encoding)
    return SourceText.of(data, name)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, name: str, encoding: str) -> SourceText:
    try:
        return SourceText(name, data.decode(encoding), encoding, False)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: declared as {encoding}, but byte {error.start} is 0x{data[error.start]:02x}"
        ) from error
