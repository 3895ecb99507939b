"""The order in which a memory offers its matches; the same for every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from tmpipe.model import Match, TranslationUnit
from tmpipe.text.rate import closeness

_TRUST = {
    origin: place
    for place, origin in enumerate(("human", "edited", "unedited", "aligned", "draft", "machine"))
}

Context = tuple[str, str]
"""The source texts before and after a segment; empty where there is none."""


def best(
    source: str,
    candidates: Iterable[tuple[float, str]],
    units: Callable[[str], Iterable[TranslationUnit]],
    *,
    context: Context = ("", ""),
    limit: int = 5,
    before: Iterable[Match] = (),
) -> list[Match]:
    """`before`, and after it the best matches for `source`: `limit` in all, each target text once.

    `candidates` are (rate, source text), `units` gives the units of a source text. First come higher rates,
    then closer texts, then units from the same neighbourhood, more trusted ones and newer ones. Units are
    asked for only as far as needed.
    """
    found = {match.unit.target: match for match in before}
    merits = _by_merit(source, candidates)
    while len(found) < limit and (equals := next(merits, None)):
        rate, texts = equals
        for unit in _in_order(chain.from_iterable(map(units, texts)), context):
            found.setdefault(unit.target, Match(unit, rate))
    return list(found.values())[:limit]


def _by_merit(source: str, candidates: Iterable[tuple[float, str]]) -> Iterator[tuple[float, list[str]]]:
    """The candidates' texts with their rate, best first; texts that nothing tells apart come together."""
    ordered = sorted(candidates, key=_rate, reverse=True)
    for rate, group in groupby(ordered, key=_rate):
        texts = [text for _, text in group]
        if len(texts) == 1:
            yield rate, texts
            continue
        near = sorted(((closeness(source, text), text) for text in texts), key=_rate, reverse=True)
        for _, equals in groupby(near, key=_rate):
            yield rate, [text for _, text in equals]


def _rate(candidate: tuple[float, str]) -> float:
    return candidate[0]


def _in_order(units: Iterable[TranslationUnit], context: Context) -> list[TranslationUnit]:
    """Units of the same rate: neighbours, trust, newer date, and at last the texts, so that runs agree."""
    ordered = sorted(units, key=lambda unit: (unit.source, unit.target, unit.document, unit.source_locale))
    ordered.sort(key=lambda unit: unit.date, reverse=True)
    ordered.sort(key=lambda unit: (-_neighbours(unit, context), _TRUST.get(unit.origin, len(_TRUST))))
    return ordered


def _neighbours(unit: TranslationUnit, context: Context) -> int:
    """How many of the two neighbours are the same; an empty one tells nothing."""
    previous, following = context
    return (unit.previous == previous != "") + (unit.following == following != "")
