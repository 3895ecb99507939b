"""A leverage report for programs and spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tmpipe.glossary import sheet
from tmpipe.model import Band, Leverage
from tmpipe.reports import leverage_figures as figures
from tmpipe.reports.leverage_figures import Line
from tmpipe.version import __version__


def as_json(leverage: Leverage) -> str:
    """`{"tool": ..., "signature": {...}, "weights": {...}, "documents": [...], "totals": [...]}`."""
    told = {
        "tool": {"name": "tmpipe", "version": __version__},
        "signature": dict(leverage.signature.fields),
        "weights": {band.value: leverage.weights.get(band, 100) for band in Band},
        "documents": [{"document": line.rows[0].document, **_told(line)} for line in figures.lines(leverage)],
        "totals": [*map(_told, figures.totals(leverage))],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(line: Line) -> Mapping[str, object]:
    return {
        "locale": line.locale or None,
        "segments": {"total": line.segments(), **{band.value: line.segments(band) for band in Band}},
        "words": {"total": line.words(), **{band.value: line.words(band) for band in Band}},
        "weighted_words": line.weighted() / 100,
    }


def as_csv(leverage: Leverage) -> str:
    """A row for each document and locale, without totals: spreadsheets sum up themselves."""
    names = [f"{what} {band.value}" for what in ("words", "segments") for band in Band]
    head = ["document", "locale", "words", "segments", "weighted words", *names, "signature"]
    rows = [_row(line, str(leverage.signature)) for line in figures.lines(leverage)]
    return "".join(sheet.row(row, sheet.Style()) for row in [head, *rows])


def _row(line: Line, signature: str) -> list[str]:
    sums = (line.words(), line.segments(), f"{line.weighted() / 100:.2f}")
    by_band = [count(band) for count in (line.words, line.segments) for band in Band]
    return [line.document, line.locale, *map(str, (*sums, *by_band)), signature]
