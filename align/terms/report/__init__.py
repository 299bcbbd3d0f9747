"""Flags as files: JSON Lines, TSV and SARIF."""

from __future__ import annotations

from qantara.align.terms.report.records import flag_record
from qantara.align.terms.report.sarif import sarif_log
from qantara.align.terms.report.text import jsonl_lines, tsv_lines

__all__ = ["flag_record", "jsonl_lines", "sarif_log", "tsv_lines"]
