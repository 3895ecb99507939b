"""What a translator sees of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tmpipe.formats import odt
from tmpipe.model import Block, Document, Role
from tmpipe.parts import Choice

Made = Callable[..., bytes]


@pytest.fixture
def read(flat: Made) -> Callable[..., Document]:
    def made(body: str, meta: str = "", **options: Any) -> Document:
        data = flat(body, meta)
        document = odt.read(data, "x.fodt", "en", Choice(**options))
        assert odt.write(document) == data
        return document

    return made


Read = Callable[..., Document]


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def note(text: str, label: str = "1") -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{label}</text:note-citation>'
        f"<text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
    )


LINK = '<text:a xlink:href="https://x.org">'
MARK = '<text:bookmark-{0} text:name="m"/>'

# --- inline --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inline", "text", "kinds"),
    [
        ("plain", "plain", ""),
        ("a &lt;b&gt; &amp; &#8220;c&apos;s&#x201D;", "a <b> & “c's”", ""),
        ("&lt;g1&gt; is no code", "&lt;g1> is no code", ""),
        ("<![CDATA[a  <b>]]> c", "a <b> c", ""),
        ("a<!-- what --> b<?what ever?>c", "a bc", ""),
        ("  a \n\t b  c ", "a b c", ""),
        ('a<text:s/>b<text:s text:c="2"/>c <text:s/>d', "a b c d", ""),
        ('<text:s text:c="5"/>a <text:s text:c="5"/>b<text:s text:c="5"/>', "a <x1/>b", "tab"),
        ("a<text:s></text:s>b", "a b", ""),
        ("a<text:tab/>b<text:line-break/>c", "a<x1/>b<x2/>c", "tab break"),
        ("<text:tab/>a<text:line-break/>", "a", ""),
        (f"a {span('N', 'b')} {span('N', 'c d')}{span('N', 'e')}", "a b c de", ""),
        (f"a {span('Nothing', 'b')}", "a b", ""),
        (f"a {span('B', 'b')} c", "a <g1>b</g1> c", "strong"),
        (f"a {span('B', 'b')}{span('B2', 'c')} d", "a <g1>bc</g1> d", "strong"),
        (f"a {span('B', 'b')} {span('B2', 'c')} d", "a <g1>b c</g1> d", "strong"),
        (f"a {span('U', 'b')} {span('U', 'c')} d", "a <g1>b</g1> <g2>c</g2> d", "underline underline"),
        (f"a {span('B', 'b')}{span('N', span('B2', 'c'))}", "a <g1>bc</g1>", "strong"),
        (f"a {span('B', span('I', 'b'))} c", "a <g1>b</g1> c", "emphasis"),
        (f"a {span('B', 'b' + span('I', 'c'))} d", "a <g1>b<g2>c</g2></g1> d", "strong emphasis"),
        (f"a {span('B', 'b' + span('B', 'c'))} d", "a <g1>bc</g1> d", "strong"),
        (f"a {span('B', 'b' + span('N', 'c'))} d", "a <g1>b<g2>c</g2></g1> d", "strong other"),
        (f"a{span('I', ', ')}b{span('R', ' ')}c", "a, b c", ""),
        (f"a {span('B', '')} b", "a b", ""),
        (f"a {span('Emphasis', 'b')}{span('X', '2')}", "a <g1>b</g1><g2>2</g2>", "emphasis superscript"),
        (f"a {span('R', 'b')} c", "a <g1>b</g1> c", "other"),
        (span("R", "all red"), "all red", ""),
        (span("B", "all. Bold."), "<g1>all. Bold.</g1>", "strong"),
        (f"run {span('Source_20_Text', 'make it')} now", "run <x1/> now", "code"),
        (f"a {LINK}b</text:a> c", "a <g1>b</g1> c", "link"),
        (f"a {LINK}{span('U', 'b')}</text:a> c", "a <g1>b</g1> c", "link"),
        (f"a {LINK}b</text:a>{LINK}c</text:a> d", "a <g1>bc</g1> d", "link"),
        (f"a{note('b')}. c", "a<x1/>. c", "note"),
        (f"a{span('X', note('b'))}. c", "a<x1/>. c", "note"),
        ("a <text:soft-page-break/>b", "a b", ""),
        ('a <text:bookmark text:name="m"/>b', "a b", ""),
        (f"{MARK.format('start')}a b{MARK.format('end')}", "a b", ""),
        (f"a {MARK.format('start')}b{MARK.format('end')} c", "a b c", ""),
        ('a <text:change-start text:change-id="c"/>b<text:change-end text:change-id="c"/>', "a b", ""),
        ("page <text:page-number>3</text:page-number> of", "page <x1/> of", "field"),
        ("a <office:annotation><text:p>what?</text:p></office:annotation>b", "a b", ""),
        ("a <text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby> d",
         "a <g1>b</g1> d", "other"),
        ("<text:number>1.</text:number>a", "a", ""),
        ("a <draw:frame><draw:object><math:math/></draw:object></draw:frame> b", "a <x1/> b", "formula"),
        ("a <draw:frame><draw:image/></draw:frame> b", "a <x1/> b", "image"),
    ],
)  # fmt: skip
def test_inline(read: Read, inline: str, text: str, kinds: str) -> None:
    block = next(read(f"<text:p>{inline}</text:p>").blocks())
    assert block.text == text
    assert " ".join(code.kind for code in block.codes) == kinds


def test_a_look_is_told_in_words(read: Read) -> None:
    (block,) = read(f"<text:p>a {span('R', 'b')} c {span('B', 'd' + span('N', 'e'))}</text:p>").blocks()
    told = [code.target for code in block.codes]
    assert told == ["text in another colour", "", "text that is not bold"]


def test_notes_that_no_program_has_numbered_are_counted(read: Read) -> None:
    blocks = list(read(f"<text:p>a{note('x', '0')} b{note('y', '0')}</text:p>").blocks())
    assert [one.label for one in blocks] == ["", "1", "2"]
    assert [code.target for code in blocks[0].codes] == ["1", "2"]


@pytest.mark.parametrize(("title", "levels"), [("P1", [1, 2, 3]), ("Standard", [0, 1, 2])])
def test_headings_are_below_a_title(read: Read, title: str, levels: list[int]) -> None:
    headings = "".join(f'<text:h text:outline-level="{level}">b</text:h>' for level in (1, 2))
    found = read(f'<text:p text:style-name="{title}">a</text:p>{headings}')
    assert [one.level for one in found.blocks()] == levels


def test_a_formula_is_shown_as_its_author_wrote_it(read: Read) -> None:
    math = "<math:math><math:mi>x</math:mi><math:annotation>x^2 &lt; 4</math:annotation></math:math>"
    block = next(read(p(f"a <draw:frame><draw:object>{math}</draw:object></draw:frame>")).blocks())
    assert (block.text, block.codes[0].kind, block.codes[0].target) == ("a <x1/>", "formula", "x^2 < 4")


def test_words_that_a_reference_repeats_show_where_they_begin_and_end(read: Read) -> None:
    marked = f"<text:p>a {MARK.format('start')}b{MARK.format('end')} c</text:p>"
    reference = '<text:p>see <text:bookmark-ref text:ref-name="m">b</text:bookmark-ref></text:p>'
    block = next(read(marked + reference).blocks())
    assert (block.text, block.codes[0].kind) == ("a <g1>b</g1> c", "bookmark")


def test_a_range_that_crosses_a_pair_is_two_single_codes(read: Read) -> None:
    index = '<text:alphabetical-index-mark-{0} text:id="i"/>'
    body = f"<text:p>a {index.format('start')}b {span('B', 'c' + index.format('end') + 'd')}</text:p>"
    assert next(read(body).blocks()).text == "a <x1/>b <g2>c<x3/>d</g2>"


@pytest.mark.parametrize(
    ("comments", "texts"), [(False, ["a b"]), (True, ["a <x1/>b", "what?"])]
)  # fmt: skip
def test_comments_are_a_choice(read: Read, comments: bool, texts: list[str]) -> None:
    body = "<text:p>a <office:annotation><text:p>what?</text:p></office:annotation>b</text:p>"
    document = read(body, comments=comments)
    assert [block.text for block in document.blocks()] == texts
    assert [block.place for block in document.blocks()][1:] == ["comment"] * comments


# --- blocks --------------------------------------------------------------------------------------

TABLE = (
    "<table:table><table:table-header-rows><table:table-row>"
    '<table:table-cell table:number-columns-repeated="2"/>'
    "<table:table-cell>{0}</table:table-cell></table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell>{1}</table:table-cell></table:table-row></table:table>"
)
DELETED = "<text:tracked-changes><text:deletion>{0}</text:deletion></text:tracked-changes>"
PICTURE = "<draw:frame><draw:image/><svg:title>b &amp; c</svg:title><svg:desc>d</svg:desc></draw:frame>"
FORM = '<office:forms><form:form><form:button form:label="Send &amp; close"/></form:form></office:forms>'
ITEM = "<text:list-item>{0}</text:list-item>"


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>' if style else f"<text:p>{text}</text:p>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (p("") + p("a"), [Block("a", 2)]),
        ("<text:p/>" + p("a"), [Block("a", 2)]),
        ("<text:h>a</text:h>", [Block("a", 1, Role.HEADING, level=1)]),
        ('<text:h text:outline-level="3">a</text:h>', [Block("a", 1, Role.HEADING, level=3)]),
        ('<text:h text:outline-level="²">a</text:h>', [Block("a", 1, Role.HEADING, level=1)]),
        (p("a", "P1"), [Block("a", 1, Role.HEADING, level=1)]),
        (p("a", "Heading_20_3"), [Block("a", 1, Role.HEADING, level=3)]),
        (p("a", "Quotations"), [Block("a", 1, Role.QUOTE)]),
        (
            "<text:list>"
            + ITEM.format(p("a") + "<text:list>" + ITEM.format(p("b") + p("c")) + "</text:list>")
            + "</text:list>" + p("d"),
            [
                Block("a", 1, Role.LIST_ITEM, level=1, label="•"),
                Block("b", 2, Role.LIST_ITEM, level=2, label="•"),
                Block("c", 3, level=2), Block("d", 4),
            ],
        ),
        (f"<text:section>{p('a')}</text:section>", [Block("a", 1)]),
        (
            TABLE.format(p("a"), p("b")),
            [
                Block("a", 1, Role.TABLE_CELL, level=1, cell=(1, 1, 3)),
                Block("b", 2, Role.TABLE_CELL, cell=(1, 2, 1)),
            ],
        ),
        (
            p("a" + note("b", "*")),
            [Block("a<x1/>", 1), Block("b", 2, Role.FOOTNOTE, label="*")],
        ),
        (
            p("<draw:frame><draw:text-box>" + p("b") + "</draw:text-box></draw:frame>"),
            [Block("b", 2)],
        ),
        (
            p("a " + PICTURE),
            [
                Block("a <x1/>", 1), Block("b & c", 1, place="alternative text of an image"),
                Block("d", 1, place="description of an image"),
            ],
        ),
        (DELETED.format(p("x")) + p("a"), [Block("a", 1)]),
        (
            FORM,
            [Block("Send & close", 1, place="label of a form control")],
        ),
        (
            p("a <text:text-input>b</text:text-input>"),
            [Block("a <x1/>", 1), Block("b", 1, place="text of an input field")],
        ),
        (
            p("a <text:placeholder>&lt;Name&gt;</text:placeholder>"),
            [Block("a <x1/>", 1), Block("<Name>", 1, place="placeholder of a field")],
        ),
    ],
)  # fmt: skip
def test_blocks(read: Read, body: str, blocks: list[Block]) -> None:
    found = [
        Block(b.text, b.line, b.role, level=b.level, label=b.label, place=b.place, cell=b.cell)
        for b in read(body).blocks()
    ]
    assert found == blocks


def test_a_paragraph_without_words_stays_as_it_is(read: Read) -> None:
    picture = "<draw:frame><draw:image/><svg:title>t</svg:title></draw:frame>"
    document = read(p(span("B", picture + picture) + span("B2", picture + picture)))
    assert [block.text for block in document.blocks()] == ["t"] * 4


N = 3000
STRANGE = {
    "a run a word": "".join(span("B" if n % 2 else "B2", "w ") for n in range(N)),
    "marks": "a" + '<text:bookmark text:name="m"/>' * N + "b",
    "ranges within one another": "a"
    + "".join(f'<text:toc-mark-start text:id="m{n}"/>b' for n in range(N))
    + "".join(f'<text:toc-mark-end text:id="m{n}"/>' for n in reversed(range(N))),
    "characters that read as codes": "&lt;g1&gt;" * N,
    "spans within one another": "<text:span text:style-name='B'>a<text:span text:style-name='I'>b" * 110
    + "</text:span></text:span>" * 110,
    "boxes within one another": "a<draw:frame><text:p>" * 110 + "x" + "</text:p></draw:frame>" * 110,
    "counts": f'a<text:s text:c="{"9" * 5000}"/>b',
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
def test_strange_paragraphs(read: Read, body: str) -> None:
    document = read(p(body))
    new = odt.write(document.localized("fa", lambda block: replace(block, text=f"{block.text} X")))
    assert [block.text[-2:] for block in odt.read(new, "x", "fa").blocks()] == [
        "X\u2069" for _ in document.blocks()
    ]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("What happened", "What happened"),
        (f"{LINK}What happened<text:tab/>{span('N', '12')}</text:a>", "What happened"),
        (f"{LINK}1.2. What happened<text:tab/>xii</text:a>", "What happened"),
        (f"{LINK}1<text:tab/>What happened<text:tab/>12</text:a>", "What happened"),
        ("1988 prisons<text:tab/>3", "1988 prisons"),
        ("1989 prisons<text:tab/>3", "1989 prisons"),
        ("2 Elsewhere<text:tab/>3", "2 Elsewhere"),
    ],
)
def test_an_entry_of_a_table_of_contents_is_its_heading(read: Read, entry: str, text: str) -> None:
    body = f"<text:table-of-content><text:index-body>{p(entry)}</text:index-body></text:table-of-content>"
    document = read(body + "<text:h>What happened</text:h><text:h>1988 prisons</text:h>")
    first, *others = document.blocks()
    assert (first.text, first.place) == (text, "table of contents")
    assert {block.place for block in others} == {""}


def test_properties(read: Read) -> None:
    meta = "<dc:title>T</dc:title><dc:creator>Nobody</dc:creator>"
    meta += "<dc:description>D\n d</dc:description><meta:keyword>K</meta:keyword>"
    assert [(block.text, block.place) for block in read("", meta).blocks()] == [
        ("T", "document property: title"),
        ("D d", "document property: description"),
        ("K", "document property: keyword"),
    ]


def test_a_prefix_that_stands_for_nothing_is_none_of_our_business(read: Read) -> None:
    assert [block.text for block in read("<text:p>a<loext:x/> b</text:p>").blocks()] == ["a<x1/> b"]


def test_names_are_known_by_their_namespaces() -> None:
    data = (
        b'<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        b"<o:body><o:text><t:p>One  day</t:p></o:text></o:body></o:document>"
    )
    document = odt.read(data, "x.fodt", "en")
    new = odt.write(document.localized("fr", lambda block: Block("Un  jour", 1, style=block.style)))
    assert b'<t:p t:style-name="Standard_fr">Un <t:s/>jour</t:p>' in new
    assert [block.text for block in odt.read(new, "x.fodt", "fr").blocks()] == ["Un jour"]
