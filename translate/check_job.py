"""A corpus and a glossary to flags."""

from __future__ import annotations

from qantara.align.flag import Severity

LEVELS = tuple(str(severity) for severity in sorted(Severity, key=lambda s: s.rank))
