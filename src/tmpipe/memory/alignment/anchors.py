"""Where long texts are cut before they are aligned: memory grows with their length, not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from tmpipe.memory.alignment.lexicon import Lexicon
from tmpipe.memory.alignment.traits import Floats, Numbers, Side

Cell = tuple[int, int]
"""A source segment and a target segment; as a corner: how many of each are before it."""
Box = tuple[Cell, Cell]
"""From a corner to another."""

_WHOLE = 360_000
"""Cells (source times target segments) of texts that need no cut."""
_STRETCH = 250
"""Source segments between two cuts, at least."""
_MOST = 1_200_000
"""Cells of what is between two cuts at most: beyond, we cut wherever it is."""
_RARE = 5
"""Segments that a trait stands in at most, to be an anchor."""


_WEIGHT = 0.45
"""Sum of the strengths of the pairs that make an anchor, each shared among all places where it could be."""


def boxes(source: Side, target: Side, words: Lexicon) -> list[Box]:
    """The texts in stretches of which each is aligned by itself, in order; together they are all of both."""
    whole = (0, 0), (len(source), len(target))
    if len(source) * len(target) <= _WHOLE:
        return [whole]
    chain = _chain(*_cells(source, target, words))
    corners = [whole[0], *_corners(chain), whole[1]]
    return [small for box in pairwise(corners) for small in _halved(box, chain, source, target)]


def _cells(source: Side, target: Side, words: Lexicon) -> tuple[Numbers, Numbers, Floats]:
    """Pairs of segments that share rare traits, with the weight of these; source and target ascending."""
    ours, theirs = source.counts(), target.counts()
    rare = (words.strength >= 0.5) & (ours[words.source] <= _RARE) & (theirs[words.target] <= _RARE)
    here, there = _postings(source, _RARE), _postings(target, _RARE)
    weights: dict[Cell, float] = {}
    for one, other, strength in zip(
        words.source[rare].tolist(), words.target[rare].tolist(), words.strength[rare].tolist(), strict=True
    ):
        weight = strength / (ours[one] * theirs[other])
        for cell in ((i, j) for i in here[one] for j in there[other]):
            weights[cell] = weights.get(cell, 0.0) + weight
    found = sorted((cell, weight) for cell, weight in weights.items() if weight > _WEIGHT)
    cells = np.array([cell for cell, _ in found], np.int64).reshape(-1, 2)
    return cells[:, 0], cells[:, 1], np.array([weight for _, weight in found])


def _postings(side: Side, most: int) -> dict[int, list[int]]:
    """The segments of each trait that at most so many have."""
    rare = side.counts() <= most
    found: dict[int, list[int]] = {}
    for number, has in enumerate(side.has):
        for trait in has[rare[has]].tolist():
            found.setdefault(trait, []).append(number)
    return found


def _chain(rows: Numbers, columns: Numbers, weights: Floats) -> list[Cell]:
    """The heaviest chain of cells that ascends in both.

    `ends` and `sums` are the frontier: the last column of a chain and its weight, both ascending.
    """
    ends: list[int] = [-1]
    sums: list[float] = [0.0]
    last: list[int] = [-1]
    before = [-1] * len(rows)
    waiting: list[tuple[int, float, int]] = []
    for number, (row, column, weight) in enumerate(zip(rows, columns, weights, strict=True)):
        if number and row != rows[number - 1]:
            _settle(ends, sums, last, waiting)
            waiting = []
        at = bisect_left(ends, column) - 1
        before[number] = last[at]
        waiting.append((int(column), sums[at] + float(weight), number))
    _settle(ends, sums, last, waiting)
    chain: list[Cell] = []
    number = last[-1]
    while number >= 0:
        chain.append((int(rows[number]), int(columns[number])))
        number = before[number]
    return chain[::-1]


def _settle(
    ends: list[int], sums: list[float], last: list[int], waiting: Sequence[tuple[int, float, int]]
) -> None:
    """Puts the chains of one row on the frontier, and takes away what they are better than."""
    for column, total, number in waiting:
        at = bisect_left(ends, column)
        if sums[at - 1] >= total or (at < len(ends) and ends[at] == column and sums[at] >= total):
            continue
        stop = at
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        ends[at:stop], sums[at:stop], last[at:stop] = [column], [total], [number]


def _corners(chain: Sequence[Cell]) -> Iterator[Cell]:
    """Corners before anchors that their neighbours confirm, far enough apart: best between two that are next
    to each other on both sides; where there are none for long, among three that are near.
    """
    done = 0
    for before, one, after in zip(chain, chain[1:], chain[2:], strict=False):
        long = one[0] - done
        next_to = one == (before[0] + 1, before[1] + 1)
        near = long > 1.5 * _STRETCH and _near(before, one) and _near(one, after)
        if long >= _STRETCH and (next_to or near):
            yield one
            done = one[0]


def _near(one: Cell, other: Cell) -> bool:
    """Whether an anchor follows another soon, and on both sides alike."""
    down, right = other[0] - one[0], other[1] - one[1]
    return max(down, right) <= 8 and abs(down - right) <= 2


def _halved(box: Box, chain: Sequence[Cell], source: Side, target: Side) -> Iterator[Box]:
    """The box, or halves of halves of it that are small enough: cut before the anchor nearest to its middle,
    where it has none, in the middle of its letters.
    """
    (top, left), (bottom, right) = box
    if (bottom - top) * (right - left) <= _MOST or bottom - top < 2 or right - left < 2:
        yield box
        return
    inside = [cell for cell in chain if top < cell[0] < bottom and left < cell[1] < right]
    if inside:
        middle = min(inside, key=lambda cell: abs(2 * cell[0] - top - bottom))
    else:
        middle = top + _middle(source.lengths[top:bottom]), left + _middle(target.lengths[left:right])
    yield from _halved((box[0], middle), inside, source, target)
    yield from _halved((middle, box[1]), inside, source, target)


def _middle(lengths: Floats) -> int:
    """How many segments have half the letters; neither none nor all."""
    sums = lengths.cumsum()
    return int(np.clip(np.searchsorted(sums, sums[-1] / 2) + 1, 1, len(lengths) - 1))
