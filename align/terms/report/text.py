"""Flags as JSON Lines and as tab-separated values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from qantara.align.bead import SentencePair
from qantara.align.flag import Flag
from qantara.align.terms.base import TermBase
from qantara.align.terms.report.records import KEYS, flag_record


def jsonl_lines(flags: Iterable[tuple[Flag, SentencePair]], base: TermBase | None = None) -> Iterator[str]:
    """One JSON object a line, each line ended."""
    for flag, pair in flags:
        yield json.dumps(flag_record(flag, pair, base), ensure_ascii=False) + "\n"


def tsv_lines(flags: Iterable[tuple[Flag, SentencePair]], base: TermBase | None = None) -> Iterator[str]:
    """A header and one row a flag; tabs and line breaks inside a cell become spaces, spans are ``start-end``."""
    yield "\t".join(KEYS) + "\n"
    for flag, pair in flags:
        record = flag_record(flag, pair, base)
        yield "\t".join(_cell(key, record[key]) for key in KEYS) + "\n"


def _cell(key: str, value: object) -> str:
    if value is None:
        return ""
    joint = "-" if key.endswith("span") else "|"
    text = joint.join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split())
