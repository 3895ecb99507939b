"""HTML: which texts there are, that nothing is lost, and what a page in another language says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.formats import html
from tmpipe.formats.hypertext import fragment, written
from tmpipe.model import CODE, Block, Document, Role, Span, State, unescaped

CASES = sorted((Path(__file__).parent.parent / "golden" / "html").iterdir())


def read(text: str, path: str = "x.html") -> Document:
    return html.read(text.encode("utf-8"), path, "en")


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks()]


def capitals(block: Block) -> Block:
    """The block's translation into CAPITALS, its codes as they are."""
    out: list[str] = []
    at = 0
    for found in CODE.finditer(block.text):
        out += block.text[at : found.start()].upper(), found[0]
        at = found.end()
    return replace(block, text="".join(out) + block.text[at:].upper())


def upper(text: str, locale: str = "sv") -> str:
    return html.write(read(text).localized(locale, capitals)).decode("utf-8")


def into(target: str, **fields: Any) -> Callable[[Block], Block]:
    return lambda block: replace(block, text=target, **fields)


def one(text: str, target: str, locale: str = "sv", **fields: Any) -> str:
    """The page whose blocks are all translated so."""
    return html.write(read(text).localized(locale, into(target, **fields))).decode("utf-8")


# --- which texts there are -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", ["One", "Two", "Three"]),
        ("<dl><dt>Term<dd>Meaning<dt>Other</dl>", ["Term", "Meaning", "Other"]),
        ("<table><tr><td>One<td>Two<tr><th>Three</table>four", ["One", "Two", "Three", "four"]),
        ("one<div>two</div>three", ["one", "two", "three"]),
        ("<a href=x><div>one</div>two</a>", ["one", "two"]),
        ("one <br>\n two<br/>three", ["one <x1/>two<x2/> three"]),
        ("one<br><br>two<br> <!-- --><br>three", ["one", "two", "three"]),
        ("<font>one<br><br>two</font>", ["one", "two"]),
        (" one\n\ttwo  three ", ["one two three"]),
        ("one <b> two </b> three", ["one <g1>two </g1>three"]),
        ("&nbsp;one&nbsp;two &#160; &ensp;", ["one\xa0two"]),
        ("a&amp;b &lt;i&gt; &hellip; &nosuch; AT&T", ["a&b <i> … &nosuch; AT&T"]),
        ("&lt;g1> <b>x</b> &amp;lt;g1>", ["&lt;g1> <g1>x</g1> &amp;lt;g1>"]),
        ("co&shy;op su<wbr>per", ["coop super"]),
        ("<span class=x><b>All</b></span>", ["<g1>All</g1>"]),
        ("<span>All of it</span>", ["All of it"]),
        ("one <a href=x><b>two</b></a> three", ["one <g1>two</g1> three"]),
        ("one <b>two <i>three</b> four</i>", ["one <g1>two <x2/>three</g1> four"]),
        ("one <i class=icon></i><!-- x --> two", ["one <x1/> two"]),
        ("<i class=icon></i> one <img src=x>", ["one"]),
        ("see <code>a <b>c</b></code> here", ["see <x1/> here"]),
        ("<p>see <a href=x><code>a</code></a> here", ["see <x1/> here"]),
        ("<pre>\n one\n  two\r\n</pre>", ["one\n  two"]),
        ("<pre><code>x = 1</code></pre>", []),
        ("<p translate=no>No <b>no</b> <i translate=yes>yes</i>", ["<x1/><g2>yes</g2>"]),
        ("<div class='a notranslate'><p title=no>No</p></div>yes", ["yes"]),
        ("<p>a <span class=notranslate>no</span> b", ["a <x1/> b"]),
        ("<p>one <code>two <p>three", ["one <x1/>", "three"]),
        ("<script>one</script><style>two</style><iframe>three</iframe><xmp>four</xmp>", []),
        ("one <script>no</script> two", ["one <x1/> two"]),
        ("<!--[if IE]><p>no</p><![endif]-->yes", ["yes"]),
        ("<svg><title>Icon</title><path/><text>a <tspan>b</tspan></text></svg>", ["Icon", "a <g1>b</g1>"]),
        ("one <svg><path/></svg> two", ["one <x1/> two"]),
        ("<p>with <math><mi>x</mi></math> in it", ["with <x1/> in it"]),
        ("<div><svg></div>one", ["one"]),
        ('<?xml version="1.0">one<?x y?>two', ["one<x1/>two"]),
        ("<svg><foreignObject><p>one</foreignObject></svg><svg><p>two", ["one", "two"]),
        ("<button>One</button> <button>Two</button>", ["One", "Two"]),
        ("press <button>OK</button> now", ["press <x1/> now", "OK"]),
        ("<select><option>One<option>Two</select>", ["One", "Two"]),
        ("<noscript><p>Switch it on</noscript>", ["Switch it on"]),
        ("<template><p>Later</template>", ["Later"]),
        ("<textarea>  one\n\n two </textarea>", ["one\n\n two"]),
        ("<details><summary>More</summary>Text</details>", ["More", "Text"]),
        ("<figure><img src=x><figcaption>What</figcaption></figure>", ["What"]),
        ("<x-card>custom</x-card>", ["custom"]),
        ("<p>&nbsp;</p><td>&#160;&nbsp;</td> \xa0 ", []),
        ("a < b and c <3", ["a < b and c <3"]),
        ("one</p>two</div></table>", ["one", "two"]),
        ("<div><td>no table</td></div>", ["no table"]),
        (
            "<p>one <?php if ($a->b) { ?> two <% x > 1 %> three {{ name }}",
            ["one <x1/> two <x2/> three <x3/>"],
        ),
        ('<a href="<?= $x->y ?>" title="Go {{ n }}">one</a>', ["<g1>one</g1>", "Go <x1/>"]),
        ("{% if a > b %}\n{# note #}", []),
    ],
)
def test_texts(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ('<img alt="A &amp; B" src=x>', "alternative text of an image", "A & B"),
        ("<img alt=word>", "alternative text of an image", "word"),
        ('a <img alt=" inner "> b', "alternative text of an image", "inner"),
        ("<a title='Go there'>x</a>", "title of a link", "Go there"),
        ("<p title='More of it'>", "tooltip", "More of it"),
        ("<input placeholder=Name>", "placeholder of a field", "Name"),
        ("<input type=submit value=Send>", "button", "Send"),
        ("<iframe title=Map>", "tooltip", "Map"),
        ("<nav aria-label='Main menu'>", "label for screen readers", "Main menu"),
        ("<optgroup label=Fruit>", "label", "Fruit"),
        ("<table summary='Who paid'>", "summary of a table", "Who paid"),
        ("<title>The &lt;page></title>", "title of the page", "The <page>"),
        ("<meta name=Description content='What it is'>", "description of the page", "What it is"),
        ("<meta property=og:title content='The page'>", "title of the page", "The page"),
        ("<option>Blue", "choice in a list", "Blue"),
        ("<button>Send</button>", "button", "Send"),
        ("<svg><title>Icon</title></svg>", "title of a picture", "Icon"),
    ],
)
def test_texts_beside_the_text(text: str, place: str, found: str) -> None:
    assert (place, found) in [(block.place, block.text) for block in read(text).blocks()]


@pytest.mark.parametrize(
    "text",
    [
        "<img alt='' src=x>",
        "<link rel=stylesheet title=Default>",
        "<img alt='...'>",
        "<input value=typed><input type=hidden value=secret>",
        "<meta name=viewport content=width>",
        "<p data-title=x class=title id=alt>",
        "<b translate=no title=no></b>",
        '<script type="application/ld+json">{"name": "x"}</script>',
    ],
)
def test_what_nobody_reads_is_no_text(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "role", "level", "label"),
    [
        ("<h3>x", Role.HEADING, 3, ""),
        ("<ul><li>x", Role.LIST_ITEM, 1, "•"),
        ("<ol start=3><li value=7>x", Role.LIST_ITEM, 1, "7."),
        ("<ol type=a start=27><li>x", Role.LIST_ITEM, 1, "aa."),
        ("<ol type=I start=4><li>x", Role.LIST_ITEM, 1, "IV."),
        ("<ul><li><ul><li><p>x", Role.LIST_ITEM, 2, "•"),
        ("<blockquote><p>x", Role.QUOTE, 0, ""),
        ("<aside role=doc-footnote id=fn12><p>x", Role.FOOTNOTE, 0, "12"),
        ("<li><h2>x", Role.HEADING, 2, ""),
        ("<address>x", Role.PARAGRAPH, 0, ""),
    ],
)
def test_roles(text: str, role: Role, level: int, label: str) -> None:
    (block,) = read(text).blocks()
    assert (block.role, block.level, block.label) == (role, level, label)


def test_an_item_has_its_marker_once() -> None:
    assert [b.label for b in read("<ol><li><p>a<p>b<li>c</ol><p>d").blocks()] == ["1.", "", "2.", ""]


def test_a_note_and_its_mark() -> None:
    mark, note = read('<p>So<a role="doc-noteref" href="#n1">1</a>.<div role=doc-endnote id=n1>See').blocks()
    assert [(code.kind, code.target, code.close) for code in mark.codes] == [("note", "1", None)]
    assert (note.role, note.label) == (Role.FOOTNOTE, "1")


def test_cells_know_where_they_are() -> None:
    text = (
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>"
        "<table><tr><td>f</table></table><table><td>g"
    )
    assert [(b.text, b.cell) for b in read(text).blocks()] == [
        ("a", (1, 1, 1)),
        ("b", (1, 1, 2)),
        ("c", (1, 1, 4)),
        ("d", (1, 2, 2)),
        ("e", (1, 2, 3)),
        ("f", (2, 1, 1)),
        ("g", (3, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("a <a href='x?a&amp;b'>b</a>", "link", "x?a&b"),
        ("a <strong>b</strong>", "strong", ""),
        ("a <em>b</em>", "emphasis", ""),
        ("a <u>b</u>", "underline", ""),
        ("a <del>b</del>", "deleted", ""),
        ("a <sup>b</sup>", "superscript", ""),
        ("a <span>b</span>", "other", ""),
        ("a <kbd>Ctrl &lt;</kbd> b", "code", "Ctrl <"),
        ("a <a name=x></a> b", "bookmark", ""),
        ("a <img src=x> b", "image", ""),
        ("a <br> b", "break", ""),
        ("a <!-- x --> b", "comment", ""),
        ("a <math><mi>x</mi></math> b", "formula", "x"),
        ("a <input> b", "field", ""),
        ("a {{ x }} b", "field", "{{ x }}"),
    ],
)
def test_codes(text: str, kind: str, target: str) -> None:
    (block,) = read(text).blocks()
    assert [(code.kind, code.target) for code in block.codes] == [(kind, target)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<title>A &amp; B</title><h1>C</h1>", "A & B"),
        ("<h2>x</h2><h1>The <i>title</i></h1>", "The title"),
        ("<svg><title>Icon</title></svg><p>x", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert read(text).title == title


def test_lines() -> None:
    text = "<p>one\ntwo</p>\n\n<p title='x'\n>three <img\nalt=four> five</p>"
    assert [(b.text, b.line) for b in read(text).blocks()] == [
        ("one two", 1),
        ("x", 4),
        ("three <x1/> five", 5),
        ("four", 6),
    ]
    assert [block.line for block in fragment("\n<p>x", 10) if isinstance(block, Block)] == [11]


def test_xml_ends_elements_at_once() -> None:
    text = '<?xml version="1.0"?><p>one<br/>two<a name="x"/> three<script src="x"/> four</p><title/><p>five'
    assert texts(text) == ["one<x1/> two<x2/> three<x3/> four", "five"]
    assert [b.text for b in read("<script/><p>one", "x.xhtml").blocks()] == ["one"]


# --- laws ----------------------------------------------------------------------------------------

BITS = re.split(
    " ",
    "<p> </p> <div> </div> <li> <ul> </ul> <table> <tr> <td> </td> </table> <b> </b> <i> </i> <span> </span>"
    " <a_href=x_title='T'> </a> <br> <br/> <img_alt=word> <img_alt='x\"y'> <code> </code> <script> </script>"
    " <!--x--> <!-- --> <title> </title> <svg> <text> </text> </svg> <math> </math> <button> </button>"
    " <select> <option> </select> <pre> </pre> <textarea> </textarea> <h1> </h1> <p_translate=no>"
    " <i_translate=yes> < > & &amp; &lt; &nbsp; &#10; &shy; <wbr> <g1> </g1> <x1/> &lt;g1> {{_x_}} <?php_?>"
    " <% %> <!doctype_html> <html> <head> <body_dir=ltr> <html_lang=en> <meta_charset=utf-8> <object>"
    " </object> <input_value=v> <label> é ABC word Sentence. two_words \xa0 \u200c \xad \ufdd0 \0",
)
chaos = st.lists(
    st.sampled_from([*(bit.replace("_", " ") for bit in BITS), " ", "\n", "\r\n", "\t"]), max_size=40
).map("".join)


pages = chaos.filter(lambda text: "\0" not in text and text.strip()).map(
    lambda text: f"{text}--></script></title></textarea><p>"
)
"""Files that end with no tag, script or the like half open: those are refused."""


@given(st.one_of(chaos, st.text()), st.booleans())
def test_a_fragment_is_its_parts(text: str, xml: bool) -> None:
    parts = fragment(text, xml=xml)
    assert "".join(part if isinstance(part, str) else part.source() for part in parts) == text
    for block in Document("x", "en", parts).blocks():
        codes = sum(1 if code.close is None else 2 for code in block.codes)
        assert sum(1 for _ in CODE.finditer(block.text)) == codes
        assert block.text == block.text.strip() != ""
        assert "pre" in block.style or not re.search(r"[\n\r\t\f]|  ", block.text)


@given(pages)
def test_pages_are_written_as_they_were_read(text: str) -> None:
    document = read(text)
    assert html.write(document) == text.encode()
    assert html.write(document.localized("fa", lambda block: block)) == text.encode()


@given(pages)
def test_a_translation_is_what_is_read_again(text: str) -> None:
    localized = read(text).localized("sv", capitals)
    again = html.read(html.write(localized), "x.html", "sv")
    assert [plain(block) for block in again.blocks()] == [plain(block) for block in localized.blocks()]


def plain(block: Block) -> str:
    return re.sub(r"\s+", "", unescaped(CODE.sub("", block.text)))


def shape(text: str) -> list[str]:
    """The elements of a page, in order, without those that a translation adds, or does without."""

    def walk(element: Any) -> Iterator[str]:
        if not isinstance(element.tag, str):
            return
        added = element.tag in ("bdi", "wbr") or (element.tag == "span" and element.get("dir") == "ltr")
        if not added:
            yield element.tag
        for child in element:
            yield from walk(child)
        if not added:
            yield "/"

    return list(walk(html5lib.parse(text, namespaceHTMLElements=False)))


OLDER = re.compile("<select>.*<title>", re.DOTALL)
"""html5lib drops a title within a selection, as the standard did when it was written; browsers of today, and
we, read what it holds as text."""


@given(pages)
def test_a_translation_changes_no_element(text: str) -> None:
    assume(not OLDER.search(text))
    assert shape(upper(text, "fa")) == shape(text)


FROZEN = re.compile("code|translate|svg|math|<t(ext>|itle)|script|{{|<[?%]|html|--")
SHOWN = [bit.replace("_", " ") for bit in BITS if not FROZEN.search(bit)]


@given(st.lists(st.sampled_from(SHOWN), max_size=40).map("".join))
def test_no_letter_is_lost(text: str) -> None:
    """What a browser's tree has as text is in the blocks, letter by letter, but for soft hyphens."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    blocks = Document("x", "en", fragment(text)).blocks()
    found = [
        unescaped(CODE.sub("", block.text))
        for block in blocks
        if block.style[:1] not in "\"'=" or not block.style
    ]
    assert letters("".join(found)) == letters("".join(tree.itertext()))


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, text))


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("<p>x</p>", "a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<p>x</p>", "“a”\xa0é", "<p>“a”\xa0é</p>"),
        ('<img alt="x">', "a \"b\" 'c' <&>", "<img alt=\"a &quot;b&quot; 'c' &lt;&amp;&gt;\">"),
        ("<img alt='x'>", "a \"b\" 'c'", "<img alt='a \"b\" &#39;c&#39;'>"),
        ("<img alt=x>", 'a "b"', '<img alt="a &quot;b&quot;">'),
        ("<img alt=x/>", "y", '<img alt="y">'),
        ("<textarea>x</textarea>", "a </p>\nb", "<textarea>a &lt;/p&gt;\nb</textarea>"),
        ("a <b>c</b> <img src=x> d", "D <x2/> <g1>C</g1>", "D <img src=x> <b>C</b>"),
        ("a <b>c</b> d", "D <g1>C", "D C"),
        ("<b>&lt;g1></b>", "<g1>X &lt;g1></g1>", "<b>X &lt;g1&gt;</b>"),
        ("<pre>x\ny</pre>", "a\n  b", "<pre>a\n  b</pre>"),
        ("<p>x</p>", "a\x1b[1m\x0c\ufffe\ufdd0\x85\tb", "<p>a\ufffd[1m\ufffd\ufffd\ufffd\ufffd\tb</p>"),
        ("<p>x</p>", "{{ a }} {% b %} {# c #}", "<p>&#123;&#123; a }} &#123;% b %} &#123;# c #}</p>"),
        ('<img alt="x">', "{{ '<' }} {a}", "<img alt=\"&#123;&#123; '&lt;' }} {a}\">"),
        ("x {{ a }}", "y <x1/> {{ b }}", "y {{ a }} &#123;&#123; b }}"),
    ],
)
def test_changed_blocks_are_escaped(text: str, target: str, found: str) -> None:
    assert one(text, target) == found


def test_blocks_within_codes_are_translated_too() -> None:
    text = "one <a href=x title='tip'>two</a> <img alt=three> <select><option>four</select> five"
    assert upper(text) == text.replace("one", "ONE").replace("tip", "TIP").replace("two", "TWO").replace(
        "=three", '="THREE"'
    ).replace("four", "FOUR").replace("five", "FIVE")


STATES = (Span(0, 3, State.DRAFT), Span(4, 7, State.FINAL), Span(8, 11, State.SOURCE))


def test_what_is_no_kind_of_its_own_is_told_in_words() -> None:
    page = "<p>the <abbr>UN</abbr> in <small><a href='/x'>May</a></small>, <bdi>so</bdi>.</p>"
    (block,) = read(page).blocks()
    told = [(code.kind, code.target) for code in block.codes]
    assert told == [("other", "an abbreviation"), ("link", "/x"), ("other", "")]


def test_states_are_marked() -> None:
    draft = '<span class="tmpipe-draft" style="text-decoration: underline dotted" title="draft">one</span>'
    left = '<span lang="en" dir="ltr">tre</span>'
    assert one("<p>x</p>", "one två tre", spans=STATES) == f"<p>{draft} två {left}</p>"
    assert one("<p>x</p>", "one två tre", spans=STATES[:1]) == f"<p>{draft} två tre</p>"
    assert one("<title>x</title>", "one två tre", spans=STATES) == (
        '<html lang="sv">\n<title>one två tre</title>'
    )
    assert one("<img alt=x>", "one två tre", spans=STATES) == '<img alt="one två tre">'


def test_an_untranslated_sentence_is_one_stretch_whatever_its_codes() -> None:
    target = "سلام. Read <g1>it</g1>, or run <x2/>."
    spans = (Span(0, 5, State.FINAL), Span(6, len(target), State.SOURCE))
    assert one("<p>Hello. Read <a>it</a>, or run <code>x</code>.</p>", target, "fa", spans=spans) == (
        '<p>سلام. <span lang="en" dir="ltr">Read <a>it</a>, or run <code dir="ltr">x</code>.</span></p>'
    )


def test_no_code_is_cut_where_a_state_ends() -> None:
    target = "one <g1>two three</g1> four"
    spans = (Span(0, 11, State.DRAFT), Span(12, len(target), State.FINAL))
    found = one("a <a id=x>b</a> c", target, spans=spans)
    assert found.count("<a id=x>") == found.count("</a>") == 1
    assert re.sub(r"</?span[^>]*>", "", found) == "one <a id=x>two three</a> four"


def test_what_reads_from_the_left_is_isolated() -> None:
    text, target = "<p title='x'>x</p><title>x</title>", "سازمان UN در 1988"
    bare, marked = (
        f"سازمان {before}UN{after} در {before}1988{after}"
        for before, after in (("\u2066", "\u2069"), ('<bdi dir="ltr">', "</bdi>"))
    )
    assert one(text, target, "fa") == f"<p title='{bare}'>{marked}</p><title>{bare}</title>"


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("سازمان <g1>Human Rights</g1> Watch", "سازمان [<b>Human Rights</b> Watch]"),
        ("سند <g2>A/HRC</g2>/37/24 و", "سند [<a href=x>A/HRC</a>/37/24] و"),
        ("سند <g1>37</g1>/<g2>24</g2>.", "سند [<b>37</b>/<a href=x>24</a>]."),
        ("<g2>سند <g1>A</g1>/3</g2>.", "<a href=x>سند [<b>A</b>/3]</a>."),
        ("<g2><g1>A</g1>/3 است</g2>.", "<a href=x>[<b>A</b>/3] است</a>."),
        ("<g1>سازمان Human</g1> Rights و", "<b>سازمان |Human</b> Rights| و"),
        ("سازمان <g1>{PMOI</g1>} و", "سازمان <b>{[PMOI]</b>} و"),
        ("<g1>PMOI</g1>، <g2>NCRI &amp; R&D</g2>", "<b>[PMOI]</b>، <a href=x>[NCRI &amp;amp; R&amp;D]</a>"),
    ],
)
def test_a_name_in_several_elements_is_isolated_as_one(target: str, shown: str) -> None:
    signs = {"[": '<bdi dir="ltr">', "]": "</bdi>", "|": "\u200e"}
    shown = "".join(signs.get(sign, sign) for sign in shown)
    assert one("<p>a <b>b</b> <a href=x>c</a>", target, "fa") == f"<p>{shown}"


def test_isolates_hide_no_code_of_a_server() -> None:
    assert one('<p title="x">', "{{ a }}", "fa") == '<p title="&#123;&#123; \u2066a\u2069 }}">'


def test_untranslated_text_in_a_translated_page_says_so() -> None:
    def translate(block: Block) -> Block:
        if block.text == "a":
            return replace(block, text="ب", spans=(Span(0, 1, State.FINAL),))
        return replace(block, spans=(Span(0, len(block.text), State.SOURCE),))

    document = read("<p>a</p><p title='c'>Left, <b>so</b>.</p><title>d</title>").localized("fa", translate)
    assert html.write(document).decode() == (
        '<p>ب</p><p title=\'c\'><span lang="en" dir="ltr">Left, <b>so</b>.</span></p><title>d</title>'
    )


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("<html><p>a", "sv", '<html lang="sv"><p>A'),
        ("<html lang=en><p>a", "pt-BR", "<html lang=pt-BR><p>A"),
        ('<HTML LANG="en-US" xml:lang="en" class=x><p>a', "sv", '<HTML LANG="sv" xml:lang="sv" class=x><p>A'),
        ("<html lang><p>a", "sv", '<html lang="sv"><p>A'),
        ("<html lang=><p>a", "sv", '<html lang="sv"><p>A'),
        ("<html lang=en><p>1a", "fa", '<html dir="rtl" lang=fa><p>'),
        ("<html dir=ltr lang=en><p>a", "fa", "<html dir=rtl lang=fa><p>"),
        ("<html dir=rtl lang=ar><p>a", "sv", "<html dir=ltr lang=sv><p>A"),
        ("<html><body dir=ltr><p>a", "fa", '<html dir="rtl" lang="fa"><body dir=rtl><p>'),
        ("<!doctype html>\n<title>a</title>", "fa", '<!doctype html>\n<html lang="fa" dir="rtl">\n<title>'),
        ("<head><title>a</title>", "sv", '<html lang="sv">\n<head><title>A</title>'),
        ("<p>a</p>", "fa", "<p>"),
        (
            "<html><div lang=en-GB>a</div><div lang=de>b</div>",
            "sv",
            "<div lang=sv>A</div><div lang=de>B</div>",
        ),
        ("<html><p>a <i lang=en>b</i>", "sv", "<p>A <i lang=en>B</i>"),
        (
            "<html><meta property=og:locale content=en_US><p>a",
            "pt-BR",
            "<meta property=og:locale content=pt_BR>",
        ),
        ("<html><meta http-equiv=Content-Language content='en'><p>a", "sv", "content='sv'>"),
        ("<p>see <code>f(x)</code>", "fa", '<code dir="ltr">f(x)</code>'),
        ("<pre><code>f(x)</code></pre><p>a", "fa", '<pre dir="ltr"><code dir="ltr">f(x)</code></pre>'),
        ("<pre>a</pre>", "fa", "<pre><bdi"),
        ("<p translate=no>A, Inc.<p>a", "fa", '<p dir="ltr" translate=no>A, Inc.'),
        ("<p>see <code>f(x)</code>", "sv", "<code>f(x)</code>"),
        ("a<!doctype html><p>b", "sv", "A<!doctype html><p>B"),
        ("<!-- <html> --><html><p>a", "sv", '<!-- <html> --><html lang="sv"><p>'),
    ],
)
def test_a_translated_page_says_its_language(text: str, locale: str, found: str) -> None:
    assert found in upper(text, locale)


def test_a_fragment_can_be_written_alone() -> None:
    (block,) = fragment("a <b>c</b>")
    assert isinstance(block, Block)
    assert written(replace(block, text="D & <g1>C</g1>", changed=True, gaps=()), "sv") == "D &amp; <b>C</b>"


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta charset='Windows-1251'>", "cp1251"),
        ('<meta http-equiv=Content-Type content="text/html; charset=ISO-8859-2">', "iso8859-2"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15"),
        ("<title>é</title><meta charset=latin1>", "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("<meta charset=latin1>", "utf-8-sig"),
    ],
)
def test_encodings(declared: str, codec: str) -> None:
    word = "д" if codec == "cp1251" else "é"
    data = f"{declared}<p>{word}</p>".replace("é", word).encode(codec)
    document = html.read(data, "x.html", "en")
    assert html.write(document) == data
    assert word in [block.text for block in document.blocks()]
    assert f"<p>{word.upper()}" in html.write(document.localized("sv", capitals)).decode(codec)


def test_what_an_encoding_does_not_have_is_a_reference() -> None:
    document = html.read(b"<meta charset=iso-8859-1><p>x", "x.html", "en")
    assert html.write(document.localized("sv", into("é “č”"))) == (
        b'<html lang="sv">\n<meta charset=iso-8859-1><p>\xe9 \x93&#269;\x94'
    )


@pytest.mark.parametrize(
    ("codec", "word"),
    [
        ("shift_jis", "日本"),
        ("euc-jp", "日本"),
        ("iso-2022-jp", "日本"),
        ("gb2312", "日本"),
        ("big5", "日本"),
        ("euc-kr", "한국"),
        ("koi8-r", "день"),
    ],
)
def test_encodings_of_other_scripts(codec: str, word: str) -> None:
    data = f"<meta charset={codec}><p>{word}".encode(codec)
    document = html.read(data, "x.html", "en")
    assert [block.text for block in document.blocks()] == [word]
    assert html.write(document) == data


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "empty"),
        (b"\xef\xbb\xbf \n", 1, "empty"),
        (b"<p>fine\n<p>l\xe9ger", 2, "not UTF-8"),
        (b"<meta charset=utf-8>\n<p>l\xe9ger", 2, "not UTF-8"),
        (b"<meta charset=windows-1252>\n\n<p>\x81", 3, "declare"),
        (b"<meta charset=nosuch><p>l\xe9ger", 1, "unknown"),
        ("<p>x".encode("utf-16"), 1, "UTF-16"),
        (b"<p>x\n\0", 2, "NUL"),
        (b"<p>x\n<a href='x>y</a>\n<p>z", 2, "a tag begins here and never ends"),
        (b"<p>x</p>\n\n</body", 3, "a tag"),
        (b"<p>x\n<!-- y --\n<p>z", 2, "a comment begins here"),
        (b"<p>x<script>\ny = 1;\n<p>z", 1, "<script>"),
        (b"<html>\n<title>x\n<body>y", 2, "<title>"),
        (b"<p>x<svg><![CDATA[x", 1, "a CDATA section"),
    ],
)
def test_bad_input_is_told_where_and_what_to_do(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError, match=re.escape(words)) as caught:
        html.read(data, "x.html", "en")
    assert (caught.value.path, caught.value.line) == ("x.html", line)


@pytest.mark.parametrize(
    "text",
    [
        "<p>x<b>y",
        "<div><ul><li>x<table><td>y",
        *("x<!-- -->", "x<!-->", "x<!--->", "x<!--y--!>", "x<!y>", "x</>", "x</y z>"),
        *("x<", "x</", "x <y>", "x < y"),
        "x<plaintext>y",
        "x<![CDATA[y>",
        "<svg><title>x",
        "<svg><text>x<![CDATA[y]]>",
        "x<?php y",
    ],
)
def test_what_browsers_close_is_read(text: str) -> None:
    assert "x" in texts(text)[0]
    assert html.write(read(text)) == text.encode()


def test_an_unknown_label_does_no_harm_to_utf8() -> None:
    data = "<meta charset=nosuch><p>é".encode()
    assert html.write(html.read(data, "x.html", "en")) == data


MANY = 5_000
PIECES = """<div> <b>x <p><b> <button>x <object>x <ul><li>x <table><tr><td>x <svg><g> <svg> <a_href=x_title=y>
<code>x x<br> x<br><br> &nbsp; &amp <math>x <? <i_translate=no>x </b>x </div>x <select><option>x <b>x<i>y</b>
{{_x_}} {{ <% <h1>x <img_alt=x> <!--x-->y <td>x <title>x</title> <script>x</script> <noscript>x &lt;g1>
<b></b> <p>x</p></div> <pre>x <textarea>x <b>x</b> <li><p>x <dd>x<dt>y <option>x x__y_ <div_title=x>
\xad &shy;x < {%x {#_x """


@pytest.mark.parametrize("piece", sorted({piece.replace("_", " ") for piece in PIECES.split()}))
def test_a_long_page_is_read_and_written_in_one_pass(piece: str) -> None:
    """What took squared time, or called itself for each element, would not end."""
    data = (piece * MANY + "x></textarea>").encode()
    document = html.read(data, "x.html", "en")
    assert html.write(document) == data
    assert html.write(document.localized("fa", capitals))


# --- golden files --------------------------------------------------------------------------------


def told(block: Block) -> dict[str, object]:
    """What a golden file keeps of a block: all that is not empty."""
    every: dict[str, object] = {
        "line": block.line,
        "role": block.role.value,
        "level": block.level,
        "label": block.label,
        "cell": block.cell,
        "place": block.place,
        "text": block.text,
        "codes": [[code.kind, code.open, code.close, code.target] for code in block.codes],
    }
    return {name: value for name, value in every.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, update_golden: bool) -> None:
    source = next(case.glob("source.*"))
    document = html.read(source.read_bytes(), source.name, "en")
    blocks = json.dumps([told(block) for block in document.blocks()], ensure_ascii=False, indent=1) + "\n"
    made = {
        "blocks.json": blocks.encode(),
        f"upper{source.suffix}": html.write(document.localized("sv", capitals)),
        f"right{source.suffix}": html.write(document.localized("fa", capitals)),
    }
    for name, data in made.items():
        if update_golden:
            (case / name).write_bytes(data)
        assert data == (case / name).read_bytes(), f"{case.name}/{name}"
    assert html.write(document) == source.read_bytes()


def test_golden_pages_have_every_kind_of_code() -> None:
    pages = [html.read(next(case.glob("source.*")).read_bytes(), "x", "en") for case in CASES]
    kinds = {code.kind for page in pages for block in page.blocks() for code in block.codes}
    assert kinds >= {"link", "strong", "emphasis", "code", "image", "break", "note", "box", "other"}
