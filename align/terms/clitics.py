"""What may be written onto an Arabic name: conjunctions, prepositions and the article before it, pronouns after it."""

from __future__ import annotations

from itertools import product

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ك", "ل", "س")

# Stacks before a name that has no article of its own; lam and article merge ("ل" + "الـ" is written "لل").
BARE = frozenset(c + p for c, p in product(_CONJUNCTIONS, _PREPOSITIONS))
WITH_ARTICLE = frozenset(
    c + ("لل" if p == "ل" else p + "ال") for c, p in product(_CONJUNCTIONS, _PREPOSITIONS) if p != "س"
)

# Possessive pronouns, in matching form. Not ya, kaf and ha: after a name ya makes an adjective, ha (which the form
# does not tell from ta marbuta) the name of a woman, and kaf is not news.
SUFFIXES = frozenset(("ها", "هم", "هن", "هما", "نا", "كم"))

ARTICLE = "ال"


def split_article(word: str) -> tuple[str, bool]:
    """Take the article off a word in matching form; at least two letters have to remain."""
    if word.startswith(ARTICLE) and len(word) >= 4:
        return word[2:], True
    return word, False


def prefix_fits(prefix: str, base: str, definite: bool) -> bool:
    """Whether ``prefix`` may stand before ``base``, the first word of a name without its article.

    Args:
        definite: whether the name has the article; it must then be in the prefix.
    """
    if definite:
        # Three lams in a row are written as two: ل + الليث is لليث.
        return prefix in WITH_ARTICLE or (base.startswith("ل") and prefix in ("ل", "ول", "فل"))
    return prefix in BARE or prefix in WITH_ARTICLE


def stems(word: str) -> list[str]:
    """Readings of a word with fewer and fewer proclitics, the word itself first."""
    found = [word]
    for prefix in sorted(WITH_ARTICLE | BARE, key=len):
        if prefix and word.startswith(prefix) and len(word) - len(prefix) >= 3:
            found.append(word[len(prefix) :])
    return found
