"""Where an item stands in its list, and a cell in its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tmpipe.formats.hypertext.attributes import value
from tmpipe.text.numerals import BULLET, alphabetic, roman

_NUMBER = re.compile(r"\s*(-?\d{1,9})", re.ASCII)


def number(tag: str, name: str, default: int) -> int:
    """An attribute that is a number; `default` where it is none."""
    found = _NUMBER.match(value(tag, name) or "")
    return int(found[1]) if found else default


class Items:
    """Counts the items of a list as its start tag wants it."""

    def __init__(self, tag: str, *, ordered: bool) -> None:
        self.ordered = ordered
        self.style = (value(tag, "type") or "1") if ordered else ""
        self.step = -1 if ordered and value(tag, "reversed") is not None else 1
        self.next = number(tag, "start", 1)

    def label(self, tag: str) -> str:
        """The marker of the next item, whose start tag this is."""
        if not self.ordered:
            return BULLET
        at = number(tag, "value", self.next)
        self.next = at + self.step
        return f"{_MARKERS.get(self.style, str)(at)}."


_MARKERS: Mapping[str, Callable[[int], str]] = {
    "a": alphabetic,
    "A": lambda at: alphabetic(at).upper(),
    "i": roman,
    "I": lambda at: roman(at).upper(),
}
"""How an `ol` shows a number, by its `type`."""


class Grid:
    """Counts the rows and columns of a table, by the number of the table in its document."""

    def __init__(self, table: int) -> None:
        self.table = table
        self.row = 0
        self.column = 0
        self._taken: dict[int, int] = {}
        """Columns that a cell above takes, and for how many more rows."""

    def next_row(self) -> None:
        """A row begins."""
        self.row += 1
        self.column = 0
        self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}

    def cell(self, tag: str) -> tuple[int, int, int]:
        """Table, row and column of the next cell, whose start tag this is."""
        self.column += 1
        while self.column in self._taken:
            self.column += 1
        at = self.column
        width = min(max(number(tag, "colspan", 1), 1), 1000)
        height = min(max(number(tag, "rowspan", 1), 1), 65534)
        self.column += width - 1
        if height > 1:
            self._taken |= dict.fromkeys(range(at, at + width), height)
        return self.table, max(self.row, 1), at
