"""The texts in which each word stands, read as far as a look-up needs them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

from tmpipe.memory.postings.layout import Arrays
from tmpipe.memory.postings.search import Word
from tmpipe.memory.postings.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stretch = tuple[Word, int, int]
"""Of a word's list the numbers from one up to, but not including, another."""


class Lists:
    """For each word the numbers of its texts, rising."""

    def __init__(self, arrays: Arrays) -> None:
        self._numbers = arrays["numbers"]
        self._items = self._numbers.data
        self._starts = arrays["lists"].data
        self._vocabulary = Vocabulary(arrays)
        self._known = lru_cache(maxsize=1 << 14)(self._look)

    def of(self, query: Sequence[str]) -> dict[str, Word]:
        """The query's words in the order of their first places."""
        times: dict[str, int] = {}
        for word in query:
            times[word] = times.get(word, 0) + 1
        found = {word: self._known(word) for word in times}
        return {
            word: one if times[word] == 1 else one._replace(times=times[word]) for word, one in found.items()
        }

    def _look(self, word: str) -> Word:
        number = self._vocabulary.find(word)
        if number < 0:
            return Word(0, 0, -1, 1)
        start = self._starts[number]
        return Word(self._starts[number + 1] - start, start, number, 1)

    def merged(self, stretches: Iterable[Stretch], most: int) -> NDArray[np.uint32]:
        """The numbers in the stretches, sorted; each as often as the query has the word, at `most`."""
        import numpy as np

        pieces: list[NDArray[np.uint32]] = []
        for word, first, last in stretches:
            end = word.start + word.size
            start = bisect_left(self._items, first, word.start, end)
            stop = bisect_left(self._items, last, start, end)
            if start < stop:
                pieces.extend(repeat(self._numbers[start:stop], min(word.times, most)))
        numbers = np.concatenate(pieces) if pieces else np.empty(0, np.uint32)
        numbers.sort()
        return numbers


def frequent(numbers: NDArray[np.uint32], times: int) -> NDArray[np.uint32]:
    """The distinct ones of the sorted numbers that stand there at least so often."""
    import numpy as np

    last = numbers[times - 1 :]
    found = last[last == numbers[: len(last)]] if times > 1 else last
    new = np.ones(len(found), np.bool_)
    np.not_equal(found[1:], found[:-1], out=new[1:])
    return found[new]
