"""What the steps of an alignment cost before anything is known of the words.

Runs of segments without a counterpart are priced affinely: dear to begin, cheap to continue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from tmpipe.model import Bead

Kind = tuple[int, int]
KINDS: Mapping[Kind, float] = {
    (1, 1): 0.872,
    (1, 2): 0.055,
    (2, 1): 0.055,
    (2, 2): 0.006,
    (1, 3): 0.006,
    (3, 1): 0.006,
}
"""How many segments of each side a match has, and how often that is usually so among matches."""
_RUNS, _STAY, _TURN = 0.03, 0.7, 0.4
"""Usual runs for each match; chance that a run goes on; that one of the target begins where one of the
source ends."""
_MOST_RUNS, _LONGEST_STAY = 0.4, 0.85
_DOUBT = 40
"""Matches after which the text counts as much as what is usual."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Logarithms of chances."""

    kinds: Mapping[Kind, float]
    """That a match is of this kind."""
    begin: float
    """That a run of one side begins after a match."""
    on: float
    """That a run goes on."""
    over: float
    """That a run of the target follows one of the source."""
    match: float
    """That a match follows a match."""
    back: float
    """That a match follows a run of the source."""
    home: float
    """That a match follows a run of the target."""


def prices(beads: Sequence[Bead] = ()) -> Prices:
    """The usual prices; the more beads were found, the more theirs."""
    count = Counter((len(bead.source), len(bead.target)) for bead in beads)
    matches = sum(count[kind] for kind in KINDS)
    alone = len(beads) - matches
    runs = _runs(beads)
    begin = min((_RUNS * _DOUBT + runs) / (_DOUBT + matches), _MOST_RUNS) / 2
    stay = min((_STAY * _DOUBT / 4 + alone - runs) / (_DOUBT / 4 + alone), _LONGEST_STAY)
    return Prices(
        {kind: log((usual * _DOUBT + count[kind]) / (_DOUBT + matches)) for kind, usual in KINDS.items()},
        begin=log(begin),
        on=log(stay),
        over=log((1 - stay) * _TURN),
        match=log(1 - 2 * begin),
        back=log((1 - stay) * (1 - _TURN)),
        home=log(1 - stay),
    )


def _runs(beads: Sequence[Bead]) -> int:
    """How many runs of segments of one side that have no counterpart there are."""
    sides = [(bool(bead.source), bool(bead.target)) for bead in beads]
    begun = sum(one != before for before, one in pairwise(sides) if not all(one))
    return begun + (bool(sides) and not all(sides[0]))
