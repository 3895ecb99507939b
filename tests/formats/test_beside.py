"""Which files a page shows that lie beside it."""

from __future__ import annotations

import pytest

from tmpipe.formats import html, markdown
from tmpipe.formats.hypertext.beside import styled

PAGES = [
    ('<p>a<img src="a.png" alt="x">', ["a.png"]),
    ("<IMG SRC=a.png>", ["a.png"]),
    ('<img src="a.png?v=1#x&amp;y">', ["a.png?v=1#x&y"]),
    ('<img srcset="a.png 1x, b,c.png 2x,\n d.png" src="e.png">', ["e.png", "a.png", "b,c.png", "d.png"]),
    ('<img srcset="a.png 1x,b.png 2x,c,d.png">', ["a.png", "b.png", "c,d.png"]),
    ('<picture><source srcset="a.webp"><img src="a.png"></picture>', ["a.webp", "a.png"]),
    ('<video src="a.mp4" poster="a.jpg"><track src="a.vtt"></video>', ["a.mp4", "a.jpg", "a.vtt"]),
    ('<link rel="stylesheet" href="a.css"><link rel="next" href="b.html">', ["a.css"]),
    ('<link rel="shortcut ICON" href="a.ico">', ["a.ico"]),
    ('<script src="a.js"></script>', ["a.js"]),
    ('<svg><image xlink:href="a.png"/><use href="#b"/></svg>', ["a.png", "#b"]),
    ("<p style=\"background: url('a.png')\">b", ["a.png"]),
    ("<style>@import 'a.css'; p { background: url( b.png ) }</style>", ["a.css", "b.png"]),
    ('<a href="a.html">b</a><iframe src="c.html"></iframe>', []),
    ('<!-- <img src="a.png"> --><p title="src=a.png">b', []),
]


@pytest.mark.parametrize(("page", "addresses"), PAGES)
def test_pages(page: str, addresses: list[str]) -> None:
    assert list(html.beside(html.read(page.encode(), "x.html", "en"))) == addresses


TEXTS = [
    ("A ![picture](a.png) here.", ["a.png"]),
    ("![a \\] b](<a b.png> 'title')", ["a b.png"]),
    ("![](a(1).png)", ["a(1).png"]),
    ("[link](a.png)", []),
    ("![one][x] and [two][y]\n\n[x]: a.png 'title'\n[y]: b.html\n", ["a.png"]),
    ('Text <img src="a.png"> here\n', ["a.png"]),
    ("a < b\n", []),
]


@pytest.mark.parametrize(("text", "addresses"), TEXTS)
def test_texts(text: str, addresses: list[str]) -> None:
    assert list(markdown.beside(markdown.read(text.encode(), "x.md", "en"))) == addresses


@pytest.mark.parametrize(
    "part",
    [
        "![",
        "![a",
        "![a](a(",
        "<a src",
        "![a](",
        "[a]: ",
        "url(",
        '@import "',
        '<img srcset="a, ',
        "<img src=a ",
    ],
)
def test_many_beginnings_take_linear_time(part: str) -> None:
    text = part * 20_000
    assert not list(styled(text)) or part in ("url(", '@import "')
    assert list(markdown.beside(markdown.read(text.encode(), "x.md", "en"))) is not None
