"""The text of a block as pieces that nest, however its translation has treated the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from tmpipe.model import CODE, Block, Code, State, unescaped


class Edge(IntEnum):
    """What a mark does. At one place the states end, then begin, before anything of a code."""

    CLOSE = 0
    OPEN = 1
    SINGLE = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A code or a state that begins, ends or, a code, stands alone."""

    edge: Edge
    what: Code | State


Piece: TypeAlias = str | Mark


def pieces(block: Block) -> Iterator[Piece]:
    """Literal text and marks, in order.

    Each mark that opens has one that closes, and they nest. The text is the block's, whole. Of codes that
    the block does not know, or that have no partner, nothing is left; a note's mark that the translation
    has lost stands at the end.
    """
    unclosed: list[Code | State] = []
    for piece in flat(block):
        if isinstance(piece, Mark) and piece.edge is Edge.CLOSE:
            yield from _closing(unclosed, piece.what)
            continue
        if isinstance(piece, Mark) and piece.edge is Edge.OPEN:
            unclosed.append(piece.what)
        yield piece


_ADDRESS = re.compile(r"(?:https?://|mailto:|#)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def address(target: str) -> str:
    """The target of a link if it is one to follow: the web, mail, a place in the page; else nothing."""
    return target if _ADDRESS.fullmatch(target) else ""


def _closing(unclosed: list[Code | State], what: Code | State) -> Iterator[Mark]:
    """Closes `what`; what was opened inside it and lasts longer is closed with it and opened again."""
    at = next(at for at in reversed(range(len(unclosed))) if unclosed[at] == what)
    yield from (Mark(Edge.CLOSE, one) for one in reversed(unclosed[at:]))
    del unclosed[at]
    yield from (Mark(Edge.OPEN, one) for one in unclosed[at:])


def flat(block: Block) -> Iterator[Piece]:
    """Literal text and marks where they stand; each OPEN has its CLOSE, but they may cross."""
    codes = list(_codes(block))
    places = sorted([*_states(block), *codes], key=lambda place: place[:3])
    at = 0
    for start, _, end, mark in places:
        if at < start:
            yield unescaped(block.text[at:start])
        if mark:
            yield mark
        at = max(at, end)
    if at < len(block.text):
        yield unescaped(block.text[at:])
    kept = {mark.what for *_, mark in codes if mark}
    yield from (Mark(Edge.SINGLE, code) for code in block.codes if code.kind == "note" and code not in kept)


_Place: TypeAlias = tuple[int, int, int, Mark | None]
"""Where it begins, its rank among those that begin there, where it ends, what it is (None: nothing)."""


def _states(block: Block) -> Iterator[_Place]:
    for span in block.spans:
        if span.start < span.end:
            yield span.start, Edge.OPEN, span.start, Mark(Edge.OPEN, span.state)
            yield span.end, Edge.CLOSE, span.end, Mark(Edge.CLOSE, span.state)


def _codes(block: Block) -> Iterator[_Place]:
    """Every code of the text, with its mark if it has a meaning and, of a pair, its partner."""
    found = list(CODE.finditer(block.text))
    partners = _partners([(m["open"], m["close"]) for m in found])
    for index, match in enumerate(found):
        number = int(match["open"] or match["close"] or match["single"])
        code = block.codes[number - 1] if 0 < number <= len(block.codes) else None
        mark = None
        if code and code.close is None and not match["open"]:
            mark = Mark(Edge.SINGLE, code)
        elif code and code.close is not None and index in partners:
            mark = Mark(Edge.OPEN if match["open"] else Edge.CLOSE, code)
        yield match.start(), len(Edge), match.end(), mark


def _partners(codes: list[tuple[str | None, str | None]]) -> set[int]:
    """The indexes of those that open and close one another, given as (number opened, number closed).

    A code that is open already is not opened again: so no more are open at once than the block has.
    """
    unclosed: dict[str, int] = {}
    paired: set[int] = set()
    for index, (opened, closed) in enumerate(codes):
        if opened:
            unclosed.setdefault(opened, index)
        elif closed in unclosed:
            paired |= {index, unclosed.pop(closed)}
    return paired
