"""Original and translation side by side: what belongs together stands in one row."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Code, Document, Fingerprint, Role, Span, State
from tmpipe.release.site.parallel import parallel
from tmpipe.release.texts import Text

HTML = "{http://www.w3.org/1999/xhtml}"
NOTE = Code("note", "[1]", target="1")
IMAGE = Code(
    "image", "![x](a.png)", inside=("![", Block("a cat", 1, place="alternative text of an image"), "]")
)
BLOCKS = (
    Block("Press release", 1, Role.HEADING, level=2),
    Block("The title", 2, Role.HEADING, level=1),
    Block("First<x1/> and <x2/>.", 3, codes=(NOTE, IMAGE)),
    Block("A part", 4, Role.HEADING, level=2),
    Block("one", 5, Role.LIST_ITEM, label="3.", level=1),
    Block("two", 6, Role.LIST_ITEM, label="4.", level=1),
    Block("within", 7, Role.LIST_ITEM, label="•", level=2),
    Block("Said.", 8, Role.QUOTE),
    Block("And said.", 9, Role.QUOTE),
    Block("cell", 10, Role.TABLE_CELL, cell=(1, 1, 1)),
    Block("other", 10, Role.TABLE_CELL, cell=(1, 1, 2)),
    Block("def f(): <b>", 11, Role.CODE),
    Block("https://example.org/a", 12, Role.URL),
    Block("https://example.org/a", 13, Role.URL),
    Block("page 4", 14, Role.BOILERPLATE),
    Block("HANDS OFF CAIN", 15, Role.SIGNATORIES),
    Block("See there.", 16, Role.FOOTNOTE, label="1"),
)
SOURCE = Document("a.md", "en", BLOCKS, title="The title")


def capitals(block: Block) -> Block:
    """The block in the language of capitals, finished."""
    if not block.role.translatable:
        return block
    text = re.sub(r"(<[^>]*>)|[a-z]", lambda found: found[1] or found[0].upper(), block.text)
    return replace(block, text=text, spans=(Span(0, len(text), State.FINAL),))


def shown(source: Document, locale: str = "fa") -> ET.Element:
    text = Text("d", "d", locale, "T", "final", Fingerprint("", "", ""), "tmpipe")
    page = parallel(source, source.localized(locale, capitals), text)
    assert page == parallel(source, source.localized(locale, capitals), text)
    tree: ET.Element = html5lib.HTMLParser(strict=True).parse(page.decode(), scripting=False)
    return tree


def rows(tree: ET.Element) -> list[tuple[ET.Element, ET.Element]]:
    found = (one for one in tree.iter(f"{HTML}div") if str(one.get("class")).startswith("row"))
    return [(row[0], row[1]) for row in found]


def words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u200e", "").split())


@pytest.mark.parametrize(("locale", "direction"), [("fa", "rtl"), ("fr", "ltr"), ("de", "ltr")])
def test_what_belongs_together_stands_in_one_row(locale: str, direction: str) -> None:
    found = rows(shown(SOURCE, locale))
    for one, other in found:
        assert (one.get("lang"), one.get("dir")) == ("en", "ltr")
        assert (other.get("lang"), other.get("dir")) == (locale, direction)
    first = [words(one) for one, _ in found[1:-1]]
    assert first == [
        "Press release", "The title", "First1 and [image: a cat].", "A part", "one", "two within",
        "Said.", "And said.", "cellother",
    ]  # fmt: skip
    second = [words(other) for _, other in found[1:-1]]
    assert [one.upper() for one in first[:2]] == second[:2]
    assert second[6:] == ["SAID.", "AND SAID.", "CELLOTHER"]
    assert "A CAT" in second[2]


def test_headings_stay_headings_and_lists_keep_their_numbers() -> None:
    found = rows(shown(SOURCE, "fr"))[1:]
    assert [[cell[0].tag.removeprefix(HTML) for cell in row] for row in found[:4]] == [
        ["p", "p"], ["h1", "h1"], ["p", "p"], ["h2", "h2"],
    ]  # fmt: skip
    items = [cell.find(f".//{HTML}li") for row in found[4:6] for cell in row]
    assert [item is not None and item.get("value") for item in items] == ["3", "3", "4", "4"]


def test_what_nobody_translates_stands_once() -> None:
    text = words(shown(Document("a.md", "en", BLOCKS[9:16]), "fr"))
    for once in ("def f(): <b>", "https://example.org/a", "HANDS OFF CAIN"):
        assert text.count(once) == 1
    assert "page 4" not in text


def test_notes_of_both_have_marks_of_their_own() -> None:
    tree = shown(SOURCE, "fr")
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len({*ids})
    assert {"note-1", "mark-1", "original-note-1", "original-mark-1"} <= {*ids}
    links = {str(one.get("href")) for one in tree.iter(f"{HTML}a")}
    assert {link[1:] for link in links if link.startswith("#")} <= {*ids}
    assert {link for link in links if not link.startswith(("#", "http"))} == {"index.html"}


BLOCK = st.builds(
    Block,
    st.sampled_from(["a <x1/>", "https://example.org/", "", "see https://example.org/", "<script>", "b"]),
    st.just(1),
    st.sampled_from(Role),
    codes=st.just((NOTE,)),
    level=st.integers(0, 3),
    label=st.sampled_from(["", "•", "1.", "a)", "1"]),
    cell=st.none() | st.tuples(st.just(1), st.integers(1, 2), st.integers(1, 2)),
)


@given(st.lists(BLOCK, max_size=8), st.sampled_from(["fr", "fa"]))
def test_any_document_stands_beside_its_translation(blocks: list[Block], locale: str) -> None:
    tree = shown(Document("a.txt", "en", tuple(blocks)), locale)
    assert not any(one.text for one in tree.iter(f"{HTML}script"))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len({*ids})
