"""What a paragraph consists of, in the order of the file: text, codes, and what no reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from tmpipe.formats.package import xml
from tmpipe.formats.word.styles import Look
from tmpipe.model import Block


class What(IntEnum):
    """What an item is."""

    TEXT = 0
    SINGLE = 1
    OPEN = 2
    CLOSE = 3
    SILENT = 4
    """A bookmark, the mark of a comment: no reader sees it, and it must not be lost."""


@dataclass(eq=False, slots=True)
class Wrapper:
    """An element around runs: a link, a content control, an insertion."""

    name: str
    start: int
    first: int
    """The number of items before it."""
    end: int = 0
    close: int = 0
    """Where what closes it begins, if it is more than its end tag."""
    instruction: str = ""
    """Of a field."""
    solid: bool = True
    """Whether new text may be written inside it; not so in what is read as accepted."""


@dataclass(eq=False, slots=True)
class Run:
    """A `w:r`."""

    name: str
    """As the file spells it, `w:r`."""
    start: int
    path: tuple[Wrapper, ...]
    """The elements around it, within its paragraph."""
    opening: str = ""
    """How a run of the same look begins, its properties included."""
    properties: str = ""
    """Its raw `w:rPr`."""
    look: Look = field(default_factory=dict)
    """One and the same object for all that look the same."""
    end: int = 0

    def around(self, content: str) -> str:
        """A run of this look with this content."""
        return f"{self.opening}{content}</{self.name}>"


@dataclass(eq=False, slots=True)
class Item:
    """`file[start:end]`: a piece of a paragraph's content, within a run or between runs."""

    what: What
    start: int
    end: int
    run: Run | None = None
    """The run in which it begins; None: it stands between runs."""
    last: Run | None = None
    """The run in which it ends."""
    path: tuple[Wrapper, ...] = ()
    kind: str = ""
    target: str = ""
    shown: str | None = None
    """Of a text, its literal characters; None: they are the file's, with references."""
    inside: tuple[str | Block, ...] = ()
    deep: bool = False
    """Whether it stands within something in its run: nothing can begin or end with it."""
    partner: Item | None = None
    """Of what opens or closes a pair, the other half."""

    def raw(self, text: str) -> str:
        """The item as it can stand between runs."""
        own = text[self.start : self.end]
        return self.run.around(own) if self.run else own

    def literal(self, text: str) -> str:
        """A text's characters."""
        return xml.unescaped(text[self.start : self.end]) if self.shown is None else self.shown


def enclosed(text: str, start: int, end: int, items: Sequence[Item]) -> tuple[str | Block, ...]:
    """`file[start:end]` as parts, where one of the items in it has text of its own; else nothing."""
    parts: list[str | Block] = []
    at = start
    for item in items:
        if item.inside and start <= item.start:
            parts += (text[at : item.start], *item.inside)
            at = item.end
    return (*parts, text[at:end]) if parts else ()
