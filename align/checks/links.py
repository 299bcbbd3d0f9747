"""URLs and e-mail addresses have to come through unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import CheckFlag, CheckKind, Severity

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s\u0600-\u06ff<>\"“”«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = ".,;:!?)]}'"


def check_links(pair: SentencePair) -> Iterator[CheckFlag]:
    """A flag for each address of the Arabic that is not in the English."""
    target = pair.target.casefold()
    for match in _LINK.finditer(pair.source):
        link = match.group().rstrip(_TRAILING)
        if link.casefold() not in target:
            yield CheckFlag(
                pair.id,
                CheckKind.LINKS,
                Severity.ERROR,
                (match.start(), match.start() + len(link)),
                None,
                (link,),
                None,
                0.95,
                "The address is not in the English as it is in the Arabic.",
            )
