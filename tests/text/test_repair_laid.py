"""Lines whose pages are known: what is joined, what stands beside, where footnotes' marks are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Role
from tmpipe.text.repair.laid import Laid, read


def blocks(laid: list[Laid]) -> list[Block]:
    return [part for part in read(laid) if isinstance(part, Block)]


def text(part: str | Block) -> str:
    return part if isinstance(part, str) else part.source()


_LINES = st.lists(
    st.builds(
        Laid,
        st.text(st.sampled_from("ab c1.-<>gx/ “”"), min_size=1, max_size=30),
        st.integers(1, 9),
        st.sampled_from(Role),
        st.sampled_from([True, False, None]),
    ),
    max_size=12,
)


@given(_LINES)
def test_the_parts_are_the_lines(lines: list[Laid]) -> None:
    """Joined, the parts are the lines again, and each block begins on its page."""
    lines = sorted(lines, key=lambda one: one.page)
    source = "".join(map(text, read(lines)))
    assert source.replace("\n", "").replace("\u2028", "") == "".join(one.text for one in lines)
    assert {block.line for block in blocks(lines)} <= {one.page for one in lines}


@pytest.mark.parametrize(
    ("begins", "second", "joined"),
    [
        (False, "He went on.", True),
        (True, "and went on.", False),
        (None, "and went on.", True),
        (None, "He went on.", False),
    ],
)
def test_the_page_decides_and_where_it_cannot_words_do(
    begins: bool | None, second: str, joined: bool
) -> None:
    found = blocks([Laid("They came to the gate.", 1), Laid(second, 1, begins=begins)])
    assert (len(found) == 1) is joined


def test_a_paragraph_goes_on_behind_what_stands_beside_it() -> None:
    laid = [
        Laid("The graves of those who", 1),
        Laid("1 A note.", 1, Role.FOOTNOTE, label="1", skip=2),
        Laid("Statement", 2, Role.BOILERPLATE),
        Laid("were killed are not known.", 2, begins=None),
    ]
    found = blocks(laid)
    assert [block.text for block in found] == ["The graves of those who were killed are not known."]
    assert [(one.role, one.text, one.line) for one in found[0].inner()] == [
        (Role.FOOTNOTE, "A note.", 1),
        (Role.BOILERPLATE, "Statement", 2),
    ]


def test_a_raised_number_is_a_mark_where_its_note_stands() -> None:
    laid = [
        Laid("Killed in secret2, on 5 m2.", 1, marks=((16, 17), (25, 26))),
        Laid("2 The report.", 1, Role.FOOTNOTE, label="2", skip=2),
    ]
    first = blocks(laid)[0]
    assert [(code.kind, code.open, code.target) for code in first.codes] == [("note", "2", "2")] * 2
    assert not blocks([*laid[:1]])[0].codes


def test_a_cell_has_its_place_and_an_address_its_role() -> None:
    found = blocks([Laid("Evin", 3, Role.TABLE_CELL, cell=(1, 2, 1)), Laid("https://example.org/", 3)])
    assert [(one.cell, one.role, one.line) for one in found] == [
        ((1, 2, 1), Role.TABLE_CELL, 3),
        (None, Role.URL, 3),
    ]
