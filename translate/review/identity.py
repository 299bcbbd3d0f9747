"""Keys that outlive a re-run: made of what a sentence and a flag say, not of their numbers.

A decision on a flag holds as long as the pair has the same Arabic and the same English of the model. English that a
person wrote holds as long as the Arabic is the same.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qantara.translate.article import Remark, Row


@dataclass(frozen=True, slots=True)
class RowKeys:
    """Keys of a row.

    Attributes:
        source: of the Arabic alone (of the English where there is no Arabic).
        pair: of Arabic and English.
    """

    source: str
    pair: str


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Numbered:
    """The second bearer of a key becomes ``key.2``: a sentence that is said twice is decided on twice."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, key: str) -> str:
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}.{self._seen[key]}"


def keys_of(rows: Iterable[Row]) -> dict[str, RowKeys]:
    """The keys of an article's rows, by their ids."""
    sources, pairs = _Numbered(), _Numbered()
    return {
        row.id: RowKeys(
            sources(_digest("ar", row.source) if row.source else _digest("en", row.target)),
            pairs(_digest(row.source, row.target)),
        )
        for row in rows
    }


def flag_keys(pair_key: str, remarks: Iterable[Remark]) -> tuple[str, ...]:
    """A key for each remark on a pair: its kind, its term, and where it points."""
    numbered = _Numbered()
    return tuple(
        numbered(
            _digest(pair_key, remark.kind, remark.term_id or remark.term, str(remark.source_span or remark.target_span))
        )
        for remark in remarks
    )
