"""What YAML and TOML have in common: a value, and strings in quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from tmpipe.formats.marked.weaving import Piece
from tmpipe.model import Code


class Value(NamedTuple):
    """The value of a key in a front matter."""

    key: str
    """`params.caption`, for a key within another."""
    style: str
    """How it is written: PLAIN, SINGLE, DOUBLE or BLOCK."""
    pieces: tuple[Piece, ...]
    codes: tuple[Code, ...] = ()


PLAIN, SINGLE, DOUBLE, BLOCK = "plain", "'", '"', "|"

DOUBLED = re.compile("''")
"""What stands for something else between single quotes, in YAML."""
ESCAPES = re.compile(
    r"\\(?:(?P<hex>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|(?P<sign>.))"
)
"""The same between double quotes."""
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")


def enclosed(text: str, start: int, end: int, signs: re.Pattern[str] | None) -> tuple[Piece, ...]:
    """The pieces of a string whose quotes stand at `start` and before `end`; they belong to it."""
    pieces: list[Piece] = []
    at = start + 1
    for found in signs.finditer(text, at, end - 1) if signs else ():
        if at < found.start():
            pieces.append(Piece(text[at : found.start()], at, found.start()))
        pieces.append(Piece(_character(found), found.start(), found.end()))
        at = found.end()
    if at < end - 1:
        pieces.append(Piece(text[at : end - 1], at, end - 1))
    if pieces:
        pieces[0] = pieces[0]._replace(start=start)
        pieces[-1] = pieces[-1]._replace(end=end)
    return tuple(pieces)


def _character(found: re.Match[str]) -> str:
    if found.re is DOUBLED:
        return "'"
    if not found["hex"]:
        return _SIGNS.get(found["sign"], found[0])
    number = int(found["hex"][1:], 16)
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


def printable(text: str) -> str:
    """The text without signs that neither YAML nor TOML has in a string, but for line ends."""
    return _CONTROLS.sub(" ", text).strip()


def double_quoted(text: str) -> str:
    """The text between double quotes, as YAML and TOML both have it."""
    return '"' + re.sub(r'[\\"]', r"\\\g<0>", text) + '"'
