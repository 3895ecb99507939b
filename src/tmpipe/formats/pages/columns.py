"""The order in which the rows of a page are read: columns are told by the white between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tmpipe.formats.pages.rows import Row

_LEAST = 3
"""Rows on either side of a white gap that make it one between columns."""
_DEPTH, _MANY = 60, 2000
"""Cuts within each other, and rows of a page, beyond which nobody laid it out for readers."""
_SURE = 6
"""Rows from which on chance does not make such a gap."""
_CLEAR = 1.2
"""The least width of a gap between fewer, in the size of the text."""
_GUTTER = 0.35
"""The least width of a gap between columns, in the size of the text."""
_WIDE = 9
"""The least width of a column of running text, in its size."""
_FULL = 0.55
"""How much of a column's width the rows of a text fill."""


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read one after the other."""

    rows: tuple[Row, ...]
    left: float
    right: float
    """Where text may stand."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table, from its head to its foot; those on one line from the left."""

    rows: tuple[Row, ...]


def columns(rows: Sequence[Row]) -> list[Column | Grid]:
    """The rows of a page in columns and tables, in reading order."""
    if not rows:
        return []
    return list(_cut(list(rows), min(row.left for row in rows), max(row.right for row in rows)))


@dataclass(frozen=True, slots=True)
class _Gap:
    """A white stripe, from the first to the last of the rows (by their places) that leave it free."""

    left: float
    right: float
    first: int
    last: int
    weight: int
    """Rows on the side that has fewer."""


def _cut(rows: list[Row], left: float, right: float, depth: int = 0) -> Iterator[Column | Grid]:
    """Cut at the gap that parts most rows: what is above, the two sides, what is below."""
    rows = sorted(rows, key=lambda row: (-row.base, row.left))
    gap = _best(rows) if depth < _DEPTH and len(rows) < _MANY else None
    if gap is None:
        if rows:
            yield Column(tuple(_lined(rows)), left, right)
        return
    above, band, below = rows[: gap.first], rows[gap.first : gap.last + 1], rows[gap.last + 1 :]
    middle = (gap.left + gap.right) / 2
    sides = [r for r in band if r.left < middle], [r for r in band if r.left >= middle]
    beside = [*_cut(sides[0], left, gap.left, depth + 1)], [*_cut(sides[1], gap.right, right, depth + 1)]
    shared = _shared(*sides)
    if shared is None or all(_is_text(side) for side in beside):
        yield from _cut(above, left, right, depth + 1)
        yield from (part for side in beside for part in side)
        yield from _cut(below, left, right, depth + 1)
        return
    first, last = shared
    yield from _cut(above + [row for row in band if row.base > first], left, right, depth + 1)
    yield Grid(tuple(row for row in band if first >= row.base >= last))
    yield from _cut([row for row in band if row.base < last] + below, left, right, depth + 1)


def _shared(left: Sequence[Row], right: Sequence[Row]) -> tuple[float, float] | None:
    """The bases of the first and the last line that both sides have: before and after it, no table is."""
    bases = [
        base
        for one in right
        for other in left
        if abs(one.base - other.base) < 0.5 * one.size
        for base in (one.base, other.base)
    ]
    return (max(bases), min(bases)) if bases else None


def _best(rows: Sequence[Row]) -> _Gap | None:
    """The gap with most rows beside it; none where there are too few."""
    best: _Gap | None = None
    seen: list[_Gap] = []
    for at, row in enumerate(rows):
        right = _neighbour(rows, at)
        if right is None:
            continue
        middle = (row.right + right.left) / 2
        if any(gap.first <= at <= gap.last and gap.left <= middle <= gap.right for gap in seen):
            continue
        gap = _grown(rows, at, row.right, right.left)
        seen.append(gap)
        if gap.weight >= _LEAST and (best is None or gap.weight > best.weight):
            best = gap
    return best


def _neighbour(rows: Sequence[Row], at: int) -> Row | None:
    """The nearest row to the right at about the same height."""
    row = rows[at]
    found: Row | None = None
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(rows) and abs(rows[place].base - row.base) < 0.8 * row.size:
            other = rows[place]
            if other.left > row.right and (found is None or other.left < found.left):
                found = other
            place += step
    return found


def _grown(rows: Sequence[Row], at: int, left: float, right: float) -> _Gap:
    """The gap, as far up and down as no row crosses it."""
    middle = (left + right) / 2
    size = median(row.size for row in rows)
    sides: tuple[list[Row], list[Row]] = [], []
    ends = []
    for places in (range(at, -1, -1), range(at + 1, len(rows))):
        end = at
        for place in places:
            row = rows[place]
            before = (row.left + row.right) / 2 < middle
            new_left = max(left, row.right) if before else left
            new_right = right if before else min(right, row.left)
            if new_right - new_left < _GUTTER * size:
                break
            left, right, end = new_left, new_right, place
            sides[not before].append(row)
        ends.append(end)
    weight = min(len({round(2 * row.base / size) for row in side}) for side in sides)
    if weight < _SURE and right - left < _CLEAR * size:
        weight = 0
    if weight < 2 * _SURE and not (weight and _aligned(sides[1], 0.5 if weight >= _SURE else 0.75)):
        weight = 0
    return _Gap(left, right, ends[0], max(at, ends[1]), weight)


def _aligned(rows: Sequence[Row], share: float) -> bool:
    """Whether the rows right of a gap stand exactly below each other: in wide-set text they do not."""
    nearest: dict[int, Row] = {}
    for row in rows:
        line = round(row.base / 3)
        if line not in nearest or row.left < nearest[line].left:
            nearest[line] = row
    beside = list(nearest.values())
    edges = [[row.left for row in beside], [row.left + row.right for row in beside]]
    if all(any(map(str.isdigit, row.text)) for row in beside):
        edges.append([row.right for row in beside])
    most = (Counter(round(edge / 3) for edge in one).most_common(1)[0][1] for one in edges)
    return max(most) >= share * len(beside)


def _is_text(parts: Sequence[Column | Grid]) -> bool:
    """Whether these are columns of running text rather than of a table."""
    running = sum(len(part.rows) for part in parts if isinstance(part, Column) and _runs(part.rows))
    return 10 * running >= 7 * sum(len(part.rows) for part in parts)


def _runs(rows: Sequence[Row]) -> bool:
    """Whether rows are wide and most of them full."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    size = median(row.size for row in rows)
    filled = median(row.right - row.left for row in rows)
    return right - left > _WIDE * size and filled > _FULL * (right - left)


def _lined(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, those on one line put together again."""
    last: Row | None = None
    for row in rows:
        if last and abs(last.base - row.base) < 0.2 * max(last.size, row.size) and row.left > last.left:
            last = _joined(last, row)
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


def _joined(a: Row, b: Row) -> Row:
    """Two rows of one line as one."""
    shift = len(a.text) + 1
    bigger = a if len(a.text) >= len(b.text) else b
    return bigger._replace(
        text=f"{a.text} {b.text}",
        left=a.left,
        right=b.right,
        bold=a.bold and b.bold,
        italic=a.italic and b.italic,
        artifact=a.artifact and b.artifact,
        marks=(*a.marks, *((start + shift, end + shift) for start, end in b.marks)),
        first=a.first,
    )
