"""Values of a YAML front matter: `values` reads those that are text, `written` writes one anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats.marked.values import (
    BLOCK,
    DOUBLE,
    DOUBLED,
    ESCAPES,
    PLAIN,
    SINGLE,
    Value,
    double_quoted,
    enclosed,
)
from tmpipe.formats.marked.weaving import Piece
from tmpipe.model import Code

_KEY = re.compile(
    r"(?P<indent> *)(?P<item>(?:- +)*)"
    r"(?:\"(?P<double>[^\"\n\\]*)\"|'(?P<single>[^'\n]*)'|(?P<plain>[^\s#&*!|>%@`\"'\[\]{},:-][^:\n]*?))"
    r" *:(?P<space>[ \t]+|(?=\r?\n|\Z))(?P<value>.*)"
)
_DOUBLE = re.compile(r"(?P<value>\"(?:[^\"\\]|\\.)*\")[ \t]*(?:#.*)?")
_SINGLE = re.compile(r"(?P<value>'(?:[^']|'')*')[ \t]*(?:#.*)?")
_COMMENT = re.compile(r"[ \t]#")
_HEADER = re.compile(r"[|>][-+]?[ \t]*(?:#.*)?")
_OTHER = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|[-+]?\.inf|\.nan|[-+.]?[0-9][0-9_,.:eExXoOa-fA-F+-]*"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?)",
    re.IGNORECASE,
)
"""What YAML would not take for text."""
_UNSAFE = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<]|.*(?::(?:\s|$)|\s#)|(?:---|\.\.\.)")


def values(text: str) -> Iterator[Value]:
    """The values that are text, each with its key."""
    lines = [*re.finditer(r"(?P<line>[^\r\n]*)\r?\n?", text)][1:-1]
    above: list[tuple[int, str]] = []
    index = 0
    while index < len(lines):
        found = _KEY.fullmatch(text, *lines[index].span("line"))
        index += 1
        if not found:
            continue
        indent = len(found["indent"]) + len(found["item"])
        while above and above[-1][0] >= indent:
            above.pop()
        above.append((indent, found["double"] or found["single"] or found["plain"] or ""))
        rest = index
        depth = len(found["indent"]) + 1
        while index < len(lines) and _deeper(lines[index]["line"], depth) and found["value"].strip():
            index += 1
        key = ".".join(name for _, name in above)
        more = [lines[number].span("line") for number in range(rest, index)]
        yield from _value(text, key, found.span("value"), more)


def _deeper(line: str, indent: int) -> bool:
    return not line.strip() or line.startswith(" " * indent)


def _value(text: str, key: str, span: tuple[int, int], more: list[tuple[int, int]]) -> Iterator[Value]:
    start, end = span
    while more and not text[slice(*more[-1])].strip():
        more.pop()
    if not more and (found := _DOUBLE.fullmatch(text, start, end)):
        yield Value(key, DOUBLE, enclosed(text, *found.span("value"), ESCAPES))
    elif not more and (found := _SINGLE.fullmatch(text, start, end)):
        yield Value(key, SINGLE, enclosed(text, *found.span("value"), DOUBLED))
    elif more and _HEADER.fullmatch(text, start, end):
        yield from _block(text, key, more, folded=text[start] == ">")
    else:
        yield from _plain(text, key, [span, *more])


def _plain(text: str, key: str, spans: list[tuple[int, int]]) -> Iterator[Value]:
    pieces: list[Piece] = []
    comment = None
    for start, end in spans:
        if comment or (pieces and not text[start:end].strip()):
            return
        comment = _COMMENT.search(text, start - 1, end)
        low = start + len(text[start:end]) - len(text[start:end].lstrip())
        high = start + len(text[start : comment.start() if comment else end].rstrip())
        if pieces:
            pieces.append(Piece(" ", pieces[-1].end, low))
        pieces.append(Piece(text[low:high], low, high))
    shown = "".join(piece.shown for piece in pieces)
    if not _UNSAFE.match(shown) and not _OTHER.fullmatch(shown):
        yield Value(key, PLAIN, tuple(pieces))


def _block(text: str, key: str, spans: list[tuple[int, int]], *, folded: bool) -> Iterator[Value]:
    """A scalar of lines; where the line ends mean something they are codes."""
    indent = len(text[slice(*spans[0])]) - len(text[slice(*spans[0])].lstrip(" "))
    pieces: list[Piece] = []
    codes: list[Code] = []
    for start, end in spans:
        line = text[start:end]
        if not line.strip():
            continue
        if not line.startswith(" " * indent) or (folded and line[indent] in " \t"):
            return
        if pieces:
            between = text[pieces[-1].end : start + indent]
            if folded and between.count("\n") == 1:
                pieces.append(Piece(" ", pieces[-1].end, start + indent))
            else:
                codes.append(Code("break", between))
                pieces.append(Piece(f"<x{len(codes)}/>", pieces[-1].end, start + indent, between))
        pieces.append(Piece(line[indent:], start + indent, end))
    if pieces:
        yield Value(key, BLOCK, tuple(pieces), tuple(codes))


def written(text: str, style: str) -> str:
    """A text as a value, in this style where it can be."""
    if style == BLOCK:
        return text
    if style == PLAIN and text and not _UNSAFE.match(text) and not _OTHER.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'" if style == SINGLE else double_quoted(text)
