"""Titles of links and images: `title` reads one, `quoted` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5
from typing import NamedTuple

from tmpipe.formats.marked.page import Page
from tmpipe.formats.marked.weaving import BLANKS, Piece, woven
from tmpipe.model import Block, unescaped

OF_LINK, OF_IMAGE = "title of a link", "title of an image"
_CLOSING = {'"': '"', "'": "'", "(": ")"}
_SIGN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|&(?P<entity>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
    r"|(?P<line>[ \t]*\r?\n[ \t>]*)"
)
_TARGET = re.compile(r"\s*(?:<(?:[^<>\n\\]|\\.)*>|[^\s<]\S*|(?=[\"'(]))[\s>]+")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:", re.DOTALL)


class Titled(NamedTuple):
    """A title that stands at `source[start:end]`."""

    block: Block
    start: int
    end: int


def in_link(page: Page, start: int, end: int, value: str, place: str) -> Titled | None:
    """The title `value` in `](target "title")`, the text from `start` to `end`."""
    found = _titled(page, start + 2, end - 1, value)
    return found and found._replace(block=replace(found.block, place=place))


def in_definition(page: Page, start: int, end: int, value: str) -> Titled | None:
    """The title `value` in `[label]: target "title"`, the text from `start` to `end`."""
    label = _LABEL.match(page.text, start, end)
    return _titled(page, label.end(), end, value) if label else None


def _titled(page: Page, start: int, end: int, value: str) -> Titled | None:
    """The title behind the target; None where the text is not what it reads as."""
    source = page.text
    target = _TARGET.match(source, start, end)
    stop = start + len(source[start:end].rstrip()) - 1
    if not target or target.end() >= stop or _CLOSING.get(source[target.end()]) != source[stop]:
        return None
    found = woven(source, tuple(_pieces(source, target.end() + 1, stop)))
    if not found or unescaped(found.text) != " ".join(re.split(f"[{BLANKS}]+", value)).strip():
        return None
    line = page.lines.at(found.start)
    block = Block(found.text, line, gaps=found.gaps, place=OF_LINK, style=f"title {source[stop]}")
    return Titled(block, found.start, found.end)


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for sign in _SIGN.finditer(source, start, end):
        shown = " " if sign["line"] else sign["escaped"] or _entity(sign["entity"])
        if at < sign.start():
            yield Piece(source[at : sign.start()], at, sign.start())
        yield Piece(shown if shown is not None else sign[0], sign.start(), sign.end())
        at = sign.end()
    if at < end:
        yield Piece(source[at:end], at, end)


def _entity(name: str) -> str | None:
    """The character of `&name;`; None where there is none of this name."""
    if not name.startswith("#"):
        return html5.get(f"{name};")
    number = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
    return "\ufffd" if number == 0 or number > 0x10FFFF or 0xD800 <= number < 0xE000 else chr(number)


def quoted(text: str, style: str) -> str:
    """A title's text, safe between the marks of its style, and without what might be code or HTML before
    it is part of a link."""
    mark = style[-1]
    marks = rf"{re.escape(mark)}" if mark != ")" else "()"
    text = re.sub(rf"\\(?=[!-/:-@\[-`{{-~]|$)|[{marks}`<]", r"\\\g<0>", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)
