"""Which script a piece of text is in, judged by its letters."""

from __future__ import annotations

import unicodedata

NO_LANGUAGE = "zxx"  # ISO 639-2: no linguistic content
_ARABIC_BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def is_arabic_letter(char: str) -> bool:
    """An Arabic letter, presentation forms included; not a digit, mark or comma of the Arabic block."""
    code = ord(char)
    return any(low <= code <= high for low, high in _ARABIC_BLOCKS) and unicodedata.category(char) in ("Lo", "Lm")


def language_of(text: str) -> str:
    """``ar`` if any word is Arabic, else ``en`` if there are letters at all, else ``zxx``.

    One Arabic word is enough: a line of Arabic may hold many Latin names, and what is left out of the
    translation is lost, whereas Latin words survive a translation well.
    """
    if any(map(is_arabic_letter, text)):
        return "ar"
    return "en" if any(map(str.isalpha, text)) else NO_LANGUAGE
