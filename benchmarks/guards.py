"""How often each guard objects to the first hypothesis, and how many sentences the second attempts mend.

PYTHONPATH=. python benchmarks/guards.py [--source FILE] [--lines N] [--model NAME]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from qantara.models.load import load
from qantara.translate.engine import EngineSettings, TranslationEngine
from qantara.translate.guards import Symptom
from qantara.translate.stream import translate_lines

NEWS = Path(__file__).parent.parent.parent / "shared" / "eval" / "tico19.ar"


def warnings_of(lines: list[str], engine: TranslationEngine) -> list[set[Symptom]]:
    """The symptoms that are left in each line."""
    return [{warning.kind for warning in line.warnings} for line in translate_lines(lines, engine)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=NEWS, help="Arabic, a sentence a line")
    parser.add_argument("--lines", type=int, default=1000)
    parser.add_argument("--model", default="starter")
    options = parser.parse_args()
    lines = options.source.read_text(encoding="utf-8").splitlines()[: options.lines]
    translator = load(options.model)
    first = warnings_of(lines, TranslationEngine(translator, EngineSettings(retry=False)))
    after = warnings_of(lines, TranslationEngine(translator))
    hit, left = (Counter(symptom for found in runs for symptom in found) for runs in (first, after))
    print(
        f"{len(lines)} lines of {options.source.name} with {translator.name}\n\n| guard | first | left |\n|---|---|---|"
    )
    for symptom in Symptom:
        print(f"| {symptom} | {hit[symptom]} | {left[symptom]} |")
    print(f"| lines with any | {sum(map(bool, first))} | {sum(map(bool, after))} |")


if __name__ == "__main__":
    main()
