"""The candidate index of a large memory: one derived, memory-mapped file, read-only once it is made.

A look-up reads the lists of the query's rarest words, as few as lose no text at the cutoff (`search`), merges
them by sorting (`lists`), and rates the texts that stand in enough of them (`texts`). `building` tells what
the file holds, `layout` and `vocabulary` tell how; in short:

    words buckets firsts              the vocabulary: word -> its number
    lists numbers                     word -> the numbers of the texts that have it
    lengths texts places tokens keys  text, numbered by its length -> its words, its key
    directory, its CRC-32, its length, magic
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import neg
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tmpipe.errors import TmpipeError
from tmpipe.memory.postings import building
from tmpipe.memory.postings.layout import Arrays, mapped
from tmpipe.memory.postings.lists import Lists, Stretch, frequent
from tmpipe.memory.postings.search import Query, Reach, Word, plan, reach
from tmpipe.memory.postings.texts import Texts, sound
from tmpipe.memory.ranking import FEW, Band
from tmpipe.text.rate import EXACT
from tmpipe.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 512
"""So many texts are rated without asking which of them can be the best."""


class IndexDamagedError(TmpipeError):
    """The index holds what no index can hold: it is to be made anew."""


class Index:
    """Texts by their keys, found again by their words. Not to be shared between threads."""

    def __init__(self, path: Path, stamp: bytes, arrays: Arrays) -> None:
        self.path = path
        self.stamp = stamp
        self._texts = Texts(arrays)
        self._lists = Lists(arrays)

    @classmethod
    def build(cls, path: Path, texts: Iterable[tuple[int, str]], stamp: bytes) -> Index:
        """Makes the file anew and opens it; the texts come with keys, distinct signed 64-bit numbers.

        The same texts and stamp give the same bytes. Whatever happens, a full disk or a kill, the file is as
        before or wholly new. TmpipeError where it cannot be written.
        """
        try:
            building.build(path, texts, stamp)
        except OSError as error:
            reason = error.strerror or error
            raise TmpipeError(f"cannot be written: {reason}; nothing was changed", str(path)) from error
        made = cls.open(path)
        if made is None:
            raise TmpipeError("was written and cannot be read again", str(path))
        return made

    @classmethod
    def open(cls, path: Path) -> Index | None:
        """The index in the file; None where it is missing, of another edition or damaged: make it anew."""
        found = mapped(path)
        return cls(path, *found) if found and sound(found[1]) else None

    def close(self) -> None:
        """Lets go of the file; nothing can be looked up any more."""
        del self._texts, self._lists

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._texts)

    def near(self, text: str, cutoff: float) -> Iterator[Band]:
        """Every text at or above the cutoff by its rate and key, the highest rates first, as they are asked
        for; of many with one rate those first that can be the closest.

        Law: the same as rating all of them one by one, where the same text counts as `NEAREST`. A caller
        leaves the very text out. IndexDamagedError where the file turns out to be no index.
        """
        try:
            yield from self._near(text, cutoff)
        except (IndexError, ValueError, OverflowError) as error:
            raise IndexDamagedError(
                f"is damaged ({error}); delete it, it comes back", str(self.path)
            ) from error

    def _near(self, text: str, cutoff: float) -> Iterator[Band]:
        spelled = words(text)
        within = reach(len(spelled), cutoff, self._texts.longest)
        if within is None or not len(self):
            return
        found = self._lists.of(spelled)
        query = Query(text, spelled, [found[word].number for word in spelled], cutoff)
        if within.misses >= len(spelled):
            yield from self._ranked(query, self._every(within), 0)
            return
        hits, stretches = self._stretches(sorted(found.values()), within)
        merged = self._lists.merged(stretches, hits)
        near = frequent(merged, hits)
        if len(near) <= _AT_ONCE:
            rates, near = self._texts.rated(query, near)
            if len(near):
                yield from self._bands(query, rates, near)
        else:
            yield from self._ranked(query, near, _missed(near, merged, stretches, hits))

    def _every(self, within: Reach) -> NDArray[np.int64]:
        import numpy as np

        first, last = self._texts.from_length(within.shortest), self._texts.beyond_length(within.longest[0])
        return np.arange(first, last)

    def _stretches(self, rarest: list[Word], within: Reach) -> tuple[int, list[Stretch]]:
        """(hits, stretches): each text within reach stands in that many of these, a word counted as often
        as the query has it.

        The longer a text, the less it may miss, the fewer lists are read so far.
        """
        first, last = self._texts.from_length(within.shortest), self._texts.beyond_length(within.longest[0])
        hits, count = plan(rarest, within.misses, (last - first) / len(self))
        stretches: list[Stretch] = []
        covered = 1 - hits
        for word in rarest[:count]:
            stretches.append((word, first, self._texts.beyond_length(within.longest[max(0, covered)])))
            covered += word.times
        return hits, stretches

    def _ranked(self, query: Query, numbers: NDArray[Any], missed: NDArray[Any] | int) -> Iterator[Band]:
        """The same as rating all at once, in portions: those first that can have the highest rates."""
        import numpy as np

        bounds = self._texts.bounds(len(query.words), numbers, missed)
        order = np.argsort(-bounds, kind="stable")
        rates, waiting = np.empty(0), np.empty(0, numbers.dtype)
        start, size = 0, _AT_ONCE
        while start < len(order):
            some = np.sort(order[start : start + size])
            new, found = self._texts.rated(query, numbers[some])
            rates, waiting = np.append(rates, new), np.append(waiting, found)
            start, size = start + size, size * 2
            ready = rates > (bounds[order[start]] if start < len(order) else -1)
            yield from self._bands(query, rates[ready], waiting[ready])
            rates, waiting = rates[~ready], waiting[~ready]

    def _bands(self, query: Query, rates: NDArray[np.float64], numbers: NDArray[Any]) -> Iterator[Band]:
        """The texts by their rates; where many have the same, in portions by their closeness."""
        import numpy as np

        order = np.lexsort((numbers, -rates))
        points, numbers = rates[order].tolist(), numbers[order]
        start = 0
        while start < len(points):
            stop = bisect_right(points, -points[start], lo=start, key=neg)
            if stop - start <= FEW:
                yield Band(points[start], self._texts.keys(numbers[start:stop]))
            else:
                yield Band(points[start], [], EXACT)  # who has enough by the rate asks for no more
                yield from self._closest_first(query, points[start], numbers[start:stop])
            start = stop

    def _closest_first(self, query: Query, rate: float, numbers: NDArray[Any]) -> Iterator[Band]:
        import numpy as np

        bounds = self._texts.closest(query, numbers)
        order = np.argsort(-bounds, kind="stable")
        start, size = 0, FEW
        while start < len(order):
            some = order[start : start + size]
            yield Band(rate, self._texts.keys(numbers[some]), float(bounds[some[0]]))
            start, size = start + size, size * 4


def _missed(
    numbers: NDArray[Any], merged: NDArray[Any], stretches: Iterable[Stretch], most: int
) -> NDArray[Any]:
    """How many places of the query each text misses at least: those that were read, less those it has."""
    import numpy as np

    read = np.zeros(len(numbers), np.int64)
    for word, _, last in stretches:
        read += min(word.times, most) * (numbers < last)
    return read - (merged.searchsorted(numbers, "right") - merged.searchsorted(numbers, "left"))
