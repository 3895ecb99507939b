"""What the ground promises: a document is a text with holes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import (
    CODE,
    Block,
    Code,
    Document,
    Finding,
    Gap,
    Report,
    Role,
    Severity,
    Standings,
    escaped,
    unescaped,
)

tricky = st.lists(
    st.sampled_from(["<g1>", "</g2>", "<x3/>", "&lt;g1>", "&amp;lt;x2/>", "&", "<", "a", "é"]), max_size=8
).map("".join)


@given(st.one_of(st.text(), tricky))
def test_literal_text_never_reads_as_a_code(literal: str) -> None:
    assert not CODE.search(escaped(literal))
    assert unescaped(escaped(literal)) == literal


FOOTNOTE = Block("https://example.org/", 3, Role.URL, label="1")
TEXT = "Many were tortured.<x1/> They and their families waited."
BREAK = TEXT.index(" their")
BLOCK = Block(
    TEXT,
    2,
    gaps=(Gap(BREAK, BREAK + 1, ("\n\n 1 ", FOOTNOTE, "\n ")),),
    codes=(Code("note", " 1", target="1"),),
)
DOCUMENT = Document("x.txt", "en", ("\n", BLOCK, "\n"))


def test_a_block_gives_back_what_stands_in_the_file() -> None:
    assert DOCUMENT.source() == (
        "\nMany were tortured. 1 They and\n\n 1 https://example.org/\n their families waited.\n"
    )


def test_blocks_inside_gaps_follow_theirs() -> None:
    assert [block.text for block in DOCUMENT.blocks()] == [BLOCK.text, FOOTNOTE.text]


def test_the_identity_gives_the_source_back() -> None:
    assert DOCUMENT.localized("fr", lambda block: block).source() == DOCUMENT.source()


def test_a_translated_block_keeps_the_blocks_of_its_gaps_behind_it() -> None:
    french = DOCUMENT.localized("fr", lambda b: replace(b, text="Torturés.<x1/>") if b.codes else b)
    assert french.locale == "fr"
    assert french.source() == "\nTorturés. 1\n\n 1 https://example.org/\n \n"


def test_a_place_in_the_text_has_a_line_in_the_file() -> None:
    assert list(BLOCK.lines_at([0, 30, 40])) == [2, 2, 5]


def test_nothing_extracted_is_not_complete() -> None:
    assert Standings("x", "fr", {}, {}).state == "empty"


def test_a_report_knows_its_worst_finding() -> None:
    finding = Finding("term-missing", Severity.WARNING, "x.po", 7, "…")
    assert Report().worst() is None
    assert Report((finding,)).worst() is Severity.WARNING
    assert str(finding) == "x.po:7: warning: term-missing: …"
