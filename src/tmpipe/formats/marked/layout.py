"""The blocks of a Markdown text, in its order: `holes`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tmpipe.formats.marked import titles
from tmpipe.formats.marked.events import INLINE, START, Event, definitions, events
from tmpipe.formats.marked.lines import runs
from tmpipe.formats.marked.page import Page
from tmpipe.formats.marked.phrases import phrase
from tmpipe.formats.marked.shortcodes import marked
from tmpipe.model import Block, Gap, Role, escaped

ATX, CELL = "atx", "cell"
"""Styles of blocks that do not begin a line: a heading on one line, a cell behind a pipe."""
_MARKER = re.compile(r"[-+*]|[0-9]+[.)]")
_FORMULA = re.compile(r"^[ \t>]*\$\$|(?<!\\)\$[^$\n]*\\[A-Za-z][^$\n]*(?<!\\)\$", re.MULTILINE)


class Hole(NamedTuple):
    """A block, and the stretch of the text that it stands for; a stretch of HTML has none yet."""

    start: int
    end: int
    block: Block | None


class _Part(NamedTuple):
    """What a block is to its reader: as `Block` has it."""

    role: Role
    level: int = 0
    label: str = ""
    style: str = ""
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _Container:
    """What blocks lie in. Only the first of an item or a note carries its label."""

    name: str
    role: Role
    level: int = 0
    label: str = ""


def has_formulas(text: str) -> bool:
    """Whether `$` stands for formulas in a text; else it stands for dollars."""
    return bool("$" in text and _FORMULA.search(text))


def holes(page: Page, *, math: bool, defined: Callable[[str], bool] | None = None) -> list[Hole]:
    """The blocks of a text, and where its HTML stands, in order.

    `math`: whether it has formulas; `defined` knows the labels of links that are defined elsewhere.
    """
    walk = _Walk(page)
    for event in events(page.text, math=math, defined=defined):
        if event.edge and event.name not in INLINE:
            walk.close()
            walk.element(event)
        elif event.name == "Rule":
            walk.close()
        elif event.name != "TaskListMarker":
            walk.leaf.append(event)
    walk.close()
    return list(_apart([*walk.found, *_definitions(page)]))


def _apart(found: list[Hole]) -> Iterator[Hole]:
    """The holes in order, of those that share text the first and longest one.

    In a table that lacks very many cells, the parser gives one of them twice, as a cell and in a paragraph.
    """
    at = 0
    for hole in sorted(found, key=lambda hole: (hole.start, -hole.end)):
        if hole.start >= at:
            yield hole
            at = hole.end


def _definitions(page: Page) -> Iterator[Hole]:
    for start, end, title in definitions(page.text):
        if one := titles.in_definition(page, start, end, title):
            yield Hole(one.start, one.end, one.block)


class _Walk:
    """Goes through the events; `leaf` are those of the block at hand, `kind` is the element it is."""

    __slots__ = ("cell", "containers", "depth", "found", "kind", "leaf", "page", "tables")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Hole] = []
        self.leaf: list[Event] = []
        self.kind: Event | None = None
        self.containers: list[_Container] = []
        self.depth = 0
        self.tables = 0
        self.cell = (0, 0)

    def element(self, event: Event) -> None:
        """A block element begins or ends."""
        name = event.name
        if event.edge == START:
            self.kind = event
            self._begin(event)
        else:
            self.kind = None
            if name == "List":
                self.depth -= 1
            elif self.containers and self.containers[-1].name == name:
                self.containers.pop()

    def _begin(self, event: Event) -> None:
        match event.name:
            case "List":
                self.depth += 1
            case "Item":
                marker = _MARKER.match(self.page.text, event.start)
                label = marker[0] if marker else ""
                self.containers.append(_Container("Item", Role.LIST_ITEM, self.depth, label))
            case "BlockQuote":
                self.containers.append(_Container("BlockQuote", Role.QUOTE))
            case "FootnoteDefinition":
                self.containers.append(_Container("FootnoteDefinition", Role.FOOTNOTE, label=event.value))
            case "Table":
                self.tables += 1
                self.cell = (0, 0)
            case "TableHead" | "TableRow":
                self.cell = (self.cell[0] + 1, 0)
            case "TableCell":
                self.cell = (self.cell[0], self.cell[1] + 1)

    def close(self) -> None:
        """The block at hand ends."""
        leaf, self.leaf = self.leaf, []
        if not leaf:
            return
        name = self.kind.name if self.kind else ""
        if name == "HtmlBlock":
            if all(">" not in self.page.text[one.end : two.start] for one, two in pairwise(leaf)):
                self.found.append(Hole(leaf[0].start, leaf[-1].end, None))
        elif name == "CodeBlock":
            self.found.append(self._code(leaf))
        elif name in ("Heading", "TableCell"):
            self._phrase(marked(self.page.text, leaf))
        else:
            for run in runs(self.page.text, marked(self.page.text, leaf)):
                self._phrase(run)

    def _code(self, leaf: list[Event]) -> Hole:
        """The lines of the code; what the file has before and between them is none of it: `> `, CR."""
        source = self.page.text
        start = at = leaf[0].start
        lines: list[str] = []
        gaps: list[Gap] = []
        length = 0
        for one in leaf:
            if at < one.start:
                gaps.append(Gap(length, length, (source[at : one.start],)))
            lines.append(escaped(source[one.start : one.end]))
            length += len(lines[-1])
            at = one.end
        block = Block("".join(lines), self.page.lines.at(start), Role.CODE, tuple(gaps))
        return Hole(start, at, block)

    def _phrase(self, leaf: list[Event]) -> None:
        if found := phrase(self.page, leaf):
            text, start, end, gaps = found.woven
            role, level, label, style, cell = self._part()
            line = self.page.lines.at(start)
            block = Block(text, line, role, gaps, found.codes, level, label, style=style, cell=cell)
            self.found.append(Hole(start, end, block))

    def _part(self) -> _Part:
        """What the block at hand is to its reader."""
        name = self.kind.name if self.kind else ""
        if name == "Heading" and self.kind:
            atx = self.page.text[self.kind.start] == "#"
            level = int(self.kind.value["level"][1:])
            return _Part(Role.HEADING, level, style=ATX if atx else "")
        if name == "TableCell":
            inner = self.kind is not None and self.page.text[self.kind.start - 1 : self.kind.start] == "|"
            cell = (self.tables, *self.cell)
            style, level = CELL if inner else "", int(self.cell[0] == 1)  # the first row names the columns
            return _Part(Role.TABLE_CELL, level, style=style, cell=cell)
        if not self.containers:
            return _Part(Role.PARAGRAPH)
        holder = self.containers[-1]
        role, label, level = holder.role, holder.label, holder.level
        if holder.name == "Item":
            holder.role, holder.label = Role.PARAGRAPH, ""
        elif holder.name == "FootnoteDefinition":
            holder.label = ""
        return _Part(role, level, label)
