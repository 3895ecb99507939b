"""What the forms of a leverage report are made of: lines and their totals, shares, weighted words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tmpipe.model import Band, Banded, Leverage, Locale
from tmpipe.reports.figures import shown

OPTIONAL = frozenset({Band.FINISHED, Band.INTERNAL})
"""Bands that are left out where nothing is in them."""
_TITLES: Mapping[Band, str] = {Band.EXACT: "100 %", Band.REPETITION: "repeated"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: a document in a locale, or a total of several."""

    rows: tuple[Banded, ...]
    weights: Mapping[Band, int]
    document: str = "total"
    locale: Locale = ""
    """Empty: all."""
    is_total: bool = True

    def segments(self, *bands: Band) -> int:
        """How many segments are in these bands; without an argument, all."""
        return sum(row.segments.get(band, 0) for row in self.rows for band in bands or Band)

    def words(self, *bands: Band) -> int:
        """How many words are in these bands; without an argument, all."""
        return sum(row.words.get(band, 0) for row in self.rows for band in bands or Band)

    def weighted(self, *bands: Band) -> int:
        """The same words as work on new ones, in hundredths of a word."""
        return sum(self.weights.get(band, 100) * self.words(band) for band in bands or Band)


def whole(hundredths: int) -> int:
    """Weighted words, rounded, a half up."""
    return (hundredths + 50) // 100


def percent(part: int, all_: int) -> int:
    """Rounded, but 0 and 100 only where it is that."""
    if part in (0, all_):
        return 100 if part else 0
    return min(99, max(1, (200 * part + all_) // (2 * all_)))


def lines(leverage: Leverage) -> list[Line]:
    """A line a row."""
    weights = leverage.weights
    return [Line((row,), weights, shown(row.document), row.locale, is_total=False) for row in leverage.rows]


def totals(leverage: Leverage) -> list[Line]:
    """A total for each locale where there are several documents, and one for all of several locales."""
    found: dict[Locale, list[Banded]] = {}
    for row in leverage.rows:
        found.setdefault(row.locale, []).append(row)
    several = len({row.document for row in leverage.rows}) > 1
    by_locale = [Line(tuple(own), leverage.weights, locale=locale) for locale, own in found.items()]
    return [*(by_locale if several else []), *([everything(leverage)] if len(found) > 1 else [])]


def everything(leverage: Leverage) -> Line:
    """The sum of all rows."""
    return Line(leverage.rows, leverage.weights)


def bands(leverage: Leverage) -> tuple[Band, ...]:
    """The bands to show, in their order."""
    return tuple(
        band for band in Band if band not in OPTIONAL or any(row.segments.get(band) for row in leverage.rows)
    )


def cells(line: Line, shown_bands: tuple[Band, ...]) -> list[str]:
    """Words by band, all of them first, then as work on new ones."""
    by_band = (line.words(band) for band in shown_bands)
    return [str(number) for number in (line.words(), *by_band, whole(line.weighted()))]


def head(shown_bands: tuple[Band, ...]) -> list[str]:
    """The names of `cells`."""
    return ["words", *map(title, shown_bands), "weighted"]


def title(band: Band) -> str:
    """How people know it."""
    return _TITLES.get(band, band.value)


SUMMARY = ("band", "segments", "words", "%", "weight %", "weighted words")


def summary(leverage: Leverage) -> list[list[str]]:
    """A row of SUMMARY for each band of the whole, and one for all."""
    line = everything(leverage)

    def row(name: str, weight: str, *of: Band) -> list[str]:
        share = percent(line.words(*of), line.words())
        numbers = (line.segments(*of), line.words(*of), share)
        return [name, *map(str, numbers), weight, str(whole(line.weighted(*of)))]

    rows = [row(title(band), str(leverage.weights.get(band, 100)), band) for band in bands(leverage)]
    return [*rows, row("all", str(percent(line.weighted(), 100 * line.words())))]
