"""Make a checkout importable as the package ``qantara``.

The wheel maps ``translate``, ``align``, ``models`` and ``cli.py`` under ``qantara/`` and does not ship
this file. See ``docs/adr/0001-layout.md``.
"""

from pathlib import Path

__path__ = [str(Path(__file__).resolve().parent)]
