"""A term entry made ready for judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qantara.align.term import TermEntry
from qantara.align.terms.arabic import fold
from qantara.align.terms.base import accepted_forms
from qantara.align.terms.clitics import split_article
from qantara.align.terms.english import SMALL_WORDS, Form
from qantara.align.terms.lexicon import glosses, is_common_english, ordinary_sense
from qantara.align.terms.sound import sound_similarity

# Each word of a person's name sounds alike on both sides; a translated title's words do not.
_ALIKE = 0.6
_ALIKE_BRAND = 0.75
_PERSONAL_TYPES = frozenset(("person", "people", "human"))


@dataclass(frozen=True, slots=True)
class Term:
    """Attributes:
    entry: as it stands in the term base.
    accepted, forbidden: English forms, compiled, the preferred one first.
    descriptive: every weighty word of the preferred form is an ordinary English word (*The Candidate*).
    common_nouns: Arabic forms, in matching form, that are one word with an ordinary meaning (أمل, hope).
    """

    entry: TermEntry
    accepted: tuple[Form, ...]
    forbidden: tuple[Form, ...]
    descriptive: bool
    common_nouns: frozenset[str]

    @property
    def preferred(self) -> Form:
        return self.accepted[0]

    @property
    def personal(self) -> bool:
        """Whether it is a person's name: by its type, or because the words sound alike on both sides, one for one."""
        return self.entry.type.casefold() in _PERSONAL_TYPES or _sounds_personal(self.entry)


def compile_term(entry: TermEntry) -> Term:
    """Work out once what judging needs to know about an entry."""
    accepted = tuple(Form(text) for text in accepted_forms(entry))
    weighty = [token for token in accepted[0].tokens if token.canon not in SMALL_WORDS]
    descriptive = bool(weighty) and all(is_common_english(token.canon) for token in weighty)
    return Term(
        entry,
        accepted,
        tuple(Form(text) for text in entry.target_forbidden),
        descriptive=descriptive,
        common_nouns=frozenset(_common_nouns(entry, descriptive)),
    )


def _common_nouns(entry: TermEntry, descriptive: bool) -> Iterator[str]:
    """Forms of one word that first of all mean something ordinary, unless that is just another name for the target."""
    target = {token.canon for form in accepted_forms(entry) for token in Form(form).tokens}
    for form in map(fold, entry.source_forms):
        senses = glosses(split_article(form)[0])
        if " " in form:
            continue
        ordinary = bool(senses) and is_common_english(senses[0]) and not descriptive and target.isdisjoint(senses)
        # A title that is one ordinary word on both sides; a brand like أبل only sounds like its English word.
        titled = descriptive and len(target) == 1 and sound_similarity(form, *target) < _ALIKE_BRAND
        if ordinary or titled or ordinary_sense(split_article(form)[0]):
            yield form


@lru_cache(maxsize=4096)
def _sounds_personal(entry: TermEntry) -> bool:
    arabic, english = fold(entry.source_forms[0]).split(), entry.target_preferred.split()
    if not 2 <= len(arabic) <= 4 or len(arabic) != len(english):
        return False
    return all(sound_similarity(a, e) >= _ALIKE for a, e in zip(arabic, english, strict=True))
