"""What is printed on each page beside its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from tmpipe.formats.pages.rows import Row
from tmpipe.formats.pages.sheets import Page
from tmpipe.text.repair.furniture import is_page_number

Place: TypeAlias = tuple[int, int]
"""The number of a page, and the place of a row on it."""

_EDGE = 3
"""Lines at a page's head and foot that may be furniture."""
_NEAR = 4.0
"""Points by which the place of a running head may differ from page to page."""
_APART = 1.35
"""The least distance from the text, in lines, of a running head whose words change."""
_ROMAN = re.compile(r"[ivxlc]{1,6}\Z", re.IGNORECASE)


def furniture(pages: Sequence[Page], leading: float) -> frozenset[Place]:
    """The rows that are no text; `leading` is the distance of two lines of the text, in points."""
    edges = {
        page.number: (list(_lines(page.rows)), list(_lines(page.rows, from_foot=True))) for page in pages
    }
    found = {*_artifacts(pages)}
    for side in (0, 1):
        sides = {number: both[side] for number, both in edges.items()}
        found |= {*_alike(pages, sides), *_in_place(pages, sides, leading), *_numbers(pages, sides, leading)}
    return frozenset(found)


def _lines(rows: Sequence[Row], *, from_foot: bool = False) -> Iterator[list[int]]:
    """The places of the rows of each line, from the head or from the foot."""
    line: list[int] = []
    order = sorted(range(len(rows)), key=lambda at: rows[at].base if from_foot else -rows[at].base)
    for at in order:
        if line and abs(rows[line[0]].base - rows[at].base) > 0.3 * rows[at].size:
            yield line
            line = []
        line.append(at)
    if line:
        yield line


def _artifacts(pages: Iterable[Page]) -> Iterator[Place]:
    """Where the file itself says so, unless it says so of all its text."""
    told = [((page.number, at), row.artifact) for page in pages for at, row in enumerate(page.rows)]
    if 2 * sum(artifact for _, artifact in told) < len(told):
        yield from (place for place, artifact in told if artifact)


def _alike(pages: Sequence[Page], sides: dict[int, list[list[int]]]) -> Iterator[Place]:
    """Rows that stand on several pages on the same place, but for their figures."""
    by_text: dict[tuple[str, float], list[tuple[float, Place]]] = defaultdict(list)
    for page in pages:
        for line in sides[page.number][:_EDGE]:
            for at in line:
                row = page.rows[at]
                by_text[_digitless(row.text), row.size].append((row.base, (page.number, at)))
    least = 2 if len(pages) < 6 else 3
    for (text, _), places in by_text.items():
        for base, place in places:
            near = {other[0] for other_base, other in places if abs(other_base - base) < _NEAR}
            if len(near) >= least and len(text) <= 150:
                yield place


def _in_place(pages: Sequence[Page], sides: dict[int, list[list[int]]], leading: float) -> Iterator[Place]:
    """The outermost line of most pages where it always stands on the same place, apart from the text."""
    outer = []
    for page in pages:
        lines = sides[page.number]
        if len(lines) > 3:
            first, second = page.rows[lines[0][0]], page.rows[lines[1][0]]
            apart = abs(first.base - second.base) > _APART * max(leading, first.size)
            outer.append((first.base, apart and len(first.text) <= 120, page.number, lines[0]))
    for base, apart, number, line in outer:
        near = [one for one in outer if abs(one[0] - base) < _NEAR and one[1]]
        if apart and len(near) >= 4 and 10 * len(near) >= 6 * len(outer):
            yield from ((number, at) for at in line)


def _numbers(pages: Sequence[Page], sides: dict[int, list[list[int]]], leading: float) -> Iterator[Place]:
    """The outermost line where it is the page's number and nothing else."""
    for page in pages:
        lines = sides[page.number]
        if len(lines) < 2 or len(lines[0]) > 1:
            continue
        row, beside = page.rows[lines[0][0]], page.rows[lines[1][0]]
        number = is_page_number(row.text) or _ROMAN.match(row.text)
        if number and abs(row.base - beside.base) > _APART * max(leading, row.size):
            yield page.number, lines[0][0]


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "0", text).casefold()
