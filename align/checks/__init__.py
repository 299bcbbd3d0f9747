"""General checks of a sentence pair, beside names: each a function from a pair to flags, each can be switched off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from qantara.align.bead import SentencePair
from qantara.align.checks.balance import check_balance
from qantara.align.checks.dates import check_dates
from qantara.align.checks.length import check_length
from qantara.align.checks.links import check_links
from qantara.align.checks.numbers import check_numbers
from qantara.align.checks.repeated import check_repeated
from qantara.align.checks.untranslated import check_untranslated
from qantara.align.flag import CheckFlag, CheckKind

__all__ = ["CHECKS", "run_checks"]

CHECKS: dict[CheckKind, Callable[[SentencePair], Iterator[CheckFlag]]] = {
    CheckKind.NUMBERS: check_numbers,
    CheckKind.DATES: check_dates,
    CheckKind.LINKS: check_links,
    CheckKind.UNTRANSLATED_SENTENCE: check_untranslated,
    CheckKind.REPEATED: check_repeated,
    CheckKind.LENGTH: check_length,
    CheckKind.BALANCE: check_balance,
}


def run_checks(pairs: Iterable[SentencePair], kinds: Collection[CheckKind] = tuple(CHECKS)) -> Iterator[CheckFlag]:
    """Flags of the chosen checks, pair by pair in the order given; holds one pair at a time."""
    chosen = [CHECKS[kind] for kind in CHECKS if kind in kinds]
    for pair in pairs:
        for check in chosen:
            yield from check(pair)
