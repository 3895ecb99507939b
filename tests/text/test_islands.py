"""What reads from the left in a right-to-left text, and which texts are such."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Code, Span, State, escaped
from tmpipe.text.islands import ISLAND, Island, apart, islanded, nested
from tmpipe.text.languages import language
from tmpipe.text.nesting import Edge, Mark, Piece, pieces


@pytest.mark.parametrize(
    ("text", "islands"),
    [
        ("سازمان PMOI در سال 1988", ["PMOI", "1988"]),
        ("زبان C++ و C# است", ["C++", "C#"]),
        ("حدود PMOI 5% رشد", ["PMOI 5%"]),
        ("رشد 12.5% بود", ["12.5%"]),
        ("شماره +44 20 7946 است", ["+44 20 7946"]),
        ("نشانی https://example.org/a?b=1. پایان", ["https://example.org/a?b=1"]),
        ("راه 10km و شبکه 5G و 2.5GB است", ["10km", "5G", "2.5GB"]),
        ("فیلم 3D، ساعت 12:30pm، سال 1988 بود", ["3D", "12:30pm", "1988"]),
        ("در سال 1988 Amnesty گفت", ["1988", "Amnesty"]),
        ("آقای George W. گفت در U.S.A. بود", ["George W", "U.S.A."]),
        ("نامه به @amnesty نوشت", ["@amnesty"]),
        ("کتاب (Blood-soaked secrets) را", ["Blood-soaked secrets"]),
    ],
)
def test_islands(text: str, islands: list[str]) -> None:
    assert [found[0] for found in ISLAND.finditer(text)] == islands


BOLD, LINK, CODE, BREAK = (
    Code("strong", "b", "/b"),
    Code("link", "a", "/a"),
    Code("code", "c"),
    Code("break", "r"),
)
FROZEN = Code("code", "c", "/c")
CODES = (BOLD, LINK, CODE, BREAK, FROZEN)


def told(block: Block) -> str:
    """The pieces: `[` where an island begins, `]` where it ends, `|` for a mark."""
    shown = []
    for piece in islanded(block, pieces(block)):
        text = piece.between("[", "]") if isinstance(piece, Island) else piece
        shown.append("|" if isinstance(text, Mark) else text)
    return "".join(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سازمان Human Rights Watch گفت", "سازمان [Human Rights Watch] گفت"),
        ("سازمان <g1>Human Rights</g1> Watch گفت", "سازمان |[Human Rights| Watch] گفت"),
        ("سند <g2>A/HRC</g2>/37/24 آمد", "سند |[A/HRC|/37/24] آمد"),
        ("سند A<g1>/HRC/</g1><g2>37</g2>/24 آمد", "سند [A|/HRC/||37|/24] آمد"),
        ("شماره <g1>37</g1>/24 (<g2>25</g2>)", "شماره |[37|/24] (|[25]|)"),
        ("<g1>PMOI</g1>، <g2>NCRI</g2>.", "|[PMOI]|، |[NCRI]|."),
        ("<g1>PMOI</g1> (<g2>NCRI</g2>)", "|[PMOI]| (|[NCRI]|)"),
        ("<g1>متن Human</g1> Rights", "|متن [Human| Rights]"),
        ("نشانی <g1>https://a.org</g1>/b است", "نشانی |[https://a.org|/b] است"),
        ("با git <x3/> now گفت", "با [git | now] گفت"),
        ("Human<x4/>Rights", "[Human]|[Rights]"),
        ("a <g5>b (c)</g5> d", "[a] |b (c)| [d]"),
        ("a &lt;g1> b", "[a] <[g1]> [b]"),
    ],
)
def test_an_island_is_one_whatever_codes_stand_in_it(text: str, shown: str) -> None:
    assert told(Block(text, 1, codes=CODES)) == shown


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ((State.FINAL, State.FINAL), "||[One| two].| |[Two].|"),
        ((State.DRAFT, State.SOURCE), "||[One| two].| |Two.|"),
        ((State.SOURCE, State.SOURCE), "||One| two.| |Two.|"),
    ],
)
def test_no_island_is_in_two_sentences_or_in_one_that_is_not_translated(
    states: tuple[State, State], shown: str
) -> None:
    text = "<g1>One</g1> two. Two."
    spans = (Span(0, 17, states[0]), Span(18, 22, states[1]))
    assert told(Block(text, 1, codes=CODES, spans=spans)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سازمان <g1>Human</g1> Watch گفت", "سازمان [(bHuman)b Watch] گفت"),
        ("<g2>سند <g1>A</g1>/3</g2>.", "(aسند [(bA)b/3])a."),
        ("<g2><g1>A</g1>/3 و</g2>.", "(a[(bA)b/3] و)a."),
        ("Human <g2><g1>Rights</g1></g2>، و", "[Human (a(bRights)b)a]، و"),
        ("<g1>Human</g1> <g2>Rights</g2>", "[(bHuman)b (aRights)a]"),
        ("<g1>متن Human</g1> Rights", "(bمتن <Human)b Rights>"),
        ("Human <g1>Rights متن</g1>", "<Human (bRights> متن)b"),
        ("<g1>PMOI</g1> (<g2>NC</g2>RI)", "(b[PMOI])b ([(aNC)aRI])"),
        ("با git <x3/> now گفت", "با [git c now] گفت"),
    ],
)
def test_an_island_nests_with_the_codes_where_it_can(text: str, shown: str) -> None:
    block = Block(text, 1, codes=CODES)
    out = []
    for piece in nested(islanded(block, pieces(block))):
        if isinstance(piece, Mark):
            name = piece.what.open if isinstance(piece.what, Code) else piece.what
            out.append({Edge.OPEN: "(" + name, Edge.CLOSE: ")" + name, Edge.SINGLE: name}[piece.edge])
        elif isinstance(piece, Island):
            out.append(piece.between("[", "]") if piece.nests else piece.between("<", ">"))
        else:
            out.append(piece)
    assert "".join(out) == shown


def test_a_piece_of_an_address_knows_the_whole() -> None:
    block = Block("<g1>a</g1>@b.org", 1, codes=CODES)
    found = [piece for piece in islanded(block, pieces(block)) if isinstance(piece, Island)]
    assert [(one.text, one.found[0], one.link, one.whole) for one in found] == [
        ("a", "a@b.org", True, False),
        ("@b.org", "a@b.org", True, False),
    ]


TOKENS = st.sampled_from(["<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "<x4/>", "<g5>", "</g5>", ""])
LITERALS = st.text(st.sampled_from("ab1 .(/@:م،\n"), max_size=8)


@given(st.lists(st.tuples(LITERALS, TOKENS), max_size=10), st.data())
def test_nothing_is_lost_and_every_island_that_begins_ends(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    bits = [bit for literal, token in parts for bit in (escaped(literal), token)]
    ends = [sum(map(len, bits[:index])) for index in range(len(bits) + 1)]
    cuts = sorted(data.draw(st.sets(st.sampled_from(ends), max_size=4)))
    spans = tuple(Span(a, b, data.draw(st.sampled_from(State))) for a, b in pairwise(cuts))
    block = Block("".join(bits), 1, codes=CODES, spans=spans)
    found = [piece for piece in islanded(block, pieces(block)) if not isinstance(piece, Mark)]
    assert "".join(one if isinstance(one, str) else one.text for one in found) == "".join(
        literal for literal, _ in parts
    )
    open_now = ""
    for one in found:
        assert isinstance(one, str) is not bool(open_now or isinstance(one, Island))
        if isinstance(one, Island):
            assert one.opens is not bool(open_now)
            open_now += one.text
            if one.closes:
                assert open_now == one.found[0]
                open_now = ""
    assert not open_now
    assert _balanced(nested(islanded(block, pieces(block))))


def _balanced(found: Iterable[Piece | Island]) -> bool:
    """Whether islands that are said to nest with codes do."""
    unclosed: list[object] = []
    for piece in found:
        if isinstance(piece, Mark) and piece.edge is not Edge.SINGLE:
            if piece.edge is Edge.OPEN:
                unclosed.append(piece.what)
            elif unclosed.pop() is not piece.what:
                return False
        elif isinstance(piece, Island) and piece.nests:
            if piece.opens:
                unclosed.append(piece.found)
            if piece.closes and unclosed.pop() is not piece.found:
                return False
    return not unclosed


@given(LITERALS)
def test_a_text_alone_is_cut_as_its_block(text: str) -> None:
    block = Block(escaped(text), 1)
    assert [str(one) for one in apart(text)] == [str(one) for one in islanded(block, pieces(block))]


@pytest.mark.parametrize(
    ("locale", "direction"),
    [
        ("fa", "rtl"),
        ("fa-IR", "rtl"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("ur", "rtl"),
        ("az-Arab", "rtl"),
        ("pa_Arab_PK", "rtl"),
        ("ar-Latn", "ltr"),
        ("az", "ltr"),
        ("de", "ltr"),
        ("sr-Latn-RS", "ltr"),
    ],
)
def test_directions(locale: str, direction: str) -> None:
    assert language(locale).direction == direction
