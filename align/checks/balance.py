"""Brackets and quotation marks that open have to close, if they do in the Arabic."""

from __future__ import annotations

from collections.abc import Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}


def check_balance(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag for the first mark of the English that has no partner, provided the Arabic has none such."""
    place = _odd_mark(pair.target)
    if place is None or _odd_mark(pair.source) is not None:
        return
    mark = pair.target[place]
    reason = f"The mark {mark} has no partner in the English."
    yield CheckFlag(pair.id, CheckKind.BALANCE, Severity.WARNING, None, (place, place + 1), (), mark, 0.7, reason)


def _odd_mark(text: str) -> int | None:
    opened: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        if character in _PAIRS:
            opened.append((_PAIRS[character], place))
        elif character in _PAIRS.values():
            # "1)" and "a)" number the items of a list.
            if not opened:
                if character == ")" and text[:place].strip()[-2:].isalnum() and place <= 4:
                    continue
                return place
            if opened.pop()[0] != character:
                return place
    if opened:
        return opened[-1][1]
    straight = [place for place, character in enumerate(text) if character == '"']
    return straight[-1] if len(straight) % 2 else None
