"""Which words of a translation come from which of its source, out of an engine's links, which are noisy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

from tmpipe.engines.care.gaps import REACH, Worded, Words
from tmpipe.parts import Link

FOREIGN, UNLINKED = 0.5, 0.1
"""What a word costs a run if it comes from elsewhere, or from nowhere that is known; one that comes from
where the run does is worth 1. So one such word in the middle is taken in, and a stray word far off is not."""
LEAST = 3
"""One in so many of the source's words must have a word in the run."""
_SURE = 4
"""Letters of a word that is the same in both languages because it is a name or the like."""


class Origins:
    """The links of two texts as words: each word's share in those of the other text."""

    def __init__(self, source: Worded, target: Worded, links: Iterable[Link]) -> None:
        self._target = target
        shares = _shares(source, target, links)
        shares.update(_unchanged(source, target))
        self._shares = {there: _whole(each) for there, each in shares.items()}
        self._targets: dict[int, list[int]] = defaultdict(list)
        for there in sorted(self._shares):
            for here in self._shares[there]:
                self._targets[here].append(there)
        costs = (FOREIGN if there in self._shares else UNLINKED for there in range(len(target)))
        self._costs = list(accumulate(costs, initial=0.0))

    def run(self, words: Words, among: Words) -> Words | None:
        """The words of the target, among those given, that come from these of the source; each from the
        first up to the one after the last.

        They stand together, and may have others between them. None where too little is linked, or what is
        lies too far apart. Linear in the links of these words.
        """
        first, last = words
        found = {there for here in range(first, last) for there in self._targets.get(here, ())}
        inside = {
            there: sum(share for here, share in self._shares[there].items() if first <= here < last)
            for there in sorted(found)
            if among[0] <= there < among[1]
        }
        run = self._best(inside)
        if run is None:
            return None
        caught = [there for there in inside if run[0] <= there < run[1]]
        origins = {here for there in caught for here in self._shares[there] if first <= here < last}
        enough = 2 * sum(inside[there] for there in caught) > sum(inside.values())
        return run if enough and LEAST * len(origins) >= last - first else None

    def phrase(self, gap: int, words: Words, among: Words) -> int:
        """The end of the phrase that goes on at this gap of the target with what comes from these words.

        No mark stands in it: `services | Internet,` comes from `internet services`.
        """
        at = gap
        while at < min(among[1], gap + REACH) and not self._target.parted(at):
            shares = self._shares.get(at)
            if shares and 2 * sum(shares.get(here, 0) for here in range(*words)) <= 1:
                return gap
            at += 1
            gap = at if shares else gap
        return gap

    def _best(self, inside: Mapping[int, float]) -> Words | None:
        """The run of the greatest sum (Kadane), the first and shortest of equal ones; None if none is above
        0."""
        best, best_run = 0.0, None
        total, start, before = 0.0, 0, 0
        for there, share in inside.items():
            bridged = total - (self._costs[there] - self._costs[before])
            if bridged <= 0:
                bridged, start = 0.0, there
            total, before = bridged + share - FOREIGN * (1 - share), there + 1
            if total > best + 1e-9:
                best, best_run = total, (start, there + 1)
        return best_run


def _shares(source: Worded, target: Worded, links: Iterable[Link]) -> dict[int, dict[int, float]]:
    """By word of the target, the characters that link it with each word of the source."""
    shares: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for link in links:
        mine = _parts(source, link.source_start, link.source_end)
        for there, width in _parts(target, link.start, link.end).items():
            for here, length in mine.items():
                shares[there][here] += width * length / sum(mine.values())
    return shares


def _parts(text: Worded, start: int, end: int) -> dict[int, int]:
    """The words in this stretch, with how many of their characters lie there."""
    return {
        number: min(text.ends[number], end) - max(text.starts[number], start)
        for number in range(*text.touched(start, end))
    }


def _whole(weights: Mapping[int, float]) -> dict[int, float]:
    total = sum(weights.values())
    return {here: weight / total for here, weight in weights.items()}


def _unchanged(source: Worded, target: Worded) -> dict[int, dict[int, float]]:
    """Words of which a part between hyphens stands once in either text, and is the same: numbers, names."""
    here, there = _once(source), _once(target)
    shares: dict[int, dict[int, float]] = defaultdict(dict)
    for part in here.keys() & there.keys():
        shares[there[part]][here[part]] = 1.0
    return shares


def _once(text: Worded) -> dict[str, int]:
    parts = [
        (part, number) for number in range(len(text)) for part in text.word(number).casefold().split("-")
    ]
    times = Counter(part for part, _ in parts)
    return {
        part: number
        for part, number in parts
        if times[part] == 1 and (len(part) >= _SURE or any(map(str.isdecimal, part)))
    }
