"""Where the blocks of a text begin, told by space, indents and lines that end early."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tmpipe.formats.pages.columns import Column
from tmpipe.formats.pages.rows import Row
from tmpipe.formats.pages.setting import Setting, margins

_INDENT = 0.8
"""The least indent, in the size of the text."""
_SPACE = 1.22
"""The distance from which on two lines are no longer set as one text, in the usual one."""
BULLET = re.compile(r"[-*•·▪▫◦‣●○■□–—➢➤✓✔\ue000-\uf8ff]\s+(?=\S)")
NUMBERED = re.compile(
    r"(?:\d{1,3}[.)]|[۰-۹]{1,3}[.)-]|\(\d{1,3}\)|\(?[a-z]\)|\(?[ivx]{1,5}\)|[A-Z][.)])\s+(?=\S)"
)
_CLAUSE = re.compile(r"[;؛](?: (?:and|or|et|ou|e|o|och|eller|و|یا))?\Z")
"""How the items of a list end whose markers are drawn."""
_STOPS = re.compile(r"[.!?…:؟۔。][\"”’»“')\]]*\d{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its column."""

    row: Row
    page: int
    left: float
    """Where the column's lines begin."""
    right: float
    """Where its lines may end; within an indented passage, where those end."""
    edge: float
    """Where the column ends."""
    step: float
    """From a line of this size to the next."""

    @property
    def indent(self) -> float:
        return self.row.left - self.left

    @property
    def stops(self) -> bool:
        return _STOPS.search(self.row.text[-8:]) is not None

    @property
    def lower(self) -> bool:
        return self.row.text.lstrip("\"“„«‹‘'(")[:1].islower()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are one block, or the rest of one."""

    rows: tuple[Placed, ...]
    begins: bool | None
    """False: the rest of the one before; None: the page does not tell."""

    @property
    def text(self) -> str:
        return " ".join(one.row.text for one in self.rows)

    @property
    def size(self) -> float:
        return self.rows[0].row.size

    @property
    def bold(self) -> bool:
        return all(one.row.bold for one in self.rows)


def placed(column: Column, rows: Sequence[Row], page: int, setting: Setting) -> list[Placed]:
    """These rows of a column with its margins."""
    left, right = margins(column, setting.body)
    out: list[Placed] = []
    for at, row in enumerate(rows):
        step = setting.step(row.size)
        out.append(Placed(row, page, left, _reach(rows, at, step, right), right, step))
    return out


def _reach(rows: Sequence[Row], at: int, step: float, right: float) -> float:
    """Where the lines around this one end: within a passage set in from the right, where that does."""
    row = rows[at]
    found = [row]
    for places in (range(at - 1, max(-1, at - 8), -1), range(at + 1, min(len(rows), at + 8))):
        last = row
        for place in places:
            other = rows[place]
            if abs(other.base - last.base) > _SPACE * step or abs(other.left - row.left) > 2.2 * row.size:
                break
            found.append(other)
            last = other
    if len(found) < 3 or row.left - min(one.left for one in rows) < row.size:
        return right
    lower = sum(one.text[:1].islower() for one in found)
    return max(one.right for one in found) if 3 * lower >= len(found) else right


def groups(rows: Sequence[Placed], before: Placed | None, setting: Setting) -> list[Group]:
    """The rows of a column as blocks; `before` is the last row of the text before them."""
    out: list[Group] = []
    opened: list[Placed] = []
    how: bool | None = True
    for at, one in enumerate(rows):
        last = opened[-1] if opened else before
        following = rows[at + 1] if at + 1 < len(rows) else None
        begins = _at_head(last, one, setting) if not at else _begins(opened, one, setting)
        begins = begins if begins is not False else _first_of_two(opened, one, following)
        if opened and begins is not False:
            out.append(Group(tuple(opened), how))
            opened = []
        if not opened:
            how = begins
        opened.append(one)
    if opened:
        out.append(Group(tuple(opened), how))
    return out


def _begins(block: Sequence[Placed], one: Placed, setting: Setting) -> bool:
    """Whether a row begins a block, `block` being the one before it in the same column."""
    last = block[-1]
    space = last.row.base - one.row.base
    if _other_size(last, one):
        return True
    if _is_large(one, setting):
        return space > 1.25 * one.row.size * max(1.15, setting.step(setting.body) / setting.body)
    raised = 0.4 * one.row.size * bool(one.row.marks or last.row.marks)
    if space > _SPACE * one.step + raised or BULLET.match(one.row.text) or _other_weight(last, one):
        return True
    if last.row.text.endswith(("-", "\u00ad")) and one.lower:
        return False
    indented = one.row.left - last.row.left
    if (
        NUMBERED.match(one.row.text)
        and (last.stops or _ended(last, one))
        and indented < _INDENT * one.row.size
    ):
        return True
    if abs(indented) > _INDENT * one.row.size and not _centred(last, one):
        return _turns(block, one, indented)
    clause = _CLAUSE.search(last.row.text[-8:]) and not one.lower and one.indent > _INDENT * one.row.size
    return bool(clause) or _ended(last, one)


def _first_of_two(block: Sequence[Placed], one: Placed, following: Placed | None) -> bool:
    """Whether a line set in below another is a first line itself: the one after it is not set in."""
    if len(block) != 1 or following is None:
        return False
    least = _INDENT * one.row.size
    tight = one.row.base - following.row.base < _SPACE * one.step
    alike = abs(one.row.left - block[0].row.left) < 0.2 * one.row.size
    return tight and alike and one.indent > least > following.indent and not _item(block[0])


def _turns(block: Sequence[Placed], one: Placed, indented: float) -> bool:
    """Whether a line that is set further in, or less far, than the last one begins a block."""
    if len(block) > 1:
        return True
    first = block[0]
    if indented < 0:
        return first.indent < _INDENT * one.row.size or one.indent < -1 or _item(first)
    return not (_item(first) or one.lower)


def _item(one: Placed) -> bool:
    return bool(BULLET.match(one.row.text) or NUMBERED.match(one.row.text))


def _at_head(last: Placed | None, one: Placed, setting: Setting) -> bool | None:
    """The same at the head of a column, where the text before stands elsewhere."""
    if last is None or _other_size(last, one) or _is_large(one, setting) or _is_large(last, setting):
        return True
    if last.row.text.endswith(("-", "\u00ad")) and one.lower:
        return False
    if (
        BULLET.match(one.row.text)
        or (NUMBERED.match(one.row.text) and last.stops)
        or _other_weight(last, one)
    ):
        return True
    if not one.lower and (_ended(last, one) or (last.stops and one.indent > _INDENT * one.row.size)):
        return True
    return None


def _other_size(a: Placed, b: Placed) -> bool:
    return abs(a.row.size - b.row.size) > 0.06 * max(a.row.size, b.row.size)


def _other_weight(last: Placed, one: Placed) -> bool:
    """Whether bold begins or ends here, and not in the middle of a sentence."""
    return (last.row.bold != one.row.bold and (last.stops or _ended(last, one))) or (
        last.row.bold and not one.row.bold and not one.lower
    )


def _is_large(one: Placed, setting: Setting) -> bool:
    return one.row.size > 1.1 * setting.body


def _ended(last: Placed, one: Placed) -> bool:
    """Whether the last line was ended although the next one's first word had room on it."""
    room = last.right - last.row.right - 0.25 * one.row.size - one.row.first
    if last.row.text.endswith(("-", "\u00ad")):
        return False
    loose = 4 if one.lower and not last.stops else 0.5
    return room > loose * one.row.size


def _centred(last: Placed, one: Placed) -> bool:
    """Whether both lines are set in the middle."""
    return all(
        row.indent > row.row.size and abs(row.indent - (row.right - row.row.right)) < row.row.size
        for row in (last, one)
    )
