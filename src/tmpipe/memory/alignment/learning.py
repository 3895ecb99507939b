"""What the beads of one pass teach the next: pairs of words, and how often each word comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tmpipe.memory.alignment.lexicon import Lexicon
from tmpipe.memory.alignment.traits import Floats, Numbers, Side
from tmpipe.model import Bead

_MOST = 2_000_000
"""Pairs of traits to learn from: of longer texts only some beads are asked."""
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Meetings:
    """All pairs of a source trait and a target trait that stand in a bead together."""

    bead: Numbers
    ours: Numbers
    theirs: Numbers
    weight: Floats
    """Of each pair: how sure its bead is."""

    def turned(self) -> Meetings:
        """The same, seen from the other side."""
        return Meetings(self.bead, self.theirs, self.ours, self.weight)


def meetings(source: Side, target: Side, beads: Sequence[Bead]) -> Meetings:
    """Of beads with two sides; evenly chosen where they are too many."""
    ours = [np.unique(np.concatenate([source.has[n] for n in bead.source])) for bead in beads]
    theirs = [np.unique(np.concatenate([target.has[n] for n in bead.target])) for bead in beads]
    return met(ours, theirs, [bead.score for bead in beads])


def met(
    ours: Sequence[Numbers], theirs: Sequence[Numbers], scores: Sequence[float], most: int = _MOST
) -> Meetings:
    """The meetings of beads whose traits are given, those of the first side and those of the second."""
    sizes = np.array([len(s) * len(t) for s, t in zip(ours, theirs, strict=True)], np.int64)
    chosen = range(0, len(sizes), 1 + int(sizes.sum()) // most)
    bead = np.repeat(np.arange(len(chosen), dtype=np.int64), sizes[list(chosen)])
    return Meetings(
        bead,
        np.concatenate([np.repeat(ours[n], len(theirs[n])) for n in chosen]),
        np.concatenate([np.tile(theirs[n], len(ours[n])) for n in chosen]),
        np.asarray([scores[n] for n in chosen])[bead],
    )


def learned(found: Meetings) -> Lexicon:
    """Pairs that meet again and again: IBM's model 1 in both directions (Brown et al. 1993, The mathematics
    of statistical machine translation). A pair is as strong as the share of its meetings in which the two
    chose one another; what has met but once says nothing.
    """
    width = int(found.theirs.max()) + 1
    keys, pair = np.unique(found.ours * width + found.theirs, return_inverse=True)
    first, second = keys // width, keys % width
    together = np.bincount(pair, found.weight)
    often = np.maximum(_occurrences(found)[first], _occurrences(found.turned())[second])
    start = together / often
    forth = _chosen(found, pair, second, start)
    back = _chosen(found.turned(), pair, first, start)
    strength = np.minimum((np.sqrt(forth * back) - 0.3) / (often + 0.7), 0.95)
    kept = np.flatnonzero((strength > 0.08) & (together > 1.5))
    order = kept[np.argsort(strength[kept], kind="stable")]
    return Lexicon(first[order], second[order], strength[order])


def _occurrences(found: Meetings) -> Floats:
    """The weight of the beads that have each of our traits."""
    once = _first_of(found.bead * (int(found.ours.max()) + 1) + found.ours)
    return np.maximum(np.bincount(found.ours[once], found.weight[once]), 1e-9)


def _first_of(keys: Numbers) -> Numbers:
    return np.unique(keys, return_index=True)[1]


def _chosen(found: Meetings, pair: Numbers, given: Numbers, start: Floats) -> Floats:
    """How often each pair is expected to be chosen, where each of our traits in a bead chooses one pair.

    `pair` is the number of each meeting's pair, `given` the other trait of each pair. p(ours | given) is
    estimated anew in each round, from what was chosen in the last.
    """
    place = np.unique(found.bead * (int(found.ours.max()) + 1) + found.ours, return_inverse=True)[1]
    probable = counts = start
    for _ in range(_ROUNDS):
        share = probable[pair]
        share = share / np.maximum(np.bincount(place, share), 1e-12)[place]
        counts = np.bincount(pair, share * found.weight).astype(np.float64)
        probable = counts / np.maximum(np.bincount(given, counts), 1e-12)[given]
    return counts


def coverage(found: Meetings, words: Lexicon, usual: Floats, doubt: float = 2) -> Floats:
    """How often each of our traits comes back in its bead, by the lexicon; `usual` before anything was seen,
    which counts as `doubt` beads.
    """
    width = max(int(found.theirs.max()), int(words.target.max(initial=0))) + 1
    known = words.source * width + words.target
    order = np.argsort(known)
    keys = found.ours * width + found.theirs
    at = np.searchsorted(known, keys, sorter=order)
    at = order[np.minimum(at, len(order) - 1)] if len(order) else at
    strength = np.where(known[at] == keys, words.strength[at], 0) if len(order) else np.zeros(len(keys))
    _, first, place = np.unique(found.bead * len(usual) + found.ours, return_index=True, return_inverse=True)
    best = np.zeros(len(first))
    np.maximum.at(best, place, strength)
    trait, weight = found.ours[first], found.weight[first]
    seen = np.bincount(trait, weight, len(usual))
    return np.asarray((np.bincount(trait, weight * best, len(usual)) + doubt * usual) / (seen + doubt))
