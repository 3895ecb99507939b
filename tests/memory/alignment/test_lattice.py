"""Forward and backward sums against all ways, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import exp

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe.memory.alignment.lattice import Chances, Lattice, chances, decoded
from tmpipe.memory.alignment.prices import KINDS, Kind, prices
from tmpipe.model import Bead

Way = tuple[tuple[Kind, int, int], ...]
"""Steps, each with the cell where it ends."""


Priced = tuple[Way, float]


def ways(row: int, column: int, state: str) -> Iterator[Priced]:
    """All ways from the start to a cell that end in a match, a source run (`gone`) or a target run (`come`),
    with the logarithm of their chance; the slow oracle.
    """
    cost = prices()
    if state == "match" and not row and not column:
        yield (), 0.0
    before = {
        "match": {"match": cost.match, "gone": cost.back, "come": cost.home},
        "gone": {"match": cost.begin, "gone": cost.on},
        "come": {"match": cost.begin, "gone": cost.over, "come": cost.on},
    }[state]
    steps: Mapping[Kind, float] = {"match": cost.kinds, "gone": {(1, 0): 0.0}, "come": {(0, 1): 0.0}}[state]
    for (up, left), price in steps.items():
        if row >= up and column >= left:
            for earlier, joint in before.items():
                for way, so_far in ways(row - up, column - left, earlier):
                    yield (*way, ((up, left), row, column)), so_far + joint + price


def scored(lattice: Lattice, seed: int) -> dict[Kind, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Scores of every match, drawn."""
    chance = np.random.default_rng(seed)
    scores = {}
    for up, left in KINDS:
        if up <= lattice.rows and left <= lattice.columns:
            scores[up, left] = lattice.empty()
            lattice.square(scores[up, left])[up:, left:] = chance.normal(
                0, 2, lattice.square(scores[up, left])[up:, left:].shape
            )
    return scores


def expected(
    lattice: Lattice, scores: Mapping[Kind, np.ndarray[tuple[int], np.dtype[np.float64]]]
) -> dict[tuple[Kind, int, int], float]:
    """The chance of every step, summed over all ways."""
    sums: defaultdict[tuple[Kind, int, int], float] = defaultdict(float)
    whole = 0.0
    for state in ("match", "gone", "come"):
        for way, price in ways(lattice.rows, lattice.columns, state):
            weight = exp(
                price + sum(scores[kind][lattice.cell(row, column)] for kind, row, column in way if all(kind))
            )
            whole += weight
            for step in way:
                sums[step] += weight
    return {step: weight / whole for step, weight in sums.items()}


SIZES = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(0, 99))


@given(SIZES)
@settings(max_examples=25, deadline=None)
def test_chances_are_those_of_all_ways(drawn: tuple[int, int, int]) -> None:
    rows, columns, seed = drawn
    lattice = Lattice(rows, columns)
    scores = scored(lattice, seed)
    found, wanted = chances(lattice, scores, prices()), expected(lattice, scores)
    for kind, cells in found.matches.items():
        for row in range(rows + 1):
            for column in range(columns + 1):
                near = abs(cells[lattice.cell(row, column)] - wanted.get((kind, row, column), 0))
                assert near < 1e-9
    for number in range(rows):
        alone = sum(wanted.get(((1, 0), number + 1, column), 0) for column in range(columns + 1))
        assert abs(found.source[number] - alone) < 1e-9
    for number in range(columns):
        alone = sum(wanted.get(((0, 1), row, number + 1), 0) for row in range(rows + 1))
        assert abs(found.target[number] - alone) < 1e-9


def gain(lattice: Lattice, found: Chances, step: tuple[Kind, int, int]) -> float:
    kind, row, column = step
    if kind == (1, 0):
        return float(found.source[row - 1])
    return float(
        found.target[column - 1] if kind == (0, 1) else found.matches[kind][lattice.cell(row, column)]
    )


@given(SIZES)
@settings(max_examples=25, deadline=None)
def test_no_way_has_more_beads_that_are_likely_right(drawn: tuple[int, int, int]) -> None:
    rows, columns, seed = drawn
    lattice = Lattice(rows, columns)
    found = chances(lattice, scored(lattice, seed), prices())
    beads = decoded(lattice, found)
    best = max(
        sum(gain(lattice, found, step) for step in way)
        for state in ("match", "gone", "come")
        for way, _ in ways(rows, columns, state)
    )
    assert sum(bead.score for bead in beads) >= best - 1e-9


def test_each_segment_is_somewhere() -> None:
    lattice = Lattice(5, 7)
    found = chances(lattice, scored(lattice, 1), prices())
    for number in range(5):
        matched = sum(
            lattice.square(cells)[number + 1 : number + 1 + kind[0]].sum()
            for kind, cells in found.matches.items()
        )
        assert abs(matched + found.source[number] - 1) < 1e-9


def test_prices_follow_the_beads() -> None:
    usual = prices()
    many = prices([Bead((n,), (n,), 1.0) for n in range(1000)])
    torn = prices([Bead((n,), (n,) * (n % 3 > 0), 1.0) for n in range(1000)])
    assert many.kinds[1, 1] > usual.kinds[1, 1] > many.kinds[1, 1] - 1
    assert many.begin < usual.begin < torn.begin


def test_chances_of_kinds_and_of_runs_sum_up() -> None:
    for cost in (prices(), prices([Bead((0,), (), 1.0)] * 50)):
        assert abs(sum(map(exp, cost.kinds.values())) - 1) < 1e-9
        assert abs(exp(cost.match) + 2 * exp(cost.begin) - 1) < 1e-9
        assert abs(exp(cost.on) + exp(cost.over) + exp(cost.back) - 1) < 1e-9
        assert abs(exp(cost.on) + exp(cost.home) - 1) < 1e-9
