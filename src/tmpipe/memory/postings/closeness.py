"""How close texts can be to another, character by character, told from their words alone.

Of ten thousand formulas with one rate so only those have to be read that can be the closest. Two texts of
words W and V, each divided by one blank, are as far apart as what stands between the words with which both
begin and those with which both end. How far a text is from its words so divided (marks, blanks, codes: most
texts not at all) is its slack; by as much the texts themselves can be nearer or longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tmpipe.memory.postings.layout import Arrays
from tmpipe.memory.postings.search import Query
from tmpipe.text.rate import EXACT, LONG, distances, edits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 255
"""A slack of which nothing is known."""
_ROUNDED = 1e-9


def slack(text: str, words: Sequence[str]) -> int:
    """How many characters have to be changed at most to make a text of its words, 0 to 254; 255: of more,
    and of what is too long to be compared, nothing is told."""
    plain = " ".join(words)
    if max(len(text), len(plain)) > LONG:
        return _MOST
    return 0 if text == plain else edits(text, plain, _MOST - 1)


class Closeness:
    """The texts of an index as they are spelled; numbers of words and places in `tokens` are the index's."""

    def __init__(self, arrays: Arrays) -> None:
        self._words, self._tokens, self._slack = arrays["words"], arrays["tokens"], arrays["slack"]

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """Where each word's line begins in `words`, and where the last one ends."""
        import numpy as np

        return np.flatnonzero(self._words == ord("\n"))

    def bounds(
        self, query: Query, numbers: NDArray[Any], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The greatest closeness that each of the texts can have, which have words, as the query has.

        `starts` tells where the words of each begin in `tokens`.
        """
        import numpy as np

        size, lines = len(query.words), [f"{word}\n" for word in query.words]
        first = self._alike(query.numbers, starts, lengths, 1)
        last = self._alike(query.numbers[::-1], starts + lengths - 1, lengths, -1)
        last = np.minimum(last, np.minimum(lengths, size) - first)
        own = edits(query.text, " ".join(query.words))
        spare = self._slack[numbers].astype(np.int64)
        found = np.empty(len(numbers))
        for here in _equal(first * (size + 1) + last):
            rest = "".join(lines[first[here[0]] : size - last[here[0]]])
            others = self._spelled(starts[here] + first[here], (lengths - first - last)[here])
            sizes = np.fromiter(map(len, others), np.int64, len(others))
            longer = sum(map(len, lines)) - len(rest) + sizes - 1 + spare[here]
            least = np.maximum(0, distances(rest, others) - own - spare[here])
            found[here] = EXACT * (1 - least / np.maximum(longer, len(query.text))) + _ROUNDED
        return np.where(spare == _MOST, EXACT, found)

    def _alike(
        self, query: Sequence[int], starts: NDArray[np.int64], lengths: NDArray[np.int64], step: int
    ) -> NDArray[np.int64]:
        """With how many of the query's words each text begins, counted in steps from its start."""
        import numpy as np

        columns = np.arange(len(query))
        places = np.minimum(columns, lengths[:, None] - 1) * step + starts[:, None]
        same = (self._tokens[places] == np.array(query)) & (columns < lengths[:, None])
        return np.where(same.all(1), len(query), same.argmin(1))

    def _spelled(self, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> list[str]:
        """So many words from each start, a line each."""
        import numpy as np

        words = self._tokens[_runs(starts, counts)].astype(np.int64)
        sizes = self._ends[words + 1] - self._ends[words]
        text = self._words[_runs(self._ends[words] + 1, sizes)].tobytes()
        ends = np.append(0, np.cumsum(sizes))[np.append(0, np.cumsum(counts))].tolist()
        return [text[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(ends)]


def _runs(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """So many consecutive places from each start."""
    import numpy as np

    at = np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
    return at + np.arange(len(at))


def _equal(kinds: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The places of each kind."""
    import numpy as np

    order = np.argsort(kinds, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(kinds[order])) + 1)
