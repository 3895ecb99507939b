"""Inline codes: `protect` <-> `restore`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.model import Code
from tmpipe.text.inline import kept_codes, legend, plain, protect, restore

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
    assert plain(restore(message, held)).startswith(plain(message))


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
