"""The search index of many texts: how large it is, what a query loads, how long it takes, and how both grow.

    python benchmarks/release/search.py [TEXTS]

The texts are made of the seeds' words as often as these have them, and of rare ones put together from their
halves, so that the vocabulary grows with the texts, as it does in a language.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
import tracemalloc
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tmpipe.model import Fingerprint
from tmpipe.release.content import Content
from tmpipe.release.site.search import plain, shards
from tmpipe.release.texts import Text

SEEDS = Path(__file__).parents[2] / "seeds"
LENGTH = 1_500
RARE = 0.04
"""Share of the words that are put together. At 1,000 texts the vocabulary is then some 50,000 words."""


def vocabulary() -> list[str]:
    """The words of the seeds, as often as they stand there."""
    return [word for seed in sorted(SEEDS.iterdir()) for word in seed.read_text(encoding="utf-8").split()]


def text(known: list[str], number: int) -> tuple[Text, Content]:
    """Text n, always the same."""
    chance = random.Random(number)
    words = [rare(known, chance) if chance.random() < RARE else chance.choice(known) for _ in range(LENGTH)]
    title = " ".join(words[:8]).replace("<", "").replace("&", "")
    body = " ".join(words).replace("&", "&amp;").replace("<", "&lt;")
    date = f"{2000 + number % 27}-{1 + number % 12:02}-01"
    name = f"statement-{number}"
    return (
        Text(name, name, "en", title, "final", Fingerprint("", "", ""), "tmpipe", date=date),
        Content(
            name, "en", "ltr", title, "final", date, body[:300], f"<h1>{title}</h1><p>{body}</p>", 60, 0, 0
        ),
    )


def rare(known: list[str], chance: random.Random) -> str:
    """A word of two halves; few of them again and again, most hardly ever."""
    front, back = (known[int(len(known) * chance.random() ** 3)] for _ in range(2))
    return front[: len(front) // 2 + 1] + back[len(back) // 2 :]


def entries(known: list[str], count: int) -> Iterator[tuple[Text, Content]]:
    """So many texts."""
    return (text(known, number) for number in range(count))


def made_in(known: list[str], count: int) -> tuple[float, dict[str, bytes]]:
    """CPU seconds for the index alone, the least of three times, and its files."""
    given = list(entries(known, count))
    spent = []
    found: dict[str, bytes] = {}
    for _ in range(3):
        start = time.process_time()
        found = dict(shards("en", given))
        spent.append(time.process_time() - start)
    return min(spent), found


def peak(known: list[str], count: int) -> int:
    """Bytes of memory at once, while the texts come one by one."""
    tracemalloc.start()
    for _ in shards("en", entries(known, count)):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def told(known: list[str], count: int, before: float) -> float:
    """One line of the table; the seconds."""
    seconds, found = made_in(known, count)
    words = [len(data) for path, data in found.items() if "/w" in path]
    pages = [len(data) for path, data in found.items() if "/t" in path]
    size = sum(map(len, found.values()))
    texts = sum(len(plain(content.html).encode()) for _, content in entries(known, count))
    packed = sum(len(gzip.compress(data, 6)) for data in found.values())
    cells = (
        f"{count:>6}",
        f"{seconds:>8.2f}",
        f"{seconds / count * 1000:>8.2f}",
        f"{seconds / before if before else 0:>6.2f}",
        f"{size / 1e6:>9.2f}",
        f"{packed / 1e6:>8.2f}",
        f"{size / texts:>9.1%}",
        f"{len(words):>7}",
        f"{max(words) / 1e3:>8.1f}",
        f"{max(pages) / 1e3:>8.1f}",
        f"{len(found['en/search/index.js']) / 1e3:>12.1f}",
    )
    print(*cells)
    return seconds


def main() -> None:
    """Prints the table."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    known = vocabulary()
    made_in(known, 20)  # what is loaded once
    print(
        " texts  seconds  ms/text  ratio  index MB  gzip MB  of texts  shards  largest  page kB  index.js kB"
    )
    before = 0.0
    for count in chain((most // 8, most // 4, most // 2), (most,)):
        before = told(known, count, before)
    print(f"memory at most, {most // 2} texts one by one: {peak(known, most // 2) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
