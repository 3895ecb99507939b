"""The match rate of two segments, 0 to 100, and what a fast search for it is built from.

rapidfuzz is imported when two texts are compared: it costs 50 ms, and most look-ups are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING

from tmpipe.errors import TmpipeError
from tmpipe.text.words import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXACT = 100.0
"""The rate of a text and itself."""
NEAREST = 99.0
"""The highest rate of two texts that are not the same: they differ in a word of a long text, or only in
typography, white space or inline codes, which the words do not show."""

LONG = 10_000
"""Of longer texts only so many characters are compared."""
_UNKNOWN = "\0"


def rate(a: str, b: str, *, cutoff: float = 0) -> float:
    """100 × (1 − word-level Levenshtein distance / words of the longer one), 0 below the cutoff.

    100 only when the texts are the same, else at most `NEAREST`. Symmetric.
    """
    if a == b:
        return EXACT
    alphabet = Alphabet()
    first, second = alphabet.learn(words(a)), alphabet.learn(words(b))
    longer = max(len(first), len(second))
    most = allowed(longer, cutoff)
    near = within(first, [second], most) if most >= 0 else []
    return score(near[0][1], longer) if near else 0.0


def score(distance: int, longer: int) -> float:
    """The rate of two different texts with this distance, the longer one having `longer` words."""
    return min(NEAREST, 100 * (longer - distance) / longer) if longer else NEAREST


def scores(distances: NDArray[np.int64], longer: NDArray[np.int64]) -> NDArray[np.float64]:
    """The `score` of each."""
    import numpy as np

    rates: NDArray[np.float64] = 100 * (longer - distances) / np.maximum(1, longer)
    return np.where(longer > 0, np.minimum(NEAREST, rates), NEAREST)


@lru_cache(maxsize=4096)
def allowed(longer: int, cutoff: float) -> int:
    """The greatest distance whose score is at or above the cutoff; -1 where there is none."""
    if score(0, longer) < cutoff:
        return -1
    most = min(longer, max(0, floor(longer * (1 - cutoff / 100)) + 1))
    while most and score(most, longer) < cutoff:
        most -= 1
    return most


def closeness(a: str, b: str) -> float:
    """How alike two texts are character by character, 0 to 100: it orders matches of the same rate.

    Of longer texts only `LONG` characters are compared.
    """
    from rapidfuzz.distance import Levenshtein

    return 100 * Levenshtein.normalized_similarity(a[:LONG], b[:LONG])


def by_closeness(text: str, others: Sequence[str], limit: int) -> list[tuple[int, float]]:
    """(number, closeness) of the `limit` closest of the others, of all that are as close as the last of them,
    and maybe of some more, closest first."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    scorer, text = Levenshtein.normalized_similarity, text[:LONG]
    cut = [other[:LONG] for other in others] if max(map(len, others), default=0) > LONG else others
    near = extract(text, cut, scorer=scorer, limit=limit)
    if len(near) == limit:
        least = max(0, near[-1][1] - 0.001)  # at the very score rapidfuzz loses some to rounding
        near = extract(text, cut, scorer=scorer, limit=None, score_cutoff=least)
    return [(number, 100 * share) for _, share, number in near]


def edits(a: str, b: str, most: int | None = None) -> int:
    """How many characters have to be changed to make one of the other; `most` + 1 where more than that."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(a, b, score_cutoff=most)


def distances(
    spelling: str | bytes, others: Sequence[str] | Sequence[bytes], most: int | None = None
) -> NDArray[np.int64]:
    """How far each of the others is away; `most` + 1 where farther than that."""
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cdist

    found: NDArray[np.int64] = cdist(
        [spelling], others, scorer=Levenshtein.distance, score_cutoff=most, dtype=np.int64
    )[0]
    return found


def within(
    spelling: str | bytes, others: Sequence[str] | Sequence[bytes], most: int
) -> list[tuple[int, int]]:
    """(number, distance) of the spellings in `others` that are at most `most` words away, nearest first."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    near = extract(spelling, others, scorer=Levenshtein.distance, score_cutoff=most, limit=None)
    return [(number, distance) for _, distance, number in near]


def shared(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int, int]]:
    """(start in the first, start in the second, length) of the runs that two sequences of words share, in
    order: what the fewest changes leave. Words of both, thousands of them, take no more than milliseconds.
    """
    from rapidfuzz.distance import Levenshtein

    alphabet = Alphabet()
    blocks = Levenshtein.editops(alphabet.learn(first), alphabet.learn(second)).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


class Alphabet:
    """Writes each word as one character, so that comparing words is comparing strings."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def learn(self, text: Iterable[str]) -> str:
        """The words' spelling; a new word gets a character of its own."""
        letters = self._letters
        try:
            return "".join(
                [letters.get(word) or letters.setdefault(word, chr(len(letters) + 1)) for word in text]
            )
        except ValueError:
            raise TmpipeError("more than a million different words; split the memory in two") from None

    def spell(self, text: Iterable[str]) -> str:
        """The words' spelling; the unknown ones all look alike, and like no known one."""
        return "".join([self._letters.get(word, _UNKNOWN) for word in text])
