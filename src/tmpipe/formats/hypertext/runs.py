"""A stretch of running text, with its inline markup, as a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tmpipe.formats.hypertext.attributes import resolved
from tmpipe.formats.hypertext.edges import after_blanks, before_blanks
from tmpipe.formats.hypertext.holes import Hole
from tmpipe.formats.hypertext.setting import Setting
from tmpipe.formats.hypertext.source import MASK, Source
from tmpipe.formats.hypertext.tokens import Kind, tokens
from tmpipe.model import Block
from tmpipe.text.nesting import Edge

_OPEN, _CLOSE, _SINGLE = Edge.OPEN, Edge.CLOSE, Edge.SINGLE


class Item(NamedTuple):
    """`text[start:end]` of the file, a piece of running text."""

    edge: Edge | None
    """None: text."""
    start: int
    end: int
    name: str = ""
    """The element's name."""
    kind: str = ""
    """Of the code, or BLANK, or FROZEN."""
    holes: tuple[Hole, ...] = ()
    target: str = ""
    """Of the code."""


BLANK = "blank"
"""The kind of a text with nothing to read."""
FROZEN = "frozen"
"""The kind of what stays as it is, whatever it is."""


def holes(source: Source, items: Sequence[Item], like: Block) -> Iterator[Hole]:
    """The block of the stretch, or several where empty lines part it, and those within what it does not have.

    They are like this one, but have a text.
    """
    for run in _paragraphs(items) if len(items) > 3 and "pre" not in like.style else (items,):
        yield from _holes(source, run, like)


def _paragraphs(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The stretch cut where at least two line breaks follow each other."""
    begin = 0
    last = -1
    for index, item in enumerate(items):
        if item.name == "br":
            if last >= begin:
                yield items[begin : last + 1]
                begin = index
            last = index
        elif item.kind not in (BLANK, "comment"):
            last = -1
    yield items[begin:]


def _holes(source: Source, items: Sequence[Item], like: Block) -> Iterator[Hole]:
    """The run's block, and around it what its codes have."""
    read = [index for index, item in enumerate(items) if item.edge is None and item.kind != BLANK]
    if not read:
        for item in items:
            yield from item.holes
        return
    partners = _partners(items) if len(items) > 1 else {}
    low, high = _edges(items, partners, read)
    for item in items[:low]:
        yield from item.holes
    yield _Run(source, items, partners, (low, high)).hole(like)
    for item in items[high + 1 :]:
        yield from item.holes


def _partners(items: Sequence[Item]) -> dict[int, int]:
    """For each half of a pair that crosses no other, the other half."""
    partners: dict[int, int] = {}
    unclosed: list[int] = []
    count: dict[str, int] = {}
    for index, item in enumerate(items):
        if item.edge is _OPEN:
            unclosed.append(index)
            count[item.name] = count.get(item.name, 0) + 1
        elif item.edge is _CLOSE and count.get(item.name):
            while True:
                last = unclosed.pop()
                count[items[last].name] -= 1
                if items[last].name == item.name:
                    break
            partners[last], partners[index] = index, last
    return partners


_READ = frozenset({FROZEN, "formula", "note"})
"""Kinds of codes that belong to the words of a sentence."""


def _edges(items: Sequence[Item], partners: dict[int, int], read: list[int]) -> tuple[int, int]:
    """The first and the last item of the block: what only stands around it, or wraps it, is left outside."""
    first = next(i for i, item in enumerate(items) if i == read[0] or item.kind in _READ)
    last = next(i for i in range(len(items) - 1, -1, -1) if i == read[-1] or items[i].kind in _READ)
    low, high = first, last
    for start in range(first - 1, -1, -1):
        end = partners.get(start, -1)
        if first <= end <= last or (end > last and items[start].kind != "other"):
            low, high = start, max(high, end)
    for end in range(last + 1, len(items)):
        if first <= partners.get(end, -1) <= last:
            high = max(high, end)
    return low, high


class _Run:
    """The items of one block."""

    def __init__(
        self, source: Source, items: Sequence[Item], partners: dict[int, int], bounds: tuple[int, int]
    ) -> None:
        self.source = source
        self.items = items
        self.partners = partners
        self.low, self.high = bounds
        texts = (item.edge is None for item in items)
        self.texts = list(accumulate(texts, initial=0)) if partners else []
        """How many texts stand before each item."""

    def hole(self, like: Block) -> Hole:
        """The block, of this role and place."""
        low, high = self.low, self.high
        start, end = self.items[low].start, self.items[high].end
        if self.items[low].edge is None:
            start = after_blanks(self.source.masked, start, self.items[low].end)
        if self.items[high].edge is None:
            end = before_blanks(self.source.masked, max(start, self.items[high].start), end)
        setting = Setting(self.source, start, kept="pre" in like.style)
        at = low
        closes: dict[int, tuple[int, int]] = {}
        while at <= high:
            at = self._set(setting, at, min(self.items[at].end, end), closes)
        return Hole(start, end, setting.block(self.source.line(start), like))

    def _set(self, setting: Setting, at: int, end: int, closes: dict[int, tuple[int, int]]) -> int:
        """Sets the item `at`, which ends at `end`, with those that are one with it; the next one.

        `closes`: where the pairs end that were begun, with their numbers and their last item.
        """
        item = self.items[at]
        if item.edge is None:
            setting.text(end)
        elif at in closes:
            number, last = closes[at]
            setting.closing(self.items[last].end, number)
            return last + 1
        elif (after := self._after_single(at)) > at:
            return self._single(setting, at, after)
        else:
            return self._open(setting, at, closes)
        return at + 1

    def _open(self, setting: Setting, at: int, closes: dict[int, tuple[int, int]]) -> int:
        """Begins the pair at `at`, with those that begin and end right beside it."""
        last = self.partners[at]
        inner, close = at, last
        while self.partners.get(inner + 1) == close - 1 > inner + 1:
            inner, close = inner + 1, close - 1
        opened = self.items[at : inner + 1]
        kinds = [item.kind for item in opened if item.kind != "other"]
        end = self.source.text[self.items[close].start : self.items[last].end]
        kind = "link" if "link" in kinds else (*kinds, "other")[0]
        target = next((item.target for item in opened if item.target and item.kind == kind), "")
        number = setting.opening(opened[-1].end, kind, end, target, _all(opened))
        closes[close] = number, last
        return inner + 1

    def _after_single(self, at: int) -> int:
        """What follows the code that stands alone at `at`; `at` itself if there is none, but half a pair."""
        partner = self.partners.get(at)
        if partner is None:
            return at + 1 if self.items[at].edge is not None else at
        return partner + 1 if at < partner and self.texts[at] == self.texts[partner] else at

    def _single(self, setting: Setting, at: int, after: int) -> int:
        """Sets the code from `at` on; those that mean nothing are one with what follows and means nothing."""
        item = self.items[at]
        if item.name == "wbr":
            setting.unseen(item.end)
        elif item.kind == "break":
            setting.break_(item.end)
        else:
            kind = self._kind(at, after)
            while kind in _MUTE and (following := self._after_mute(after)) > after:
                after = following
            items = self.items[at:after]
            target = next((item.target for item in items if item.target and item.kind != "other"), "")
            if kind == FROZEN:
                target = shown(self.source, item.start, items[-1].end)
                kind = "code" if target else "other"
            setting.single(items[-1].end, kind, target, _all(items))
        return after

    def _after_mute(self, at: int) -> int:
        """What follows the code at `at` that means nothing; `at` itself if there is none."""
        after = self._after_single(at) if at <= self.high else at
        return after if after > at and self._kind(at, after) in _MUTE else at

    def _kind(self, at: int, after: int) -> str:
        """What a code is to its reader that stands for all these items."""
        kinds = [item.kind for item in self.items[at:after] if item.edge is _SINGLE]
        told = next((kind for kind in kinds if kind not in _MUTE), "")
        anchor = self.items[at].name == "a" and self.items[at].edge is _OPEN
        return told or (kinds[0] if len(kinds) == after - at else "bookmark" if anchor else "other")


_MUTE = frozenset({"other", "comment", "bookmark"})
"""Kinds of codes that a reader does not see."""


def shown(source: Source, start: int, end: int) -> str:
    """The plain text of a stretch."""
    piece = source.masked[start:end]
    texts = (piece[one.start : one.end] for one in tokens(piece) if one.kind in (Kind.TEXT, Kind.LITERAL))
    return " ".join(resolved("".join(texts)).replace(MASK, "").split())


def _all(items: Sequence[Item]) -> tuple[Hole, ...]:
    return tuple(hole for item in items for hole in item.holes)
