"""What ordinary words mean: a small Arabic-English lexicon and a list of English words that are not names.

``data/lexicon.tsv`` comes from word alignment (IBM Model 1, Brown et al. 1993) of the project's own news sentences and
of Tatoeba, plus nationalities and countries; ``data/README.md`` says how it is made. The keys are in matching form,
without article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qantara.align.terms.arabic import fold
from qantara.align.terms.clitics import stems
from qantara.align.terms.latin import letters
from qantara.align.terms.wordlist import word_set

# Words without a translation of their own, which scraped text glues to names.
FUNCTION_WORDS = word_set(
    "في من علي الي عن مع ان هو هي هم هذا هذه ذلك تلك التي الذي الذين هناك هنا كان كانت يكون قد لقد ثم",
    "او ام لا ما لم لن بعد",
    "قبل عند منذ حتي كما حيث بين خلال دون غير كل بعض اي ايضا وقد وكان التى",
)

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, ...]]:
    lines = (_DATA / "lexicon.tsv").read_text(encoding="utf-8").splitlines()
    return {arabic: tuple(english.split()) for arabic, _, english in (line.partition("\t") for line in lines)}


@dataclass(frozen=True, slots=True)
class Sense:
    """The ordinary meaning of an Arabic word that is also a name.

    Attributes:
        english: words that translate it.
        cues: words of either language, Arabic ones in matching form, that speak for this meaning.
    """

    english: frozenset[str]
    cues: frozenset[str]


@lru_cache(maxsize=1)
def _senses() -> dict[str, Sense]:
    rows = [line.split("\t") for line in (_DATA / "senses.tsv").read_text(encoding="utf-8").splitlines()]
    return {fold(arabic): Sense(word_set(english), word_set(fold(cues))) for arabic, english, cues in rows}


def ordinary_sense(word: str) -> Sense | None:
    """The ordinary meaning of a name that is a word as well, by its form without article; None if it has none."""
    return _senses().get(word)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset((_DATA / "words.en.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _translations() -> frozenset[str]:
    return frozenset(word for words in _lexicon().values() for word in words)


@lru_cache(maxsize=65536)
def glosses(word: str) -> tuple[str, ...]:
    """English words, lower-cased, that an Arabic word in matching form often stands for, proclitics or not."""
    found: list[str] = []
    for stem in stems(word):
        found.extend(_lexicon().get(stem, ()))
        if found:
            break
    return tuple(found)


@lru_cache(maxsize=65536)
def means_something(word: str) -> bool:
    """Whether an Arabic word in matching form is first of all an ordinary word, and so hardly a name."""
    senses = glosses(word)
    return word in FUNCTION_WORDS or bool(senses and is_common_english(senses[0]))


@lru_cache(maxsize=65536)
def is_arabic_word(word: str) -> bool:
    """Whether an Arabic word in matching form is known, with proclitics or without."""
    return any(stem in _lexicon() or stem in FUNCTION_WORDS for stem in stems(word))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, frozenset[str]]:
    lines = (_DATA / "spellings.tsv").read_text(encoding="utf-8").splitlines()
    return {arabic: frozenset(forms.split()) for arabic, _, forms in (line.partition("\t") for line in lines)}


def spellings(word: str) -> frozenset[str]:
    """Usual romanisations, lower-cased, of a given or family name in matching form; empty if it has but one."""
    return _spellings().get(word, frozenset())


@lru_cache(maxsize=65536)
def is_common_english(word: str) -> bool:
    """Whether an English word is usually written small: *candidate*, not *Kyiv*."""
    lowered = word.lower()
    if lowered in _common() or letters(lowered) in _common():
        return True
    return any(
        lowered.endswith(end) and lowered.removesuffix(end) in _common() for end in ("s", "es", "ed", "ing", "ly")
    )


def is_known_name(word: str) -> bool:
    """Whether an English word is a name that the lexicon has a translation for: *Iraq*, *French*."""
    lowered = letters(word)
    return lowered in _translations() and lowered not in _common()
