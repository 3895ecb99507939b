"""Whatever a translation did to the codes: the text stays, the marks nest, no note is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import CODE, Block, Code, Span, State, escaped
from tmpipe.text.nesting import Edge, Mark, address, pieces

EM, STRONG = Code("emphasis", "*", "*"), Code("strong", "**", "**")
NOTE = Code("note", " 3", target="3")
CODES = (EM, STRONG, NOTE)


def told(block: Block) -> str:
    """The pieces as text: `(e`, `e)`, `!`, states by their first letter."""
    names: dict[Code | State, str] = {EM: "e", STRONG: "s", NOTE: "n", **{s: s.value[0] for s in State}}
    shapes = {Edge.OPEN: "({}", Edge.CLOSE: "{})", Edge.SINGLE: "!{}"}
    return "".join(p if isinstance(p, str) else shapes[p.edge].format(names[p.what]) for p in pieces(block))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A <g1>b</g1> c<x3/>", "A (eb" + "e) c!n"),
        ("A <g1>b c<x3/>", "A b c!n"),
        ("A b</g1> c<x3/>", "A b c!n"),
        ("A </g1>b<g1> c<x3/>", "A b c!n"),
        ("<g1>a<g2>b</g1>c</g2><x3/>", "(ea(sbs)e)(scs)!n"),
        ("<g1>a<g1>b</g1>c</g1><x3/>", "(eabe)c!n"),
        ("<g1>a</g1><g1>b</g1><x3/>", "(eae)(ebe)!n"),
        ("<x1/>a<x9/>b<g0>c</g0><x3/>", "abc!n"),
        ("a <g3>b</g3>", "a b!n"),
        ("a b", "a b!n"),
        ("a &lt;g1> b<x3/>", "a <g1> b!n"),
        ("", "!n"),
    ],
)
def test_codes(text: str, shown: str) -> None:
    assert told(Block(text, 1, codes=CODES)) == shown


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("One. Two.", ((0, 4, State.DRAFT), (5, 9, State.SOURCE)), "(dOne.d) (sTwo.s)"),
        ("<g1>One. Two.</g1>", ((4, 8, State.DRAFT), (9, 13, State.FINAL)), "(e(dOne.d) (fTwo.f)e)"),
        ("O<g1>ne. Two</g1>.", ((0, 8, State.DRAFT), (9, 18, State.FINAL)), "(dO(ene.e)d)(e (fTwof)e)(f.f)"),
        ("One.", ((0, 0, State.DRAFT), (0, 4, State.FINAL)), "(fOne.f)"),
        ("<g1>One</g1>", ((0, 12, State.DRAFT),), "(d(eOnee)d)"),
    ],
)
def test_states(text: str, spans: tuple[tuple[int, int, State], ...], shown: str) -> None:
    assert told(Block(text, 1, codes=(EM,), spans=tuple(Span(*span) for span in spans))) == shown


TOKENS = st.sampled_from(
    ["<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "<x1/>", "<g3>", "</g3>", "<x7/>", "</g0>"]
)
LITERALS = st.text(st.sampled_from("ab <>&;/gx13l t\u202e‌م"), max_size=8)


@given(LITERALS, st.lists(st.tuples(TOKENS, LITERALS), max_size=12), st.data())
def test_any_codes_and_states_nest_and_keep_the_text(
    first: str, rest: list[tuple[str, str]], data: st.DataObject
) -> None:
    parts = [escaped(first), *(part for token, literal in rest for part in (token, escaped(literal)))]
    ends = [sum(map(len, parts[:i])) for i in range(len(parts) + 1)]
    cuts = sorted(data.draw(st.sets(st.sampled_from(ends), max_size=6)))
    spans = tuple(Span(a, b, data.draw(st.sampled_from(State))) for a, b in pairwise(cuts))
    found = list(pieces(Block("".join(parts), 1, codes=CODES, spans=spans)))
    assert "".join(p for p in found if isinstance(p, str)) == first + "".join(lit for _, lit in rest)
    unclosed: list[Code | State] = []
    for mark in (p for p in found if isinstance(p, Mark) and p.edge is not Edge.SINGLE):
        if mark.edge is Edge.OPEN:
            unclosed.append(mark.what)
        else:
            assert unclosed.pop() == mark.what
    assert not unclosed
    assert Mark(Edge.SINGLE, NOTE) in found


def test_very_many_codes_within_each_other() -> None:
    """What closes is looked for from the inside: from the outside this would take minutes."""
    many = 30_000
    text = "".join(f"<g{n}>" for n in range(1, many + 1)) + "".join(f"</g{n}>" for n in range(many, 0, -1))
    codes = tuple(Code("emphasis", "*", "*", str(n)) for n in range(many))
    found = [piece for piece in pieces(Block(text, 1, codes=codes)) if isinstance(piece, Mark)]
    assert [mark.edge for mark in found] == [Edge.OPEN] * many + [Edge.CLOSE] * many


def test_literals_cannot_become_codes() -> None:
    assert not CODE.search(escaped("<g1>&lt;g1>"))


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("mailto:a@example.org", True),
        ("#part", True),
        ("#", False),
        ("", False),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("//example.org", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_address(target: str, followed: bool) -> None:
    assert bool(address(target)) is followed
