"""A page of any document is well formed, harmless, whole, and says what is what."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Code, Document, Role, Span, State, escaped
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
    assert found.paragraphs == [
        re.sub("[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ufdd0-\ufdef]", "\ufffd", literal) + "x"
    ]
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


@pytest.mark.parametrize(
    ("state", "class_", "words"),
    [
        (State.FINAL, "status is-final", "Traduction définitive"),
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
        (Block("x < y", 1, Role.CODE), '<pre dir="ltr" translate="no"><code>x &lt; y</code></pre>'),
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
                '<ul class="labelled" role="list"><li><span class="label">a)</span> a</li>'
                '<li><span class="label">b)</span> b</li></ul>'
            ),
        ),
        (
            [item("a"), item("b", level=2), item("c", level=3), item("d", level=2), item("e")],
            "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
        ),
        ([item("a", level=3), item("b", level=1)], "<ul><li>a</li><li>b</li></ul>"),
    ],
)
def test_lists(items: list[Block], expected: str) -> None:
    assert body(*items).replace("\n", "") == expected


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
