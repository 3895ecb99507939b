"""The pages of a document as printed lines with what their pages tell of them, for `text.repair.laid`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tmpipe.formats.pages.blocks import BULLET, NUMBERED, Group, Placed, groups, placed
from tmpipe.formats.pages.columns import Column, Grid, columns
from tmpipe.formats.pages.feet import cited, foot, label, labelled
from tmpipe.formats.pages.grids import cells
from tmpipe.formats.pages.rows import Row
from tmpipe.formats.pages.running import Place, furniture
from tmpipe.formats.pages.setting import Setting, setting
from tmpipe.formats.pages.sheets import Page
from tmpipe.model import Role
from tmpipe.text.repair.laid import Laid

_LARGE = 1.1
"""The least size of a heading in that of the text."""
_HEADING = 200
"""Characters of a heading at most."""
_ALIKE = 0.04
_SENTENCE = re.compile(r"[.;,،؛][\"”’»)]*\Z")


@dataclass(frozen=True, slots=True)
class _Notes:
    """Rows of footnotes."""

    rows: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    page: int


@dataclass(frozen=True, slots=True)
class _Beside:
    """A row of page furniture."""

    row: Row
    page: int


def laid(pages: Sequence[Page]) -> list[Laid]:
    """The lines of these pages in reading order."""
    pages = _from_left(pages)
    parts = (part for page in pages for part in columns(page.rows))
    set_as = setting(part.rows for part in parts if isinstance(part, Column))
    apart = furniture(pages, set_as.step(set_as.body))
    signs = cited([row for page in pages for row in page.rows])
    things = list(_things(pages, apart, signs, set_as))
    levels = _levels([one for one in things if isinstance(one, Group)], set_as)
    return list(_laid(things, levels, signs, set_as))


def _from_left(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages as they are, or in a mirror where most of the text reads from the right."""
    rows = [row for page in pages for row in page.rows]
    if 2 * sum(row.from_right for row in rows) <= len(rows):
        return pages
    return [
        Page(
            page.number,
            tuple(row.mirrored() for row in page.rows),
            page.characters,
            page.strange,
            page.pictures,
        )
        for page in pages
    ]


def _things(
    pages: Sequence[Page], apart: frozenset[Place], signs: frozenset[str], set_as: Setting
) -> Iterator[Group | _Notes | _Table | _Beside]:
    """What stands on the pages, in reading order."""
    last: Placed | None = None
    for page in pages:
        text = [row for at, row in enumerate(page.rows) if (page.number, at) not in apart]
        beside = [row for at, row in enumerate(page.rows) if (page.number, at) in apart]
        top = max((row.base for row in text), default=0.0)
        yield from (_Beside(row, page.number) for row in beside if row.base > top)
        for part in columns(text):
            if isinstance(part, Grid):
                yield _Table(part, page.number)
                last = None
                continue
            end = foot(part.rows, set_as.body, signs)
            found = groups(placed(part, part.rows[:end], page.number, set_as), last, set_as)
            yield from found
            last = found[-1].rows[-1] if found else last
            if end < len(part.rows):
                yield _Notes(tuple(placed(part, part.rows[end:], page.number, set_as)))
        yield from (_Beside(row, page.number) for row in beside if row.base <= top)


# --- headings ------------------------------------------------------------------------------------


def _levels(found: Iterable[Group], set_as: Setting) -> dict[float, int]:
    """The level of headings by their size, the largest first; bold ones of the text's size come last."""
    sizes = sorted({one.size for one in found if _is_heading(one, set_as)}, reverse=True)
    levels: dict[float, int] = {}
    level = 0
    before = float("inf")
    for size in sizes:
        if size < before * (1 - _ALIKE):
            level, before = level + 1, size
        levels[size] = min(level, 6)
    return levels


def _is_heading(group: Group, set_as: Setting) -> bool:
    """Whether a block is a heading: short, and larger than the text or bold where that is not."""
    text = group.text
    if len(text) > _HEADING or not any(map(str.isalpha, text)) or group.begins is False:
        return False
    if group.size > _LARGE * set_as.body:
        return len(text) <= 100 or not _SENTENCE.search(text)
    bold = group.bold and not set_as.bold and group.size > 0.95 * set_as.body
    return bold and len(group.rows) <= 2 and not _SENTENCE.search(text) and not BULLET.match(text)


# --- lines ---------------------------------------------------------------------------------------


def _laid(
    things: Sequence[Group | _Notes | _Table | _Beside],
    levels: dict[float, int],
    signs: frozenset[str],
    set_as: Setting,
) -> Iterator[Laid]:
    tables = 0
    items: list[float] = []
    for one in things:
        match one:
            case _Beside():
                yield Laid(one.row.text, one.page, Role.BOILERPLATE)
            case _Notes():
                yield from _notes(one.rows, signs)
            case _Table():
                tables += 1
                yield from _cells(one, tables)
            case Group():
                yield from _group(one, levels, items, set_as)


def _notes(rows: Sequence[Placed], signs: frozenset[str]) -> Iterator[Laid]:
    """Footnotes: each begins with its number; what comes before the first goes on from the last page."""
    begun = False
    for one in rows:
        begins = labelled(one.row, signs)
        begun = begun or begins
        sign, skip = label(one.row) if begins else ("", 0)
        how = True if begins else False if begun else None
        yield Laid(one.row.text, one.page, Role.FOOTNOTE, how, sign, skip, marks=one.row.marks)


def _cells(table: _Table, number: int) -> Iterator[Laid]:
    for cell in cells(table.grid.rows):
        for at, row in enumerate(cell.rows):
            place = (number, cell.row, cell.column)
            yield Laid(row.text, table.page, Role.TABLE_CELL, not at, marks=row.marks, cell=place)


def _group(group: Group, levels: dict[float, int], items: list[float], set_as: Setting) -> Iterator[Laid]:
    """The lines of a block; `items` are the indents of the open lists."""
    role, sign, skip, level = Role.PARAGRAPH, "", 0, 0
    marker = BULLET.match(group.text) or NUMBERED.match(group.text)
    if _is_heading(group, set_as):
        role, level = Role.HEADING, levels[group.size]
        items.clear()
    elif marker and group.begins:
        role, sign, skip = Role.LIST_ITEM, marker[0].strip(), marker.end()
        level = _level(items, group.rows[0].row.left, group.size)
    elif _is_quotation(group):
        role = Role.QUOTE
    elif group.begins:
        items.clear()
    for at, one in enumerate(group.rows):
        begins = group.begins if not at else False
        yield Laid(one.row.text, one.page, role, begins, sign, 0 if at else skip, level, one.row.marks)


def _level(items: list[float], left: float, size: float) -> int:
    """The level of a list's item with this indent."""
    while items and items[-1] > left + 0.5 * size:
        items.pop()
    if not items or items[-1] < left - 0.5 * size:
        items.append(left)
    return len(items)


def _is_quotation(group: Group) -> bool:
    """Whether a block is set in from both sides."""
    least = 0.9 * group.size
    if len(group.rows) < 2 or not group.begins:
        return False
    ends = max(one.row.right for one in group.rows)
    return all(one.indent > least for one in group.rows) and group.rows[0].edge - ends > least
