"""What the memory's benchmarks search in, and for: real segments from a file, or made-up ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tmpipe.text.words import words

SEED = 7


@dataclass(frozen=True, slots=True)
class Case:
    """Different texts of a memory and what is asked of it; words are divided by one blank."""

    texts: Sequence[str]
    queries: Sequence[str]


def segments(corpus: Path | None, number: int) -> list[str]:
    """At most `number` different segments: a corpus's, one a line, or made-up ones.

    Each is as the match rate compares it, so that whoever divides it at blanks counts the same words.
    """
    raw = made_up() if corpus is None else corpus.open(encoding="utf-8")
    plain = (" ".join(words(line)) for line in raw)
    return list(islice(_different(plain), number))


def _different(texts: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for text in texts:
        if text and text not in seen:
            seen.add(text)
            yield text


def made_up() -> Iterator[str]:
    """Segments without end whose words fall off as real ones do (Zipf), and which share phrases."""
    chance = random.Random(SEED)
    weights = [1 / (rank + 3) for rank in range(30_000)]
    pool = chance.choices([f"word{n}" for n in range(30_000)], weights, k=400_000)
    while True:
        start, length = chance.randrange(len(pool) - 60), min(60, 2 + int(chance.expovariate(1 / 14)))
        yield " ".join(pool[start : start + length])


def case(texts: Sequence[str], others: Sequence[str], number: int) -> Case:
    """So many queries: 30 % stand in the memory, 40 % are edited in one to four words, 30 % are others."""
    chance = random.Random(SEED)
    edited = _editor(chance, [word for other in others[:20_000] for word in other.split()])
    long = [text for text in texts if text.count(" ") >= 3]
    exact, changed = number * 3 // 10, number * 4 // 10
    asked = chance.choices(texts, k=exact)
    asked += [edited(text) for text in chance.choices(long, k=changed)]
    asked += chance.choices(others, k=number - exact - changed)
    chance.shuffle(asked)
    return Case(texts, asked)


def _editor(chance: random.Random, vocabulary: Sequence[str]) -> Callable[[str], str]:
    """Changes up to four words, at most every third: inserts, leaves out, replaces."""

    def edited(text: str) -> str:
        own = text.split()
        for _ in range(min(chance.randint(1, 4), max(1, len(own) // 3))):
            at = chance.randrange(len(own))
            kind = chance.choice(("insert", "delete", "replace"))
            fresh = [] if kind == "delete" and len(own) > 2 else [chance.choice(vocabulary)]
            own[at : at + (kind != "insert")] = fresh
        return " ".join(own)

    return edited
