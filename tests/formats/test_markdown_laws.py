"""Markdown: what holds for every text, and for every translation of its blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from tmpipe.formats import markdown
from tmpipe.formats.marked.arranging import arranged
from tmpipe.model import CODE, Block, Code, Document, Role, escaped
from tmpipe.text.nesting import Mark, pieces

GOLDEN = Path(__file__).parent.parent / "golden" / "markdown"
SOURCES = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*/source.md"))]
LINES = [
    "# ",
    "## ",
    "Title\n=====\n",
    "> ",
    ">",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "    ",
    "\t",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "```\n",
    "~~~\n",
    "---\n",
    "***\n",
    "===\n",
    "<div>\n",
    "</div>\n",
    "<!-- c -->",
    "[^1]",
    "[^1]: ",
    "[a]: /b 'c d'\n",
    "[a]",
    "[a][]",
    "[b][a]",
    "![a]",
    '![b c](d "e f")',
    "[b *c*](d)",
    "[b](<d> (e))",
    "<http://a.b>",
    "http://a_b_c/*d*",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "``",
    "\\",
    "\\*",
    "\\\n",
    "  \n",
    "&amp;",
    "&nbsp;",
    "&copy",
    "&#42;",
    "&lt;g1>",
    "<g1>",
    "</g1>",
    "<x1/>",
    "<b>",
    "</b>",
    "<br>",
    "<a href='x' title='t u'>",
    "</a>",
    "<code>",
    "</code>",
    "<img alt='a b'>",
    "<",
    ">",
    "!",
    "[",
    "]",
    "(",
    ")",
    "{#id}",
    '{{< a "b" >}}',
    "{% c %}",
    "{",
    "}",
    ":::note\n",
    "!!! note\n",
    ": ",
    "$",
    "$x^2$",
    "$$",
    "Iran ",
    "mot",
    "« mot »",
    "é",
    "،فارسی ",
    "“",
    "”",
    ".",
    ", ",
    "word ",
    "two words",
    "+",
    "=",
    "-",
    "1.",
    "#",
    "\xa0",
    "\ufeff",
    "\u2066",
    "+++\n",
]
TABLE = "|a|b|\n|-|-|\n|c|d\\|e|\n"
BITS = [*LINES, "|", TABLE]
chaos = st.lists(st.sampled_from(BITS), max_size=40).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A few paragraphs of real files, in any order, with stretches cut out and bits put in."""
    paragraphs = [one for text in SOURCES for one in text.split("\n\n")]
    text = "\n\n".join(draw(st.lists(st.sampled_from(paragraphs), min_size=1, max_size=8)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BITS)) + text[at + draw(st.integers(0, 9)) :]
    return text


def read(text: str) -> Document:
    return markdown.read(text.encode("utf-8"), "x.md", "en")


def assert_laws(text: str) -> None:
    data = text.encode("utf-8")
    document = markdown.read(data, "x.md", "en")
    assert markdown.write(document) == data
    assert markdown.write(document.localized("fa", lambda block: block)) == data
    for block in document.blocks():
        codes = sum(2 if code.close is not None else 1 for code in block.codes)
        assert sum(1 for _ in CODE.finditer(block.text)) == codes
        assert all(
            code.opening() == code.open and code.closing() == (code.close or "") for code in block.codes
        )
        assert block.role is Role.CODE or block.text == block.text.strip() != ""
        assert 1 <= block.line <= text.count("\n") + 1


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_is_written_as_it_was_read(text: str) -> None:
    assert_laws(text)


@given(chaos)
@example("[a](b\n'c\nd')\n> [e]\n> (f)\n")
def test_any_markup_is_written_as_it_was_read(text: str) -> None:
    assert_laws(text)


def test_a_table_that_lacks_more_cells_than_its_reader_counts_is_written_as_it_was_read() -> None:
    width = 900
    text = "|" + "a|" * width + "\n|" + "-|" * width + "\n" + "|b|\n" * width
    document = markdown.read(text.encode(), "x.md", "en")
    assert markdown.write(document) == text.encode()
    assert sum(block.text.count("b") for block in document.blocks()) == width


@given(mutated())
def test_any_change_of_real_files_is_written_as_it_was_read(text: str) -> None:
    assert_laws(text)


# --- translations --------------------------------------------------------------------------------

SOURCE = """---
title: One
description: 'Two'
---
# Three

Four *five* `six` **seven** [eight](nine "ten") ![eleven](twelve.png "thirteen") [fourteen]
line two\\
line three[^1] ~~f~~ <b>g</b> <http://h.i> {{< j >}} [k][fourteen].

- fifteen
  - sixteen

> seventeen
> [fourteen][]

| eighteen | nineteen |
|---|---|
| twenty | *twenty-one* |

Twenty-two
==========

## Twenty-three ##

[fourteen]: /x "twenty-four"
[^1]: Twenty-five.
"""
SIGNS = [
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "\\",
    "\\*",
    "[",
    "]",
    "](",
    "[fourteen]",
    "[^1]",
    "![",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "&",
    "&amp;",
    "&#42;",
    "!",
    "#",
    "# ",
    "-",
    "- ",
    "+ ",
    "+++",
    "1. ",
    "2) ",
    "--- ",
    "===",
    "> ",
    ":::",
    "!!! ",
    ": ",
    "{",
    "}",
    "{{",
    "}}",
    "{{<",
    "{%",
    "{#a}",
    "{: .a}",
    "$",
    "$$",
    "'",
    '"',
    ": ",
    ", ",
    ".",
    "http://a_b",
    "a_b",
    "@",
    "word",
    " ",
    "two words",
    "mot",
    "é",
    "«",
    "»",
    "،",
    "فارسی",
    "文",
    "\xa0",
    "[ ] ",
    "[!NOTE] ",
    "[TOC]",
    "",
    " ",
    "",
    "---",
    "",
    "<g1>",
    "&lt;g1>",
    "title: ",
    "\u2066",
    "\u200c",
]
literal = st.lists(st.sampled_from([*SIGNS, "|"]), min_size=1, max_size=8).map("".join)


@st.composite
def translation(draw: st.DrawFn, block: Block) -> str:
    """Some text, with the codes of the block anywhere in it."""
    numbers = range(1, len(block.codes) + 1)
    out = [escaped(draw(literal))]
    for number in draw(st.permutations(numbers)):
        if block.codes[number - 1].close is None:
            out.append(f"<x{number}/>")
        else:
            out += f"<g{number}>", escaped(draw(literal)), f"</g{number}>"
        out.append(escaped(draw(literal)))
    return "".join(out)


Shape: TypeAlias = list[tuple[str, str]]


def shape(block: Block, *, changed: bool) -> Shape:
    """Text and marks as they can be compared."""
    found: Shape = []
    for piece in arranged(block) if changed else pieces(block):
        if isinstance(piece, Mark):
            assert isinstance(piece.what, Code)
            found.append((piece.edge.name, piece.what.kind))
        elif found and found[-1][0] == "text":
            found[-1] = ("text", found[-1][1] + piece)
        else:
            found.append(("text", piece))
    if found and found[-1][0] == "text":
        found[-1] = ("text", found[-1][1].rstrip())
    if found and found[0][0] == "text":
        found[0] = ("text", found[0][1].lstrip())
    return [one for one in found if one != ("text", "")]


@settings(phases=[Phase.generate])
@given(st.data())
def test_every_translation_reads_as_it_is(data: st.DataObject) -> None:
    document = read(SOURCE)

    def translate(block: Block) -> Block:
        text = data.draw(translation(block))
        return replace(block, text=text) if re.search(r"\w", CODE.sub("", text)) else block

    localized = document.localized("fr", translate)
    written = markdown.write(localized).decode("utf-8")
    assert told(read(written), changed=False) == told(localized, changed=True), written


def told(document: Document, *, changed: bool) -> tuple[list[Shape], list[Shape]]:
    """The blocks in their order, and those within codes, which a translation puts in an order of its own."""
    outer = [part for part in document.parts if isinstance(part, Block)]
    inner = [shape(block, changed=changed) for one in outer for block in one.inner()]
    return [shape(block, changed=changed) for block in outer], sorted(inner)
