"""The hole in a paragraph: what of its items is one block's text, and where in the file that stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from tmpipe.formats.word.items import Item, What, Wrapper

_MARKER = re.compile(r"\W*|[(\[]?(?:\d+(?:[.-]\d+)*[.):\]]*|(?:[A-Za-z]|[ivxlc]{2,6}|[IVXLC]{2,6})[.)\]]+)")
"""What stands before a tab and is no text: `1.`, `(a)`, a bullet."""


def texts(items: Sequence[Item], text: str) -> list[Item]:
    """The texts of a paragraph, without a typed number before a tab or behind the last one; none: no text."""
    found = [item for item in items if item.what is What.TEXT and not item.literal(text).isspace()]
    tabs = [item.start for item in items if item.kind == "tab"]
    if not tabs or len(found) < 2:
        return found
    first, last = 0, len(found)
    while (end := _column(found, first, tabs)) and _MARKER.fullmatch(_joined(found[first:end], text)):
        first = end
    while last - first > 1 and _lettered(found[first], text) and not _lettered(found[last - 1], text):
        if bisect_left(tabs, found[last - 2].end) == bisect_left(tabs, found[last - 1].start):
            break
        last -= 1
    return found[first:last]


def _column(found: Sequence[Item], first: int, tabs: Sequence[int]) -> int:
    """Where the texts begin behind the first tab that follows the first text; 0: no tab parts them."""
    at = bisect_left(tabs, found[first].end)
    if at == len(tabs) or found[-1].start < tabs[at]:
        return 0
    return bisect_left(found, tabs[at], lo=first, key=lambda item: item.start)


def _joined(items: Sequence[Item], text: str) -> str:
    return "".join(item.literal(text) for item in items).strip()


def _lettered(item: Item, text: str) -> bool:
    return any(map(str.isalpha, item.literal(text)))


def hole(items: Sequence[Item], first: Item, last: Item) -> tuple[int, int]:
    """From where to where the file is replaced: whole runs, and what is around some of them whole.

    The hole lies within the innermost element that has both texts in it. No pair and no code is cut by it.
    """
    path = _shared(first.path, last.path)
    whole = {id(one): one for one in (first, last)}
    while True:
        edges = [_outer(item, path) for item in whole.values()]
        start, end = min(low for low, _ in edges), max(high for _, high in edges)
        cut = [item for item in items if id(item) not in whole and _cuts(item, start, end)]
        if not cut:
            return start, end
        for item in cut:
            whole |= {id(one): one for one in (item, item.partner or item)}
            path = _shared(path, item.path)


def _cuts(item: Item, start: int, end: int) -> bool:
    """Whether an item, or the pair that it opens, lies partly in the hole."""
    low, high = item.start, (item.partner or item).end
    if item.what in (What.TEXT, What.CLOSE) or high <= start or end <= low:
        return False
    encloses = item.partner and item.end <= start and end <= item.partner.start
    return not encloses and not start <= low <= high <= end


def _shared(one: Sequence[Wrapper], other: Sequence[Wrapper]) -> tuple[Wrapper, ...]:
    """The elements around both, from the outside, up to one that is not solid."""
    pairs = takewhile(lambda pair: pair[0] is pair[1] and pair[0].solid, zip(one, other, strict=False))
    return tuple(first for first, _ in pairs)


def _outer(item: Item, path: Sequence[Wrapper]) -> tuple[int, int]:
    """Where the outermost thing that holds the item begins and ends, within the elements of `path`."""
    if len(item.path) > len(path):
        around = item.path[len(path)]
        return around.start, around.end
    first, last = item.run, item.last or item.run
    return first.start if first else item.start, last.end if last else item.end
