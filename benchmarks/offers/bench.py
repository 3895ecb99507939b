"""What adapting suggestions costs: `offers` beside the plain `look_up`, and how often it finds more.

    python benchmarks/offers/bench.py [--units FILE.tsv] [--queries 1000]

Without a file the units are those of this repository's French catalogs, each five times with other numbers.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from tmpipe.catalogs import po
from tmpipe.memory import open_memory
from tmpipe.memory.offers import offers
from tmpipe.memory.substitution import substituted
from tmpipe.model import Match, TranslationUnit
from tmpipe.text.skeleton import skeleton

ROOT = Path(__file__).parents[2]
_NUMBER = re.compile(r"\b\d{1,3}(?:,\d{3})*\b")


def held(path: Path | None) -> list[TranslationUnit]:
    """The units: a line each, source, tab, target; or those of the catalogs."""
    if path is not None:
        rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
        return [TranslationUnit(row[0], row[1], "fr") for row in rows if len(row) > 1]
    found = []
    for place in sorted((ROOT / "locales/fr").rglob("*.po")):
        catalog = po.read(place.read_bytes(), place.name, "fr")
        found += [TranslationUnit(one.msgid, one.msgstr, "fr") for one in catalog.entries if one.msgstr]
    return found


def varied(text: str, rng: random.Random) -> str:
    """The text with other numbers."""
    return _NUMBER.sub(lambda one: f"{rng.randint(2, 10 ** min(9, len(one[0]))):,}", text)


def edited(text: str, rng: random.Random) -> str:
    """The text with one word changed."""
    words = text.split()
    words[rng.randrange(len(words))] = "otherwise"
    return " ".join(words)


def asked(units: Sequence[TranslationUnit], count: int) -> list[str]:
    """Three in ten as they are, four with other numbers, three with another word."""
    rng = random.Random(5)
    chosen = [rng.choice(units).source for _ in range(count)]
    ways: list[Callable[[str, random.Random], str]] = [
        *[lambda text, _: text] * 3,
        *[varied] * 4,
        *[edited] * 3,
    ]
    return [ways[number % 10](text, rng) for number, text in enumerate(chosen)]


def timed(work: Callable[[], list[list[Match]]]) -> tuple[float, list[list[Match]]]:
    """Milliseconds of processor time for all, the best of three."""
    best, found = float("inf"), []
    for _ in range(3):
        begun = time.process_time()
        found = work()
        best = min(best, time.process_time() - begun)
    return best * 1000, found


def main() -> None:
    """Prints the times and how many queries found something, and how many something better."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    chosen = parser.parse_args()
    units = held(chosen.units)
    sources = asked(units, chosen.queries)
    with closing(open_memory("sqlite::memory:")) as memory:
        memory.add(units)
        memory.look_up(sources[:1], "fr")
        plain, before = timed(lambda: memory.look_up(sources, "fr"))
        whole, after = timed(lambda: offers(memory, sources, "fr"))
    figures = sum(skeleton(source) != source for source in sources)
    better = sum(
        (b[0].rate if b else 0) > (a[0].rate if a else 0) for a, b in zip(before, after, strict=True)
    )
    print(f"{len(units)} units, {len(sources)} queries, {figures} of them with numbers, dates or addresses")
    print(f"look_up {plain:8.1f} ms  {sum(map(bool, before))} found")
    print(
        f"offers  {whole:8.1f} ms  {sum(map(bool, after))} found, {better} better ({whole / plain:.2f} times)"
    )
    pairs = [(match.unit, source) for source, found in zip(sources, before, strict=True) for match in found]
    fuzzy = [(unit, source) for unit, source in pairs if unit.source != source] * 1000
    begun = time.process_time()
    put = sum(substituted(unit, source) is not None for unit, source in fuzzy[:1000])
    print(f"substituted: 1000 fuzzy matches {1000 * (time.process_time() - begun):.1f} ms, {put} adapted")
    begun = time.process_time()
    for _ in range(20):
        for source in sources:
            skeleton(source)
    print(f"skeleton: {1e6 * (time.process_time() - begun) / 20 / len(sources):.1f} µs a text")


if __name__ == "__main__":
    main()
