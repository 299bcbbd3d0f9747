"""A corpus and a glossary to flags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from qantara.align.bead import SentencePair
from qantara.align.corpus import read_pairs
from qantara.align.flag import EntityFlag, Severity
from qantara.align.terms.checker import Checker
from qantara.models.errors import UsageError

LEVELS = tuple(str(severity) for severity in sorted(Severity, key=lambda s: s.rank))
