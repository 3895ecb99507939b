"""Which earlier sentence a new one comes from: candidates by shared words, verified by the match rate."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, chain

from tmpipe.text.rate import NEAREST, Alphabet, allowed, closeness, score, within
from tmpipe.text.words import words

NEIGHBOUR = 5
"""Points for standing after the same sentence as before, and as many for standing before the same one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """New sentence `new` may come from the earlier sentence `old`."""

    new: int
    old: int
    rate: float
    bonus: int
    closeness: float

    @property
    def rank(self) -> tuple[float, float, int, int]:
        """Best first."""
        return -self.rate - self.bonus, -self.closeness, self.old, self.new


class Earlier:
    """Earlier sentences by their numbers, found again by the words that a new one shares with them.

    A match at the cutoff shares a known share of its words, so at least one of the query's rarest words:
    only their lists are read, and a neighbour that fits well leaves only better ones to look for.

    A new sentence gets its `BEST` pairs. None of them is missed, except where many sentences are alike:
    then what is read and compared is bounded, for one sentence by `MOST` places in lists, and for all the
    `asked` ones together by 20 million places and a million comparisons.
    """

    def __init__(self, texts: Iterable[tuple[int, str]], asked: int = 1) -> None:
        self._places = min(MOST, max(1_000, 20_000_000 // asked))
        self._compared = max(100, 1_000_000 // asked)
        self._alphabet = Alphabet()
        self._texts = dict(texts)
        self._spelled = {number: self._alphabet.learn(words(text)) for number, text in self._texts.items()}
        self._lists: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for number, spelled in self._spelled.items():
            for letter in _numbered(spelled):
                self._lists[letter].append(number)

    def pairs(self, new: int, text: str, beside: Sequence[int], cutoff: float) -> Iterator[Pair]:
        """The `BEST` sentences whose rate and bonus reach the cutoff and those of neighbours `beside`."""
        spelled = self._alphabet.spell(words(text))
        fits = {number: NEIGHBOUR * beside.count(number) for number in beside if number in self._texts}
        found = self._rated(spelled, sorted(fits), cutoff - NEIGHBOUR * len(beside))
        best = max([cutoff, *(rate + fits[number] for number, rate in found)])
        others = self._sharing(spelled, best, new) - set(fits)
        found += self._rated(spelled, sorted(others), best)
        ranked = (
            (
                -rate - fits.get(number, 0),
                -closeness(text, self._texts[number]),
                abs(number - new),
                number,
                rate,
            )
            for number, rate in found
            if rate + fits.get(number, 0) >= best
        )
        for _, far, _, number, rate in nsmallest(BEST, ranked):
            yield Pair(new, number, rate, fits.get(number, 0), -far)

    def _rated(self, spelled: str, numbers: Sequence[int], cutoff: float) -> list[tuple[int, float]]:
        """Of these sentences those whose rate reaches the cutoff, with it."""
        if not numbers or cutoff > NEAREST:
            return []
        most = allowed(int(len(spelled) * 100 / max(cutoff, 1)) + 1, cutoff)
        near = within(spelled, [self._spelled[number] for number in numbers], most)
        lengths = (max(len(spelled), len(self._spelled[numbers[place]])) for place, _ in near)
        rated = (
            (numbers[place], score(far, longer)) for (place, far), longer in zip(near, lengths, strict=True)
        )
        return [(number, rate) for number, rate in rated if rate >= cutoff]

    def _sharing(self, spelled: str, cutoff: float, new: int) -> set[int]:
        """All sentences that share enough words for the cutoff, and some that do not.

        Where they are too many: those that share most, and of equals those that stand nearest to `new`;
        of a list too long to be read only those.
        """
        spare = allowed(len(spelled), min(cutoff, NEAREST))
        lists = sorted((self._lists.get(letter, []) for letter in _numbered(spelled)), key=len)
        lists = lists[: spare + 1 + _EXTRA]
        read = sum(size <= self._places for size in accumulate(map(len, lists)))
        hits = Counter(chain.from_iterable(lists[:read]))
        least = max(1, read - spare)
        equals: defaultdict[int, list[int]] = defaultdict(list)
        for number, shared in hits.items():
            if shared >= least:
                equals[shared].append(number)
        found: set[int] = set()
        for shared in sorted(equals, reverse=True):
            found.update(_around(sorted(equals[shared]), new, self._compared - len(found)))
        if read < len(lists):
            found.update(_around(lists[read], new, self._compared - len(found)))
        return found


BEST = 20
"""Pairs that are kept of one new sentence: as many may lose their nearest one to another."""

MOST = 20_000
"""Places in lists that are read for one sentence."""

_EXTRA = 1
"""Lists read beyond the least: each asks for one more shared word, which leaves fewer to verify."""


def _around(numbers: list[int], place: int, most: int) -> list[int]:
    """At most so many of the ascending numbers: those around the place."""
    if len(numbers) <= most:
        return numbers
    start = max(0, min(bisect(numbers, place) - most // 2, len(numbers) - most))
    return numbers[start : start + most]


def _numbered(spelled: str) -> Iterator[tuple[str, int]]:
    """Each letter and how often it came before, so that a repeated word counts as often as it is shared."""
    seen: Counter[str] = Counter()
    for letter in spelled:
        yield letter, seen[letter]
        seen[letter] += 1


def assigned(pairs: Iterable[Pair]) -> dict[int, Pair]:
    """For each new sentence the best pair left; an earlier one serves again only where it is as good."""
    best: dict[int, Pair] = {}
    served: dict[int, float] = {}
    for pair in sorted(pairs, key=lambda pair: pair.rank):
        if pair.new not in best and served.setdefault(pair.old, pair.rate) == pair.rate:
            best[pair.new] = pair
    return best
