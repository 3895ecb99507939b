"""Messages: what is an entry, what its comments say, and that they name places that do not move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.formats import plain
from tmpipe.model import Block, Code, Document, Gap, Role
from tmpipe.pipeline.passages import lines, messages


def document(*blocks: Block) -> Document:
    return Document("seeds/x.txt", "en", tuple(part for block in blocks for part in (block, "\n")))


def test_equal_sentences_are_one_entry_with_all_its_places() -> None:
    found = messages(
        document(
            Block("The Hearing", 1, Role.HEADING, level=1),
            Block("He was hanged.", 3),
            Block("He was hanged. Nobody saw it.", 5),
        ),
        numbered=True,
    )
    entry = next(one for one in found if one.msgid == "He was hanged.")
    assert entry.references == ("seeds/x.txt:3", "seeds/x.txt:5")
    assert entry.extracted == (
        "paragraph of one sentence, under “The Hearing”",
        "also: sentence 1 of 2, under “The Hearing”",
    )


@pytest.mark.parametrize(
    ("block", "comment"),
    [
        (Block("A Title", 1, Role.HEADING, level=1), "title"),
        (Block("A Part", 1, Role.HEADING, level=2), "heading"),
        (Block("one thing;", 1, Role.LIST_ITEM), "list item"),
        (Block("One. Two things here.", 1, Role.LIST_ITEM), "list item, sentence 1 of 2"),
        (Block("See the report.", 1, Role.FOOTNOTE, label="1"), "footnote"),
        (Block("He left.", 1), "paragraph of one sentence"),
    ],
)
def test_the_comment_says_what_and_where(block: Block, comment: str) -> None:
    assert messages(document(block))[0].extracted[0] == comment


def test_a_note_belongs_to_the_heading_under_which_it_is_called() -> None:
    found = messages(
        document(
            Block("The Hearing", 1, Role.HEADING, level=1),
            Block("He was hanged.<x1/>", 3, codes=(Code("note", "[^1]", target="1"),)),
            Block("The End", 5, Role.HEADING, level=2),
            Block("See the report.", 7, Role.FOOTNOTE, label="1"),
            Block("Of the campaign", 9, place="page header"),
        )
    )
    places = {one.msgid: one.extracted[0] for one in found}
    assert places["See the report."] == "footnote, under “The Hearing”"
    assert places["Of the campaign"] == "page header"


@pytest.mark.parametrize(("container", "places"), [(b"", ["x:7", "x:8"]), (b"PK", ["x:7", "x:7"])])
def test_in_an_archive_a_line_is_a_paragraph_s_number(container: bytes, places: list[str]) -> None:
    block = Block("He left. She stayed.", 7, gaps=(Gap(8, 9, ("\n",)),))
    found = messages(Document("x", "en", (block,), container=container), numbered=True)
    assert [reference for one in found for reference in one.references] == places


@pytest.mark.parametrize("role", [Role.URL, Role.SIGNATORIES, Role.BOILERPLATE, Role.CODE])
def test_some_roles_stay_out(role: Role) -> None:
    assert messages(document(Block("Not for translators.", 1, role))) == ()


@pytest.mark.parametrize("text", ["* * *", "1988", "<x1/>", "–"])
def test_what_has_no_letter_is_no_message(text: str) -> None:
    assert messages(document(Block(text, 1, codes=(Code("note", "1"),)))) == ()


def test_codes_are_explained() -> None:
    block = Block(
        "See <g1>this</g1> report.",
        1,
        codes=(Code("link", "[", "](https://example.org/)", "https://example.org/"),),
    )
    assert messages(document(block))[0].extracted == (
        "paragraph of one sentence",
        "<g1> is a link to https://example.org/",
    )


def test_lines_are_those_of_the_file() -> None:
    source = b"A Title\n\nOne sentence that\nruns on. Another one\nhere.\n"
    assert lines(plain.read(source, "x.txt", "en")) == {
        "A Title": 1,
        "One sentence that runs on.": 3,
        "Another one here.": 4,
    }


def test_a_title_of_its_own_is_a_message() -> None:
    titled = replace(document(Block("He left.", 1)), title="The Hearing")
    assert [(one.msgid, one.extracted[0]) for one in messages(titled)] == [
        ("He left.", "paragraph of one sentence"),
        ("The Hearing", "the document's title, for readers"),
    ]


def test_a_title_that_is_a_heading_is_one_message() -> None:
    titled = replace(document(Block("The Hearing", 1, Role.HEADING, level=1)), title="The Hearing")
    assert [one.msgid for one in messages(titled)] == ["The Hearing"]


def test_a_title_that_a_page_says_beside_its_text_is_no_message_of_its_own() -> None:
    block = Block("The Hearing. Day two.", 1, place="title of the page")
    titled = replace(document(block), title="The Hearing. Day two.")
    assert [one.msgid for one in messages(titled)] == ["The Hearing.", "Day two."]
