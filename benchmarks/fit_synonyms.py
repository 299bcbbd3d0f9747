"""Draw the aligner's list of English words of like meaning from the database files of WordNet 3.0.

    PYTHONPATH=. python benchmarks/fit_synonyms.py WORDNET_FOLDER OUTPUT.tsv.gz

The folder is that of Debian's wordnet-base (data.noun, index.noun, cntlist.rev …). Strength is the kind of relation
times the root of the share of the word's uses that have this sense, averaged geometrically over both directions.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from qantara.align.alignment.english import stem

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSE_KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# hypernym, similar, hyponym, cause or see also, pertainym; what a derived form is worth is said in `related`
RELATIONS = {"@": 0.5, "&": 0.6, "~": 0.3, "^": 0.5, "\\": 0.8}
DERIVED, DERIVED_FROM_SYNONYM = 1.0, 0.7
ONE_WAY = 0.3  # worth of a relation that only one of the two words has
MANY_POINTERS = 15  # hyponyms of broader words than these are no synonyms
LEAST, KEPT = 0.12, 14

Synset = tuple[str, str]


class WordNet:
    """The parts of the database that are needed."""

    def __init__(self, folder: Path) -> None:
        self.words: dict[Synset, list[str]] = {}
        self.pointers: dict[Synset, list[tuple[str, Synset, str]]] = {}
        self.senses: dict[str, list[tuple[Synset, int]]] = defaultdict(list)
        counts = self._counts(folder / "cntlist.rev")
        for kind, name in FILES.items():
            for line in self._lines(folder / f"data.{name}"):
                self._read_synset(kind, line.split("|")[0].split())
            for line in self._lines(folder / f"index.{name}"):
                fields = line.split()
                for rank, offset in enumerate(fields[len(fields) - int(fields[2]) :], 1):
                    self.senses[fields[0]].append(((kind, offset), counts.get((fields[0], kind, rank), 0)))

    @staticmethod
    def _lines(path: Path) -> Iterator[str]:
        return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))

    @staticmethod
    def _counts(path: Path) -> dict[tuple[str, str, int], int]:
        rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
        keys = ((key.split("%"), int(rank), int(count)) for key, rank, count in rows)
        return {(lemma, SENSE_KINDS[rest[0]], rank): count for (lemma, rest), rank, count in keys}

    def _read_synset(self, kind: str, fields: list[str]) -> None:
        count = int(fields[3], 16)
        synset = kind, fields[0]
        self.words[synset] = [re.sub(r"\(.*\)", "", word.lower()) for word in fields[4 : 4 + 2 * count : 2]]
        at = 4 + 2 * count
        groups = (fields[n : n + 4] for n in range(at + 1, at + 1 + 4 * int(fields[at]), 4))
        self.pointers[synset] = [(sign, ("a" if k == "s" else k, offset), where) for sign, offset, k, where in groups]

    def frequency(self, word: str) -> int:
        return sum(count for _, count in self.senses.get(word, ()))

    def related(self, word: str, synset: Synset) -> Iterator[tuple[str, float]]:
        yield from ((other, 1.0) for other in self.words[synset])
        for sign, other, where in self.pointers[synset]:
            if sign == "+":
                own = self.words[synset][int(where[:2], 16) - 1] == word
                yield self.words[other][int(where[2:], 16) - 1], DERIVED if own else DERIVED_FROM_SYNONYM
            elif sign in RELATIONS and not (sign == "~" and len(self.pointers[synset]) > MANY_POINTERS):
                yield from ((w, RELATIONS[sign]) for w in self.words.get(other, ()))


def strengths(wordnet: WordNet) -> dict[str, dict[str, float]]:
    """One-way strengths between stems, of words seen at least once in the tagged texts."""
    known = {w for w in wordnet.senses if w.isalpha() and len(w) > 2 and wordnet.frequency(w) > 0}
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for word in known:
        senses = wordnet.senses[word]
        total = wordnet.frequency(word) + len(senses)
        for synset, count in senses:
            share = ((count + 1) / total) ** 0.5
            for other, worth in wordnet.related(word, synset):
                a, b = stem(word), stem(other)
                if other in known and a != b:
                    found[a][b] = max(found[a][b], worth * share)
    return found


def main() -> None:
    one_way = strengths(WordNet(Path(sys.argv[1])))
    with gzip.GzipFile(sys.argv[2], "wb", mtime=0) as file:
        for word in sorted(one_way):
            both = {
                other: (value * back) ** 0.5 if (back := one_way.get(other, {}).get(word, 0.0)) else value * ONE_WAY
                for other, value in one_way[word].items()
            }
            best = sorted((item for item in both.items() if item[1] >= LEAST), key=lambda item: (-item[1], item[0]))
            if best:
                cells = " ".join(f"{other}:{round(100 * value)}" for other, value in best[:KEPT])
                file.write(f"{word}\t{cells}\n".encode())


if __name__ == "__main__":
    main()
