"""Inline codes: `protect` <-> `restore`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import CODE, Code
from tmpipe.text.inline import kept_codes, legend, plain, protect, restore
from tmpipe.text.segment import split

codes = st.builds(
    str.format, st.sampled_from(["<g{}>", "</g{}>", "<x{}/>"]), st.integers(min_value=1, max_value=4)
)
texts = st.lists(st.one_of(codes, st.text(max_size=5)), max_size=12).map("".join)


@given(texts)
def test_restore_is_the_inverse_of_protect(text: str) -> None:
    assert restore(*protect(text)) == text


@given(texts, texts)
def test_a_broken_translation_loses_no_word(text: str, message: str) -> None:
    held = protect(text)[1]
    assert plain(restore(message, held)) == plain(message)


# --- a block whose segments were translated in any way -------------------------------------------


def sound(text: str) -> bool:
    """Whether each code stands there once, and the pairs nest and are whole."""
    found = [code[0] for code in CODE.finditer(text)]
    open_: list[str] = []
    for code in CODE.finditer(text):
        if code["open"]:
            open_.append(code["open"])
        elif code["close"] and (not open_ or open_.pop() != code["close"]):
            return False
    return not open_ and len(set(found)) == len(found)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """The text of a block of a few sentences, with sound codes anywhere."""
    sentences = draw(
        st.lists(st.sampled_from(["He left. ", "Why? ", "She stayed ", "in Rome. "]), max_size=6)
    )
    out: list[str] = []
    unclosed: list[int] = []
    number = 0
    for sign in "".join(sentences).split(" "):
        for kind in draw(st.text("gx/", max_size=2)):
            if kind == "/" and unclosed:
                out.append(f"</g{unclosed.pop()}>")
            elif kind != "/":
                number += 1
                out.append(f"<g{number}>" if kind == "g" else f"<x{number}/>")
                unclosed += [number] * (kind == "g")
        out += sign, " "
    return "".join(out) + "".join(f"</g{number}>" for number in reversed(unclosed))


MESSAGES = st.lists(
    st.one_of(
        st.sampled_from(["Il ", "partit. ", "<g", "1>", "&lt;g1>", " "]),
        st.builds(
            str.format,
            st.sampled_from(["<g{}>", "</g{}>", "<x{}/>", "<g{} >", "< /g{}>", "<x{}>"]),
            st.integers(min_value=0, max_value=5),
        ),
    ),
    max_size=12,
).map("".join)


@given(blocks(), st.data())
def test_whatever_the_translations_are_the_codes_of_the_block_are_sound(
    text: str, data: st.DataObject
) -> None:
    assert sound(text)
    out: list[str] = []
    for segment in split(text):
        message, held = protect(segment.text)
        out += restore(data.draw(st.one_of(st.just(message), MESSAGES)), held), segment.tail
    new = "".join(out)
    assert sound(new)
    singles = {code[0] for code in CODE.finditer(text) if code["single"]}
    assert {code[0] for code in CODE.finditer(new)} >= singles
    assert {code[0] for code in CODE.finditer(new)} <= {code[0] for code in CODE.finditer(text)}


@given(blocks())
def test_translations_that_keep_the_codes_change_none(text: str) -> None:
    parts = [(protect(segment.text), segment.tail) for segment in split(text)]
    kept = [
        restore(message.replace("H", "J").replace("S", "E"), held) + tail for (message, held), tail in parts
    ]
    assert "".join(kept) == text.replace("H", "J").replace("S", "E")


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("<g1>a<g2>b</g1>c</g2><x3/>", "<g4>a<g5>b</g5></g4>c<x6/>"),
        ("<g1>a</g1> <g1>b</g1> <g2>c</g2><x3/><x3/>", "<g4>a</g4> b <g5>c</g5><x6/>"),
        ("</g1>a<g1> <g2>b</g2><x3/>", "a <g5>b</g5><x6/>"),
        ("<g2><g1>a</g1></g2><x3/> b", "<g5><g4>a</g4></g5><x6/> b"),
        ("<g1 >a</g1 > < g2>b</ g2>c<x3>", "<g4>a</g4> <g5>b</g5>c<x6/>"),
        ("<G1>a</G1> b <X3 />", "<g4>a</g4> b <x6/>"),
        ("a <g1 >b <x3/> <g1>c</g1>", "a <g1 >b <x6/> <g4>c</g4>"),
        ("<g<x9/>1>a</g<x9/>1><x3/>", "&lt;g1>a&lt;/g1><x6/>"),
        ("<x1/><g3>a</g3>", "a<x6/>"),
    ],
)
def test_pairs_come_back_sound(message: str, text: str) -> None:
    held = protect("<g4>one</g4> <g5>two</g5> three<x6/>")[1]
    assert restore(message, held) == text


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("z <x1/> y <g2>x</g2> <x3/>w", "z </g1> y <g2>x</g2> <g3>w"),
        ("z <x3/> y <g2>x</g2> <x1/>w", "z </g1> y <g2>x</g2> <g3>w"),
        ("z y <g2>x</g2> <x3/>w", "z y <g2>x</g2> </g1><g3>w"),
        ("z <x1/> y <g2>x</g2> w", "z </g1> y <g2>x</g2> w<g3>"),
        ("<g2>z <x1/> y x <x3/>w</g2>", "</g1><g2>z  y x w</g2><g3>"),
        ("nothing", "nothing</g1><g3>"),
    ],
)
def test_halves_stand_in_the_order_of_the_source_and_outside_of_pairs(message: str, text: str) -> None:
    source, held = protect("a</g1> b <g2>c</g2> <g3>d")
    assert source == "a<x1/> b <g2>c</g2> <x3/>d"
    assert restore(message, held) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("He left.", "He left."),
        ("see <g4>this</g4> report", "see <g1>this</g1> report"),
        ("group<x7/> Iran", "group<x1/> Iran"),
        ("<g2>a <g3>b</g3></g2> <x9/>", "<g1>a <g2>b</g2></g1> <x3/>"),
        ("ends</g2> here", "ends<x1/> here"),
        ("begins <g2>here", "begins <x1/>here"),
        ("&lt;g1> is literal", "&lt;g1> is literal"),
    ],
)
def test_codes_are_numbered_within_the_message(text: str, message: str) -> None:
    assert protect(text)[0] == message


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("rapport <g1>ici</g1><x2/>", "rapport <g5>ici</g5><x6/>"),
        ("la marque est perdue <g1>ici</g1>", "la marque est perdue <g5>ici</g5><x6/>"),
        ("<x2/>deux fois<x2/>", "<x6/>deux fois"),
        ("<g1>une moitié<x2/>", "une moitié<x6/>"),
        ("inconnu <g9>ici</g9> <x8/><x2/>", "inconnu ici <x6/>"),
    ],
)
def test_broken_codes_fall_back(message: str, text: str) -> None:
    held = protect("report <g5>here</g5><x6/>")[1]
    assert [one.half for one in held] == ["", ""]
    assert restore(message, held) == text


def test_a_suggestion_keeps_only_the_codes_of_its_new_source() -> None:
    assert kept_codes("voir <g1>ici</g1><x2/>", "see here<x2/>") == "voir ici<x2/>"


def test_the_legend_says_what_each_code_is() -> None:
    known = (
        Code("note", " 1", target="1"),
        Code("link", "[", "](https://example.org/)", "https://example.org/"),
    )
    _, held = protect("see <g2>this</g2><x1/>")
    assert list(legend(held, known)) == [
        "<g1> is a link to https://example.org/",
        "<x2/> is the mark of footnote 1",
    ]


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (Code("code", "`make demo`", target="make demo"), "“make demo”, which stays as it is"),
        (Code("code", "`x`"), "text that stays as it is"),
        (Code("code", "`x`", target="word " * 20), f"“{('word ' * 12).strip()} …”, which stays as it is"),
        (Code("formula", "$a$", target="a\n + b"), "“a + b”, which stays as it is"),
        (Code("formula", "<m:oMath/>"), "a formula that stays as it is"),
        (Code("link", "<", target="#"), "a link"),
        (Code("image", "![](x.png)"), "an image"),
        (Code("strange", "?"), "markup"),
    ],
)
def test_what_a_code_is_called(code: Code, meaning: str) -> None:
    assert list(legend(protect("a <x1/>")[1], (code,))) == [f"<x1/> is {meaning}"]


def test_half_a_pair_is_called_so() -> None:
    em = Code("emphasis", "*", "*")
    assert list(legend(protect("a</g1> b <g2>c")[1], (em, em))) == [
        "<x1/> is the end of emphasis",
        "<x2/> is the beginning of emphasis",
    ]
