"""Fuzzy look-ups: tmpipe's memory beside brute force with rapidfuzz, in one run, on the same queries.

usage: python benchmarks/memory/bench.py [CORPUS] [--sizes 10000 100000] [--queries 300]

CORPUS has one segment a line; without it segments are made up from a fixed seed. Of the queries 30 % are
segments of the memory, 40 % are segments with one to four words changed, 30 % are other segments.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import process_time

import rapidfuzz
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

import tmpipe
from tmpipe.memory import open_memory
from tmpipe.memory.index import Index
from tmpipe.model import TranslationUnit
from tmpipe.text.rate import Alphabet, score
from tmpipe.text.words import words

CUTOFF, LIMIT, SEED = 70, 5, 7

Rates = list[float]
"""Of the best LIMIT texts that are not the query itself, in falling order."""


def made_up(number: int) -> list[str]:
    """Segments whose words fall off as real ones do (Zipf), and which share phrases as documents do."""
    chance = random.Random(SEED)
    weights = [1 / (rank + 3) for rank in range(30_000)]
    pool = chance.choices([f"word{n}" for n in range(30_000)], weights, k=400_000)
    segments: list[str] = []
    while len(segments) < number:
        start, length = chance.randrange(len(pool) - 60), min(60, 2 + int(chance.expovariate(1 / 14)))
        segments.append(" ".join(pool[start : start + length]))
    return segments


def queries(segments: Sequence[str], others: Sequence[str], number: int) -> list[str]:
    chance = random.Random(SEED)
    vocabulary = [word for other in others[:2000] for word in other.split()]

    def edited(text: str) -> str:
        parts = text.split()
        for _ in range(min(chance.randint(1, 4), max(1, len(parts) // 3))):
            at = chance.randrange(len(parts))
            parts[at : at + chance.randint(0, 1)] = chance.choices(vocabulary, k=chance.randint(0, 1))
            parts = parts or [text]
        return " ".join(parts)

    exact = chance.choices(segments, k=number * 3 // 10)
    changed = [edited(text) for text in chance.choices(segments, k=number * 4 // 10)]
    return exact + changed + chance.choices(others, k=number - len(exact) - len(changed))


def timed(ask: Callable[[str], Rates], asked: Sequence[str]) -> tuple[list[float], list[Rates]]:
    """CPU milliseconds and answers, one a query."""
    spent, answers = [], []
    for text in asked:
        start = process_time()
        answers.append(ask(text))
        spent.append(1000 * (process_time() - start))
    return spent, answers


def brute(texts: Sequence[str]) -> Callable[[str], Rates]:
    """Every segment by rapidfuzz, one code point a word, the cutoff handed down."""
    alphabet = Alphabet()
    spellings = [alphabet.learn(words(text)) for text in texts]

    def ask(text: str) -> Rates:
        query = alphabet.spell(words(text))
        near = extract(
            query,
            spellings,
            scorer=Levenshtein.normalized_distance,
            score_cutoff=1 - CUTOFF / 100,
            limit=None,
        )
        return best(
            score(Levenshtein.distance(query, found), max(len(query), len(found)))
            for found, _, number in near
            if texts[number] != text
        )

    return ask


def best(rates: Iterable[float]) -> Rates:
    return sorted(rates, reverse=True)[:LIMIT]


def report(name: str, built: float, spent: list[float], found: float, base: float | None) -> float:
    cuts = quantiles(spent, n=100)
    ratio = f"{base / cuts[49]:8.0f}x" if base else "       1x"
    print(f"{name:34}{built:8.2f} s{cuts[49]:10.3f}{cuts[94]:10.3f}{cuts[98]:10.3f} ms{ratio}{found:9.4f}")
    return cuts[49]


def recall(truth: list[Rates], answers: list[Rates]) -> float:
    """The part of the best rates that was found: 1 when no better match exists anywhere."""
    hits = sum(
        sum(a >= t for a, t in zip(got, true, strict=False)) for true, got in zip(truth, answers, strict=True)
    )
    return hits / max(1, sum(map(len, truth)))


def run(texts: Sequence[str], asked: Sequence[str], folder: Path) -> None:
    start = process_time()
    ask = brute(texts)
    built = process_time() - start
    spent, truth = timed(ask, asked)
    base = report("rapidfuzz, brute force", built, spent, 1.0, None)

    start = process_time()
    index = Index()
    index.add(texts)
    built = process_time() - start
    spent, answers = timed(lambda text: best(rate for rate, _ in index.near(text, CUTOFF)), asked)
    report("tmpipe.memory.index", built, spent, recall(truth, answers), base)

    with closing(open_memory(f"sqlite:{folder}/{len(texts)}.sqlite")) as memory:
        start = process_time()
        memory.add(TranslationUnit(text, str(number), "fr") for number, text in enumerate(texts))
        built = process_time() - start
        start = process_time()
        memory.look_up(["warm up"], "fr")
        print(f"{'':34}{process_time() - start:8.2f} s  to open the index of a memory that is there")
        spent, found = timed(
            lambda text: [m.rate for m in memory.look_up([text], "fr", limit=LIMIT + 1)[0] if m.rate < 100][
                :LIMIT
            ],
            asked,
        )
        report("tmpipe memory, SQLite and all", built, spent, recall(truth, found), base)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    print(
        f"tmpipe {tmpipe.__version__}, rapidfuzz {rapidfuzz.__version__}, Python {platform.python_version()}"
    )
    segments = (
        options.corpus.read_text("utf-8").splitlines()
        if options.corpus
        else made_up(max(options.sizes) * 5 // 4)
    )
    segments = list(dict.fromkeys(filter(str.strip, segments)))
    for size in options.sizes:
        texts, others = segments[:size], segments[size : size + 5000]
        if len(texts) < size or not others:
            print(f"the corpus has only {len(segments)} different segments: {size} left out")
            continue
        print(f"\n{size} segments, {options.queries} queries, top {LIMIT} at {CUTOFF}; CPU time, one core")
        print(f"{'':34}{'build':>10}{'p50':>10}{'p95':>10}{'p99':>10}{'':3}{'speed':>9}{'recall':>9}")
        with tempfile.TemporaryDirectory() as folder:
            run(texts, queries(texts, others, options.queries), Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
