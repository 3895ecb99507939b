"""The runs of a block are its whole text; each has one look and one direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Block, Code, Role, Span, State, escaped
from tmpipe.renditions.office.runs import Mark, Run, marked, right_to_left, runs
from tmpipe.renditions.reading import plain

EM, LINK = Code("emphasis", "*", "*"), Code("link", "[", "](x)", "https://example.org/x")
HALF = Code("link", "[", "](x)", "mailto:a@b.org\ud800")
FIELD = Code("field", "f", target="May 12")
NOTE, CODE = Code("note", "1", target="1"), Code("code", "`a<b`", target="a<b")


def shown(block: Block, rtl: bool, *, known: bool = True) -> str:
    """`→` and `←` before runs by their direction, `|` around what stands against the paragraph's."""
    out = []
    for piece in runs(block, rtl, "en", known=known):
        if isinstance(piece, Mark):
            out.append(f"^{piece.code.target}")
            continue
        looks = "".join(f"{look}:" for look in sorted(piece.look))
        link = f"({piece.href})" if piece.href else ""
        arrow = "←" if piece.rtl else "→"
        out.append(f"{'|' * piece.opens}{arrow}{looks}{piece.text}{link}{'|' * piece.closes}")
    return "".join(out)


def said(text: str, *states: tuple[str, State], codes: tuple[Code, ...] = ()) -> Block:
    """A block in which these sentences have these states."""
    at = [text.index(sentence) for sentence, _ in states]
    spans = [Span(a, a + len(one), state) for a, (one, state) in zip(at, states, strict=True)]
    return Block(text, 1, spans=tuple(spans), codes=codes)


@pytest.mark.parametrize(
    ("block", "rtl", "expected"),
    [
        (Block("A <g1>b</g1> c.", 1, codes=(EM,)), False, "→A →emphasis:b→ c."),
        (Block("A<x1/> b.", 1, codes=(NOTE,)), False, "→A^1→ b."),
        (Block("<g1>A</g1> b.", 1, codes=(LINK,)), False, "→A(https://example.org/x)→ b."),
        (
            Block("See https://a.org/b.", 1),
            False,
            "→See →https://a.org/b(https://a.org/b)→.",
        ),
        (Block("See https://a.org/b\ud800 c.", 1), False, "→See →https://a.org/b\ud800→ c."),
        (Block("A <g1>b</g1>", 1, codes=(HALF,)), False, "→A →b"),
        (Block("A <x1/>.", 1, codes=(CODE,)), False, "→A →code:a<b→."),
        (Block("A\nb", 1), False, "→A b"),
        (Block("A<x1/>b", 1, codes=(Code("break", "<br>"),)), False, "→A→\n→b"),
        (Block("a\n  b\n", 1, Role.CODE), False, "→a\n  b"),
        (Block("The الف ب word", 1), False, "→The |←الف ب|→ word"),
        (said("A. B.", ("A.", State.DRAFT)), False, "→draft:A.→ B."),
        (said("A. B.", ("B.", State.SOURCE)), False, "→A. →sign:EN→\u00a0→B."),
        (
            said("A. B. C.", ("A.", State.SOURCE), ("B.", State.SOURCE), ("C.", State.FINAL)),
            False,
            "→sign:EN→\u00a0→A.→ →B.→ →C.",
        ),
        (Block("سازمان Iran HRM گفت", 1), True, "←سازمان |→Iran HRM|← گفت"),
        (
            Block("نشانی a@b.org است", 1),
            True,
            "←نشانی |→a@b.org(mailto:a@b.org)|← است",
        ),
        (
            Block("See https://a.org/b، ها", 1),
            True,
            "|→See →https://a.org/b(https://a.org/b)|←، ها",
        ),
        (
            Block("سازمان <g1>Human</g1> Watch گفت", 1, codes=(EM,)),
            True,
            "←سازمان |→emphasis:Human→ Watch|← گفت",
        ),
        (
            Block("سند <g1>A/HRC</g1>/37 در ۲<x2/>.", 1, codes=(LINK, NOTE)),
            True,
            "←سند |→A/HRC(https://example.org/x)→/37|← در ۲^1←.",
        ),
        (
            Block("<g1>a</g1>@b.org است", 1, codes=(EM,)),
            True,
            "|→emphasis:a(mailto:a@b.org)→@b.org(mailto:a@b.org)|← است",
        ),
        (Block("در <x1/>، متن", 1, codes=(FIELD,)), True, "←در |→May 12|←، متن"),
        (Block("کد <x1/> بود", 1, codes=(CODE,)), True, "←کد |→code:a<b|← بود"),
        (
            said("متن. The <g1>end</g1>.", ("The <g1>end</g1>.", State.SOURCE), codes=(EM,)),
            True,
            "←متن. |→sign:EN→\u00a0→The →emphasis:end→.|",
        ),
    ],
)
def test_runs(block: Block, rtl: bool, expected: str) -> None:
    assert shown(block, rtl) == expected


def test_names_of_any_language_are_no_links() -> None:
    assert shown(Block("HANDS OFF https://a.org", 1), False, known=False) == "→HANDS OFF https://a.org"


@pytest.mark.parametrize(
    ("text", "rtl"), [("HANDS", False), ("(انجمن زنان", True), ("12 نفر", True), ("", False), ("é", False)]
)
def test_the_first_letter_tells_the_direction(text: str, rtl: bool) -> None:
    assert right_to_left(text) is rtl


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("Iran HRM", False, "Iran HRM"),
        ("7,000", False, "7,000"),
        ("+44 20 7946", False, "⇒+44 20 7946"),
        ("@amnesty", False, "⇒@amnesty"),
        ("https://a.org/", False, "https://a.org/⇒"),
        ("(ب)", True, "⇐(ب)⇐"),
    ],
)
def test_edges_that_show_no_direction_get_a_mark(text: str, rtl: bool, expected: str) -> None:
    found = marked(Run(text, rtl=rtl, opens=True, closes=True))
    assert found.replace("\u200e", "⇒").replace("\u200f", "⇐") == expected


TOKENS = st.sampled_from(["<g1>", "</g1>", "<x2/>", "<g3>", "</g3>", "<x9/>", ""])
LITERALS = st.one_of(st.text(max_size=10), st.text("ab1 .()&‌م،؟/:@h", max_size=20))


@given(st.lists(st.tuples(LITERALS, TOKENS), max_size=8), st.booleans(), st.sampled_from(State))
def test_the_text_is_whole(parts: list[tuple[str, str]], rtl: bool, state: State) -> None:
    text = "".join(escaped(literal) + token for literal, token in parts)
    block = Block(text, 1, codes=(EM, NOTE, LINK), spans=(Span(0, len(text), state),))
    found = [one for one in runs(block, rtl, "en") if isinstance(one, Run)]
    own = found[2:] if state is State.SOURCE and found else found
    assert "".join("".join(one.text for one in own).split()) == "".join(plain(block).split())
    assert all(one.text for one in found)
    assert sum(one.opens for one in found) == sum(one.closes for one in found)
