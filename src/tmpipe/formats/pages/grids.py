"""Tables: the cells of rows that stand side by side, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tmpipe.formats.pages.rows import Row

_LINE = 1.45
"""The greatest distance of two lines of one cell, in their size."""


class Cell(NamedTuple):
    """What stands in a table's cell."""

    row: int
    """From 1."""
    column: int
    """From 1."""
    rows: tuple[Row, ...]


def cells(rows: Sequence[Row]) -> Iterator[Cell]:
    """The cells of a table, row by row."""
    edges = _edges(rows)
    number = 0
    held: list[tuple[int, Row]] = []
    before: list[Row] = []
    for line in _lines(rows):
        if not before or _begins(before, line, held, edges):
            yield from _row(number, held)
            number, held = number + 1, []
        held += ((_column(row, edges), row) for row in line)
        before = line
    yield from _row(number, held)


def _lines(rows: Sequence[Row]) -> Iterator[list[Row]]:
    line: list[Row] = []
    for row in sorted(rows, key=lambda row: -row.base):
        if line and line[0].base - row.base > 0.5 * row.size:
            yield sorted(line, key=lambda row: row.left)
            line = []
        line.append(row)
    yield sorted(line, key=lambda row: row.left)


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where columns begin but for the first: the right ends of the white stripes between them."""
    edges: list[float] = []
    reach = float("inf")
    for row in sorted(rows, key=lambda row: row.left):
        if row.left > reach + 0.4 * row.size:
            edges.append(row.left)
        reach = row.right if reach == float("inf") else max(reach, row.right)
    return edges


def _column(row: Row, edges: Sequence[float]) -> int:
    return 1 + sum(row.left >= edge - 0.1 for edge in edges)


def _begins(
    before: Sequence[Row], line: Sequence[Row], held: Sequence[tuple[int, Row]], edges: Sequence[float]
) -> bool:
    """Whether a row of the table begins with the line: it stands apart, or fills as many columns."""
    if before[0].base - line[0].base > _LINE * line[0].size:
        return True
    here = {_column(row, edges) for row in line}
    return here >= {column for column, _ in held} or min(here) == 1 < len(here)


def _row(number: int, held: Sequence[tuple[int, Row]]) -> Iterator[Cell]:
    ordered = sorted(held, key=lambda one: (one[0], -one[1].base, one[1].left))
    for column, group in groupby(ordered, key=lambda one: one[0]):
        yield Cell(number, column, tuple(row for _, row in group))
