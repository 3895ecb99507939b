"""The order in which a memory offers its matches; the same for every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Protocol

from tmpipe.model import ORIGINS, Match, TranslationUnit
from tmpipe.parts import Penalty
from tmpipe.text.rate import EXACT, NEAREST, by_closeness, closeness, rate

_TRUST = {origin: place for place, origin in enumerate(ORIGINS)}
FEW = 32
"""Texts of one rate that are fetched with their units at once; of more, the closest first."""

Context = tuple[str, str]
"""The source texts before and after a segment; empty where there is none."""


class Band(NamedTuple):
    """Texts that may have one rate."""

    rate: float
    """No text of this or a later band has a higher one."""
    keys: Sequence[int]
    """None, where only the rate is told for now."""
    closeness: float | None = None
    """Nor, with this rate, a higher closeness. None: nothing is known, and no other band has this rate."""


Candidates = Iterable[Band]


def banded(rated: Iterable[tuple[float, int]]) -> Iterator[Band]:
    """(rate, key), in falling order of the rate, as bands."""
    for points, group in groupby(rated, key=itemgetter(0)):
        yield Band(points, [key for _, key in group])


class Held(Protocol):
    """What the ranking asks a store for; keys are the store's own."""

    def units(self, keys: Sequence[int]) -> Iterable[TranslationUnit]:
        """The units of the texts, in any order."""

    def texts(self, keys: Sequence[int]) -> Iterable[tuple[int, str]]:
        """The texts with their keys, in any order; without those that have no units any more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for."""

    source: str
    context: Context = ("", "")
    cutoff: float = 70
    limit: int = 5
    penalty: Penalty | None = None

    def match(self, unit: TranslationUnit) -> Match:
        """The unit with its rate for this source: exactly, and with penalties taken off."""
        same = unit.source == self.source
        points = EXACT if same else rate(self.source, unit.source, cutoff=self.cutoff)
        around = (unit.previous, unit.following)
        context = same and around == self.context != ("", "")
        return Match(unit, max(0.0, points - self.lost(unit)), context)

    def lost(self, unit: TranslationUnit) -> float:
        """The points that the unit's matches lose."""
        return max(0.0, unit.penalty + (self.penalty(unit) if self.penalty else 0))

    def closeness(self, unit: TranslationUnit) -> float:
        """How alike the texts are, character by character."""
        return EXACT if unit.source == self.source else closeness(self.source, unit.source)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A match with what puts it before others of its rate."""

    match: Match
    closeness: float

    @property
    def merit(self) -> tuple[float, float]:
        return self.match.rate, self.closeness


def best(
    wish: Wish, same: Iterable[TranslationUnit], near: Callable[[], Iterable[Candidates]], held: Held
) -> list[Match]:
    """The best matches: `same` has the units of the very text, `near` searches for others, lazily, in
    one place or several.

    First come higher rates, then closer texts, then units from the same neighbourhood, more trusted ones and
    newer ones; each target text once. Exact: a unit's rate is at most its text's, so texts are asked for in
    falling order, and no further than something could still come in.
    """
    offers = _foremost(wish, _offers(wish, same))
    if wish.cutoff > NEAREST or _enough(wish, offers, (NEAREST, EXACT)):
        return [offer.match for offer in offers]
    turns = merge(*(_in_turn(wish, some, held) for some in near()), key=itemgetter(0), reverse=True)
    for bound, keys in turns:
        if _enough(wish, offers, bound):
            break
        if keys:
            offers = _foremost(wish, [*offers, *_offers(wish, held.units(keys))])
    return [offer.match for offer in offers]


def ordered(wish: Wish, matches: Iterable[Match]) -> list[Match]:
    """The matches in the order of `best`; of one rate, what was adapted comes last."""
    found = [_Offer(match, wish.closeness(match.unit)) for match in matches if match.rate >= wish.cutoff]
    return [offer.match for offer in _foremost(wish, found)]


def _in_turn(
    wish: Wish, candidates: Candidates, held: Held
) -> Iterator[tuple[tuple[float, float], Sequence[int]]]:
    """Keys, and what no unit of theirs or of later ones can be above: rate and closeness."""
    for points, keys, bound in candidates:
        if bound is not None or len(keys) <= FEW:
            yield (points, EXACT if bound is None else bound), keys
            continue
        for close, some in _closest_first(wish, held.texts(keys)):
            yield (points, close), some


def _closest_first(wish: Wish, texts: Iterable[tuple[int, str]]) -> Iterator[tuple[float, list[int]]]:
    """Keys of texts of one rate, in falling order of closeness, with the greatest of each portion.

    Ten thousand formulas may have one rate: only the first portion is put in order until more is asked for.
    """
    keys, others = zip(*found, strict=True) if (found := list(texts)) else ((), ())
    at, size = 0, max(FEW, 2 * wish.limit)
    while at < len(others):
        near = by_closeness(wish.source, others, size)
        yield near[at][1], [keys[number] for number, _ in near[at:]]
        at, size = len(near), 16 * len(near)


def _enough(wish: Wish, offers: list[_Offer], bound: tuple[float, float]) -> bool:
    return len(offers) >= wish.limit and (not offers or offers[-1].merit > bound)


def _offers(wish: Wish, units: Iterable[TranslationUnit]) -> list[_Offer]:
    matches = (wish.match(unit) for unit in units)
    return [_Offer(match, wish.closeness(match.unit)) for match in matches if match.rate >= wish.cutoff]


def _foremost(wish: Wish, offers: list[_Offer]) -> list[_Offer]:
    """The first of them, each target once: by merit, neighbours, trust, newer date, and at last the texts,
    so that runs agree."""
    offers.sort(key=_texts)
    offers.sort(key=lambda offer: offer.match.unit.date, reverse=True)
    offers.sort(key=lambda offer: _place(offer, wish.context))
    once: dict[str, _Offer] = {}
    for offer in offers:
        once.setdefault(offer.match.unit.target, offer)
    return list(once.values())[: wish.limit]


def _place(offer: _Offer, context: Context) -> tuple[float, float, int, int]:
    unit = offer.match.unit
    closest = 0 if offer.match.substituted else -offer.closeness
    beside = _neighbours(unit, context)
    return -offer.match.rate, closest, -beside, _TRUST.get(unit.origin, len(_TRUST))


def _texts(offer: _Offer) -> tuple[str, ...]:
    unit = offer.match.unit
    return unit.source, unit.target, unit.document, unit.file


def _neighbours(unit: TranslationUnit, context: Context) -> int:
    """How many of the two neighbours are the same; an empty one tells nothing."""
    previous, following = context
    return (unit.previous == previous != "") + (unit.following == following != "")
