"""The elements that are open, and what a tag closes.

Of a browser's tree construction, this is what tells where texts end. Every answer takes constant time.
Source: the WHATWG's HTML standard, section "Tree construction".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tmpipe.formats.hypertext import elements
from tmpipe.model import Block


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the text within an element."""

    like: Block
    """A block without text that has its role and what else there is to say."""
    locked: bool = False
    """Whether the author forbids its translation."""
    frozen: bool = False
    """Whether it stays as it is: it is locked, or code."""
    foreign: str = ""
    """`svg` or `math` within these."""


class Open(NamedTuple):
    """An element that is open, and where on the stack those are that a tag within it may close, or 0."""

    name: str
    context: Context
    scope: int = 0
    """What is below cannot be closed from within."""
    paragraph: int = 0
    item: int = 0
    entry: int = 0
    """A `dt` or `dd`."""


class Stack:
    """The open elements, innermost last; at the bottom the document."""

    def __init__(self) -> None:
        self._open = [Open("", Context(Block("", 0)))]
        self._places: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._open)

    @property
    def top(self) -> Open:
        """The innermost element."""
        return self._open[-1]

    def last(self, name: str) -> int:
        """Where the innermost element of the name is; 0: there is none."""
        places = self._places.get(name)
        return places[-1] if places else 0

    def push(self, name: str, context: Context) -> None:
        """The element begins."""
        at = len(self._open)
        scope, paragraph, item, entry = self._open[-1][2:]
        if name in elements.SCOPES:
            scope = at
            paragraph = item = entry = 0
        elif name in elements.BOXES:
            paragraph = item = entry = 0
        elif name == "p":
            paragraph = at
        elif name == "li":
            item, entry = at, 0
        elif name in ("dd", "dt"):
            item, entry = 0, at
        elif name in elements.BLOCKS and name not in ("address", "div"):
            item = entry = 0
        self._open.append(Open(name, context, scope, paragraph, item, entry))
        self._places.setdefault(name, []).append(at)

    def pop(self) -> Open:
        """The innermost element ends."""
        one = self._open.pop()
        self._places[one.name].pop()
        return one

    def closed_by_start(self, name: str) -> int:
        """The depth that is left when an element of this name begins."""
        top = self._open[-1]
        depths = [len(self._open)]
        if name in elements.CLOSES_PARAGRAPH:
            depths.append(top.paragraph)
        if name in elements.HEADINGS and top.name in elements.HEADINGS:
            depths.append(len(self._open) - 1)
        elif name == "li":
            depths.append(top.item)
        elif name in ("dd", "dt"):
            depths.append(top.entry)
        elif name in ("option", "optgroup"):
            depths += (at for at in map(self.last, ("option", name)) if at > top.scope)
        elif name == "body":
            depths.append(self.last("head"))
        elif name in elements.TABLE_PARTS:
            depths.append(self._table_part(name))
        return min(depth for depth in depths if depth)

    def _table_part(self, name: str) -> int:
        """The depth at which a part of a table begins; 0 without a table."""
        table = self.last("table")
        if not table:
            return 0
        sections = max(table, *map(self.last, elements.SECTIONS))
        if name in elements.CELLS:
            return max(sections, self.last("tr")) + 1
        return (sections if name == "tr" else table) + 1

    def closed_by_end(self, name: str) -> int:
        """The depth that is left when the end tag of this name comes: all of it where it closes nothing."""
        if name in elements.HEADINGS:
            at = max(map(self.last, elements.HEADINGS))
        else:
            at = self._open[-1].paragraph if name == "p" else self.last(name)
        around = self.last("table") if name in elements.ROWS else self._open[-1].scope
        return at if at and at >= around else len(self._open)
