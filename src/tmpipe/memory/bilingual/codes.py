"""A TMX segment with inline markup as a message with our codes, and back.

Law: `texts([segment(text)]) == [text]`. In a segment with inline elements text is literal; one without is a
message as PO tools write it, in which `<g1>` is a code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.sax.saxutils import escape

from tmpipe.model import CODE, escaped, unescaped


class Element(Protocol):
    """What we need of an XML element."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, /) -> str | None:
        """The value of an attribute."""

    def __iter__(self) -> Iterator[Element]:
        """The elements within."""

    def __len__(self) -> int:
        """How many those are."""

    def itertext(self) -> Iterator[str]:
        """All text within."""


_PAIRS = {"bpt": "open", "ept": "close"}
_SINGLES = frozenset({"ph", "it", "ut"})


@dataclass(slots=True)
class _Piece:
    """A stretch of a segment."""

    kind: str
    """`text`, `open`, `close`, `single`."""
    text: str
    """Literal, or the native code."""
    i: Hashable = None
    """What binds an `open` to its `close`."""
    key: Hashable = None
    """What is the same for the same code in another language."""


def has_codes(segment: Element) -> bool:
    """Whether there is any inline element."""
    return len(segment) > 0


def texts(segments: Sequence[Element]) -> tuple[list[str], list[str]]:
    """The messages of a unit's segments, the source first; and the names of unknown elements in them.

    Codes are numbered by their order in the source; the same `x`, else the same `i`, is the same code. Where
    all native codes are ours, they come back with their own numbers.
    """
    strange: set[str] = set()
    all_pieces = [_whole(list(_pieces(segment, strange))) for segment in segments]
    own = all(piece.kind == "text" or _is_ours(piece) for pieces in all_pieces for piece in pieces)
    numbers: dict[Hashable, int] = {}
    return [
        _message(pieces, numbers, own=own) if has_codes(segment) else segment.text or ""
        for segment, pieces in zip(segments, all_pieces, strict=True)
    ], sorted(strange)


def _is_ours(piece: _Piece) -> bool:
    found = CODE.fullmatch(piece.text)
    return found is not None and int(found["open"] or found["close"] or found["single"]) > 0


def _pieces(element: Element, strange: set[str]) -> Iterator[_Piece]:
    if element.text:
        yield _Piece("text", element.text)
    for child in element:
        yield from _code(child, strange)
        if child.tail:
            yield _Piece("text", child.tail)


def _code(child: Element, strange: set[str]) -> Iterator[_Piece]:
    x, i = child.get("x"), child.get("i")
    native = "".join(child.itertext()) if child.tag != "hi" else ""
    if child.tag in _PAIRS:
        yield _Piece(_PAIRS[child.tag], native, i, ("pair", "x", x) if x else ("pair", "i", i))
    elif child.tag in _SINGLES:
        key = ("x", x) if x else ("native", native)
        yield _Piece("single", native, None, (child.tag, child.get("pos"), *key))
    elif child.tag == "hi":
        yield _Piece("open", "", id(child), ("hi", x))
        yield from _pieces(child, strange)
        yield _Piece("close", "", id(child))
    else:
        strange.add(child.tag)
        yield from _pieces(child, strange)


def _whole(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with halves of pairs as single codes, and every key once."""
    opened: dict[Hashable, list[_Piece]] = {}
    halves = {id(piece): piece for piece in pieces if piece.kind in ("open", "close")}
    for piece in pieces:
        if piece.kind == "open":
            opened.setdefault(piece.i, []).append(piece)
        elif piece.kind == "close" and opened.get(piece.i):
            other = opened[piece.i].pop()
            piece.key = other.key
            del halves[id(piece)], halves[id(other)]
    seen: Counter[Hashable] = Counter()
    last: dict[Hashable, Hashable] = {}
    for piece in pieces:
        if id(piece) in halves:
            piece.kind, piece.key = (
                "single",
                ("half", piece.kind, piece.i if piece.key is None else piece.key),
            )
        if piece.kind in ("open", "single"):
            seen[piece.key] += 1
            last[piece.key] = piece.key = (piece.key, seen[piece.key])
        elif piece.kind == "close":
            piece.key = last[piece.key]
    return pieces


def _message(pieces: Sequence[_Piece], numbers: dict[Hashable, int], *, own: bool) -> str:
    out = []
    for piece in pieces:
        if piece.kind == "text":
            out.append(escaped(piece.text))
        elif own:
            out.append(piece.text)
        else:
            number = numbers.setdefault(piece.key, len(numbers) + 1)
            out.append({"open": "<g{}>", "close": "</g{}>", "single": "<x{}/>"}[piece.kind].format(number))
    return "".join(out)


def segment(text: str) -> str:
    """The content of `<seg>`, as XML, for a message. A pair is `bpt` and `ept`, a half of one `it`."""
    literals = CODE.split(text)[:: CODE.groups + 1]
    if len(literals) == 1 or any(escaped(unescaped(literal)) != literal for literal in literals):
        return escape(text)
    codes = list(CODE.finditer(text))
    pairs = _paired(codes)
    out = [escape(unescaped(literals[0]))]
    for code, literal in zip(codes, literals[1:], strict=True):
        out.append(_element(code, pairs))
        out.append(escape(unescaped(literal)))
    return "".join(out)


def _paired(codes: Sequence[re.Match[str]]) -> frozenset[str]:
    """Numbers that are opened once and closed once, in this order."""
    marks: dict[str, str] = {}
    for code in codes:
        if number := code["open"] or code["close"]:
            marks[number] = marks.get(number, "") + ("o" if code["open"] else "c")
    return frozenset(number for number, order in marks.items() if order == "oc")


def _element(code: re.Match[str], pairs: frozenset[str]) -> str:
    native = escape(code[0])
    number = code["open"] or code["close"] or code["single"]
    if code["single"]:
        return f'<ph x="{number}">{native}</ph>'
    if number not in pairs:
        return f'<it pos="{"begin" if code["open"] else "end"}" x="{number}">{native}</it>'
    return (
        f'<bpt i="{number}" x="{number}">{native}</bpt>'
        if code["open"]
        else f'<ept i="{number}">{native}</ept>'
    )
