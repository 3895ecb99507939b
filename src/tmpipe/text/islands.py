"""What stands in a right-to-left text and reads from the left: Latin names, numbers, addresses."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tmpipe.model import Block, State
from tmpipe.text.nesting import Edge, Mark, Piece, flat

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_NO_ADDRESS = rf"\s<>\"“”«»{_RIGHT}\u200c-\u200f\u202a-\u202e\u2066-\u2069"
_LINK = (
    rf"(?P<web>https?://[^{_NO_ADDRESS}]*[^{_NO_ADDRESS}.,;:!?)\]’'])"
    r"|(?P<mail>(?<![\w.+-])[a-zA-Z0-9][\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+)"
)
_LETTER = rf"[^\W\d_{_RIGHT}]"
_LATIN = (
    rf"(?P<latin>(?:(?<![\w@#])[@#]|[0-9]+(?:[.,:/-][0-9]+)*)?{_LETTER}(?:[^{_RIGHT}\n()\[\]{{}}<>«»“”\"]*(?:{_LETTER}|[0-9]))?(?:(?<=\.[A-Z])\.|(?<=[0-9])%|\+\+|(?<=\b[A-Z])\#)?)"
    r"|(?P<number>\+[0-9](?:[0-9 -]*[0-9])?|[0-9]+(?:[.,:/-][0-9]+)*%?)"
)
LINK = re.compile(_LINK)
"""An address, in any text: groups `web` and `mail`."""
ISLAND = re.compile(f"{_LINK}|{_LATIN}")
"""In Persian a Latin name or a number with its inner blanks and points is one island, read from the left,
and so are a number and the letters that follow it at once, such as `10km`:
groups `web`, `mail`, `latin` and `number`."""
WORDS = re.compile(rf"[{_RIGHT}]+(?:\W{{1,3}}[{_RIGHT}]+)*")
"""Right-to-left words in a text that reads from the left, with what stands between two of them."""

LEFT = "\u200e"
"""Left-to-right mark. At both ends of an island it keeps it in order, as an isolate does that must nest."""
STANDS = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*")
"""A number that is read in the right order whatever stands around it."""


@dataclass(frozen=True, slots=True)
class Island:
    """An island of a text, or, where codes cut one, a piece of it."""

    text: str
    found: re.Match[str]
    """The whole island, as `ISLAND` finds it in its sentence."""
    opens: bool = True
    """Whether the island begins here."""
    closes: bool = True
    """Whether the island ends here."""
    nests: bool = False
    """Whether it begins and ends between the same two codes, so that an element can be around it."""

    @property
    def whole(self) -> bool:
        """Whether nothing cuts it."""
        return self.opens and self.closes

    def between(self, before: str, after: str) -> str:
        """The text, with what stands before and after its island."""
        return f"{before * self.opens}{self.text}{after * self.closes}"

    @property
    def link(self) -> bool:
        """Whether it is an address, or a piece of one."""
        return bool(self.found["web"] or self.found["mail"])


def islanded(block: Block, found: Iterable[Piece]) -> Iterator[Piece | Island]:
    """The pieces of a block in right-to-left text, its islands apart; joined, the texts are what they were.

    An island is found in its sentence, whatever codes stand in it: a name of which one word is bold is one,
    of several pieces. None is in a sentence that is not translated, nor in a pair of code.
    """
    islands = deque(_islands(block))
    at = 0
    for piece in found:
        if isinstance(piece, Mark):
            yield piece
            continue
        yield from _cut(piece, at, islands)
        at += len(piece)


def nested(found: Iterable[Piece | Island]) -> Iterator[Piece | Island]:
    """The same, each island of several pieces that can be between the same two codes put there.

    It begins before the codes that open at its first letter, and ends behind those that close at its last:
    there stands a piece of it without text.
    """
    items = list(found)
    places = list(_nesting(items))
    before = {first: start for first, start, _, _ in places}
    after = {last: end for _, _, end, last in places}
    inner = {index for _, start, end, _ in places for index in range(start, end + 1)}
    for index, piece in enumerate(items):
        if index in before:
            yield _placed(items[before[index]], text="")
        yield _placed(piece, opens=False, closes=False) if index in inner else piece
        if index in after:
            yield _placed(items[after[index]], text="")


def _placed(piece: Piece | Island, **changes: Any) -> Piece | Island:
    return replace(piece, nests=True, **changes) if isinstance(piece, Island) else piece


def _nesting(pieces: Sequence[Piece | Island]) -> Iterator[tuple[int, int, int, int]]:
    """Of each island that can: where its first code is, its first piece, its last piece, its last code."""
    start = depth = least = 0
    for index, piece in enumerate(pieces):
        if isinstance(piece, Mark):
            depth += (piece.edge is Edge.OPEN) - (piece.edge is Edge.CLOSE)
            least = min(least, depth)
        elif isinstance(piece, Island) and piece.opens:
            start, depth, least = index, 0, 0
        elif isinstance(piece, Island) and piece.closes:
            first, last = start + least, index + depth - least
            opening = all(_is(one, Edge.OPEN) for one in pieces[first:start])
            if opening and all(_is(one, Edge.CLOSE) for one in pieces[index + 1 : last + 1]):
                yield first, start, index, last


def _is(piece: Piece | Island, edge: Edge) -> bool:
    return isinstance(piece, Mark) and piece.edge is edge


def apart(text: str) -> Iterator[str | Island]:
    """A literal text that stands in right-to-left text, with its islands apart."""
    return _cut(text, 0, deque((found.start(), found) for found in ISLAND.finditer(text)))


def _cut(text: str, at: int, islands: deque[tuple[int, re.Match[str]]]) -> Iterator[str | Island]:
    """The text, which begins at `at`, with its islands apart; those that end in it are done."""
    done, end = at, at + len(text)
    while islands and islands[0][0] < end:
        start, found = islands[0]
        stop = start + len(found[0])
        first, last = max(start, done), min(stop, end)
        if done < first:
            yield text[done - at : first - at]
        opens, closes = first == start, last == stop
        yield Island(text[first - at : last - at], found, opens, closes, nests=opens and closes)
        done = last
        if stop > end:
            return
        islands.popleft()
    if done < end:
        yield text[done - at :]


def _islands(block: Block) -> Iterator[tuple[int, re.Match[str]]]:
    """The islands of a block and where they begin in its literal text."""
    at = 0
    for text, searched in _stretches(block):
        if searched:
            yield from ((at + found.start(), found) for found in ISLAND.finditer(text))
        at += len(text)


def _stretches(block: Block) -> Iterator[tuple[str, bool]]:
    """The literal text, cut where an island ends at the latest, and whether there are islands in it."""
    texts: list[str] = []
    state, codes = State.FINAL, 0
    for piece in flat(block):
        if isinstance(piece, str):
            texts.append(piece)
        elif _ends(piece):
            yield "".join(texts), state is not State.SOURCE and not codes
            texts.clear()
            if isinstance(piece.what, State):
                state = piece.what if piece.edge is Edge.OPEN else State.FINAL
            else:
                codes += (piece.edge is Edge.OPEN) - (piece.edge is Edge.CLOSE)
    yield "".join(texts), state is not State.SOURCE and not codes


def _ends(mark: Mark) -> bool:
    """Whether no island goes on over the mark; a single code of any text may stand within one."""
    if isinstance(mark.what, State):
        return True
    return mark.what.kind in _ENDS or (mark.what.kind == "code" and mark.edge is not Edge.SINGLE)


_ENDS = frozenset({"break", "tab", "box"})
