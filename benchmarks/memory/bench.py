"""Fuzzy look-ups: tmpipe's memory beside its peers, in one run, on the same texts and queries.

usage: python benchmarks/memory/bench.py [CORPUS] [--sizes 10000 100000 1000000] [--queries 1000]
       [--systran PROGRAM] [--only NAME]... [--seconds 60] [--curve FILE.svg]

CORPUS has one segment a line; without it segments are made up from a fixed seed. Of the queries 30 % stand in
the memory, 40 % are edited in one to four words, 30 % are others. Every matcher builds in a process of its
own and answers in another: the best five at cutoff 70. Times are CPU times. Recall counts the places of brute
force's answer that are filled as well or better, by the match rate; equal rates count alike. `× index` are
queries a second beside those of tmpipe's index.
With --curve only tmpipe's own growth is measured, at --sizes, and drawn.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import log
from pathlib import Path
from statistics import quantiles
from typing import Any

import rapidfuzz
from chart import Points, drawn
from matchers import BRUTE, CUTOFF, INDEX, LIMIT, MATCHERS, MEMORY
from texts import Case, case, segments

import tmpipe
from tmpipe.text.rate import rate

OTHERS = 20_000
SYSTRAN = {"SYSTRAN fuzzy-match, defaults": ("3", "0.3"), "SYSTRAN fuzzy-match, runs of 2": ("2", "0")}
"""The shortest run of words that a match must share; shorter runs find more and take longer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one matcher did."""

    name: str
    built: float
    """CPU seconds."""
    size: int
    """Bytes on disk."""
    resident: int
    """MB while searching."""
    spent: list[float]
    """CPU milliseconds a query."""
    answers: list[list[int]]

    @property
    def speed(self) -> float:
        """Queries a second of CPU time."""
        return 1000 * len(self.spent) / sum(self.spent)

    def at(self, percent: int) -> float:
        """CPU milliseconds within which so many queries in a hundred are answered."""
        return quantiles(self.spent, n=100, method="inclusive")[percent - 1]


# --- one matcher, in its own processes


def measured(name: str, corpus: Path, queries: Path, seconds: float) -> Measured:
    matcher = MATCHERS[name]
    with tempfile.TemporaryDirectory() as folder:
        built = _run("build", name, corpus, folder)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        told = _run("ask", name, corpus, folder, queries, seconds)
    took = built["seconds"] if matcher.build else told["seconds"]
    return Measured(name, took, size, told["resident"], told["spent"], told["answers"])


def _run(*words: object) -> dict[str, Any]:
    program = Path(__file__).parent / "matchers.py"
    done = subprocess.run([sys.executable, program, *map(str, words)], stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def systran(program: Path, name: str, corpus: Path, queries: Path) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.fmi"
        command: list[str | Path] = [program, corpus, queries, index, *SYSTRAN[name]]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        size = index.stat().st_size
    built, resident, *lines = done.stdout.splitlines()
    fields = [line.split() for line in lines]
    spent, answers = [float(one[0]) for one in fields], [[*map(int, one[1:])] for one in fields]
    return Measured(name, float(built), size, int(resident), spent, answers)


# --- recall


def rates(query: str, texts: Sequence[str], numbers: Sequence[int]) -> list[float]:
    """The match rates of an answer, best first; what is below the cutoff is none."""
    found = (rate(query, texts[number]) for number in dict.fromkeys(numbers))
    return sorted((one for one in found if one >= CUTOFF), reverse=True)


def recall(one: Case, truth: Measured, found: Measured) -> float:
    """Of brute force's places, the part that is filled with a text at least as good as its last one."""
    hits = places = 0
    for query, best, answer in zip(one.queries, truth.answers, found.answers, strict=False):
        if wanted := rates(query, one.texts, best):
            places += len(wanted)
            got = rates(query, one.texts, answer)
            hits += min(len(wanted), sum(each >= wanted[-1] for each in got))
    return hits / max(1, places)


# --- tables

HEAD = (
    "build, s",
    "texts/s",
    "disk, MB",
    "memory, MB",
    "p50, ms",
    "p95, ms",
    "queries/s",
    "× index",
    "recall@5",
)


def table(one: Case, found: Sequence[Measured], truth: Measured) -> Iterator[str]:
    yield f"| {len(one.texts):,} texts | {' | '.join(HEAD)} |"
    yield "|---|" + "--:|" * len(HEAD)
    own = next((each.speed for each in found if each.name == INDEX), found[-1].speed)
    for each in found:
        few = f" ({len(each.spent)} queries)" if len(each.spent) < len(one.queries) else ""
        yield (
            f"| {each.name}{few} | {each.built:.1f} | {len(one.texts) / max(each.built, 1e-9):,.0f} "
            f"| {each.size / 1e6:.0f} | {each.resident} | {each.at(50):.3g} | {each.at(95):.3g} "
            f"| {each.speed:,.{1 if each.speed < 10 else 0}f} | {each.speed / own:.2g} "
            f"| {recall(one, truth, each):.4f} |"
        )


def compared(one: Case, options: argparse.Namespace) -> Iterator[Measured]:
    """Brute force, then the others that are wanted."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, queries = Path(folder) / "corpus.txt", Path(folder) / "queries.txt"
        corpus.write_text("".join(f"{text}\n" for text in one.texts), encoding="utf-8")
        queries.write_text("".join(f"{text}\n" for text in one.queries), encoding="utf-8")
        yield measured(BRUTE.name, corpus, queries, 1e9)
        runs = {name: partial(measured, name, corpus, queries, options.seconds)
                for name, matcher in MATCHERS.items()
                if name != BRUTE.name and len(one.texts) <= matcher.most}  # fmt: skip
        if options.systran:
            runs |= {name: partial(systran, options.systran, name, corpus, queries) for name in SYSTRAN}
        for name, run in runs.items():
            if not options.only or any(part in name for part in options.only):
                print(f"  {name} ...", file=sys.stderr)
                yield run()


def compare(texts: Sequence[str], options: argparse.Namespace) -> None:
    for size, one in cases(texts, options):
        truth, *found = compared(one, options)
        print(f"\n{size:,} texts, {len(one.queries)} queries, best {LIMIT} at {CUTOFF}; CPU time\n")
        print("\n".join(table(one, [truth, *found], truth)), flush=True)


def cases(texts: Sequence[str], options: argparse.Namespace) -> Iterator[tuple[int, Case]]:
    """A case for each size; the queries that are no text of any memory are the same for all."""
    others = texts[max(options.sizes) :]
    for size in options.sizes:
        if len(texts) <= size or not others:
            print(f"the corpus has only {len(texts):,} different segments: {size:,} is left out")
        else:
            yield size, case(texts[:size], others, options.queries)


# --- growth


def curve(texts: Sequence[str], options: argparse.Namespace) -> None:
    """tmpipe's own p50 and p95 by size, printed and drawn."""
    found: list[tuple[int, Measured]] = []
    with tempfile.TemporaryDirectory() as folder:
        corpus, queries = Path(folder) / "corpus.txt", Path(folder) / "queries.txt"
        for size, one in cases(texts, options):
            corpus.write_text("".join(f"{text}\n" for text in one.texts), encoding="utf-8")
            queries.write_text("".join(f"{text}\n" for text in one.queries), encoding="utf-8")
            found += [(size, measured(name, corpus, queries, 1e9)) for name in (INDEX, MEMORY)]
    lines = {
        f"{name}, p{percent}": [(size, one.at(percent)) for size, one in found if one.name == name]
        for name in (INDEX, MEMORY)
        for percent in (50, 95)
    }
    print("\n".join(growth(lines)))
    options.curve.write_text(drawn(lines), encoding="utf-8")


def growth(lines: Mapping[str, Points]) -> Iterator[str]:
    """Milliseconds by size, then the exponents from size to size, and over all."""
    sizes = [size for size, _ in next(iter(lines.values()))]
    steps = [f"{low:,} to {high:,}" for low, high in pairwise(sizes)]
    yield f"| ms | {' | '.join(f'{size:,}' for size in sizes)} |"
    yield "|---|" + "--:|" * len(sizes)
    for name, points in lines.items():
        yield f"| {name} | {' | '.join(f'{time:.3g}' for _, time in points)} |"
    yield f"\n| exponent | {' | '.join(steps)} | over all |"
    yield "|---|" + "--:|" * (len(steps) + 1)
    for name, points in lines.items():
        found = [*(slope(*pair) for pair in pairwise(points)), slope(points[0], points[-1])]
        yield f"| {name} | {' | '.join(f'{one:.2f}' for one in found)} |"


def slope(first: tuple[int, float], last: tuple[int, float]) -> float:
    """e where time grows as size to the e."""
    return log(last[1] / first[1]) / log(last[0] / first[0])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--systran", type=Path, metavar="PROGRAM")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="repeatable")
    parser.add_argument("--seconds", type=float, default=60, help="CPU time for the queries of one matcher")
    parser.add_argument("--curve", type=Path, metavar="FILE.svg")
    options = parser.parse_args()
    versions = f"rapidfuzz {rapidfuzz.__version__}, Python {platform.python_version()}"
    print(f"tmpipe {tmpipe.__version__}, {versions}")
    if options.systran and not options.systran.is_file():
        print(f"{options.systran} is not there, SYSTRAN's fuzzy-match is left out; see the README")
        options.systran = None
    texts = segments(options.corpus, max(options.sizes) + OTHERS)
    (curve if options.curve else compare)(texts, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
