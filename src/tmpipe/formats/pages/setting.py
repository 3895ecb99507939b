"""How a document is set: the size of its text, the distance of its lines, its margins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tmpipe.formats.pages.columns import Column
from tmpipe.formats.pages.rows import Row

_NORMAL = 1.2
"""The distance of two lines in their size, where nothing tells it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of a document have in common."""

    body: float
    """The size of the text."""
    leading: dict[float, float]
    """The distance of lines by their size."""
    bold: bool
    """Whether the text is bold, so that bold says nothing."""

    def step(self, size: float) -> float:
        """From a line of this size to the next, in points."""
        return self.leading.get(size, _NORMAL * size)


def setting(columns: Iterable[Sequence[Row]]) -> Setting:
    """The setting of these rows, which stand in columns."""
    sizes: Counter[float] = Counter()
    bold = 0
    steps: dict[float, Counter[float]] = {}
    for rows in columns:
        for row in rows:
            sizes[row.size] += len(row.text)
            bold += len(row.text) * row.bold
        for a, b in pairwise(rows):
            step = a.base - b.base
            if a.size == b.size and 0.8 * a.size < step < 2.6 * a.size:
                steps.setdefault(a.size, Counter())[round(2 * step) / 2] += 1
    body = max(sizes, key=lambda size: (sizes[size], size), default=10.0)
    leading = {size: _usual(counts) for size, counts in steps.items()}
    return Setting(body, leading, bold=2 * bold > sum(sizes.values()))


def _usual(steps: Counter[float]) -> float:
    """The step that most lines make; of steps nearly as frequent, the least."""
    most = max(steps.values())
    return min(step for step, times in steps.items() if 2 * times >= most)


def margins(column: Column, size: float) -> tuple[float, float]:
    """Where the lines of a column begin and may end: indents and the few that stick out left aside."""
    lefts = Counter(round(row.left) for row in column.rows)
    often = max(2, 0.12 * len(column.rows))
    usual = [left for left in lefts if sum(lefts[near] for near in (left - 1, left, left + 1)) >= often]
    left = min(usual, default=min(lefts)) if len(column.rows) > 2 else min(lefts)
    rights = sorted((row.right for row in column.rows), reverse=True)
    return min(left, min(lefts) + 4 * size), rights[len(rights) // 20]
