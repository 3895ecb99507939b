"""Candidates among the texts that came since the index was made; for small memories, among all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tmpipe.memory.postings.search import reach
from tmpipe.text.rate import Alphabet, allowed, score, within
from tmpipe.text.words import words


class Recent:
    """Texts by their keys, found again by their words. It grows; forgetting is the store's business."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._alphabet = Alphabet()
        self._keys: list[int] = []
        self._spellings: list[str] = []
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        """Where each word occurs, by its letter."""
        self._longest = 0

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._keys)

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Takes in the texts whose keys are not there yet."""
        for key, text in texts:
            if key not in self._known:
                self._known.add(key)
                spelling = self._alphabet.learn(words(text))
                for letter in set(spelling):
                    self._numbers[letter].append(len(self._keys))
                self._keys.append(key)
                self._spellings.append(spelling)
                self._longest = max(self._longest, len(spelling))

    def near(self, text: str, cutoff: float) -> Iterator[tuple[float, int]]:
        """(rate, key) of every text at or above the cutoff, the highest rates first.

        Law: the same as rating all of them one by one, where the same text counts as `NEAREST`.
        """
        spelling = self._alphabet.spell(words(text))
        length = len(spelling)
        if (reached := reach(length, cutoff, self._longest)) is None:
            return
        shortest, longest = reached.shortest, reached.longest[0]
        numbers = [
            n
            for n in self._sharing(spelling, reached.misses)
            if shortest <= len(self._spellings[n]) <= longest
        ]
        others = [self._spellings[number] for number in numbers]
        most = allowed(max(length, min(longest, self._longest)), cutoff)
        rated = [
            (score(distance, max(length, len(others[at]))), self._keys[numbers[at]])
            for at, distance in within(spelling, others, most)
        ]
        yield from sorted((one for one in rated if one[0] >= cutoff), key=_order)

    def _sharing(self, spelling: str, misses: int) -> Iterable[int]:
        """The numbers of all texts that miss at most `misses` of a query's words, and of some others.

        Of any `misses` + 1 places of the query such a text matches one at least, so the lists of that many
        places hold them all: the shortest lists do.
        """
        lists = [(self._numbers.get(letter, ()), times) for letter, times in Counter(spelling).items()]
        found: set[int] = set()
        for numbers, times in sorted(lists, key=_size):
            found.update(numbers)
            misses -= times
            if misses < 0:
                return found
        return range(len(self._keys))


def _size(numbers: tuple[Sequence[int], int]) -> int:
    return len(numbers[0])


def _order(rated: tuple[float, int]) -> tuple[float, int]:
    return -rated[0], rated[1]
