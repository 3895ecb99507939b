"""What the traits of two segments say of their being a match: logarithms of likelihood ratios.

A trait that should come back and does speaks for it, one that should and does not speaks against it, each as
loudly as chance allows (naive Bayes).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmpipe.memory.alignment.lexicon import Lexicon
from tmpipe.memory.alignment.traits import Floats, Numbers, Side

Matrix = NDArray[np.float32]

_NUMBER = 0.8
"""How often a number of the source is one in the translation."""
_UNSEEN = 5
"""Segments without any of the traits that a text is thought to have besides its own: in a short one, a word
that stands once is still rare.
"""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """How often each trait of one text comes back in the other."""

    lexicon: Lexicon
    covered: Floats
    """In its translation, 0 to 1."""
    chance: Floats
    """In just any segment."""

    def saying(self, traits: Numbers) -> tuple[Matrix, Matrix]:
        """What these traits say when they come back, and when they do not."""
        covered, chance = np.clip(self.covered[traits], 1e-9, 0.97), self.chance[traits]
        useful = covered > chance
        hit = np.where(useful, np.log(covered / chance), 0)
        miss = np.where(useful, np.log((1 - covered) / (1 - chance)), 0)
        return hit.astype(np.float32), miss.astype(np.float32)


def expected(words: Lexicon, side: Side) -> Floats:
    """How often each source trait comes back, as far as the lexicon tells: as its strongest pair says.

    Numbers are missed even where the other text has none of them.
    """
    covered = np.array([_NUMBER * trait.startswith("#") for trait in side.traits], np.float64)
    covered[words.source] = words.strength  # of several values numpy keeps the last, the strongest
    return covered


def witnesses(side: Side, other: Side, words: Lexicon, covered: Floats) -> Witnesses:
    """From how often a trait comes back in its translation (`covered`), and how often in just any segment."""
    anywhere = words.strength * other.counts()[words.target] / (len(other) + _UNSEEN)
    chance = np.bincount(words.source, anywhere, len(side.traits))
    return Witnesses(words, covered, np.clip(chance, 0.5 / (len(other) + _UNSEEN), 0.9))


@dataclass(frozen=True, slots=True)
class Hits:
    """How surely each trait of some segments comes back in each of some segments of the other text."""

    said: Witnesses
    traits: Numbers
    has: Matrix
    """Segments by traits: 1 where the segment has it."""
    back: Matrix
    """Traits by segments of the other text, 0 to 1."""

    def testimony(self, span: int) -> Floats:
        """What all traits of a segment say, by our segments and the first of `span` neighbours of theirs."""
        back = self.back
        for step in range(1, span):
            back = np.maximum(back[:, :-1], self.back[:, step:])
        hit, miss = self.said.saying(self.traits)
        return np.asarray((self.has * (hit - miss)) @ back + (self.has @ miss)[:, None], np.float64)


def hits(said: Witnesses, side: Side, other: Side) -> Hits:
    """Those of two parts of the texts that the witnesses know."""
    traits, has = _presence(side)
    others, present = _presence(other)
    words = said.lexicon
    row, ours = _places(words.source, traits)
    column, theirs = _places(words.target, others)
    here = ours & theirs
    back = np.zeros((len(traits), len(other)), np.float32)
    columns = np.ascontiguousarray(present.T)
    for at, twin, strength in zip(row[here], column[here], words.strength[here], strict=True):
        np.maximum(back[at], columns[twin] * np.float32(strength), out=back[at])
    return Hits(said, traits, has, back)


def _presence(side: Side) -> tuple[Numbers, Matrix]:
    """The traits that occur, and which segment has which."""
    traits, column = np.unique(np.concatenate(side.has), return_inverse=True)
    matrix = np.zeros((len(side), len(traits)), np.float32)
    matrix[np.repeat(np.arange(len(side)), [len(one) for one in side.has]), column] = 1
    return traits, matrix


def _places(wanted: Numbers, traits: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Where each wanted trait stands among those that occur, and whether it does."""
    at = np.minimum(np.searchsorted(traits, wanted), len(traits) - 1)
    return at, traits[at] == wanted
