"""The tokens of HTML are those of html5lib's tokenizer, and have exact offsets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import html5lib
import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.formats.hypertext.attributes import attributes, resolved, value
from tmpipe.formats.hypertext.tokens import Kind, tokens

Told: TypeAlias = tuple[str, str, tuple[tuple[str, str | None], ...]]


def ours(text: str) -> list[Told]:
    """What a tree would be made of: text, start tags with attributes, end tags."""
    out: list[Told] = []
    for kind, start, end, name in tokens(text):
        piece = text[start:end]
        if kind is Kind.START:
            out.append(("start", name, tuple((one, value(piece, one)) for one in attributes(piece))))
        elif kind is Kind.END:
            out.append(("end", name, ()))
        elif kind in (Kind.TEXT, Kind.LITERAL):
            out.append(("text", resolved(piece), ()))
        elif kind is Kind.RAW:
            out.append(("text", piece, ()))
    return merged(out)


def theirs(text: str) -> list[Told]:
    return merged(_theirs(text))


_CONTENT = {"script": "scriptDataState", "title": "rcdataState", "textarea": "rcdataState"}
_CONTENT |= dict.fromkeys(("style", "xmp", "iframe", "noembed", "noframes"), "rawtextState")
_CONTENT["plaintext"] = "plaintextState"


def _theirs(text: str) -> Iterator[Told]:
    tokenizer: Any = HTMLTokenizer(text)
    for token in tokenizer:
        kind = token["type"]
        if kind in (tokenTypes["Characters"], tokenTypes["SpaceCharacters"]):
            yield "text", token["data"], ()
        elif kind == tokenTypes["StartTag"]:
            yield "start", token["name"], tuple(token["data"].items())
            if token["name"] in _CONTENT:
                tokenizer.state = getattr(tokenizer, _CONTENT[token["name"]])
        elif kind == tokenTypes["EndTag"]:
            yield "end", token["name"], ()


def merged(told: Iterator[Told] | list[Told]) -> list[Told]:
    """Texts beside each other as one; comments are not told, so they may part texts."""
    out: list[Told] = []
    for one in told:
        if one[0] == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", out[-1][1] + one[1], ())
        elif one[1] or one[0] != "text":
            out.append(one)
    return out


CASES = [
    "a<b>c</b>",
    "a < b",
    "a<3",
    "<",
    "</",
    "</>",
    "<>",
    "a</ b>c",
    "<!",
    "<!>",
    "<!->",
    "<!-->x",
    "<!--->x",
    "<!---->x",
    "<!-- a -- b -->x",
    "<!-- a --!>x",
    "<!--a",
    "<!--a--",
    "<!-- a <!-- b --> c -->",
    "<?php x ?>y",
    "<?",
    "<!doctype html>x",
    '<!DOCTYPE html "a>b">x',
    "<![CDATA[a>b]]>",
    "<a b>",
    "<a b=>",
    "<a b=c>",
    "<a b = c>",
    '<a b="c">',
    "<a b='c\"d'>",
    '<a b=c"d>',
    "<a b=c/>",
    "<a b/c>",
    "<a/b>",
    "<a / >x",
    '<a b="c"d>',
    "<a =b>",
    "<a b==c>",
    '<a "b">',
    "<a 'b=c>",
    "<a b=`c`>",
    "<a B=1 b=2>",
    '<a\nb\t=\x0c"c">',
    "<A hrEF=X>",
    "<a<b>",
    "<a b<c>",
    "<a b=<c>",
    '<a b="c',
    "<a b='c",
    "<a b=c",
    "<a b",
    "<a ",
    "<a",
    "x</a",
    "x</a b",
    "</a b=c>x",
    "</A >x",
    "<br/>x",
    '<a b="&amp;&lt">',
    '<a b="&ampc&amp=&amp">',
    "&amp;&lt;&gt",
    "&notit;",
    "&notin;",
    "&#65;&#x41;&#X41",
    "&#0;&#xD800;&#x110000;&#128;&#x81;",
    "&#;&#x;&",
    "&nosuch;",
    "&hellip",
    "<title>a<b>&amp;</title>c",
    "<title>a",
    "<textarea><p></textarea >b",
    "<style><a></style>b",
    "<style></styl></style\n>b",
    "<script>a</script>b",
    "<script><!--</script>b",
    "<script><!--<script></script>--></script>b",
    "<script><!--<script>a",
    "<script><!--<script></script></script>b",
    "<script><!--><script></script>b",
    "<script></scriptx></script/>b",
    "<xmp><b></xmp>c",
    "<iframe><b></iframe>c",
    "<noframes><b></noframes>",
    "<plaintext><b></plaintext>",
    "<SCRIPT></Script>a",
    "<x-y z>a</x-y>",
    "<p:q>",
    "<é>",
    "<aé>",
    "<aK>",
    "\ufeffa",
]


@pytest.mark.parametrize("text", CASES)
def test_tokens_are_those_of_html5lib(text: str) -> None:
    assert ours(text) == theirs(text)


BITS = [
    "<",
    ">",
    "<a",
    "</a",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<?",
    "?>",
    "<!doctype",
    "<script",
    "</script>",
    "<script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "=",
    "==",
    '"',
    "'",
    "/",
    "/>",
    "&",
    "&amp;",
    "&amp",
    "&lt;",
    "&#65;",
    "&#x",
    "&notit;",
    "x",
    "y=",
    "--",
    "-",
    "!",
    "]]>",
    "<![CDATA[",
    "<plaintext>",
    "<p",
    "é",
    "ABC",
]
chaos = st.lists(st.sampled_from([*BITS, " ", "\n", "\t", "\f"]), max_size=30).map("".join)


@given(chaos)
def test_tokens_of_anything_are_those_of_html5lib(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.one_of(chaos, st.text()), st.booleans())
def test_nothing_is_dropped(text: str, xml: bool) -> None:
    found = list(tokens(text, lambda: xml, xml=xml))
    assert "".join(text[start:end] for _, start, end, _ in found) == text
    assert all(start < end for _, start, end, _ in found)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("<script/>a", [Kind.START, Kind.TEXT]),
        ("<title/>a<b>", [Kind.START, Kind.TEXT, Kind.START]),
        ("<?xml a='>'?>b", [Kind.OTHER, Kind.TEXT]),
        ("<![CDATA[a>b]]>c", [Kind.CDATA, Kind.TEXT]),
        ("<script>a<b></script>", [Kind.START, Kind.RAW, Kind.END]),
    ],
)
def test_xml(text: str, kinds: list[Kind]) -> None:
    assert [token.kind for token in tokens(text, xml=True)] == kinds


def test_content_of_svg_is_not_raw() -> None:
    text = "<style><b></style><![CDATA[>]]>"
    assert [one.kind for one in tokens(text, lambda: True)] == [Kind.START, Kind.START, Kind.END, Kind.CDATA]


def test_html5lib_agrees_where_a_parser_sets_the_content() -> None:
    text = "<title>a<b></title><p>b<script>c<p></script>d"
    assert html5lib.parse(text, namespaceHTMLElements=False).findtext(".//title") == "a<b>"
    assert ("text", "a<b>", ()) in ours(text)


LONG = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "<",
        "<a ",
        "<a b=",
        '<a b="',
        "<!--",
        "<a b=c ",
        "</",
        "&",
        "<!",
        "<script>",
        "<title>",
        "<![CDATA[",
        "<a/",
    ],
)
def test_a_long_text_is_cut_in_one_pass(text: str) -> None:
    """What looked ahead to the end again and again would not end."""
    many = text * (LONG // len(text))
    assert sum(end - start for _, start, end, _ in tokens(many)) == len(many)
