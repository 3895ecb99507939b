"""Candidates for a fuzzy look-up: all texts at or above a cutoff, without looking at most of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tmpipe.text.rate import Alphabet, allowed, score, within
from tmpipe.text.words import words


@dataclass(slots=True)
class _Shelf:
    """The texts of one length in words."""

    texts: list[str] = field(default_factory=list)
    spellings: list[str] = field(default_factory=list)
    numbers: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Where each word occurs, by its character."""

    def add(self, text: str, spelling: str, letters: set[str]) -> None:
        number = len(self.texts)
        for letter in letters:
            self.numbers[letter].append(number)
        self.texts.append(text)
        self.spellings.append(spelling)

    def sharing(self, rarest: Iterable[tuple[str, int]], misses: int) -> Iterable[int]:
        """The numbers of all texts that miss at most `misses` of a query's words, and of some others.

        `rarest` has the query's words with their counts. Of any `misses` + 1 places of the query such a
        text matches one at least, so the postings of that many places hold them all: the rarest do.
        """
        found: set[int] = set()
        for letter, times in rarest:
            found.update(self.numbers.get(letter, ()))
            misses -= times
            if misses < 0:
                return found
        return range(len(self.texts))


class Index:
    """Distinct texts, found again by their words. It grows; forgetting is the store's business."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._alphabet = Alphabet()
        self._frequency: Counter[str] = Counter()
        self._shelves: defaultdict[int, _Shelf] = defaultdict(_Shelf)

    def __len__(self) -> int:
        """How many distinct texts there are."""
        return len(self._known)

    def add(self, texts: Iterable[str]) -> None:
        """Takes in the texts that are not there yet."""
        for text in texts:
            if text not in self._known:
                self._known.add(text)
                spelling = self._alphabet.learn(words(text))
                letters = set(spelling)
                self._frequency.update(letters)
                self._shelves[len(spelling)].add(text, spelling, letters)

    def near(self, text: str, cutoff: float) -> Iterator[tuple[float, str]]:
        """(rate, other) for every other text at or above the cutoff, in no order.

        Law: the same as rating all of them one by one.
        """
        spelling = self._alphabet.spell(words(text))
        rarest = sorted(Counter(spelling).items(), key=lambda item: self._frequency[item[0]])
        for length, shelf, most in self._within_reach(len(spelling), cutoff):
            longer = max(len(spelling), length)
            numbers = list(shelf.sharing(rarest, len(spelling) - longer + most))
            if not numbers:
                continue
            for at, distance in within(spelling, [shelf.spellings[n] for n in numbers], most):
                if (other := shelf.texts[numbers[at]]) != text:
                    yield score(distance, longer), other

    def _within_reach(self, length: int, cutoff: float) -> Iterator[tuple[int, _Shelf, int]]:
        """Each shelf whose texts can be at or above the cutoff, with its length and the distance allowed."""
        for other, shelf in self._shelves.items():
            most = allowed(max(length, other), cutoff)
            if abs(length - other) <= most:
                yield other, shelf, most
