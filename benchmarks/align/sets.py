"""Gold sets for aligners: runs of real pairs, merged and split at sentence borders, dropped and inserted.

A bitext is a table `source<TAB>target<TAB>name of the source`, in the order of its documents. Its rows are
cut into blocks: every second one is for learning word pairs from, every fourth one for development, and what
is left for the test that is reported.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmpipe.text.segment import segment

Pair = tuple[str, str]
Links = tuple[tuple[int, ...], tuple[int, ...]]
Unit = tuple[list[str], list[str]]
BLOCK = 120
_PARTS = {"learn": (0, 2), "dev": (1,), "test": (3,), "all": (0, 1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Gold:
    """Two texts in segments, and which of them belong together."""

    name: str
    locale: str
    source: list[str]
    target: list[str]
    beads: list[Links]
    dropped: bool
    """Whether runs were dropped and inserted, too."""


def runs(bitext: Path, names: Sequence[str], half: str) -> list[list[Pair]]:
    """Blocks of neighbouring pairs of the named sources (without names: all); a half is a key of `_PARTS`."""
    rows: dict[str, list[Pair]] = {}
    with bitext.open(encoding="utf-8") as file:
        for line in file:
            source, target, name = (*line.rstrip("\n").split("\t"), "")[:3]
            if (not names or name in names) and source.strip() and target.strip():
                rows.setdefault(name, []).append((source, target))
    return [
        block
        for pairs in rows.values()
        for number, start in enumerate(range(0, len(pairs), BLOCK))
        if number % 4 in _PARTS[half] and len(block := pairs[start : start + BLOCK]) >= 40
    ]


def golds(
    blocks: Sequence[list[Pair]],
    name: str,
    locale: str,
    count: int,
    *,
    strangers: Sequence[list[Pair]] = (),
    seed: int = 1,
    rate: float = 1,
) -> Iterator[Gold]:
    """`count` gold sets of 40 to 500 pairs, always the same for a seed. With strangers, runs of these
    come in, and others are dropped. `rate` says how often anything is done.
    """
    chance = random.Random(f"{seed} {rate} {name} {locale} {bool(strangers)}")
    for number in range(count):
        long = chance.randrange(40, 500)
        start = chance.randrange(len(blocks))
        text = [pair for step in range(min(5, len(blocks))) for pair in blocks[(start + step) % len(blocks)]]
        begin = chance.randrange(max(1, len(text) - long))
        units = _regrouped(text[begin : begin + long], locale, chance, rate)
        if strangers:
            units = _torn(units, chance.choice(strangers), chance, rate)
        yield _numbered(f"{name}-{number}", locale, units, dropped=bool(strangers))


def _regrouped(pairs: Sequence[Pair], locale: str, chance: random.Random, rate: float) -> list[Unit]:
    """The pairs as units of a segment on each side, some of them merged or split on one side, or on both."""
    units: list[Unit] = []
    at = 0
    while at < len(pairs):
        source, target = pairs[at]
        draw = chance.random() / rate
        following = pairs[at + 1] if at + 1 < len(pairs) else None
        if draw < 0.10 and following:
            units.append(_merged((source, target), following, chance))
            at += 2
            continue
        if draw < 0.12 and at + 2 < len(pairs):
            units.append(_shifted(*pairs[at : at + 3]))
            at += 3
            continue
        units.append(_split(source, target, locale, chance) if draw < 0.5 else ([source], [target]))
        at += 1
    return units


def _merged(one: Pair, other: Pair, chance: random.Random) -> Unit:
    if chance.random() < 0.5:
        return [one[0], other[0]], [f"{one[1]} {other[1]}"]
    return [f"{one[0]} {other[0]}"], [one[1], other[1]]


def _split(source: str, target: str, locale: str, chance: random.Random) -> Unit:
    """One side in its sentences, where it has two; the other stays."""
    if chance.random() < 0.5:
        return _two(source, "en"), [target]
    return [source], _two(target, locale)


def _two(text: str, locale: str) -> list[str]:
    first, *rest = segment(text, locale) or [text]
    return [first, " ".join(rest)] if rest else [text]


def _shifted(one: Pair, two: Pair, three: Pair) -> Unit:
    """2-2: the second pair is merged with the first on one side, with the third on the other."""
    return [f"{one[0]} {two[0]}", three[0]], [one[1], f"{two[1]} {three[1]}"]


def _torn(units: Sequence[Unit], strangers: Sequence[Pair], chance: random.Random, rate: float) -> list[Unit]:
    """About an eighth of the units lose a side, in runs of 1 to 12; runs of 1 to 8 strangers come in."""
    torn: list[Unit] = []
    left, side = 0, 0
    for source, target in units:
        if not left and chance.random() < 0.035 * rate:
            left, side = chance.choice((1, 1, 2, 3, 4, 6, 9, 12)), chance.randrange(2)
        if left:
            left -= 1
            torn.append((source, []) if side else ([], target))
        else:
            torn.append((source, target))
        if chance.random() < 0.015 * rate:
            begin, long = chance.randrange(len(strangers)), chance.choice((1, 1, 2, 3, 5, 8))
            here = chance.randrange(2)
            torn += [([s], []) if here else ([], [t]) for s, t in strangers[begin : begin + long]]
    return torn


def _numbered(name: str, locale: str, units: Sequence[Unit], *, dropped: bool) -> Gold:
    source: list[str] = []
    target: list[str] = []
    beads: list[Links] = []
    for left, right in units:
        ours = tuple(range(len(source), len(source) + len(left)))
        theirs = tuple(range(len(target), len(target) + len(right)))
        alone: list[Links] = [*(((n,), ()) for n in ours), *(((), (n,)) for n in theirs)]
        beads += [(ours, theirs)] if ours and theirs else alone
        source += left
        target += right
    return Gold(name, locale, source, target, beads, dropped)


def agreement(gold: Sequence[Links], found: Sequence[Links]) -> tuple[int, int, int]:
    """Strictly right beads, beads found, beads of the gold; those with an empty side count as well."""
    return len(set(gold) & set(found)), len(found), len(gold)


def links(beads: Sequence[Links]) -> set[tuple[int, int]]:
    """All pairs of segments that share a bead: what the loose measure compares."""
    return {(s, t) for source, target in beads for s in source for t in target}
