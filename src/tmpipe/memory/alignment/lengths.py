"""What the lengths of two segments say: a translation is about as long as its source.

As in Gale and Church 1993 (A program for aligning sentences in bilingual corpora), but log-normal, and held
against the lengths that segments have anyway, so that it can speak against a match as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tmpipe.memory.alignment.traits import Floats

LONGEST = 3
"""Segments on one side of a match at most."""
_LEAST, _SHORT = 0.04, 2.0
"""Variance of log(target / source) of long texts; what is added to it for one of a single letter."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How the lengths of a translation follow those of its source."""

    ratio: float
    """Mean of log(target / source)."""
    usual: tuple[tuple[float, float], ...]
    """Mean and deviation of log length of one target segment, of two neighbours, of three."""


def lengths(source: Floats, target: Floats, ratio: float | None = None) -> Lengths:
    """From the lengths of both texts' segments; without a `ratio`, that of all their letters."""
    if ratio is None:
        ratio = float(np.clip(np.log(target.sum() / source.sum()), -0.3, 0.3))
    usual = []
    for span in range(1, LONGEST + 1):
        logs = np.log(summed(target, span) if len(target) >= span else target.mean(keepdims=True) * span)
        usual.append((float(logs.mean()), max(float(logs.std()), 0.3)))
    return Lengths(ratio, tuple(usual))


def summed(values: Floats, span: int, axis: int = 0) -> Floats:
    """The sum of each `span` neighbours along an axis, by the first of them."""
    size = values.shape[axis] - span + 1
    total = values.take(range(size), axis)
    for step in range(1, span):
        total = total + values.take(range(step, step + size), axis)
    return total


def fit(source: Floats, target: Floats, known: Lengths, span: int) -> Floats:
    """log p(target | source) - log p(target) for all pairs of a source length and one of `span` target
    segments; the shorter they are, the less they bind each other.
    """
    ours, theirs = np.log(source)[:, None], np.log(target)[None, :]
    mean, usually = known.usual[span - 1]
    shorter = np.minimum(source[:, None], target[None, :] * np.exp(-known.ratio))
    deviation = np.sqrt(_LEAST + _SHORT / shorter)
    off = np.minimum(np.abs(theirs - ours - known.ratio) / deviation, 6)
    anyway = np.minimum(np.abs(theirs - mean) / usually, 3)
    return np.asarray(np.log(usually / deviation) + (anyway**2 - off**2) / 2)
