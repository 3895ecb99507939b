"""The words of all texts of an index, compared with a query's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tmpipe.errors import TmpipeError
from tmpipe.memory.postings.closeness import Closeness
from tmpipe.memory.postings.layout import Arrays
from tmpipe.memory.postings.search import Query
from tmpipe.text.rate import EXACT, LONG, allowed, distances, scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LETTERS = 0x110000 - 2
_CELLS = 1 << 20
"""So many words are compared at once, in one text at least."""


def sound(arrays: Arrays) -> bool:
    """Whether the arrays agree on how many texts and words there are, and how long the texts are."""
    import numpy as np

    lengths, firsts, places = arrays["lengths"], arrays["texts"], arrays["places"]
    if not len(lengths) + 1 == len(firsts) == len(places):
        return False
    if len(arrays["slack"]) != len(arrays["keys"]):
        return False
    ends = firsts[-1], places[-1], arrays["lists"][-1]
    return bool(
        ends == (len(arrays["keys"]), len(arrays["tokens"]), len(arrays["numbers"]))
        and np.all(np.diff(lengths) > 0)
        and np.all(np.diff(firsts) > 0)
        and np.array_equal(np.diff(places), np.diff(firsts) * lengths)
    )


class Texts:
    """Texts numbered by their length in words. Numbers in arrays are rising."""

    def __init__(self, arrays: Arrays) -> None:
        import numpy as np

        self._keys = arrays["keys"]
        self._tokens = arrays["tokens"] if len(arrays["tokens"]) else np.zeros(1, np.uint32)
        self._lengths, self._firsts, self._places = arrays["lengths"], arrays["texts"], arrays["places"]
        self._steps: list[int] = self._lengths.tolist()
        self._starts: list[int] = self._firsts.tolist()
        self._letters = np.ones(len(arrays["lists"]), np.uint8)
        self._closeness = Closeness(arrays)
        self.longest = self._steps[-1] if self._steps else 0

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._keys)

    def from_length(self, length: int) -> int:
        """The number of the first text of at least so many words."""
        return self._starts[bisect_left(self._steps, length)]

    def beyond_length(self, length: int) -> int:
        """The number of the first text of more words than that."""
        return self._starts[bisect_right(self._steps, length)]

    def bounds(self, length: int, numbers: NDArray[Any], misses: NDArray[Any] | int) -> NDArray[np.float64]:
        """The highest rate that the texts can have for a query of which they miss so many words at least."""
        import numpy as np

        others = self._lengths[self._kinds(numbers)]
        longer = np.maximum(others, length)
        distance = np.maximum(length - others, misses + np.maximum(0, others - length))
        return scores(distance, longer)

    def rated(self, query: Query, numbers: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[Any]]:
        """The rates and numbers of the texts at or above the query's cutoff."""
        import numpy as np

        lengths, starts = self._spans(numbers)
        spelling = _Spelling(query.numbers, self._letters)
        rates: list[NDArray[np.float64]] = []
        found: list[NDArray[Any]] = []
        for some in _portions(lengths):
            others = spelling.of(self._tokens, starts[some], lengths[some])
            most = allowed(max(len(query.words), int(lengths[some][-1])), query.cutoff)
            far = distances(spelling.query, others, most)
            near = np.flatnonzero(far <= most)
            if len(near):
                rates.append(scores(far[near], np.maximum(len(query.words), lengths[some][near])))
                found.append(numbers[some][near])
        if not found:
            return np.empty(0), numbers[:0]
        all_rates, all_found = np.concatenate(rates), np.concatenate(found)
        good = all_rates >= query.cutoff
        return all_rates[good], all_found[good]

    def keys(self, numbers: NDArray[Any]) -> list[int]:
        """The texts' keys."""
        found: list[int] = self._keys[numbers].tolist()
        return found

    def closest(self, query: Query, numbers: NDArray[Any]) -> NDArray[np.float64]:
        """The greatest closeness, character by character, that each of the texts can have."""
        import numpy as np

        found = np.full(len(numbers), EXACT)
        lengths, starts = self._spans(numbers)
        if query.words and lengths[0] and len(query.text) <= LONG:
            for some in _portions(lengths):
                found[some] = self._closeness.bounds(query, numbers[some], starts[some], lengths[some])
        return found

    def _spans(self, numbers: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How long each text is, and where it begins."""
        kinds = self._kinds(numbers)
        lengths = self._lengths[kinds]
        return lengths, self._places[kinds] + (numbers - self._firsts[kinds]) * lengths

    def _kinds(self, numbers: NDArray[Any]) -> NDArray[np.int64]:
        """The place in `lengths` of each text's length."""
        return self._firsts.searchsorted(numbers, "right") - 1


def _portions(lengths: NDArray[np.int64]) -> Iterator[slice]:
    """Stretches of texts of which all, filled up to the longest, are `_CELLS` words at most, or one text."""
    import numpy as np

    start = 0
    while start < len(lengths):
        cells = lengths[start:] * np.arange(1, len(lengths) - start + 1)
        stop = start + max(1, int(cells.searchsorted(_CELLS, "right")))
        yield slice(start, stop)
        start = stop


class _Spelling:
    """Texts as strings of one letter a word: those of the query have their own, all others the letter 1.

    So there are as many letters as the query has words, however many the memory has.
    """

    def __init__(self, query: Sequence[int], letters: NDArray[np.uint8]) -> None:
        """`letters` is all ones, for each word and one more, and is so again between two calls of `of`."""
        self._letter = {number: letter for letter, number in enumerate(dict.fromkeys(query), 2)}
        if len(self._letter) > _LETTERS:
            raise TmpipeError("a segment of more than a million different words cannot be looked up")
        self._narrow = len(self._letter) < 255
        self._letters = letters
        spelled = [self._letter[number] for number in query]
        self.query = bytes(spelled) if self._narrow else "".join(map(chr, spelled))

    def of(self, tokens: NDArray[Any], starts: NDArray[Any], lengths: NDArray[Any]) -> list[Any]:
        """The texts that begin there in `tokens`, of which the last is the longest.

        They are the lines of a table of letters, each filled up with 0, which ends a numpy string.
        """
        import numpy as np

        width = max(1, int(lengths[-1]))
        columns = np.arange(width)
        letters = self._letters if self._narrow else np.ones(len(self._letters), np.uint32)
        known = np.fromiter(self._letter, np.int64, len(self._letter))
        letters[known] = np.fromiter(self._letter.values(), np.int64, len(self._letter))
        table = letters.take(tokens.take(starts[:, None] + columns, mode="clip"), mode="clip")
        letters[known] = 1
        table *= columns < lengths[:, None]
        found: list[Any] = table.view(f"{'S' if self._narrow else 'U'}{width}").ravel().tolist()
        return found
