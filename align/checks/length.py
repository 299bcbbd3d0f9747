"""A translation far too short or far too long for its source.

The measure is that of Gale and Church (1993): the difference of the lengths in characters over its standard
deviation, which grows with the square root of the length.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity

# English characters for one Arabic character, and the variance per character: fitted to 23,800 news pairs.
_RATIO = 1.29
_VARIANCE = 2.5
# No right pair of those lies beyond; sentences full of abbreviations come near.
_FAR = 7.0
_VERY_FAR = 10.0


def check_length(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag if the English is out of all proportion."""
    source, target = len(pair.source.strip()), len(pair.target.strip())
    if not source or not target:
        return
    mean = (source + target / _RATIO) / 2
    deviation = (target - _RATIO * source) / sqrt(_VARIANCE * mean)
    if abs(deviation) < _FAR:
        return
    severity = Severity.ERROR if abs(deviation) >= _VERY_FAR else Severity.WARNING
    which = "longer" if deviation > 0 else "shorter"
    reason = f"The English is much {which} than the Arabic: {target} characters for {source}."
    yield CheckFlag(pair.id, CheckKind.LENGTH, severity, None, None, (), None, min(0.9, abs(deviation) / 12), reason)
