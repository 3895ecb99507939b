"""Where the codes of a text stand in its translation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tmpipe.engines.care.gaps import Worded, Words, within
from tmpipe.engines.care.origins import Origins
from tmpipe.parts import Link

_REACH = 3
"""Words beside a single code that are looked at."""
_MOST = 2 / 3
"""The part of a pair's words that must be found."""
_DEEPEST = 32
"""Pairs within pairs that are told apart, so that many thousands take no more than linear time."""
_TELLING = 4
"""Letters of words that do not stand in a text by chance."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A code of a message, or half of a pair, and where it stands in the text without codes."""

    code: str
    at: int
    before: str = ""
    """A blank before it that the text has not, for there is another one beside it."""
    after: str = ""
    parts: bool = False
    """Whether it alone parts two words, which a blank does in the text."""

    @property
    def kind(self) -> str:
        """`open`, `close` or `single`."""
        return "single" if self.code[1] == "x" else "close" if self.code[1] == "/" else "open"


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of a text whose translation tells where a code stands."""

    start: int
    end: int
    words: Words
    """Those that are to be found: a pair's own, or the one beside a single code."""
    side: str
    """`inside` a pair, `before` a single code, or `after` it."""

    def tells(self, words: str, letters: int) -> bool:
        """Whether these tell enough of a phrase of so many letters."""
        if self.side == "inside":
            return len(words) >= _MOST * letters
        return len(words) >= _TELLING or any(map(str.isdecimal, words))

    def trims(self, count: int) -> Iterator[Words]:
        """What of so many words may stand for them all, the longest first."""
        back, front = self.side != "after", self.side != "before"
        for drop in range(3):
            for first in range(drop + 1):
                last = count - (drop - first)
                if first < last and (back or not first) and (front or last == count):
                    yield first, last


@dataclass(slots=True, eq=False)
class _Unit:
    """A pair that has words, and the units in it; or else a single code, or a pair without words: a point."""

    first: int
    """Tags by number, up to the last one."""
    last: int
    words: Words
    """Empty: those beside it."""
    around: _Unit | None = None
    inside: list[_Unit] = field(default_factory=list)

    @property
    def point(self) -> bool:
        return self.words[0] >= self.words[1]


class Layout:
    """The codes of a text as pairs and points among its words."""

    def __init__(self, text: str, tags: Sequence[Tag]) -> None:
        self.source = Worded(text)
        self.tags = tags
        self.all = _Unit(-1, len(tags), (0, len(self.source)))
        self.units: list[_Unit] = []
        """All but `all`, in order: what is around a unit comes before it."""
        partners = _partners(tags)
        around = self.all
        number = depth = self._depth = 0
        while number < len(tags):
            if number == around.last and around.around:
                around, number, depth = around.around, number + 1, depth - 1
                continue
            last = partners.get(number, number)
            unit = _Unit(number, last, self.source.touched(tags[number].at, tags[last].at), around)
            around.inside.append(unit)
            self.units.append(unit)
            if unit.point:
                number = last + 1
            else:
                around, number, depth = unit, number + 1, depth + 1
                self._depth = max(self._depth, depth)

    def sought(self) -> Iterator[Sought]:
        """What is to be found in a translation, in order; what stands at an edge need not be."""
        for unit in self.units if self._depth <= _DEEPEST else ():
            if not unit.point and unit.around and unit.words != unit.around.words:
                start, end = self.tags[unit.first].at, self.tags[unit.last].at
                yield Sought(start, end, unit.words, "inside")
            elif beside := self.beside(unit):
                first, last = min(beside), max(beside)
                side = "before" if self.leans_back(unit) else "after"
                words = (beside[0], beside[0] + 1)
                yield Sought(self.source.starts[first], self.source.ends[last], words, side)

    def leans_back(self, unit: _Unit) -> bool:
        """Whether a point belongs to the word before it, or stands in one."""
        return self.source.leans_back(unit.words[0], self.tags[unit.first].at)

    def beside(self, unit: _Unit) -> range:
        """The words beside a point, from the nearest; none for one at the edge of what is around it."""
        gap, at = unit.words[0], self.tags[unit.first].at
        first, last = unit.around.words if unit.around else (0, 0)
        if not unit.point or (self.source.split(at) is None and gap in (first, last)):
            return range(0)
        if self.source.split(at) is not None:
            return range(gap, gap + 1)
        if self.source.leans_back(gap, at):
            return range(gap - 1, max(gap - 1 - _REACH, first - 1), -1)
        return range(gap, min(gap + _REACH, last))

    def placed(self, target: str, links: Sequence[Link]) -> list[Tag] | None:
        """The tags in the order and the places that they have in the translation; None if one has none."""
        theirs = Worded(target)
        if not len(self.source) or not len(theirs):
            return self._at_edges(target) if len(self.source) == len(theirs) else None
        if self._depth > _DEEPEST:
            return None
        return _Placing(self, theirs, Origins(self.source, theirs, links)).tags()

    def _at_edges(self, target: str) -> list[Tag] | None:
        """Those of a text without words, which must all stand before or after it."""
        ends = {0: 0, len(self.source.text): len(target)}
        known = all(tag.at in ends for tag in self.tags)
        return [replace(tag, at=ends[tag.at]) for tag in self.tags] if known else None


def _partners(tags: Sequence[Tag]) -> dict[int, int]:
    """The halves of pairs that nest, by number; what has none is a single code."""
    unclosed: list[int] = []
    partners: dict[int, int] = {}
    for number, tag in enumerate(tags):
        if tag.kind == "open":
            unclosed.append(number)
        elif tag.kind == "close" and unclosed and tags[unclosed[-1]].code[1:] == tag.code[2:]:
            partners[unclosed.pop()] = number
    return partners


class _Placing:
    """One translation, and the places that are found in it."""

    def __init__(self, layout: Layout, target: Worded, origins: Origins) -> None:
        self._layout = layout
        self._source = layout.source
        self._target = target
        self._origins = origins
        self._runs: dict[_Unit, Words] = {layout.all: (0, len(target))}
        self._taken: dict[_Unit, list[Words]] = {}
        """The runs of the pairs in a unit, in order."""
        self._places: dict[int, int] = {}

    def tags(self) -> list[Tag] | None:
        """All tags in order; None if one has no place."""
        pairs = [unit for unit in self._layout.units if not unit.point]
        points = [unit for unit in self._layout.units if unit.point]
        found = all(map(self._run, pairs)) and all(map(self._apart, [self._layout.all, *pairs]))
        if not (found and all(map(self._put, points))):
            return None
        for unit in pairs:
            self._wrap(unit)
        return list(self._ordered())

    def _run(self, unit: _Unit) -> bool:
        """Finds the words of a pair."""
        around = unit.around or self._layout.all
        among = self._runs[around]
        run = among if unit.words == around.words else self._origins.run(unit.words, among)
        if run:
            self._runs[unit] = run
        return run is not None

    def _apart(self, unit: _Unit) -> bool:
        """Whether no two pairs in the unit have a word of the target in common."""
        runs = sorted(self._runs[one] for one in unit.inside if not one.point)
        self._taken[unit] = runs
        return all(one[1] <= other[0] for one, other in pairwise(runs))

    def _put(self, unit: _Unit) -> bool:
        """Finds the place of a point."""
        around = unit.around or self._layout.all
        among = self._runs[around]
        tags = self._layout.tags[unit.first : unit.last + 1]
        beside = self._layout.beside(unit)
        if not beside:
            to = among[0] if unit.words[0] == around.words[0] else among[1]
        else:
            runs = (self._origins.run((word, word + 1), among) for word in beside)
            run = next((run for run in runs if run), None)
            if run is None:
                return False
            if self._source.split(tags[0].at) is not None:
                place = self._inside(unit.words[0], tags[0].at, run[1] - 1, default="close")
                self._places.update(dict.fromkeys(range(unit.first, unit.last + 1), place))
                return True
            to = run[0]
            if self._layout.leans_back(unit):
                to = self._origins.phrase(run[1], self._source.phrase(beside[0], around.words[0]), among)
            to = self._out(around, to, unit)
        empty = tags[0].at == tags[-1].at
        for number, tag in enumerate(tags, unit.first):
            kind = "single" if empty else tag.kind
            self._places[number] = self._source.moved(unit.words[0], tag.at, self._target, to, kind)
        return True

    def _out(self, around: _Unit, gap: int, unit: _Unit) -> int:
        """The gap, or where the pair ends, or begins, in which it lies and the point does not."""
        runs = self._taken[around]
        at = bisect_right(runs, (gap, 0)) - 1
        if at < 0 or not runs[at][0] < gap < runs[at][1]:
            return gap
        return runs[at][1] if self._layout.leans_back(unit) else runs[at][0]

    def _wrap(self, unit: _Unit) -> None:
        """Finds the places of a pair's halves."""
        run = self._runs[unit]
        for number, word, to, kind in (
            (unit.first, unit.words[0], run[0], "open"),
            (unit.last, unit.words[1], run[1], "close"),
        ):
            at = self._layout.tags[number].at
            cut = self._source.split(at)
            if cut is not None:
                self._places[number] = self._inside(cut, at, to - (kind == "close"), kind)
            else:
                self._places[number] = self._source.moved(word, at, self._target, to, kind)

    def _inside(self, word: int, at: int, other: int, default: str) -> int:
        """The place within a word of the target as it is in the source's, or an end of it."""
        start, end = self._target.starts[other], self._target.ends[other]
        place = within(self._source.word(word), at - self._source.starts[word], self._target.word(other))
        if place is not None:
            return start + place
        return start if default == "open" else end

    def _ordered(self) -> Iterator[Tag]:
        """The tags as they follow each other: pairs nest, and no place is before the one before it."""
        at = 0
        todo: list[_Unit | int] = [self._layout.all]
        while todo:
            one = todo.pop()
            if isinstance(one, int):
                at = max(at, self._places[one])
                yield replace(self._layout.tags[one], at=at)
            elif one.point:
                todo += range(one.last, one.first - 1, -1)
            else:
                inside = sorted(one.inside, key=self._span, reverse=True)
                todo += [*inside] if one is self._layout.all else [one.last, *inside, one.first]

    def _span(self, unit: _Unit) -> tuple[int, int, int]:
        return self._places[unit.first], self._places[unit.last], unit.first
