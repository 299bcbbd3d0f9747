"""A name put into an English sentence: articles, capitals and possessive endings as they ought to be."""

from __future__ import annotations

import re

from qantara.align.flag import Span

_ARTICLE_BEFORE = re.compile(r"\b(the|an?)\s+$", re.IGNORECASE)
_OWN_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…]['\"”’)]*\s)['\"“‘(\s]*$")
_POSSESSIVE = re.compile(r"['’]s?$")
# Sounds, as far as letters show them: an Azov, a European, a UN, an Uber; letters said by name: an F, an X.
_VOWEL_SOUND = re.compile(r"[aioAIO]|[eE](?![uU])|[uU](?![snkSNK])|[FHLMNRSX](?![a-z])")


def begun(text: str, offset: int, name: str) -> str:
    """The text up to ``offset`` and then ``name``: what a model is to finish."""
    before, name = _fitted(text[:offset], name)
    return before + name


def replaced(text: str, span: Span, name: str) -> str | None:
    """The text with ``name`` at ``span`` and nothing else touched but an article that no longer fits.

    Returns:
        None where the span cuts a word in two, so that a replacement would not be safe.
    """
    start, end = span
    if _inside_word(text, start) or _inside_word(text, end):
        return None
    ending = _POSSESSIVE.search(text[start:end])
    if ending and not _POSSESSIVE.search(name):
        name += ending.group()
    before, name = _fitted(text[:start], name)
    return before + name + _without_echo(name, text[end:])


def before_article(text: str, offset: int) -> int:
    """``offset``, or the start of the article that ends there."""
    article = _ARTICLE_BEFORE.search(text[:offset])
    return article.start() if article else offset


def _inside_word(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _fitted(before: str, name: str) -> tuple[str, str]:
    """Both sides of the joint: a space, one article at most, and it the right one, no first name twice."""
    if before and (before[-1].isalnum() or before[-1] in ",.;:!?)%"):
        before += " "
    before = _without_overlap(before, name)
    article = _ARTICLE_BEFORE.search(before)
    if article and _OWN_ARTICLE.match(name):
        before = before[: article.start()]
    elif article and article.group(1).lower() != "the":
        right = "an" if _VOWEL_SOUND.match(name) else "a"
        right = right.capitalize() if article.group(1)[0].isupper() else right
        before = f"{before[: article.start()]}{right} "
    first = name.split(" ", 1)[0]
    if _SENTENCE_START.search(before) and first.islower():
        name = name[0].upper() + name[1:]
    return before, name


def _without_overlap(before: str, name: str) -> str:
    """``Elon `` before *Elon Musk* goes."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if re.search(rf"(?<!\w){re.escape(head)}\s+$", before, re.IGNORECASE) and not _OWN_ARTICLE.match(head + " "):
            return before[: len(before.rstrip()) - len(head)]
    return before


def _without_echo(name: str, after: str) -> str:
    """`` Jinping`` after *Xi Jinping* goes."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        tail = " ".join(words[-count:])
        if echo := re.match(rf"\s+{re.escape(tail)}(?!\w)", after, re.IGNORECASE):
            return after[echo.end() :]
    return after
