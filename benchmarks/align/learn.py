"""Learns a table of word pairs for the aligner from a bitext: `learn.py BITEXT LOCALE > LOCALE.tsv`.

The tables are in `src/tmpipe/memory/alignment/tables/`. Of what gold sets are made of only one half is read
(see sets.py), and only sources whose licences let facts be drawn from them freely.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from sets import Pair, runs

from tmpipe.memory.alignment.learning import learned, met
from tmpipe.memory.alignment.traits import traits

SOURCES = {
    "canada-laws": 16000,
    "eurlex-lex": 12000,
    "debian-webwml": 20000,
    "chromium-l10n": 4000,
    "tico19": 2000,
    "tor-translation": 3000,
    "opensource-guide": 3000,
    "sdg-translations": 1000,
    "cc-legalcode": 1000,
    "gdpr-toc": 1000,
    "tldr": 2000,
}
"""Sources with the number of their pairs that count at most: laws of Canada and the EU (free to reproduce),
web pages of Debian (MIT), BSD, CC0, CC-BY and MIT texts."""
TESTED = ("canada-laws", "eurlex-lex", "debian-webwml", "tor-translation")
"""Those that gold sets are made of: only a half of them is read."""


def pairs(bitext: Path, longest: int) -> list[Pair]:
    """Pairs of the sources, of few words, evenly drawn."""
    chance = random.Random(5)
    found: list[Pair] = []
    for name, most in SOURCES.items():
        half = "learn" if name in TESTED else "all"
        rows = [pair for block in runs(bitext, [name], half) for pair in block]
        rows = [pair for pair in dict.fromkeys(rows) if len(pair[0].split()) <= longest]
        found += rows if len(rows) <= most else chance.sample(rows, most)
    return found


class Words:
    """The stems of one side, by number, each with its commonest word."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.numbers: dict[str, int] = {}
        self.spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def of(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The stems of a text."""
        found = set()
        for trait, word in traits(text, self.locale):
            if word and word.isalpha():
                self.spelt[trait][word.lower()] += 1
                found.add(self.numbers.setdefault(trait, len(self.numbers)))
        return np.array(sorted(found), np.int64)

    def shown(self, trait: str) -> str:
        """The commonest word of a stem."""
        return self.spelt[trait].most_common(1)[0][0]


def _unlike(one: str, other: str) -> bool:
    """Whether the aligner does not see by itself that they may be the same word."""
    return float(Levenshtein.normalized_similarity(one, other)) < 0.66


def main() -> None:
    """Prints the table: English word, word, strength from 1 to 9."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bitext", type=Path)
    parser.add_argument("locale")
    parser.add_argument("--pairs", type=int, default=3000)
    parser.add_argument("--least", type=int, default=5, help="times that a word must have been seen")
    parser.add_argument("--longest", type=int, default=30, help="words of a pair that counts")
    chosen = parser.parse_args()
    rows = pairs(chosen.bitext, chosen.longest)
    english, other = Words("en"), Words(chosen.locale)
    source, target = [english.of(s) for s, _ in rows], [other.of(t) for _, t in rows]
    found = learned(met(source, target, [1.0] * len(rows), most=20_000_000))
    ours, theirs = list(english.numbers), list(other.numbers)
    often = np.bincount(np.concatenate(source))
    ranked = sorted(
        (
            (float(p) * float(np.sqrt(often[s])), ours[s], theirs[t], float(p))
            for s, t, p in zip(found.source, found.target, found.strength, strict=True)
            if p >= 0.1 and often[s] >= chosen.least and _unlike(ours[s], theirs[t])
        ),
        reverse=True,
    )[: chosen.pairs]
    print(f"{len(rows)} pairs, {len(ranked)} words", file=sys.stderr)
    for _, one, two, strength in sorted(ranked, key=lambda row: (row[1], -row[3])):
        print(f"{english.shown(one)}\t{other.shown(two)}\t{max(1, round(strength * 10))}")


if __name__ == "__main__":
    main()
