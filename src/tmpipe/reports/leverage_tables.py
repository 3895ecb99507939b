"""A leverage report for people: a terminal's tables, and GFM's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Leverage
from tmpipe.reports import leverage_figures as figures
from tmpipe.reports.excerpt import CONTROL
from tmpipe.reports.gfm import plain
from tmpipe.reports.leverage_figures import Line
from tmpipe.reports.status_text import shortened, table

_WIDTH, _NARROWEST = 100, 12
"""Columns of a terminal; those that a document's name keeps in any case."""
LEGEND = "words by the match rate of what the memory offers; weighted: as work on new words"


def text(leverage: Leverage) -> str:
    """Words by document and locale, then segments, words and work by band, and the signature."""
    shown = figures.bands(leverage)

    def row(line: Line) -> list[str]:
        return [line.document, line.locale or "all", *figures.cells(line, shown)]

    head = ["document", "locale", *figures.head(shown)]
    rows, totals = ([row(line) for line in of(leverage)] for of in (figures.lines, figures.totals))
    *by_band, last = figures.summary(leverage)
    bands = table([figures.SUMMARY, *by_band], [last])
    signature = CONTROL.sub("�", str(leverage.signature))
    return f"{_fitted([head, *rows], totals)}\n{LEGEND}\n\n{bands}\n{signature}\n"


def _fitted(rows: list[list[str]], totals: list[list[str]]) -> str:
    """The table, with names of documents that leave room for the other columns."""
    others = list(zip(*rows, *totals, strict=True))[1:]
    room = max(_NARROWEST, _WIDTH - sum(max(map(columns, column)) + 2 for column in others))
    return table([[shortened(name, room), *cells] for name, *cells in rows], totals)


def markdown(leverage: Leverage) -> str:
    """The same for a wiki or a merge request."""
    shown = figures.bands(leverage)

    def row(line: Line) -> list[str]:
        own = [plain(line.document), plain(line.locale or "all"), *figures.cells(line, shown)]
        return [f"**{cell}**" for cell in own] if line.is_total else own

    head = ["document", "locale", *figures.head(shown)]
    rows = _gfm(head, 2, map(row, [*figures.lines(leverage), *figures.totals(leverage)]))
    bands = _gfm(figures.SUMMARY, 1, figures.summary(leverage))
    return f"{rows}\n{LEGEND.capitalize()}.\n\n{bands}\n`{leverage.signature}`\n"


def _gfm(head: Sequence[str], names: int, rows: Iterable[Sequence[str]]) -> str:
    """A table whose first columns hold names, the others numbers."""
    marks = [":--" if number < names else "--:" for number in range(len(head))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, marks, *rows))
