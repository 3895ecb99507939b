"""How far a project is, for a terminal: within 100 columns where that can be, a last line that sums up."""

from __future__ import annotations

from collections.abc import Sequence

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Credit, Standings
from tmpipe.reports import figures
from tmpipe.reports.figures import Column, Line

WIDTH = 100
_NARROWEST = 16
"""Columns that a document's name keeps in any case."""


def write(rows: Sequence[Standings], credit: Credit | None = None) -> str:
    """The table, then what is void, then who finished what.

    Where the details do not fit, they stand in a table of their own, a line a locale.
    """
    lines, totals = figures.lines(rows), figures.totals(rows)
    details = figures.present(figures.DETAILS, lines)
    counts = (*figures.COUNTS, *details, *figures.FINDINGS)
    wide = (table(*_cells(lines, totals, counts, room=room)) for room in (24, 12))
    fitting = next((one for one in wide if max(map(columns, one.split("\n"))) <= WIDTH), None)
    if fitting is not None:
        parts = [fitting]
    else:
        parts = [table(*_fitted(*_cells(lines, totals, figures.FOLDED, room=12)))]
        parts += [_details(figures.by_locale(rows), details)] if details else []
    parts += ["".join(f"{one}\n" for one in figures.voids(rows))]
    parts += [] if credit is None else [_translators(credit)]
    return "\n".join(part for part in parts if part)


_Cells = list[list[str]]


def _cells(
    lines: Sequence[Line], totals: Sequence[Line], counts: Sequence[Column], *, room: int
) -> tuple[_Cells, _Cells]:
    """The head and a row of cells a line, and the totals' rows; a column for sign-offs where there is one."""
    signed = any(line.sign_offs for line in lines)
    head = ["document", "locale", *(name for name, _ in counts), "state", *["signed off"] * signed]

    def row(line: Line) -> list[str]:
        numbers = (str(count(line)) for _, count in counts)
        own = [line.document, line.locale or "all", *numbers, line.state]
        return own + [_signers(line, room)] * signed

    return [head, *map(row, lines)], [*map(row, totals)]


def _fitted(rows: _Cells, totals: _Cells) -> tuple[_Cells, _Cells]:
    """The same with names of documents that leave room for the other columns."""
    others = sum(max(map(columns, column)) + 2 for column in list(zip(*rows, *totals, strict=True))[1:])
    room = max(_NARROWEST, WIDTH - others)
    return [[shortened(row[0], room), *row[1:]] for row in rows], totals


def _signers(line: Line, room: int) -> str:
    holding = [one.by for one in line.sign_offs if not one.void]
    if holding:
        more = f" +{len(holding) - 1}" if len(holding) > 1 else ""
        name, room = figures.shown(holding[0]), room - len(more)
        return (name if columns(name) <= room else f"{name[: room - 1]}…") + more
    return "void" if line.sign_offs else ""


def _details(lines: Sequence[Line], details: Sequence[Column]) -> str:
    """Where the segments stand, by locale."""
    body = [[line.locale or "all", *(str(count(line)) for _, count in details)] for line in lines]
    return table([["locale", *(name for name, _ in details)], *body])


def _translators(credit: Credit) -> str:
    if not credit.shares:
        return f"{figures.NOBODY_YET}\n"
    head = ["translator", "locale", "segments", "words"]
    body = [
        [figures.shown(one.name) or "(not known)", one.locale, str(one.segments), str(one.words)]
        for one in credit.shares
    ]
    return table([head, *body])


def table(rows: Sequence[Sequence[str]], below: Sequence[Sequence[str]] = ()) -> str:
    """A head and rows, then totals, with rules between. Columns as wide as need be, numbers to the right."""
    widths = [max(map(columns, column)) for column in zip(*rows, *below, strict=True)]
    rule = "  ".join("-" * width for width in widths) + "\n"
    head, *body = (_line(row, widths) for row in rows)
    return "".join([head, rule, *body, *([rule] if below else []), *(_line(row, widths) for row in below)])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (_padded(cell, width) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip() + "\n"


def _padded(cell: str, width: int) -> str:
    blank = " " * (width - columns(cell))
    return blank + cell if cell.isdecimal() else cell + blank


def shortened(text: str, room: int) -> str:
    """At most `room` columns: the middle of a long name is left out."""
    if columns(text) <= room:
        return text
    end = room // 3
    return f"{text[: room - end - 1]}…{text[-end:]}"
