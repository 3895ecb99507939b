"""A stretch of a file with the blocks that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tmpipe.model import Block


class Hole(NamedTuple):
    """`text[start:end]` of the file is this block."""

    start: int
    end: int
    block: Block


def parts(text: str, start: int, end: int, holes: Iterable[Hole]) -> tuple[str | Block, ...]:
    """`text[start:end]` as a document's parts: the blocks and, as it is, what stands between them."""
    return tuple(_parts(text, start, end, holes))


def _parts(text: str, start: int, end: int, holes: Iterable[Hole]) -> Iterator[str | Block]:
    at = start
    for hole in holes:
        if at < hole.start:
            yield text[at : hole.start]
        yield hole.block
        at = hole.end
    if at < end:
        yield text[at:end]
