"""Learn the lexicon that ships with the aligner from open parallel corpora (IBM model 1, both directions).

    python benchmarks/fit_lexicon.py ../shared/corpus OUTPUT.tsv.gz

Only sets whose licence lets their word statistics be shipped under attribution are read. See docs/alignment.md.
"""

from __future__ import annotations

import gzip
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from qantara.align.alignment import arabic, english

SETS = {  # how many pairs at most, so that manuals do not drown the rest
    "authored": 40_000, "bible_svd_web": 32_000, "tatoeba": 13_000, "open_sdg_un": 700, "ms_sxs_d365": 30_000,
    "ms_sxs_alchemy_human": 1_500, "ms_custinsights": 5_000, "ms_edgeai": 4_600, "ms_security101": 400,
}  # fmt: skip
LONGEST = 60  # words a side
LEAST_COUNT = 3
ITERATIONS = 5
KEPT_PER_WORD = 12
LEAST_PROBABILITY = 0.02


def pairs_of(folder: Path) -> list[tuple[list[str], list[str]]]:
    chosen = random.Random(1)
    pairs: list[tuple[list[str], list[str]]] = []
    for name, limit in SETS.items():
        files = sorted((folder / name).glob("*.tsv")) or [folder / "train" / f"{name}.tsv.gz"]
        lines = [line for file in files for line in read(file)]
        for line in chosen.sample(lines, min(limit, len(lines))):
            source, target = line.rstrip("\n").split("\t")[:2]
            left, right = arabic.words(source), english.words(target)
            if 0 < len(left) <= LONGEST and 0 < len(right) <= LONGEST:
                pairs.append((left, right))
    return pairs


def read(path: Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [line for line in lines if "\t" in line]


def vocabulary(sides: list[list[str]]) -> dict[str, int]:
    counts = Counter(word for side in sides for word in set(side))
    kept = [word for word, count in counts.items() if count >= LEAST_COUNT]
    return {word: number for number, word in enumerate(kept)}


def link_table(pairs, left, right):
    """Every (sentence, left word, right word) once: codes of the word pair, and the sentence-side keys."""
    codes, owners = [], []
    token = 0
    for a, b in pairs:
        ia = np.array([0] + [left[w] + 1 for w in a if w in left])  # zero is the empty word
        ib = np.array([right[w] for w in b if w in right], dtype=np.int64)
        if not len(ib):
            continue
        codes.append((ia[:, None] * len(right) + ib[None, :]).ravel())
        owners.append(np.broadcast_to(token + np.arange(len(ib)), (len(ia), len(ib))).ravel())
        token += len(ib)
    return np.concatenate(codes), np.concatenate(owners), token


def model_one(pairs, left, right):
    """p(right | left) as two arrays: word-pair codes and probabilities (Brown et al. 1993, model 1)."""
    codes, owners, tokens = link_table(pairs, left, right)
    kinds, index = np.unique(codes, return_inverse=True)
    index = index.astype(np.int32)
    lefts = (kinds // len(right)).astype(np.int32)
    p = np.ones(len(kinds))
    for _ in range(ITERATIONS):
        weight = p[index]
        weight /= np.bincount(owners, weight, tokens)[owners]
        counts = np.bincount(index, weight, len(kinds))
        p = counts / np.bincount(lefts, counts)[lefts]
    return kinds, p


def main() -> None:
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    pairs = pairs_of(folder)
    left, right = vocabulary([a for a, _ in pairs]), vocabulary([b for _, b in pairs])
    print(len(pairs), "pairs", len(left), len(right), "words", flush=True)
    forward = table(model_one(pairs, left, right), left, right)
    turned = [(b, a) for a, b in pairs]
    backward = table(model_one(turned, right, left), right, left)
    write(output, forward, backward)


def table(model, left, right):
    kinds, p = model
    left_words, right_words = [None, *left], list(right)
    keep = p >= LEAST_PROBABILITY / 4
    return {
        (left_words[k // len(right)], right_words[k % len(right)]): v
        for k, v in zip(kinds[keep].tolist(), p[keep].tolist(), strict=True)
        if k >= len(right)
    }


def write(output: Path, forward, backward) -> None:
    by_word: dict[str, list[tuple[float, str]]] = {}
    for (a, b), p in forward.items():
        q = backward.get((b, a), 0.0)
        score = (p * q) ** 0.5
        if score >= LEAST_PROBABILITY:
            by_word.setdefault(a, []).append((score, b))
    with gzip.GzipFile(output, "wb", mtime=0) as file:
        for word in sorted(by_word):
            best = sorted(by_word[word], reverse=True)[:KEPT_PER_WORD]
            cells = " ".join(f"{b}:{round(100 * s)}" for s, b in best)
            file.write(f"{word}\t{cells}\n".encode())
    print(len(by_word), "Arabic stems,", output.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
