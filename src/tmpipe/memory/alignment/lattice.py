"""The most likely beads of two texts, and how likely each is: forward and backward over a lattice.

A cell (i, j) says that i source and j target segments are done. A way through goes by matches, by runs of
source segments that nothing translates, and by runs of target segments that translate nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tmpipe.memory.alignment.prices import Kind, Prices
from tmpipe.memory.alignment.traits import Floats
from tmpipe.model import Bead

_EDGE = 3
"""The longest side of a match: so many empty rows and columns stand around the lattice."""
_NEVER = -1e9


class Lattice:
    """Cells (0..rows, 0..columns) in one array with empty edges, walked by diagonals."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.width = columns + 1 + 2 * _EDGE
        self.size = (rows + 1 + 2 * _EDGE) * self.width
        self.start, self.end = self.cell(0, 0), self.cell(rows, columns)
        self.broadest = min(rows, columns) + 1

    def cell(self, row: int, column: int) -> int:
        """The place of a cell in the array; the one below is `width` further, the one to the right 1."""
        return (row + _EDGE) * self.width + column + _EDGE

    def empty(self) -> Floats:
        """An array of cells that cannot be."""
        return np.full(self.size, _NEVER)

    def square(self, cells: Floats) -> Floats:
        """The cells without the edges, by row and column; a view."""
        grid = cells.reshape(-1, self.width)
        return grid[_EDGE : _EDGE + self.rows + 1, _EDGE : _EDGE + self.columns + 1]

    def diagonals(self, *, backwards: bool = False) -> Iterator[slice]:
        """The cells with equal row + column, `width - 1` apart, from the start or from the end."""
        numbers = range(self.rows + self.columns + 1)
        for number in reversed(numbers) if backwards else numbers:
            low, high = max(0, number - self.columns), min(self.rows, number)
            first, last = self.cell(low, number - low), self.cell(high, number - high)
            yield slice(first, last + 1, self.width - 1)

    def step(self, kind: Kind) -> int:
        """How far the end of a match is from its start."""
        return kind[0] * self.width + kind[1]


@dataclass(frozen=True, slots=True)
class Ways:
    """Of each cell, the log of the sum of all ways to it, or from it, by what ends there."""

    match: Floats
    gone: Floats
    """A run of source segments without a translation."""
    come: Floats
    """A run of target segments without a source."""


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely it is that a match of each kind ends in each cell, and that a segment is in no match."""

    matches: Mapping[Kind, Floats]
    source: Floats
    target: Floats


def chances(lattice: Lattice, scores: Mapping[Kind, Floats], cost: Prices) -> Chances:
    """From the log likelihood ratios of each kind's matches, by the cells where they end."""
    priced = [(lattice.step(kind), cells + cost.kinds[kind]) for kind, cells in scores.items()]
    to, ready = _forward(lattice, priced, cost)
    on = _backward(lattice, priced, cost)
    whole = on.match[lattice.start]
    matches = {}
    for kind, (step, price) in zip(scores, priced, strict=True):
        likely = np.zeros(lattice.size)
        likely[step:] = _chance(ready[:-step] + price[step:] + on.match[step:] - whole)
        matches[kind] = likely
    gone = lattice.square(_chance(to.gone + on.gone - whole)).sum(axis=1)[1:]
    come = lattice.square(_chance(to.come + on.come - whole)).sum(axis=0)[1:]
    return Chances(matches, np.minimum(gone, 1), np.minimum(come, 1))


def _chance(logs: Floats) -> Floats:
    return np.asarray(np.exp(np.minimum(logs, 0)))


def _moved(cells: slice, by: int) -> slice:
    return slice(cells.start + by, cells.stop + by, cells.step)


def _total(logs: Floats) -> Floats:
    """log of the sum of exp over the first axis."""
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))


def _forward(lattice: Lattice, priced: Sequence[tuple[int, Floats]], cost: Prices) -> tuple[Ways, Floats]:
    """The ways to each cell; and those after which a match may begin there."""
    match, gone, come, ready = (lattice.empty() for _ in range(4))
    logs = np.empty((len(priced), lattice.broadest))
    for cells in lattice.diagonals():
        size = len(range(cells.start, cells.stop, cells.step))
        for row, (step, price) in zip(logs, priced, strict=True):
            np.add(ready[_moved(cells, -step)], price[cells], out=row[:size])
        match[cells] = 0 if cells.start == lattice.start else _total(logs[:, :size])
        up, left = _moved(cells, -lattice.width), _moved(cells, -1)
        gone[cells] = np.logaddexp(match[up] + cost.begin, gone[up] + cost.on)
        begun = np.logaddexp(match[left] + cost.begin, gone[left] + cost.over)
        come[cells] = np.logaddexp(begun, come[left] + cost.on)
        ready[cells] = np.logaddexp(
            np.logaddexp(match[cells] + cost.match, gone[cells] + cost.back), come[cells] + cost.home
        )
    return Ways(match, gone, come), ready


def _backward(lattice: Lattice, priced: Sequence[tuple[int, Floats]], cost: Prices) -> Ways:
    """The ways from each cell to the end."""
    match, gone, come = (lattice.empty() for _ in range(3))
    logs = np.empty((len(priced), lattice.broadest))
    for cells in lattice.diagonals(backwards=True):
        if cells.start == lattice.end:
            match[cells] = gone[cells] = come[cells] = 0
            continue
        size = len(range(cells.start, cells.stop, cells.step))
        for row, (step, price) in zip(logs, priced, strict=True):
            ahead = _moved(cells, step)
            np.add(match[ahead], price[ahead], out=row[:size])
        next_match = _total(logs[:, :size])
        down, right = gone[_moved(cells, lattice.width)], come[_moved(cells, 1)]
        match[cells] = np.logaddexp(next_match + cost.match, np.logaddexp(down, right) + cost.begin)
        gone[cells] = np.logaddexp(next_match + cost.back, np.logaddexp(down + cost.on, right + cost.over))
        come[cells] = np.logaddexp(next_match + cost.home, right + cost.on)
    return Ways(match, gone, come)


def decoded(lattice: Lattice, likely: Chances) -> list[Bead]:
    """The way of which most beads are expected to be right: the one with the largest sum of their chances."""
    kinds = [*likely.matches, (1, 0), (0, 1)]
    steps = [lattice.step(kind) for kind in kinds]
    source, target = (np.pad(one, (_EDGE + 1, _EDGE)) for one in (likely.source, likely.target))
    gains = [*likely.matches.values(), np.repeat(source, lattice.width), np.tile(target, len(source))]
    best = lattice.empty()
    came = np.zeros(lattice.size, np.int8)
    sums = np.empty((len(kinds), lattice.broadest))
    for cells in lattice.diagonals():
        size = len(range(cells.start, cells.stop, cells.step))
        for row, step, gain in zip(sums, steps, gains, strict=True):
            np.add(best[_moved(cells, -step)], gain[cells], out=row[:size])
        came[cells] = sums[:, :size].argmax(axis=0)
        best[cells] = 0 if cells.start == lattice.start else sums[:, :size].max(axis=0)
    return list(_traced(lattice, came, kinds, gains))[::-1]


def _traced(
    lattice: Lattice, came: NDArray[np.int8], kinds: Sequence[Kind], gains: Sequence[Floats]
) -> Iterator[Bead]:
    """The beads of the best way, from its end."""
    row, column = lattice.rows, lattice.columns
    while row or column:
        cell = lattice.cell(row, column)
        way = came[cell]
        up, left = kinds[way]
        chance = min(1.0, float(gains[way][cell]))
        yield Bead(tuple(range(row - up, row)), tuple(range(column - left, column)), chance)
        row, column = row - up, column - left
