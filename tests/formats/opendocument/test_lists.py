"""The numbers and bullets of lists and headings. The labels are those that LibreOffice 7.4 prints, where the
standard leaves room."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tmpipe.formats import odt
from tmpipe.text.numerals import BULLET

Made = Callable[..., bytes]


def level(depth: int, own: str = "", form: str = "1", suffix: str = ".", kind: str = "list-level") -> str:
    shown = f'style:num-format="{form}" style:num-suffix="{suffix}"'
    return f'<text:{kind}-style{"-number" * (kind == "list-level")} text:level="{depth}" {shown} {own}/>'


def scheme(name: str, *levels: str, own: str = "") -> str:
    return f'<text:list-style style:name="{name}" {own}>{"".join(levels)}</text:list-style>'


def styled(name: str, own: str) -> str:
    return f'<style:style style:name="{name}" style:family="paragraph" {own}/>'


ALL = [f'text:display-levels="{depth}"' for depth in (1, 2, 3)]
MANY = 'text:display-levels="99999"'
LOEXT = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
STYLES = "".join(
    (
        scheme("N", *(level(depth) for depth in (1, 2, 3))),
        scheme("D", *(level(depth, own) for depth, own in enumerate(ALL, 1))),
        scheme("A", level(1, "", "a", ")"), level(2, "", "i"), level(3, 'style:num-prefix="("', "A", ")")),
        scheme("Y", level(1, 'style:num-letter-sync="true"', "A")),
        scheme("S", level(1, 'text:start-value="5"'), level(2, f'text:start-value="3" {ALL[1]}')),
        scheme("Gap", level(1), level(2, ALL[1], "", ""), level(3, ALL[2])),
        scheme("X", level(1, 'style:num-prefix="§ "', "", "")),
        scheme("Z", level(1, "", "01, 02, 03, ..."), level(2, ALL[1], "1st", ""), level(3, MANY)),
        scheme("All", *(level(depth) for depth in (1, 2)), own='text:consecutive-numbering="true"'),
        scheme("F", level(1, 'style:num-list-format=" § %1%  "'),
               level(2, f'{LOEXT} loext:num-list-format="%1%(%2%)"')),
        scheme("B", '<text:list-level-style-bullet text:level="1" text:bullet-char=""/>',
               '<text:list-level-style-image text:level="2"/>'),
        scheme("Long", level(1, f'style:num-prefix="{"x" * 1000}"'), level(99999, MANY)),
        styled("PA", 'style:list-style-name="A"'),
        styled("PA2", 'style:parent-style-name="PA"'),
        styled("H", 'style:list-style-name=""'),
    )
)  # fmt: skip
OUTLINE = "".join(
    level(depth, own, form, "", "outline-level")
    for depth, own, form in ((1, ALL[0], "I"), (2, ALL[1], "1"), (4, ALL[0], "a"))
)
OUTLINE = f'<text:outline-style style:name="Outline">{OUTLINE}</text:outline-style>'
OUTLINE += "".join(
    styled(f"Heading_20_{depth}", f'style:default-outline-level="{depth}"') for depth in (1, 2, 4)
)


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, depth: int = 1, own: str = "", style: str = "") -> str:
    style = style or f"Heading_20_{depth}"
    return f'<text:h text:style-name="{style}" text:outline-level="{depth}" {own}>{text}</text:h>'


def li(*inside: str, own: str = "") -> str:
    return f"<text:list-item {own}>{''.join(inside)}</text:list-item>"


def header(*inside: str) -> str:
    return f"<text:list-header>{''.join(inside)}</text:list-header>"


def ol(style: str, *items: str, own: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {own}>{''.join(items)}</text:list>"


ON = 'text:continue-numbering="true"'
A, B, C = (li(p(text)) for text in "abc")
TABLE = (
    "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>"
)
NOTE = '<text:note text:note-class="footnote"><text:note-body>{}</text:note-body></text:note>'
BOX = "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>"
ITEMS = {
    "numbers": (ol("N", A, B, C), "1. 2. 3."),
    "levels": (
        ol("D", li(p("a"), ol("", A, li(p("b"), ol("", A, B)), C)), li(p("b"), ol("", A))),
        "1. 1.1. 1.2. 1.2.1. 1.2.2. 1.3. 2. 2.1.",
    ),
    "forms": (ol("A", A, li(p("b"), ol("", *[A] * 4, li(p("e"), ol("", A))))),
              "a) b) i. ii. iii. iv. v. (A)"),
    "bullets": (ol("B", li(p("a"), ol("", A)), B), "• • •"),
    "bullets among numbers": (ol("N", li(p("a"), ol("B", A)), B), "1. • 2."),
    "no style": (ol("", li(p("a"), ol("", A))), "• •"),
    "a style that is none": (ol("Nowhere", A), "•"),
    "a style without levels so deep": (ol("N", li(ol("", li(ol("", li(ol("", A))))))), "1."),
    "deeper than styles go": (
        "<text:list><text:list-item>" * 12 + p("a") + "</text:list-item></text:list>" * 12, "•",
    ),
    "a number that is none": (ol("X", A, B), "§ §"),
    "levels without numbers": (
        ol("Gap", li(p("a"), ol("", li(p("b"), ol("", A, B)), C))), "1. - 1.1. 1.2. -",
    ),
    "other forms": (ol("Z", li(p("a"), ol("", li(p("b"), ol("", A))))), "01. 01.1 01.1.1."),
    "list formats": (ol("F", li(p("a"), ol("", A)), B), "§ 1 1(1) § 2"),
    "letters": (
        ol("A", li(p("a"), own='text:start-value="26"'), B, li(p("c"), own='text:start-value="703"')),
        "z) aa) aaa)",
    ),
    "letters in step": (ol("Y", li(p("a"), own='text:start-value="27"'), B), "AA. BB."),
    "nobody needs a longer label": (ol("Long", A), "x" * 100),
    # where counting begins
    "the style's number": (ol("S", li(p("a"), ol("", A, B)), B), "5. 5.3. 5.4. 6."),
    "the item's number": (
        ol("N", A, li(p("b"), own='text:start-value="7"'), C, li(p("d"), own='text:start-value="0"')),
        "1. 7. 8. 0.",
    ),
    "a number that is no number": (ol("N", A, B, li(p("c"), own='text:start-value="x"')), "1. 2. 1."),
    "lists are counted apart": (ol("N", A, B) + ol("N", A), "1. 2. 1."),
    "lists go on": (ol("N", A, B) + p("x") + ol("N", C, own=ON), "1. 2. - 3."),
    "with another style they do not": (
        ol("N", A) + ol("A", B, own=ON) + ol("N", A, B, own=ON), "1. a) 1. 2.",
    ),
    "lists go on by name": (
        ol("N", A, own='xml:id="x"') + ol("A", A, own='xml:id="y"')
        + ol("N", B, own='xml:id="z" text:continue-list="x"') + ol("A", B, own='text:continue-list="y"')
        + ol("N", C, own='text:continue-list="z"') + ol("N", A, own='text:continue-list="nowhere"'),
        "1. a) 2. b) 3. 1.",
    ),
    "deep within lists that go on": (
        ol("D", li(p("a"), ol("", A))) + ol("D", li(ol("", B)), own=ON) + ol("D", C, own=ON),
        "1. 1.1. 1.2. 2.",
    ),
    "straight to the second level": (ol("D", li(ol("", A, B)), C), "1.1. 1.2. 2."),
    "two lists in an item": (ol("D", li(p("a"), ol("", A, B), p("x"), ol("", A))), "1. 1.1. 1.2. - 1.1."),
    "two that go on": (ol("D", li(p("a"), ol("", A), ol("", B, own=ON))), "1. 1.1. 1.2."),
    "all levels as one": (ol("All", li(p("a"), ol("", A, B)), C), "1. 2. 3. 4."),
    # what counts
    "headers": (ol("D", header(p("a")), A, header(p("c"), ol("", A)), B), "- 1. - 1.1. 2."),
    "further paragraphs": (ol("N", li(p("a"), p("b"), ol("", A), p("d")), B), "1. - 1. - 2."),
    "items without words": (
        ol("N", li(p("")), li("<text:p/>"), li(), A, li(p(""), p("d"), p("e"))), "3. 4. -",
    ),
    "an item's own style": (
        ol("N", A, li(p("b"), ol("", A), own='text:style-override="A"'), C), "1. b) 1. 3.",
    ),
    "the style of a paragraph": (ol("", li(p("a", "PA")), li(p("b", "PA2")), C) + p("x", "PA"), "a) b) • -"),
    "that of the list is stronger": (ol("N", li(p("a", "PA"), ol("", li(p("b", "PA"))))), "1. 1."),
    "deleted": (
        "<text:tracked-changes><text:deletion>" + ol("N", A) + "</text:deletion></text:tracked-changes>"
        + ol("N", A), "1.",
    ),
    # where lists stand
    "cells": (ol("N", A) + TABLE.format(ol("N", B, own=ON) + p("x")) + ol("N", A), "1. 2. - 1."),
    "notes": (ol("N", li(p("a" + NOTE.format(p("x") + ol("A", A, B) + p("y")))), B), "1. 1 a) b) 1 2."),
    "boxes": (ol("N", li(p("a" + BOX.format(p("x") + ol("A", A)))), B), "1. - a) 2."),
}  # fmt: skip
HEADINGS = {
    "outline": (h("a") + h("b", 2) + h("c", 3) + h("d", 4) + h("e") + h("f", 2), "I I.1 - a II II.1"),
    "without words": (h("") + '<text:h text:outline-level="1"/>' + h("a"), "III"),
    "a level left out": (h("a", 2) + h("b"), "I.1 II"),
    "none": (h("a") + h("b", 1, 'text:is-list-header="true"') + h("c"), "I - II"),
    "a new beginning": (
        h("a") + h("b", 1, 'text:restart-numbering="true" text:start-value="7"')
        + h("c", 1, 'text:start-value="3"') + h("d", 1, 'text:restart-numbering="true"'),
        "I VII VIII I",
    ),
    "styles that take them out": (h("a") + h("b", style="H") + h("c", style="PA") + h("d"), "I - - II"),
    "in a list": (h("a") + ol("N", li(h("b")), li(p("c"), h("d"))) + h("e"), "I 1. 2. - II"),
    "in a list, and none": (ol("N", li(h("a", 1, 'text:is-list-header="true"')), li(h("b"))), "- 1."),
    "in the list of the outline": (h("a") + ol("Outline", li(h("b"))) + h("c"), "I II III"),
    "in a note": (p("a" + NOTE.format(h("b"))) + h("c"), "- 1 I"),
}  # fmt: skip


ELSEWISE = {
    *("other forms", "nobody needs a longer label", "a number that is no number", "items without words"),
    *("the style of a paragraph", "deleted", "notes", "boxes"),
}
"""What LibreOffice does in other ways, or prints elsewhere."""
OUTLINED = [
    HEADINGS[name] for name in ("outline", "a level left out", "none", "in a list", "in a list, and none")
]


def labels(data: bytes) -> str:
    """The labels of a document's blocks; a block without one is a hyphen."""
    return " ".join(block.label or "-" for block in odt.read(data, "x.fodt", "en").blocks())


@pytest.mark.parametrize(("body", "expected"), ITEMS.values(), ids=ITEMS)
def test_items(flat: Made, body: str, expected: str) -> None:
    assert labels(flat(body, automatic=STYLES)) == expected


@pytest.mark.parametrize(("body", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_headings(flat: Made, body: str, expected: str) -> None:
    assert labels(flat(body, automatic=STYLES + OUTLINE)) == expected


def test_libreoffice_prints_the_same(
    flat: Made, words: Callable[[dict[str, bytes]], dict[str, list[str]]]
) -> None:
    body = p("x").join(body for name, (body, _) in ITEMS.items() if name not in ELSEWISE)
    data = flat(body + h("x").join(body for body, _ in OUTLINED), automatic=STYLES)
    data = data.replace(b"<office:styles>", b"<office:styles>" + OUTLINE.encode())
    ours = (f"{block.label} {block.text}" for block in odt.read(data, "x.fodt", "en").blocks())
    printed = words({"lists.fodt": data})["lists.fodt"]
    assert re.sub("[◦▪]", BULLET, " ".join(printed)).split() == " ".join(ours).split()


def test_headings_have_no_numbers_without_an_outline(flat: Made) -> None:
    assert labels(flat(h("a") + h("b", 2), automatic=STYLES)) == "- -"


def test_common_styles_are_in_another_member(package: Made) -> None:
    document = odt.read(package(ol("Numbering_20_1", A, B) + ol("L1", A)), "x.odt", "en")
    assert [block.label for block in document.blocks()] == ["1.", "2.", BULLET]
