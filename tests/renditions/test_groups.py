"""What a page is made of: every block once, in order, in the group that a reader expects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Document, Role
from tmpipe.renditions.groups import (
    Cell,
    Group,
    Heading,
    List,
    Paragraph,
    Quotation,
    Signatories,
    Table,
    Verbatim,
    groups,
)
from tmpipe.renditions.reading import DEEPEST, reading


def grouped(*blocks: Block) -> list[Group]:
    return list(groups(reading(Document("a.txt", "fr", blocks))))


def item(text: str, label: str = "", level: int = 1) -> Block:
    return Block(text, 1, Role.LIST_ITEM, label=label, level=level)


def more(text: str, level: int = 1) -> Block:
    """A further paragraph of an item."""
    return Block(text, 1, level=level)


def cell(text: str, row: int, column: int, *, table: int = 1, head: bool = False) -> Block:
    return Block(text, 1, Role.TABLE_CELL, cell=(table, row, column), level=int(head))


def shown(group: Group) -> str:
    """A group in one line: `h2 A`, `bullet(a(bullet(b)) c)`, `table[a | b // c | .]`."""
    match group:
        case Heading(block, level):
            return f"h{level} {block.text}"
        case List(items, kind):
            texts = [
                "+".join(b.text for b in i.blocks) + "".join(f"({shown(d)})" for d in i.deeper) for i in items
            ]
            return f"{kind}({' '.join(texts)})"
        case Table(rows, _, head):
            lines = [" | ".join(_cell(one) for one in row) for row in rows]
            return f"{'headed ' if head else ''}table[{' // '.join(lines)}]"
        case Quotation(blocks) | Signatories(blocks, _):
            return f"{type(group).__name__.lower()} {'+'.join(b.text for b in blocks)}"
        case Paragraph(block) | Verbatim(block):
            return f"{type(group).__name__.lower()} {block.text}"


def _cell(one: Cell) -> str:
    return "+".join(block.text for block in one.blocks) or "." * one.columns


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([Block("a", 1), Block("b", 1, Role.URL)], ["paragraph a", "paragraph b"]),
        ([Block("a", 1, Role.QUOTE), Block("b", 1, Role.QUOTE)], ["quotation a+b"]),
        ([Block("a", 1, Role.CODE), Block("b", 1, Role.CODE)], ["verbatim a", "verbatim b"]),
        ([Block("a", 1, Role.SIGNATORIES), Block("b", 1, Role.SIGNATORIES)], ["signatories a+b"]),
        (
            [Block(text, 1, Role.HEADING, level=level) for text, level in (("P", 2), ("T", 1), ("S", 4))],
            ["h0 P", "h1 T", "h2 S"],
        ),
        ([item("a", "-"), item("b", "•"), item("c", "1."), item("d", "2.")], ["bullet(a b)", "number(c d)"]),
        ([item("a", "1."), item("more"), item("b", "2.")], ["number(a+more b)"]),
        ([item("a", "1."), item("b", "-", 2), item("c", "2.")], ["number(a(bullet(b)) c)"]),
        ([item("a", "1."), more("b"), more("c"), item("d", "2.")], ["number(a+b+c d)"]),
        ([item("a"), item("b", level=2), more("c", 2), more("d")], ["bullet(a(bullet(b+c+d)))"]),
        ([item("a"), more("b", 2), item("c")], ["bullet(a(bullet(b)) c)"]),
        ([item("a"), Block("b", 1, Role.CODE), more("c")], ["bullet(a)", "verbatim b", "paragraph c"]),
        (
            [item("a"), item("b", "a)", 2), item("c", level=3), item("d", "1)", 2), item("e")],
            ["bullet(a(label(b(bullet(c))))(number(d)) e)"],
        ),
        ([item("a", level=3), item("b", level=1)], ["bullet(a b)"]),
        ([cell("a", 1, 1), cell("b", 1, 2), cell("c", 2, 2)], ["table[a | b // . | c]"]),
        ([cell("a", 1, 1, head=True), cell("b", 2, 1)], ["headed table[a // b]"]),
        ([cell("a", 1, 1, head=True)], ["table[a]"]),
        (
            [cell("a", 3, 7), cell("b", 9, 1), cell("c", 9, 1), cell("d", 9, 9)],
            ["table[. | a | . // b+c | . | d]"],
        ),
        (
            [cell("a", 1, 1), cell("in", 1, 1, table=2), cell("b", 1, 2), Block("box", 1), cell("c", 2, 1)],
            ["table[a | b // c | .]", "table[in]", "paragraph box"],
        ),
        ([cell("a", 1, 1), cell("b", 1, 1, table=2)], ["table[a]", "table[b]"]),
    ],
)  # fmt: skip
def test_groups(blocks: list[Block], expected: list[str]) -> None:
    assert [shown(group) for group in grouped(*blocks)] == expected


def test_an_ordered_list_says_where_it_starts() -> None:
    (found,) = grouped(item("a", "(4)"), item("b", "7."))
    assert isinstance(found, List)
    assert (found.start, [one.number for one in found.items]) == (4, [4, 7])


@pytest.mark.parametrize("level", [1, 2])
def test_a_heading_over_the_signatories_is_told(level: int) -> None:
    heading = Block("H", 1, Role.HEADING, level=level)
    last = grouped(Block("T", 1, Role.HEADING, level=1), heading, Block("A", 1, Role.SIGNATORIES))[-1]
    assert isinstance(last, Signatories)
    assert last.headed
    alone = grouped(heading, Block("A", 1, Role.SIGNATORIES))[-1]
    assert isinstance(alone, Signatories)
    assert not alone.headed


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A, Comité b (France), C (x, Y; Z), D", ["A", "Comité b (France)", "C (x, Y; Z)", "D"]),
        ("A, for b; B, C; D; E", ["A, for b", "B, C", "D", "E"]),
        ("A; B, C, D", ["A", "B", "C", "D"]),
        ("A, Inc., B, of c, D, E, Ltd.", ["A, Inc.", "B, of c", "D", "E, Ltd."]),
        ("انجمن الف، انجمن ب، انجمن پ، HRA", ["انجمن الف", "انجمن ب", "انجمن پ", "HRA"]),
        ("A, B, C", ["A, B, C"]),
        ("A (x, y, z, w B, C, D, E", ["A (x, y, z, w B", "C", "D", "E"]),
        ("A B C D (E) F", ["A B C D (E) F"]),
        ("A, , B, C; D, ", ["A", "B", "C", "D"]),
    ],
)
def test_names_in_one_paragraph_are_a_list(line: str, names: list[str]) -> None:
    (found,) = grouped(Block(line, 1, Role.SIGNATORIES))
    assert isinstance(found, Signatories)
    assert [block.text for block in found.blocks] == names


ROLES = st.sampled_from([role for role in Role if role not in (Role.BOILERPLATE, Role.FOOTNOTE, Role.URL)])
CELLS = st.none() | st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4))
BLOCKS = st.builds(
    Block,
    st.uuids().map(str),
    st.just(1),
    ROLES,
    level=st.integers(0, 9),
    label=st.sampled_from(["", "-", "1.", "a)"]),
    cell=CELLS,
)


def inside(group: Group) -> list[Block]:
    match group:
        case List(items):
            return [
                block
                for i in items
                for block in [*i.blocks, *(b for deeper in i.deeper for b in inside(deeper))]
            ]
        case Table(rows):
            return [block for row in rows for one in row for block in one.blocks]
        case Quotation(blocks) | Signatories(blocks, _):
            return list(blocks)
        case Heading(block, _) | Paragraph(block) | Verbatim(block):
            return [block]


@given(st.lists(BLOCKS, max_size=20))
def test_every_block_once_and_rows_are_full(blocks: list[Block]) -> None:
    page = reading(Document("a.txt", "fr", tuple(blocks)))
    found = list(groups(page))
    everything = [block for group in found for block in inside(group)]
    assert sorted(map(id, everything)) == sorted(map(id, page.body))
    apart = [block for block in everything if not block.cell]
    assert list(map(id, apart)) == [id(block) for block in page.body if not block.cell]
    levels = [group.level for group in found if isinstance(group, Heading)]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert levels.count(1) <= 1
    for group in found:
        if isinstance(group, Table):
            assert {sum(one.columns for one in row) for row in group.rows} == {group.columns}
        if isinstance(group, List):
            assert 1 <= group.level <= DEEPEST


@pytest.mark.parametrize(("size", "columns"), [(50, 50), (3000, 1)])
def test_a_table_of_one_diagonal_stays_small(size: int, columns: int) -> None:
    (found,) = grouped(*(cell("a", n, n) for n in range(size)))
    assert isinstance(found, Table)
    assert found.columns == columns
    assert len(found.rows) == size
