"""Hyphens at the ends of lines by a table: the printer's, the words' own, and those in doubt."""

from __future__ import annotations

import pytest

from tmpipe.model import Block
from tmpipe.text import repair

REASON = "a hyphen at a line's end that may be the printer's"


def read(source: str) -> Block:
    (block,) = (part for part in repair.read(source) if isinstance(part, Block))
    assert block.source() == source.strip()
    return block


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("The tests were late. They sent the te-\nsts to all of the villages.", "sent the tests to all"),
        (
            "They heard the govern-\nment and the opposi-\ntion of the land.",
            "the government and the opposition of",
        ),
        ("They heard the tes-\ntimonies of all of the villages.", "the testimonies of"),
        (
            "They com-\nmitted the tes-\ntimonies and the re-\nsults to the for-\nmer palace.",
            "They committed the testimonies and the results to the former palace.",
        ),
        ("It was com-\r\nmitted to paper by them.", "It was committed to"),
        (
            "He spoke to the well-\nknown man of the tri-\npartite court.",
            "the well-known man of the tri-partite",
        ),
        ("He asked for re-\nelection and for non-\nviolence.", "re-election and for non-violence"),
        ("The fact-finding was late, and the fact-\nfinding ended.", "and the fact-finding ended"),
        ("The state-of-the-\nart tools were com-\nmitted to the govern-\nment.", "state-of-the-art tools"),
        ("Le gouverne-\nment l’a nom-\nmé, peut-\nêtre à tort, et sans hâte.", "l’a nommé, peut-être à tort"),
    ],
)
def test_hyphens_at_the_ends_of_lines(source: str, joined: str) -> None:
    block = read(source)
    assert joined in block.text
    assert [one for one in block.suspects if one.reason == REASON] == []


def test_a_hyphen_in_doubt_stays_and_is_told() -> None:
    block = read("He spoke to the teen-\nagers of the town.")
    assert block.text == "He spoke to the teen-agers of the town."
    assert [(one.line, one.text) for one in block.suspects if one.reason == REASON] == [(1, "teen-agers")]
