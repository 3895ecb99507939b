"""Columns share the width of their table by their texts."""

from __future__ import annotations

import pytest

from tmpipe.model import Block
from tmpipe.renditions.groups import Cell, Table
from tmpipe.renditions.office.columns import shares


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[1, 1]], [0.5, 0.5]),
        ([[1, 99], [16, 2]], [16 / 56, 40 / 56]),
        ([[0, 8, 24]], [0.2, 0.2, 0.6]),
    ],
)
def test_shares(rows: list[list[int]], expected: list[float]) -> None:
    cells = tuple(tuple(Cell((Block("x" * n, 1),) if n else ()) for n in row) for row in rows)
    assert list(shares(Table(cells, len(rows[0]), head=False))) == pytest.approx(expected)


def test_what_is_empty_over_several_columns_counts_for_none() -> None:
    cells = ((Cell((), 2), Cell((Block("x" * 24, 1),))),)
    assert list(shares(Table(cells, 3, head=False))) == pytest.approx([0.2, 0.2, 0.6])
