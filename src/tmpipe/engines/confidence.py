"""What the confidence of a suggestion means, and how it comes out of a model's own scores.

A confidence of 0.62 says: what a human wrote for such texts had, on average, a chrF of 62 with what the
model made of them; about 62 in 100 of its letter sequences were there. It is a mean over many texts, and no
promise of one.

A model rates itself by the probabilities of its words. That number, the raw confidence, ranks texts well and
means nothing: some models are sure of everything. So it is mapped to the mean that was measured, by a line
that rises everywhere: what ranks higher before ranks higher after. `tmpipe measure machine --calibrate` fits
the line of a package on texts with references and keeps it in the package's own folder, which goes when
another version of the model comes.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Self

from tmpipe.errors import InputError
from tmpipe.files import write_whole

FILE = "tmpipe-calibration.json"
POINTS = 12
"""A fitted line has about so many points: each stands on a twelfth of the pairs or more."""
BINS = 10
"""Of the expected calibration error: 0 to 0.1, 0.1 to 0.2 ..."""
_APART = 1e-9
"""Points that are nearer than this are one."""


class Pair(NamedTuple):
    """A translation with a reference. Both 0 to 1."""

    confidence: float
    quality: float
    """Its chrF against the reference, in hundredths."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A line of points (raw confidence, expected quality) from raw 0 to raw 1, rising in both everywhere."""

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        ends = [self.points[0][0], self.points[-1][0]] if self.points else []
        rising = all(x < next_x and y < next_y for (x, y), (next_x, next_y) in pairwise(self.points))
        if ends != [0, 1] or not rising or self.points[0][1] < 0 or self.points[-1][1] > 1:
            raise ValueError("a calibration is a line of points from 0 to 1 that rises everywhere")

    def of(self, raw: float) -> float:
        """The confidence, 0 to 1, of a raw one; outside of 0 to 1 that of the nearer end."""
        return _interpolated(self.points, raw)

    def raw(self, confidence: float) -> float:
        """`raw(of(x)) == x` for x from 0 to 1, as near as numbers are."""
        return _interpolated([(y, x) for x, y in self.points], confidence)

    @classmethod
    def fit(cls, pairs: Iterable[Pair]) -> Self:
        """The rising line nearest to pairs of a raw confidence and its quality, with about POINTS points.

        Isotonic regression by pooling adjacent violators (Ayer and others 1955): n log n. InputError
        where there is no pair.
        """
        blocks = _large(_pooled(pairs))
        if not blocks:
            raise InputError("nothing to calibrate with: no text got a translation that has a confidence")
        return cls(_ended(_points(blocks)))

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """That of the package in a folder; DEFAULT where it has none. InputError for a damaged file."""
        place = folder / FILE
        try:
            data = json.loads(place.read_text("utf-8"))
            return cls(tuple((float(x), float(y)) for x, y in data["points"]))
        except FileNotFoundError:
            return DEFAULT
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it has no rising line of points"
            cure = "remove it, or make it anew: tmpipe measure machine FILE.tsv --locale L --calibrate"
            raise InputError(f"the calibration cannot be read: {reason}; {cure}", str(place)) from error

    def save(self, folder: Path) -> Path:
        """Keeps it in a package's folder, whole or not at all; the file."""
        place = folder / FILE
        lines = ",\n".join(f"    [{x!r}, {y!r}]" for x, y in self.points)
        write_whole(place, f'{{\n  "points": [\n{lines}\n  ]\n}}\n'.encode(), str(place))
        return place


DEFAULT = Calibration(((0.0, 0.0), (1.0, 1.0)))
"""Of a package that nobody has calibrated: its raw confidence as it is.

It was not fitted, because what a line is worth depends on the kind of text more than on the package. For the
two small packages of the tests (`benchmarks/machine/quality.md`) the expected error of the raw confidence is
0.09 to 0.10 on sentences of Tatoeba and on sentences of our grammar, and 0.15 and 0.22 on FLORES, which they
do not understand. A line from the same kind of text leaves 0.002 to 0.02 on texts that it was not fitted on,
one from the other package on the same kind 0.01 to 0.04; but one from another kind up to 0.6.
"""


def expected_error(pairs: Iterable[Pair]) -> float:
    """How far confidence and quality are apart: the expected calibration error (Naeini and others 2015).

    The mean over BINS bins of confidence, weighted by what is in them, of the distance between mean
    confidence and mean quality. 0 to 1; 0 without pairs.
    """
    bins: dict[int, list[Pair]] = {}
    for pair in pairs:
        bins.setdefault(min(BINS - 1, int(BINS * pair.confidence)), []).append(pair)
    count = sum(map(len, bins.values()))
    return sum(abs(sum(one.confidence - one.quality for one in many)) for many in bins.values()) / (
        count or 1
    )


def held_out_error(pairs: Sequence[Pair]) -> float:
    """The expected error of a line on texts it was not fitted on: fitted on each half, measured on the other.

    The halves are every other pair. 0 with fewer than 2 pairs.
    """
    halves = (pairs[::2], pairs[1::2])
    if not all(halves):
        return 0.0
    lines = [Calibration.fit(half) for half in halves]
    return expected_error(
        Pair(line.of(raw), quality)
        for line, half in zip(lines, reversed(halves), strict=True)
        for raw, quality in half
    )


def _interpolated(points: Sequence[tuple[float, float]], at: float) -> float:
    """The line's height there; beyond its ends, theirs."""
    right = bisect_right(points, at, key=lambda point: point[0])
    if right in (0, len(points)):
        return points[min(right, len(points) - 1)][1]
    (x, y), (next_x, next_y) = points[right - 1 : right + 1]
    return y + (at - x) / (next_x - x) * (next_y - y)


@dataclass(frozen=True, slots=True)
class _Block:
    """Pairs that stand beside each other, as their sums."""

    count: int
    raw: float
    quality: float

    def __add__(self, other: _Block) -> _Block:
        return _Block(self.count + other.count, self.raw + other.raw, self.quality + other.quality)

    @property
    def mean(self) -> float:
        """Of their qualities."""
        return self.quality / self.count


def _pooled(pairs: Iterable[Pair]) -> list[_Block]:
    """Blocks by rising raw confidence, their mean qualities rising: what falls is made one with what was."""
    blocks: list[_Block] = []
    for raw, many in groupby(
        sorted((_within(raw), _within(quality)) for raw, quality in pairs), itemgetter(0)
    ):
        qualities = [quality for _, quality in many]
        block = _Block(len(qualities), raw * len(qualities), sum(qualities))
        while blocks and blocks[-1].mean >= block.mean:
            block = blocks.pop() + block
        blocks.append(block)
    return blocks


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _large(blocks: Sequence[_Block]) -> list[_Block]:
    """Neighbours made one until each has its share of the pairs; what is left joins the last."""
    least = sum(block.count for block in blocks) / POINTS
    out: list[_Block] = []
    for block in blocks:
        if out and out[-1].count < least:
            out[-1] += block
        else:
            out.append(block)
    if len(out) > 1 and out[-1].count < least:
        out[-2:] = [out[-2] + out[-1]]
    return out


def _points(blocks: Sequence[_Block]) -> list[tuple[float, float]]:
    """The means of blocks, as a line that rises everywhere.

    All heights are drawn to the middle as far as one more pair of 0.5 would, so that there is room above and
    below; raw confidences that are all but 0 or 1 are that.
    """
    count = sum(block.count for block in blocks)
    line: list[tuple[float, float]] = []
    for block in blocks:
        x, y = block.raw / block.count, (block.mean * count + 0.5) / (count + 1)
        x = round(x) if abs(x - round(x)) < _APART else x
        if not line or (x - line[-1][0] > _APART and y - line[-1][1] > _APART):
            line.append((float(x), y))
    return line


def _ended(line: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The line from raw 0 to raw 1: on both sides it goes on as steeply as it is from end to end.

    That is 1 in 8 at least, and at most half the way to 0 and to 1.
    """
    (x, y), (last_x, last_y) = line[0], line[-1]
    slope = max(1 / 8, (last_y - y) / (last_x - x) if len(line) > 1 else 0)
    first = [(0.0, max(y - slope * x, y / 2))] if x > 0 else []
    last = [(1.0, min(last_y + slope * (1 - last_x), (1 + last_y) / 2))] if last_x < 1 else []
    return (*first, *line, *last)
