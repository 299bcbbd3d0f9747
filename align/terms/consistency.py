"""One name, one spelling: names that an article renders in more than one way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qantara.align.bead import SentencePair
from qantara.align.flag import EntityFlag, Kind, Severity, Span
from qantara.align.terms.arabic import fold, matching_form
from qantara.align.terms.clitics import stems
from qantara.align.terms.english import EnglishText
from qantara.align.terms.finder import Mention
from qantara.align.terms.judging.loose import related_words
from qantara.align.terms.judging.term import Term
from qantara.align.terms.latin import letters
from qantara.align.terms.lexicon import glosses, is_common_english, means_something
from qantara.align.terms.sound import sound_similarity, sounds_possible
from qantara.align.terms.traces.capitals import capitals

# A mangled name sounds less alike than a right one, and more than a stranger.
_SOUNDS_LIKE = 0.72
_LEAST_MENTIONS = 3


class Renderings:
    """Which accepted form an article uses for each term; tells when it uses a second one."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}

    def note(self, pair: SentencePair, term: Term, mention: Mention, form: str, span: Span) -> EntityFlag | None:
        """Remember that ``form`` renders ``mention`` at ``span``; a remark if an earlier one had another form."""
        first, where = self._first.setdefault(term.entry.id, (form, pair.id))
        words, others = set(_words(form)), set(_words(first))
        # A surname after the full name is no inconsistency.
        if words <= others or others <= words:
            return None
        return EntityFlag(
            pair_id=pair.id,
            kind=Kind.INCONSISTENT,
            severity=Severity.INFO,
            term_id=term.entry.id,
            source_span=(mention.start, mention.end),
            target_span=span,
            expected=(first,),
            found=pair.target[span[0] : span[1]],
            suggestion=first,
            confidence=0.6,
            reason=f"Both forms are accepted, but the article wrote {first} before (in {where}).",
        )


def _words(form: str) -> list[str]:
    return [letters(word) for word in form.split()]


@dataclass(frozen=True, slots=True)
class _Sighting:
    pair_id: str
    source_span: Span
    target_span: Span
    found: str


def inconsistent_names(pairs: Iterable[SentencePair]) -> Iterator[EntityFlag]:
    """Names of one article that are rendered differently, without a term base.

    An Arabic word that means nothing ordinary is followed through the article by the capitalised English words that
    sound like it; renderings that the majority does not share are flagged.

    Args:
        pairs: of one article; one sighting a name is held, not the texts.
    """
    sightings: defaultdict[str, list[_Sighting]] = defaultdict(list)
    for pair in pairs:
        for name, sighting in _sightings(pair):
            sightings[name].append(sighting)
    found = [flag for seen in sightings.values() if len(seen) >= _LEAST_MENTIONS for flag in _odd_ones(seen)]
    yield from found


def _odd_ones(seen: list[_Sighting]) -> Iterator[EntityFlag]:
    counts = Counter(letters(sighting.found) for sighting in seen)
    usual, most = counts.most_common(1)[0]
    written = Counter(sighting.found for sighting in seen if letters(sighting.found) == usual).most_common(1)[0][0]
    if 2 * most <= len(seen):
        return
    for sighting in seen:
        spelling = letters(sighting.found)
        if spelling == usual or related_words(spelling, usual):
            continue
        yield EntityFlag(
            pair_id=sighting.pair_id,
            kind=Kind.INCONSISTENT,
            severity=Severity.WARNING,
            term_id="",
            source_span=sighting.source_span,
            target_span=sighting.target_span,
            expected=(written,),
            found=sighting.found,
            suggestion=written,
            confidence=round(0.5 + 0.4 * most / len(seen), 3),
            reason=f"The article writes {written} {most} times for the same Arabic name.",
        )


def _sightings(pair: SentencePair) -> Iterator[tuple[str, _Sighting]]:
    """Arabic names and the English words that sound most like them, each used once."""
    english = EnglishText(pair.target)
    tokens = english.tokens
    places = {n for first, last in capitals(english, lambda _first, _last: True) for n in range(first, last + 1)}
    candidates = []
    for word, span in _arabic_names(pair.source):
        for number in places:
            spelling = letters(tokens[number].text[: tokens[number].end - tokens[number].start])
            if len(spelling) < 3 or is_common_english(spelling):
                continue
            heard = 1.0 if spelling in glosses(word) else max(_heard(stem, spelling) for stem in stems(word))
            if heard >= _SOUNDS_LIKE:
                candidates.append((heard, word, span, number))
    used: set[object] = set()
    for _, word, span, number in sorted(candidates, key=lambda item: -item[0]):
        if span in used or number in used:
            continue
        used |= {span, number}
        place = tokens[number].start, tokens[number].end
        yield _name(word), _Sighting(pair.id, span, place, pair.target[place[0] : place[1]])


def _heard(stem: str, spelling: str) -> float:
    return sound_similarity(stem, spelling) if sounds_possible(stem, spelling) else 0.0


def _name(word: str) -> str:
    """The word without the proclitics that news writes onto names."""
    return min((stem for stem in stems(word) if len(stem) >= 4), key=len, default=word) if len(word) > 5 else word


def _arabic_names(text: str) -> Iterator[tuple[str, Span]]:
    form = matching_form(text)
    for word, start in zip(form.text.split(), form.starts, strict=True):
        if len(word) >= 4 and fold(word) == word and not means_something(word) and not word.isascii():
            yield word, form.original_span(start, start + len(word))
