"""Make the word lists in ``align/terms/data`` from the training corpora.

    python benchmarks/lexicon.py CORPUS_FOLDER [--to align/terms/data]

IBM Model 1 (Brown et al., 1993, section 4.1), five rounds of expectation maximisation, then only pairs that are
likely in one direction and go together often in both (Dice).
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from qantara.align.terms.arabic import fold
from qantara.align.terms.latin import letters
from qantara.align.terms.wordlist import word_set
from qantara.models.atomic import write_text

ROUNDS = 5
LONGEST = 60
LEAST_PROBABILITY = 0.1
ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل")
STOP = word_set(
    "the a an of to in on at for and or is are was were be been by with that this it its his her their he she",
    "they as from had has have not which who will would after before said but than into over about between also",
    "more during while when there our we you i my s t",
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")

Pair = tuple[list[str], list[str]]


def rows(path: Path) -> Iterator[list[str]]:
    """Cells of a TSV file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in data.decode("utf-8").splitlines():
        yield line.split("\t")


def stem(word: str) -> str:
    """An Arabic word without its article and what stands before it."""
    for prefix in ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def english_words(text: str) -> list[str]:
    """Words as written, possessive ending off."""
    return [re.sub(r"['’]s$", "", word) for word in _WORD.findall(text)]


def pairs_of(folder: Path) -> list[Pair]:
    """Arabic stems and lower-cased English words of each pair."""
    found = []
    for path in [*sorted((folder / "authored").glob("*.tsv")), folder / "train" / "tatoeba.tsv.gz"]:
        for cells in rows(path):
            source = [stem(word) for word in fold(cells[0]).split()]
            target = [word for word in map(str.lower, english_words(cells[1])) if word not in STOP]
            if source and target and len(source) <= LONGEST:
                found.append((source, target))
    sources, targets = Counter(w for s, _ in found for w in s), Counter(w for _, t in found for w in t)
    return [
        ([w for w in s if sources[w] >= 2 and not w.isascii()], [w for w in t if targets[w] >= 2]) for s, t in found
    ]


def model_one(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    """p(English word | Arabic word); the empty Arabic word takes what nothing accounts for."""
    table: dict[str, dict[str, float]] = {}
    for step in range(ROUNDS):
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for source, target in pairs:
            words = [*source, ""]
            for english in target:
                weights = [table[word].get(english, 0.0) if step else 1.0 for word in words]
                total = sum(weights)
                for word, weight in zip(words, weights, strict=True):
                    if weight > 1e-4:
                        counts[word][english] += weight / total
        table = {word: _normalised(row) for word, row in counts.items()}
    return table


def _normalised(row: dict[str, float]) -> dict[str, float]:
    total = sum(row.values())
    return {english: count / total for english, count in row.items() if count / total > 1e-4}


def lexicon(pairs: list[Pair], nationalities: Path) -> dict[str, list[str]]:
    """Up to four translations of each Arabic word."""
    together = Counter((s, t) for source, target in pairs for s in set(source) for t in set(target))
    sources = Counter(s for source, _ in pairs for s in set(source))
    targets = Counter(t for _, target in pairs for t in set(target))
    found: dict[str, list[str]] = {}
    for arabic, row in model_one(pairs).items():
        seen = sources[arabic]
        if not arabic or seen < 3:
            continue
        kept = []
        for english, probability in row.items():
            both = together[arabic, english]
            dice = 2 * both / (seen + targets[english])
            sure = dice >= (0.4 if seen < 8 else 0.12) or (probability > 0.35 and seen >= 6)
            if probability >= LEAST_PROBABILITY and both >= 2 and sure:
                kept.append((probability, english))
        if kept:
            found[arabic] = [english for _, english in sorted(kept, reverse=True)[:4]]
    for cells in rows(nationalities):
        arabic, english = stem(fold(cells[0])), cells[1].lower()
        if " " not in arabic + english and english not in found.setdefault(arabic, []):
            found[arabic].append(english)
    return found


def small_words(folder: Path) -> list[str]:
    """English words that are written small often enough to be no names."""
    low, high = Counter[str](), Counter[str]()
    paths = sorted((folder / "authored").glob("*.tsv"))
    for path in [*paths, folder / "train" / "tatoeba.tsv.gz", folder / "train" / "bible_svd_web.tsv.gz"]:
        for cells in rows(path):
            for word in english_words(cells[1])[1:]:
                (low if word.islower() else high)[word.lower()] += 1
    return sorted(
        word
        for word, count in low.items()
        if word.isalpha()
        and len(word) > 1
        and ((count >= 2 and count >= 0.5 * high[word]) or (count >= 5 and count >= 0.15 * high[word]))
    )


def spellings(path: Path) -> dict[str, list[str]]:
    """Romanisations of a name that at least three people and one bearer in a hundred use, if there are two or more."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for arabic, english, origin in rows(path):
        if " " not in fold(arabic) + english:
            counts[fold(arabic)][letters(english)] += int(origin.rsplit("/", 1)[-1])
    found = {}
    for arabic, row in counts.items():
        total = sum(row.values())
        kept = [word for word, count in row.most_common() if count >= max(3, 0.01 * total) and len(word) > 1]
        if len(kept) >= 2:
            found[arabic] = kept
    return found


def _write(path: Path, table: dict[str, list[str]]) -> None:
    write_text(path, "".join(f"{key}\t{' '.join(words)}\n" for key, words in sorted(table.items())))


def main() -> int:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent.parent / "align" / "terms" / "data")
    options = parser.parse_args()
    names = options.corpus / "names"
    _write(options.to / "lexicon.tsv", lexicon(pairs_of(options.corpus), names / "nationalities_arwikicats.tsv.gz"))
    _write(options.to / "spellings.tsv", spellings(names / "persons_name_units.tsv.gz"))
    write_text(options.to / "words.en.txt", "\n".join(small_words(options.corpus)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
