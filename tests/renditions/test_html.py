"""A page of any document is well formed, harmless, whole, and says what is what."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.catalogs import po
from tmpipe.errors import ConfigurationError
from tmpipe.model import Block, Catalog, Code, Document, Entry, Role, Span, State, escaped
from tmpipe.renditions import html

VOID = {"meta", "link", "br"}
EM, NOTE = Code("emphasis", "*", "*"), Code("note", " 1", target="1")


class Page(HTMLParser):
    """A page that must be well formed; the text of its body apart from the superscript marks."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self.open
        ids = [attrs["id"] for _, attrs in self.tags if "id" in attrs]
        assert len(set(ids)) == len(ids)
        targets = {attrs["href"][1:] for _, attrs in self.tags if attrs.get("href", "").startswith("#")}
        assert {t for t in targets if t.startswith(("mark-", "note-"))} <= set(ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "p" and "main" in self.open:
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "rect"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "p" in self.open and "main" in self.open and "sup" not in self.open:
            self.paragraphs[-1] += data

    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


def page(*blocks: Block, locale: str = "fr", path: str = "a.txt", title: str = "") -> Page:
    return Page(html.render(Document(path, locale, blocks, title)))


def body(*blocks: Block, locale: str = "fr") -> str:
    """What the body's blocks became, without the title."""
    text = html.render(Document("a.txt", locale, blocks)).decode()
    return text.partition("</h1>\n")[2].partition("\n</main>")[0]


PAIRS = [Code(kind, "<", ">") for kind in ("underline", "deleted", "superscript", "subscript")]
ALTERNATIVE = Block("&lt;g1> <g1>men</g1>", 1, codes=(EM,), place="alternative text of an image")
PICTURE = Code("image", "![&lt;g1> *men*](a.png)", inside=("![", ALTERNATIVE, "](a.png)"))


def said(text: str, state: State, codes: tuple[Code, ...] = ()) -> Block:
    """A block all of whose text is in one state."""
    return Block(text, 1, codes=codes, spans=(Span(0, len(text), state),))


TOKENS = st.sampled_from(
    ["<g1>", "</g1>", "<x2/>", "<g3>", "</g3>", "<x1/>", "<g2>", "<x9/>", "<g4>", "</g4>"]
)
EVIL = st.sampled_from(
    ["<script>alert(1)</script>", "</p>", '"><img src=x onerror=a>', "&amp;", "-->", "]]>"]
)
LITERALS = st.one_of(st.text(max_size=12), EVIL, st.text("ab1 .<>&(‌\u202e\u2067م،؟/:@h", max_size=20))
CODES = (
    EM,
    NOTE,
    Code("link", "[", "](javascript:alert(1))", "javascript:alert(1)"),
    Code("link", "[", ']("><b>)', 'https://example.org/"><b onclick=x>'.replace(" ", "_")),
)


def unsigned(text: str) -> str:
    """The text without the signs that isolate an island where no element can, since codes cut it."""
    return re.sub(f"[{SIGNS}]", "", text)


SIGNS = "\u200e\u2066\u2069"


@example([("@", "<g1>")], "", "fa", State.FINAL)
@example([("", "<g3>"), ("0A", "</g3>")], "", "fa", State.FINAL)
@example([("A\u200e", "<g1>"), ("B\u200e", "</g1>")], "", "fa", State.FINAL)
@given(
    st.lists(st.tuples(LITERALS, TOKENS), max_size=8),
    LITERALS,
    st.sampled_from(["fr", "fa"]),
    st.sampled_from(State),
)
def test_any_text_is_whole_and_harmless(
    parts: list[tuple[str, str]], last: str, locale: str, state: State
) -> None:
    literal = "".join(text for text, _ in parts) + last
    text = "".join(escaped(text) + token for text, token in parts) + escaped(last)
    note = Block(last or "n", 2, Role.FOOTNOTE, label="1")
    found = page(said(f"{text}x", state, codes=CODES), note, locale=locale, path=last, title=last)
    seen = re.sub("[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ufdd0-\ufdef]", "\ufffd", literal) + "x"
    assert list(map(unsigned, found.paragraphs)) == [unsigned(seen)]
    assert all(found.paragraphs[0].count(sign) >= seen.count(sign) for sign in SIGNS)
    assert not {"script", "img", "iframe"} & {*found.names()}
    for tag, attrs in found.tags:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attrs), tag
        assert re.match(r"https?://|mailto:|#|data:,$", attrs.get("href", "#"), re.IGNORECASE)


def between(text: str, start: str, end: str) -> str:
    """What stands between the first `start` and the next `end`."""
    assert start in text
    return text.partition(start)[2].partition(end)[0]


def written(*blocks: Block, locale: str = "fr", title: str = "") -> str:
    return html.render(Document("a.txt", locale, blocks, title)).decode()


def test_the_policy_allows_the_style_and_nothing_else() -> None:
    text = written(said("A.", State.DRAFT))
    style = between(text, "<style>", "</style>")
    policy = between(text, 'Policy" content="', '"')
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import|<", style)


@pytest.mark.parametrize(
    ("locale", "direction"), [("fr", "ltr"), ("fa", "rtl"), ("fa-IR", "rtl"), ("de", "ltr"), ("sv", "ltr")]
)
def test_language_and_direction(locale: str, direction: str) -> None:
    assert page(locale=locale).tags[0] == ("html", {"lang": locale, "dir": direction})


def test_who_signed_is_named_and_isolated() -> None:
    names = ("Anne <b>Doe</b> {n}", "مریم\u202e &", "\n")
    document = Document("a.txt", "fr", (said("A.", State.FINAL),), signed_by=names)
    found = between(html.render(document).decode(), '<header class="status is-final">', "</header>")
    assert "<strong>Traduction définitive.</strong>" in found
    assert "<bdi>Anne &lt;b&gt;Doe&lt;/b&gt; {n}</bdi> · <bdi>مریم &amp;</bdi></p>" in found


def test_words_of_a_project_cannot_end_the_style_sheet() -> None:
    own = Catalog("", "fr", Entry(""), (Entry("This is a draft", '</style>"\\ <b>'),))
    templates = {"tmpipe.fr.po": po.write(own)}
    text = html.render(Document("a.txt", "fr", (said("A.", State.DRAFT),)), templates).decode()
    assert 'content: "\\3c /style>\\22 \\5c  \\3c b>"' in between(text, "<style>", "</style>")
    assert "&lt;/style&gt;&quot;\\ &lt;b&gt;.</strong>" in text


def test_words_of_another_language_say_so() -> None:
    text = html.render(Document("a.txt", "ar", (said("A.", State.FINAL),))).decode()
    assert '<header class="status is-complete" lang="en" dir="ltr">' in text
    assert '<footer lang="en" dir="ltr">' in text


@pytest.mark.parametrize(
    ("state", "class_", "words"),
    [
        (State.FINAL, "status is-complete", "Traduction complète"),
        (State.DRAFT, "status is-draft", "Traduction provisoire"),
        (State.SOURCE, "status is-draft", "Traduction provisoire"),
    ],
)
def test_the_banner_says_what_it_is(state: State, class_: str, words: str) -> None:
    text = written(said("A.", state))
    assert words in between(text, f'<header class="{class_}">', "</header>")
    assert ("provisoire" in between(text, "<title>", "</title>")) is (state is not State.FINAL)
    assert ("@top-center" in between(text, "<style>", "</style>")) is (state is not State.FINAL)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (said("A.", State.FINAL), "<p>A.</p>"),
        (said("A.", State.DRAFT), '<p><span class="draft">A.</span></p>'),
        (said("A.", State.SOURCE), '<p class="source" lang="en" dir="ltr">A.</p>'),
        (
            Block("A. B.", 1, spans=(Span(0, 2, State.FINAL), Span(3, 5, State.SOURCE))),
            '<p>A. <span class="source" lang="en" dir="ltr">B.</span></p>',
        ),
        (
            said("<g1>A.</g1>", State.DRAFT, codes=(EM,)),
            '<p><span class="draft"><em>A.</em></span></p>',
        ),
        (Block("A<x1/>b", 1, codes=(Code("break", "\\\n"),)), "<p>A<br>b</p>"),
        (Block("A<x1/>b", 1, codes=(Code("image", "![b](c.png)", target="c.png"),)), "<p>Ab</p>"),
        (Block("A<x1/>", 1, codes=(Code("note", "", target="7"),)), "<p>A<sup>7</sup></p>"),
        (
            Block("x < y", 1, Role.CODE),
            '<pre dir="ltr" translate="no" tabindex="0"><code>x &lt; y</code></pre>',
        ),
        (
            Block("Write to a.b@example.org, or (https://example.org/x).", 1),
            (
                '<p>Write to <a class="url" href="mailto:a.b@example.org">a.b@example.org</a>, or '
                '(<a class="url" href="https://example.org/x">https://example.org/x</a>).</p>'
            ),
        ),
        (
            Block("<g1>https://a.org<x2/></g1>", 1, codes=(Code("link", "[", "](x)", "https://b.org"), NOTE)),
            '<p><a href="https://b.org">https://a.org<sup>1</sup></a></p>',
        ),
        (
            Block("<g1>a</g1> <g2>b</g2> x<g3>2</g3><g4>i</g4>", 1, codes=(*PAIRS,)),
            '<p><u>a</u> <s>b</s> x<sup class="plain">2</sup><sub>i</sub></p>',
        ),
        (
            Block("A <x1/>", 1, codes=(Code("code", "`<b>`", target="<b>"),)),
            '<p>A <code dir="ltr" translate="no">&lt;b&gt;</code></p>',
        ),
        (Block("A <x1/>", 1, codes=(Code("formula", "$a<b$", target="a < b"),)), "<p>A a &lt; b</p>"),
        (Block("A<x1/>b", 1, codes=(Code("tab", "\t"),)), "<p>A\u2003b</p>"),
        (
            Block("<x1/> A.", 1, codes=(PICTURE,), spans=(Span(6, 8, State.DRAFT),)),
            '<p>[image\u00a0: &lt;g1&gt; men] <span class="draft">A.</span></p>',
        ),
        (Block("Nom Prénom", 1, Role.QUOTE), "<blockquote>\n<p>Nom Prénom</p>\n</blockquote>"),
    ],
)
def test_blocks(block: Block, expected: str) -> None:
    assert body(block) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سازمان Iran Human Rights (Iran HRM) گفت", "سازمان [Iran Human Rights] ([Iran HRM]) گفت"),
        ("در U.S. و A/72/322 آمد", "در [U.S.] و [A/72/322] آمد"),
        ("«Mail Online» و 7,000 نفر", "«[Mail Online]» و [7,000] نفر"),
        ("تاریخ 2018-12-04، تلفن +44 20 7946", "تاریخ [2018-12-04]، تلفن [+44 20 7946]"),
        ("در ۲۰ دسامبر ۲۰۱۹ کشته شدند.", "در ۲۰ دسامبر ۲۰۱۹ کشته شدند."),
        ("توییتر: @amnestypress و #Iran", "توییتر: [@amnestypress] و [#Iran]"),
        ("Zeid Ra’ad Al Hussein، رئیس", "[Zeid Ra’ad Al Hussein]، رئیس"),
        ("پایان", "پایان"),
    ],
)
def test_latin_in_persian_is_isolated(text: str, expected: str) -> None:
    shown = expected.replace("[", '<bdi dir="ltr">').replace("]", "</bdi>")
    assert body(Block(text, 1), locale="fa") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سازمان <g1>Human Rights</g1> Watch گفت", "سازمان [<strong>Human Rights</strong> Watch] گفت"),
        ("سند <g1>A/HRC</g1>/37/24 آمد", "سند [<strong>A/HRC</strong>/37/24] آمد"),
        ("<g1>سازمان Human</g1> Rights و", "<strong>سازمان |Human</strong> Rights| و"),
        ("نامه <g1>press</g1>@a.org است", "نامه [<strong>{}press</a></strong>{}@a.org</a>] است"),
    ],
)
def test_a_name_in_several_elements_is_isolated_as_one(text: str, expected: str) -> None:
    link = '<a class="url" href="mailto:press@a.org">'
    signs = {"[": '<bdi dir="ltr">', "]": "</bdi>", "|": "\u200e", "{": "", "}": link}
    shown = "".join(signs.get(sign, sign) for sign in expected)
    bold = Code("strong", "**", "**")
    assert body(Block(text, 1, codes=(bold,)), locale="fa") == f"<p>{shown}</p>"


def item(text: str, label: str = "", level: int = 1) -> Block:
    return Block(text, 1, Role.LIST_ITEM, label=label, level=level)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([item("a", "-"), item("b", "•")], "<ul><li>a</li><li>b</li></ul>"),
        ([item("a", "1."), item("b", "(3)")], '<ol><li value="1">a</li><li value="3">b</li></ol>'),
        (
            [item("a", "a)"), item("b", "b)")],
            (
                '<ul class="labelled" role="list"><li><bdi class="label">a)</bdi> a</li>'
                '<li><bdi class="label">b)</bdi> b</li></ul>'
            ),
        ),
        (
            [item("a"), item("b", level=2), item("c", level=3), item("d", level=2), item("e")],
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        ([item("a", level=3), item("b", level=1)], "<ul><li>a</li><li>b</li></ul>"),
        ([item("a", "1."), item("b")], '<ol><li value="1"><p>a</p><p>b</p></li></ol>'),
        ([item("a"), item("b", "1.")], '<ul><li>a</li></ul><ol><li value="1">b</li></ol>'),
    ],
)
def test_lists(items: list[Block], expected: str) -> None:
    assert body(*items).replace("\n", "") == expected


def cell(text: str, row: int, column: int, *, head: bool = False, state: State = State.FINAL) -> Block:
    return replace(said(text, state), role=Role.TABLE_CELL, cell=(1, row, column), level=int(head))


@pytest.mark.parametrize(
    ("cells", "head", "rows"),
    [
        (
            [cell("a", 1, 1, head=True), cell("b", 1, 2, head=True), cell("c", 2, 1), cell("d", 2, 2)],
            '<tr><th scope="col">a</th><th scope="col">b</th></tr>',
            "<tr><td>c</td><td>d</td></tr>",
        ),
        (
            [cell("a", 1, 1), cell("b", 1, 1), cell("c", 2, 3), cell("d", 3, 2)],
            "",
            (
                '<tr><td><p>a</p><p>b</p></td><td colspan="2"></td></tr>'
                '<tr><td colspan="2"></td><td>c</td></tr><tr><td></td><td>d</td><td></td></tr>'
            ),
        ),
        (
            [cell("a", 1, 1, state=State.SOURCE), cell("b", 1, 2, state=State.DRAFT)],
            "",
            '<tr><td class="source" lang="en" dir="ltr">a</td><td><span class="draft">b</span></td></tr>',
        ),
    ],
)
def test_tables(cells: list[Block], head: str, rows: str) -> None:
    shown = body(*cells, locale="sv").replace("\n", "")
    assert shown == (
        '<div class="table" role="region" tabindex="0" aria-label="Tabell"><table>'
        f"{f'<thead>{head}</thead>' if head else ''}<tbody>{rows}</tbody></table></div>"
    )


ANY_CODE = st.sampled_from(
    [
        EM,
        NOTE,
        PICTURE,
        *PAIRS,
        Code("code", "`", target="</code><script>"),
        Code("formula", "", target="<b>"),
    ]
)
ANY_BLOCK = st.builds(
    Block,
    st.lists(st.one_of(LITERALS.map(escaped), TOKENS), max_size=6).map("".join),
    st.just(1),
    st.sampled_from(Role),
    codes=st.lists(ANY_CODE, max_size=4).map(tuple),
    level=st.integers(0, 8),
    label=st.sampled_from(["", "1.", "-", "<b>)"]),
    cell=st.none() | st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)),
)


@given(st.lists(ANY_BLOCK, max_size=8), st.sampled_from(["fr", "fa"]))
def test_any_blocks_make_a_harmless_page(blocks: list[Block], locale: str) -> None:
    found = page(*blocks, locale=locale)
    assert not {"script", "img", "iframe"} & {*found.names()}
    assert found.names().count("h1") == 1


def test_a_very_deep_list_does_not_exhaust_us() -> None:
    assert page(*(item("a", level=level) for level in range(1, 5000))).names().count("li") == 4999


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_headings_skip_no_level(levels: list[int]) -> None:
    found = page(*(Block("A", 1, Role.HEADING, level=level) for level in levels))
    heads = [int(tag[1]) for tag in found.names() if re.fullmatch(r"h[1-6]", tag)]
    assert heads[0] == 1
    assert heads.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(heads))


def test_lines_over_the_title_are_no_headings() -> None:
    over, title, part = (Block(text, 1, Role.HEADING, level=n) for text, n in (("P", 2), ("T", 1), ("S", 2)))
    shown = between(written(over, title, part), "<main>\n", "\n</main>")
    assert shown == '<p class="over-title">P</p>\n<h1>T</h1>\n<h2>S</h2>'


def test_notes_lead_there_and_back() -> None:
    text = Block("A<x1/> b<x1/>.", 1, codes=(NOTE,))
    note = Block("See https://example.org.", 2, Role.FOOTNOTE, label="1")
    found = written(text, note)
    assert re.findall('<sup id="(.*?)"><a href="(.*?)"', found) == [
        ("mark-1", "#note-1"),
        ("mark-1.2", "#note-1"),
    ]
    shown = between(found, '<li id="note-1">', "</li>")
    assert re.findall('class="back".*? href="(.*?)"', shown) == ["#mark-1", "#mark-1.2"]
    assert re.sub("<.*?>", "", shown) == "1 See https://example.org. ↑ ↑"


@pytest.mark.parametrize("headed", [True, False])
def test_signatories_have_a_section_and_one_heading(headed: bool) -> None:
    heading = (Block("Signataires", 1, Role.HEADING, level=2),) if headed else ()
    names = [Block(name, 2, Role.SIGNATORIES) for name in ("HANDS OFF CAIN", "انجمن زنان")]
    found = written(Block("T", 1, Role.HEADING, level=1), *heading, *names, locale="fa")
    section = between(found, '<section class="signatories"', "</section>")
    assert found.count("<h2") == 1
    assert ("<h2>" in section) is not headed
    assert section.endswith(
        '<ul lang="mul" translate="no" role="list">\n'
        '<li dir="auto">HANDS OFF CAIN</li>\n<li dir="auto">انجمن زنان</li>\n</ul>\n'
    )


def styled(**templates: str) -> tuple[str, str]:
    """The style sheet and the policy of a page with these templates."""
    files = {f"{name}.css": text.encode() for name, text in templates.items()}
    written = html.render(Document("a.txt", "fr", ()), files).decode()
    return between(written, "<style>", "</style>"), between(written, 'Policy" content="', '"')


@pytest.mark.parametrize(
    ("templates", "ours", "ending"),
    [
        ({"page": "p { color: red }"}, False, "p { color: red }"),
        ({"page": ""}, False, ""),
        ({"after": "\ufeffp { color: red }"}, True, "p { color: red }"),
        ({"page": "a {}", "after": "b {}"}, False, "a {}\nb {}"),
    ],
)
def test_a_style_sheet_may_replace_or_follow_ours(templates: dict[str, str], ours: bool, ending: str) -> None:
    style, policy = styled(**templates)
    assert ("--paper" in style) is ours
    assert style.partition("@page { @")[0].endswith(f"{ending}\n")
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("page.css", b"a {}\n</STYLE ><script>", "page.css:2: holds </style"),
        ("after.css", b"a {}\n\n\xff", "after.css:3: is not UTF-8"),
    ],
)
def test_a_style_sheet_that_cannot_be_used(name: str, data: bytes, message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        html.render(Document("a.txt", "fr", ()), {name: data})


@pytest.mark.parametrize(
    ("templates", "start"),
    [
        ({"logo.png": b"\x89PNG"}, "data:image/png;base64,iVBORw=="),
        ({"logo.png": b"\x89PNG", "logo.svg": b"<svg/>"}, "data:image/svg+xml;base64,PHN2Zy8+"),
    ],
)
def test_a_logo_stands_at_the_top(templates: dict[str, bytes], start: str) -> None:
    written = html.render(Document("a.txt", "fr", ()), templates).decode()
    assert between(written, "<body>\n", "\n<header") == f'<img class="logo" alt="" src="{start}">'
