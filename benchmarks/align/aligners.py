"""tmpipe's aligner beside its peers on gold sets made from a bitext: `aligners.py fr=BITEXT it=BITEXT ...`.

Prints F1, strict (the same segments on both sides) and loose (shared links), CPU seconds with their ratio to
ours, and how often beads of a score are right.
"""

from __future__ import annotations

import argparse
import resource
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rivals import Aligner, installed
from sets import Gold, agreement, golds, links, runs

from tmpipe.memory.align import align

NAMES = ("ihl-canada", "canada-laws", "debian-webwml", "debian-handbook", "tor-translation")
"""Sources that keep the order of their documents."""
OTHERS = {
    "ihl-canada": ["canada-laws"],
    "canada-laws": ["eurlex-lex"],
    "debian-webwml": ["debian-handbook", "tails"],
    "debian-handbook": ["tor-translation", "tails"],
    "tor-translation": ["debian-handbook"],
}
"""Where the strangers come from that are inserted."""


def made(locale: str, bitext: Path, half: str, count: int, rate: float) -> Iterator[Gold]:
    """The gold sets of a locale: of each source merged and split, then dropped and inserted, too."""
    for name in NAMES:
        blocks = runs(bitext, [name], half)
        if len(blocks) > 1:
            strangers = runs(bitext, OTHERS[name], half)
            yield from golds(blocks, name, locale, count, seed=2, rate=rate)
            if strangers:
                yield from golds(blocks, name, locale, count, strangers=strangers, seed=2, rate=rate)


def _f1(counts: list[int]) -> float:
    right, found, wanted = counts
    return 2 * right / (found + wanted)


def _seconds(kind: int) -> float:
    used = resource.getrusage(kind)
    return used.ru_utime + used.ru_stime


def measured(name: str, aligner: Aligner, sets: list[Gold]) -> dict[tuple[str, str, bool], float]:
    """Prints a line for each kind of set; gives strict F1."""
    strict: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    loose: defaultdict[tuple[str, str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold in sets:
        found = aligner(gold)
        key = gold.locale, gold.name.rpartition("-")[0], gold.dropped
        ours, theirs = links(gold.beads), links(found)
        for at, counted in enumerate(agreement(gold.beads, found)):
            strict[key][at] += counted
        for at, counted in enumerate((len(ours & theirs), len(theirs), len(ours))):
            loose[key][at] += counted
    for key, counts in strict.items():
        locale, source, dropped = key
        kind = "dropped, inserted" if dropped else "merged, split"
        print(
            f"{name:12} {locale} {source:16} {kind:18} strict {_f1(counts):.3f}  loose {_f1(loose[key]):.3f}"
        )
    return {key: _f1(counts) for key, counts in strict.items()}


def calibration(sets: list[Gold]) -> None:
    """How many beads have which score, and how many of them are right."""
    seen: defaultdict[int, list[float]] = defaultdict(lambda: [0, 0, 0])
    for gold in sets:
        right = set(gold.beads)
        for bead in align(gold.source, gold.target, "en", gold.locale):
            row = seen[min(int(bead.score * 20), 19)]
            row[0] += 1
            row[1] += bead.score
            row[2] += (bead.source, bead.target) in right
    print("score         beads   mean  right")
    for step, (count, total, right_ones) in sorted(seen.items()):
        low = step / 20
        print(f"{low:.2f} to {low + 0.05:.2f} {count:7.0f}  {total / count:.3f}  {right_ones / count:.3f}")


def main() -> None:
    """Runs all that is installed on the same sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bitexts", nargs="+", metavar="LOCALE=BITEXT")
    parser.add_argument("--half", default="test", help="learn, dev, test or all; default: test")
    parser.add_argument("--sets", type=int, default=6, help="of each kind and source; default: 6")
    parser.add_argument("--rate", type=float, default=1, help="how often something is merged, split, dropped")
    parser.add_argument("--only", metavar="ALIGNER", help="one of them; default: all that are installed")
    chosen = parser.parse_args()
    sets = [
        gold
        for one in chosen.bitexts
        for locale, _, path in [one.partition("=")]
        for gold in made(locale, Path(path), chosen.half, chosen.sets, chosen.rate)
    ]
    print(f"{len(sets)} sets, {sum(len(gold.source) for gold in sets):,} source segments")
    ours = 0.0
    for name, aligner in installed(chosen.only).items():
        kind = resource.RUSAGE_CHILDREN if name == "hunalign" else resource.RUSAGE_SELF
        began = _seconds(kind)
        found = measured(name, aligner, sets)
        took = _seconds(kind) - began
        ours = ours or took
        for dropped in (False, True):
            some = [value for (_, _, torn), value in found.items() if torn is dropped]
            kind_of_set = "dropped and inserted" if dropped else "merged and split"
            if some:
                print(f"{name:12} mean, {kind_of_set:22} {sum(some) / len(some):.3f}")
        print(f"{name:12} {took:.1f} CPU s, {took / ours:.2f} times ours")
    calibration(sets)


if __name__ == "__main__":
    main()
