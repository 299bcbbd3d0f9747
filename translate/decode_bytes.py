"""Bytes to text: UTF-8 as a rule, but old Arabic files are in UTF-16 or a code page of Windows."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from qantara.align.sentences.script import is_arabic_letter
from qantara.models.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-16-le", "utf-16-be", "cp1256", "iso8859-6")
# The nine commonest letters make up over 60% of any Arabic text; bytes read with a wrong table do not.
_COMMON = frozenset("اليمونترب")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text and the encoding that it was in (``utf-8`` unless a note to the user is due)."""

    text: str
    encoding: str


def _plausibility(data: bytes, encoding: str) -> float:
    """Share of common Arabic letters among the characters that are not white space, 0 if it does not decode."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    visible = [c for c in text if not c.isspace()]
    if not visible or any(ord(c) < 9 for c in visible):
        return 0.0
    arabic = sum(map(is_arabic_letter, visible)) / len(visible)
    return arabic * sum(c in _COMMON for c in visible) / len(visible)


def _part(sample: bytes) -> bytes:
    """A beginning of even length, for the double-byte encodings."""
    return sample[: len(sample) // 2 * 2] or sample


def _valid_utf8(sample: bytes) -> int | None:
    """Where UTF-8 breaks, or None; a character cut off by the end of the sample is no break."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        return error.start
    return None


def encoding_of(sample: bytes, name: str) -> str:
    """The encoding of a file, from its beginning.

    Args:
        sample: the first bytes, the more the better.
        name: what to call the file in a message.

    Raises:
        InputError: binary, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    broken = _valid_utf8(sample)
    if broken is None and b"\0" not in sample:
        return "utf-8"
    best = max(_CANDIDATES, key=lambda encoding: _plausibility(_part(sample), encoding))
    if _plausibility(_part(sample), best) > 0.3:
        return best
    if b"\0" in sample or broken is None:
        raise InputError(f"{name}: a binary file, not text")
    raise InputError(
        f"{name}: not UTF-8 (byte {broken} is 0x{sample[broken]:02x}) and no Arabic encoding fits; "
        f"convert it first, for instance: iconv -f ENCODING -t UTF-8"
    )


def decode(data: bytes, name: str) -> DecodedText:
    """The text of a whole file.

    Raises:
        InputError: as ``encoding_of``, or broken further on.
    """
    encoding = encoding_of(data[:_SAMPLE], name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: {encoding} as far as byte {error.start}, which is 0x{data[error.start]:02x}"
        ) from error
    return DecodedText(text, "utf-8" if encoding == "utf-8-sig" else encoding)
