"""How far a project is, as a GFM table for a README or a wiki."""

from __future__ import annotations

from collections.abc import Sequence

from tmpipe.model import Credit, SignOff, Standings
from tmpipe.reports import figures
from tmpipe.reports.figures import Column, Line
from tmpipe.reports.gfm import plain

_BAR = 10
"""Characters of a bar."""
_CELLS = "█▒░"
_LEGEND = (
    "█ finished by a human · ▒ suggested, waits for a human · ░ not translated; by words of the source\n"
)


def write(rows: Sequence[Standings], credit: Credit | None = None) -> str:
    """The table, its legend, what is void, and who finished what."""
    lines = figures.lines(rows)
    counts = (*figures.COUNTS, *figures.present(figures.DETAILS, lines), *figures.FINDINGS)
    signed = any(row.sign_offs for row in rows)
    head = ["document", "language", "progress", *(name for name, _ in counts), "state"]
    marks = [":--", ":--", ":--", *("--:" for _ in counts), ":--"]
    body = [_cells(line, counts) + [_signers(line)] * signed for line in (*lines, *figures.totals(rows))]
    parts = [_table([head + ["signed off"] * signed, marks + [":--"] * signed, *body]), _LEGEND]
    parts += ["".join(f"- {plain(one)}\n" for one in figures.voids(rows))]
    parts += [] if credit is None else [_translators(credit)]
    return "\n".join(part for part in parts if part)


def _cells(line: Line, counts: Sequence[Column]) -> list[str]:
    cells = [plain(line.document), plain(figures.language_name(line.locale)), bar(line)]
    cells += [*(str(count(line)) for _, count in counts), line.state]
    return [f"**{cell}**" for cell in cells] if line.is_total else cells


def bar(line: Line) -> str:
    """`██▒▒▒▒▒▒░░ 20 %`."""
    return "".join(cell * part for cell, part in zip(_CELLS, line.parts(_BAR), strict=True)) + (
        f" {line.percent} %"
    )


def _signers(line: Line) -> str:
    return ", ".join(map(_signer, line.sign_offs))


def _signer(one: SignOff) -> str:
    told = plain(figures.shown(one.by)) + (f" ({one.date})" if one.date else "")
    return f"~~{told}~~ void" if one.void else told


def _translators(credit: Credit) -> str:
    if not credit.shares:
        return f"{figures.NOBODY_YET}\n"
    body = [
        [
            plain(figures.shown(one.name)) or "(not known)",
            plain(figures.language_name(one.locale)),
            str(one.segments),
            str(one.words),
        ]
        for one in credit.shares
    ]
    return _table([["translator", "language", "segments", "words"], [":--", ":--", "--:", "--:"], *body])


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
