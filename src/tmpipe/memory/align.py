"""Two texts of which one translates the other: which segments belong together, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tmpipe.memory.alignment import kin
from tmpipe.memory.alignment.anchors import Box, boxes
from tmpipe.memory.alignment.evidence import Witnesses, expected, hits, witnesses
from tmpipe.memory.alignment.lattice import Lattice, chances, decoded
from tmpipe.memory.alignment.learning import coverage, learned, meetings
from tmpipe.memory.alignment.lengths import LONGEST, Lengths, fit, lengths, summed
from tmpipe.memory.alignment.lexicon import Lexicon, lexicon, tabled
from tmpipe.memory.alignment.prices import KINDS, Kind, Prices, prices
from tmpipe.memory.alignment.traits import Floats, Side, side
from tmpipe.model import Bead, Locale, Term

_TRUST = 0.75
"""How much of what the traits of a sentence say together counts: they do not speak independently."""
_ENOUGH = 3
"""Matches from which something can be learned."""


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_locale: Locale,
    locale: Locale,
    *,
    terms: Iterable[Term] = (),
) -> list[Bead]:
    """The beads of two texts, in order: each segment of both is in exactly one.

    A bead's score is the chance that it is right. Blank segments are in no match, unless they stand between
    two of one. `terms` are a glossary's; what it says of the locale's words helps.
    """
    ours, theirs = _told(source), _told(target)
    left = side([source[n] for n in ours], source_locale)
    right = side([target[n] for n in theirs], locale)
    known = kin.termed(left, right, source_locale, locale, terms)
    found = _beads(left, right, [*known, *_known(left, right, source_locale, locale)])
    return list(_with_blanks(found, ours, theirs, len(source), len(target)))


def _told(segments: Sequence[str]) -> list[int]:
    """The numbers of the segments that are not blank."""
    return [number for number, text in enumerate(segments) if text.strip()]


def _known(source: Side, target: Side, source_locale: Locale, locale: Locale) -> Iterator[kin.Pair]:
    """The pairs of traits that are known before anything is learned."""
    yield from kin.same(source, target)
    yield from kin.cognates(source, target)
    yield from kin.heard(source, target, source_locale, locale)
    yield from tabled(source, target, source_locale, locale)


def _beads(source: Side, target: Side, pairs: Sequence[kin.Pair]) -> list[Bead]:
    """Two passes: the second knows what the first has learned."""
    if not len(source) or not len(target):
        return [*_alone(len(source), ()), *_alone(0, range(len(target)))]
    words = lexicon(pairs)
    stretches = boxes(source, target, words)
    first = _Knowledge(
        witnesses(source, target, words, expected(words, source)),
        witnesses(target, source, words.turned(), expected(words.turned(), target)),
        lengths(source.lengths, target.lengths),
        prices(),
    )
    found = _aligned(source, target, stretches, first)
    return _aligned(source, target, stretches, _wiser(source, target, pairs, found, first))


def _alone(source: int, target: Iterable[int]) -> Iterator[Bead]:
    """Segments that nothing stands for."""
    yield from (Bead((number,), (), 1.0) for number in range(source))
    yield from (Bead((), (number,), 1.0) for number in target)


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What a pass knows of the two texts."""

    source: Witnesses
    target: Witnesses
    lengths: Lengths
    prices: Prices


def _wiser(
    source: Side, target: Side, pairs: Sequence[kin.Pair], found: Sequence[Bead], known: _Knowledge
) -> _Knowledge:
    """What the matches teach; the same as before where there are too few."""
    sure = [bead for bead in found if bead.source and bead.target and bead.score > 0.4]
    if len(sure) < _ENOUGH:
        return known
    met = meetings(source, target, sure)
    words = lexicon([*pairs, *_listed(learned(met))])
    back = words.turned()
    ratios = [
        np.log(target.lengths[[*bead.target]].sum() / source.lengths[[*bead.source]].sum()) for bead in sure
    ]
    return _Knowledge(
        witnesses(source, target, words, coverage(met, words, expected(words, source))),
        witnesses(target, source, back, coverage(met.turned(), back, expected(back, target))),
        lengths(source.lengths, target.lengths, float(np.median(ratios))),
        prices(found),
    )


def _listed(words: Lexicon) -> Iterator[kin.Pair]:
    return zip(words.source.tolist(), words.target.tolist(), words.strength.tolist(), strict=True)


def _aligned(source: Side, target: Side, stretches: Sequence[Box], known: _Knowledge) -> list[Bead]:
    """The beads of all stretches."""
    found: list[Bead] = []
    for (top, left), (bottom, right) in stretches:
        beads = _stretch(source.part(top, bottom), target.part(left, right), known)
        found += [_moved(bead, top, left) for bead in beads] if top or left else beads
    return found


def _moved(bead: Bead, down: int, right: int) -> Bead:
    return Bead(tuple(n + down for n in bead.source), tuple(n + right for n in bead.target), bead.score)


def _stretch(source: Side, target: Side, known: _Knowledge) -> list[Bead]:
    """The beads of texts that are short enough to look at all pairs of segments."""
    if not len(source) or not len(target):
        return [*_alone(len(source), ()), *_alone(0, range(len(target)))]
    lattice = Lattice(len(source), len(target))
    spans = range(1, LONGEST + 1)
    forth, back = hits(known.source, source, target), hits(known.target, target, source)
    said = {span: forth.testimony(span) for span in spans if span <= len(target)}
    answered = {span: back.testimony(span).T for span in spans if span <= len(source)}
    scores: dict[Kind, Floats] = {}
    for up, left in KINDS:
        if up <= len(source) and left <= len(target):
            words = summed(said[left], up) + summed(answered[up], left, axis=1)
            long = fit(summed(source.lengths, up), summed(target.lengths, left), known.lengths, left)
            scores[up, left] = lattice.empty()
            lattice.square(scores[up, left])[up:, left:] = _TRUST / 2 * words + long
    return decoded(lattice, chances(lattice, scores, known.prices))


def _with_blanks(
    beads: Sequence[Bead], ours: Sequence[int], theirs: Sequence[int], source: int, target: int
) -> Iterator[Bead]:
    """The beads with the numbers of all segments; blank ones are alone, unless they stand within a match."""
    row = column = 0
    for bead in beads:
        left, right = _spread(bead.source, ours), _spread(bead.target, theirs)
        while left and row < left[0]:
            yield Bead((row,), (), 1.0)
            row += 1
        while right and column < right[0]:
            yield Bead((), (column,), 1.0)
            column += 1
        yield replace(bead, source=left, target=right)
        row, column = row + len(left), column + len(right)
    yield from (Bead((number,), (), 1.0) for number in range(row, source))
    yield from (Bead((), (number,), 1.0) for number in range(column, target))


def _spread(numbers: Sequence[int], places: Sequence[int]) -> tuple[int, ...]:
    """From the first to the last of the numbers' places."""
    return tuple(range(places[numbers[0]], places[numbers[-1]] + 1)) if numbers else ()
