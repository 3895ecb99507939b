"""The body of a reading as what a page is made of: headings, paragraphs, lists, tables, quotations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from tmpipe.model import Block, Role
from tmpipe.renditions.reading import BULLETS, DEEPEST, Reading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels begin at the title and skip none on the way down."""

    block: Block
    level: int
    """1: the title, of which there is one at most. 2 to 6: a part. 0: a line over the title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text."""

    block: Block


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its paragraphs (one at least), then the lists inside it."""

    blocks: tuple[Block, ...]
    number: int
    """Of an item of an ordered list; 0 in other lists."""
    deeper: tuple[List, ...] = ()

    @property
    def label(self) -> str:
        """Its marker in the document: `•`, `3.`, `a)`, or nothing."""
        return self.blocks[0].label


@dataclass(frozen=True, slots=True)
class List:
    """Items (one at least) with markers of one kind."""

    items: tuple[Item, ...]
    kind: str
    """`bullet`; `number`: each item has its number; `label`: each item shows its label as it is."""
    level: int
    """1 is the outermost, 6 the innermost."""

    @property
    def start(self) -> int:
        """The first item's number."""
        return self.items[0].number


@dataclass(frozen=True, slots=True)
class Quotation:
    """The paragraphs of one quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with its paragraphs; without any, it is empty."""

    blocks: tuple[Block, ...]
    columns: int = 1
    """How many it covers; more than one only where nothing stands."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that all cover the same number of columns."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int
    head: bool
    """Whether the first row names the columns."""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines of code, kept as they are: from left to right, in no language."""

    block: Block


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who signed, in whatever language."""

    blocks: tuple[Block, ...]
    """A name each, where the source says where one ends."""
    headed: bool
    """Whether the document itself has a heading right over them."""


Group: TypeAlias = Heading | Paragraph | List | Quotation | Table | Verbatim | Signatories


def groups(page: Reading) -> Iterator[Group]:
    """Every block of the body, once, in order; only a table's cells are drawn to its first one, and
    a paragraph of names is one block for each.
    """
    tables = _tables(page.body)
    level = 0
    before: Block | None = None
    for kind, run in groupby(_kinds(page.body), key=lambda one: one[0]):
        blocks = tuple(block for _, block in run)
        if isinstance(kind, int):
            yield from (tables.pop(kind),) if kind in tables else ()
            continue
        if kind is Role.HEADING:
            for block in blocks:
                level = 1 if block is page.heading else level and min(max(block.level, 2), level + 1, DEEPEST)
                yield Heading(block, level)
        elif kind is Role.LIST_ITEM:
            yield from _lists(blocks, 1)
        elif kind is Role.QUOTE:
            yield Quotation(blocks)
        elif kind is Role.SIGNATORIES:
            headed = before is not None and before.role is Role.HEADING and before is not page.heading
            yield Signatories(tuple(name for block in blocks for name in _names(block)), headed)
        else:
            yield from map(Verbatim if kind is Role.CODE else Paragraph, blocks)
        before = blocks[-1]


def _kinds(body: Sequence[Block]) -> Iterator[tuple[Role | int, Block]]:
    """Each block with what it is grouped by: its table, or else its role; the paragraphs of an item go on."""
    kind: Role | int | None = None
    for block in body:
        goes_on = kind is Role.LIST_ITEM and block.role is Role.PARAGRAPH and block.level > 0
        kind = block.cell[0] if block.cell else Role.LIST_ITEM if goes_on else block.role
        yield kind, block


_PARTING = re.compile(r"\([^()]*+\)|(?P<sign>[,;،؛]) (?=[\w(«“\"])(?!\w+\.(?:[,;،؛]|$))")
"""What may stand between two names; `, Inc.` is of the one before, what is in parentheses parts nothing."""
_SIGNS = " ,;،؛"
_FEWEST = 3
"""Fewer signs than these may stand within names."""


def _names(block: Block) -> Iterator[Block]:
    """The names of a paragraph of them: parted at the semicolons, or else at the commas, before capitals."""
    text = block.text
    signs = [one for one in _PARTING.finditer(text) if one["sign"] and not text[one.end()].islower()]
    semicolons = [one for one in signs if one["sign"] in ";؛"]
    parting = semicolons if len(semicolons) >= _FEWEST else signs
    if block.codes or len(parting) < _FEWEST:
        yield block
        return
    starts = [0, *(one.end() for one in parting)]
    for start, end in zip(starts, [*(one.start() for one in parting), len(text)], strict=True):
        yield replace(block, text=text[start:end].strip(_SIGNS), gaps=(), spans=())


def _lists(blocks: Sequence[Block], level: int) -> Iterator[List]:
    """Items as deep as the first, each with the deeper ones that follow it; other markers, another list."""
    starts = list(_starts(blocks, min(blocks[0].level, DEEPEST)))
    runs = [blocks[i:j] for i, j in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    for kind, same in groupby(runs, key=lambda run: _marker(run[0].label)):
        yield List(tuple(_item(run, level) for run in same), kind, level)


def _starts(blocks: Sequence[Block], depth: int) -> Iterator[int]:
    """Where items of this depth begin; paragraphs, and what has no marker below one that has, do not."""
    label = ""
    for index, block in enumerate(blocks):
        if index and min(block.level, DEEPEST) > depth:
            label = ""
        elif not index or (block.role is not Role.PARAGRAPH and (block.label or not label)):
            label = block.label
            yield index


def _item(run: Sequence[Block], level: int) -> Item:
    depth = min(run[0].level, DEEPEST)
    own = next((i for i, block in enumerate(run) if min(block.level, DEEPEST) > depth), len(run))
    deeper = tuple(_lists(run[own:], level + 1)) if run[own:] else ()
    return Item(tuple(run[:own]), number(run[0].label), deeper)


def _marker(label: str) -> str:
    if label in BULLETS:
        return "bullet"
    return "number" if number(label) else "label"


def number(label: str) -> int:
    """The number of a list item's marker such as `3.` or `(3)`; 0 where it is none."""
    found = re.fullmatch(r"\W*(\d{1,9})\W*", label)
    return int(found[1]) if found else 0


def _tables(body: Sequence[Block]) -> dict[int, Table]:
    """The tables of the body by their numbers."""
    cells: dict[int, dict[tuple[int, int], list[Block]]] = defaultdict(lambda: defaultdict(list))
    for block in body:
        if block.cell:
            cells[block.cell[0]][block.cell[1:]].append(block)
    return {name: _table(found) for name, found in cells.items()}


def _table(cells: dict[tuple[int, int], list[Block]]) -> Table:
    """Without the rows and columns in which nothing stands; nearly empty and large, with one column alone."""
    places = {column: place for place, column in enumerate(sorted({column for _, column in cells}))}
    lines = [list(line) for _, line in groupby(sorted(cells), key=lambda place: place[0])]
    if len(lines) * len(places) > _EMPTIEST * len(cells) + _SMALL:
        return Table(tuple((Cell(tuple(cells[place])),) for place in sorted(cells)), 1, head=False)
    rows = [
        tuple(_row([(places[column], tuple(cells[row, column])) for row, column in line], len(places)))
        for line in lines
    ]
    head = len(rows) > 1 and all(block.level for place in lines[0] for block in cells[place])
    return Table(tuple(rows), len(places), head)


_EMPTIEST, _SMALL = 16, 4096
"""A table that has 16 empty cells for each full one, and is large, would cost more than it says."""


def _row(filled: Sequence[tuple[int, tuple[Block, ...]]], columns: int) -> Iterator[Cell]:
    at = 0
    for place, blocks in filled:
        if place > at:
            yield Cell((), place - at)
        yield Cell(blocks)
        at = place + 1
    if at < columns:
        yield Cell((), columns - at)
