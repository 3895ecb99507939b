"""Where in a document we are, and what of it is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tmpipe.model import Block, Role


def counted(told: str | None) -> int:
    """How many a number in the file says, 1 where it says nothing that can be."""
    return int(told) if told and _COUNT.fullmatch(told) else 1


_COUNT = re.compile(r"[0-9]{1,5}")


@dataclass(slots=True)
class Table:
    """Where we are in a table."""

    number: int
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Counts:
    """How far a list has counted, with the lists inside it."""

    levels: dict[int, int] = field(default_factory=dict)
    """The number of the last item by its level, deeper ones than the last item's forgotten."""
    last: int | None = None
    """That of the last item of any level."""


@dataclass(frozen=True, slots=True)
class List:
    """A list, or one inside it."""

    style: str
    """The name of its list style; empty: none is named."""
    counts: Counts


@dataclass(slots=True)
class Item:
    """A list's item."""

    begun: bool = False
    """Whether its first paragraph was read: those that follow have no marker."""
    start: int | None = None
    """Its number, where the file says it."""
    style: str = ""
    """The list style of this item alone."""
    label: str | None = None
    """Its marker; None: no paragraph of it, with words or without, was met."""
    deeper: bool = False
    """Whether a list inside it was met."""


@dataclass(frozen=True, slots=True)
class Place:
    """What encloses a paragraph."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    label: str = ""
    place: str = ""
    list: List | None = None
    item: Item | None = None
    table: Table | None = None
    cell: tuple[int, int, int] | None = None
    head: bool = False
    """Whether it is in a row that names columns."""
    index: bool = False


@dataclass(slots=True)
class Parts:
    """A stretch of the text as it is cut: verbatim strings and blocks."""

    text: str
    at: int
    parts: list[str | Block] = field(default_factory=list)

    def cut(self, until: int) -> None:
        """Verbatim text up to there."""
        if self.at < until:
            self.parts.append(self.text[self.at : until])
        self.at = until

    def block(self, start: int, end: int, *parts: str | Block) -> None:
        """What stands for the text between start and end."""
        self.cut(start)
        self.parts += parts
        self.at = end


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a document is translated, and what needs the whole document to be known."""

    comments: bool
    references: frozenset[str]
    """The names of marks around words that a reference elsewhere repeats."""
    formulas: frozenset[str]
    """The members that are formulas, as links name them."""
