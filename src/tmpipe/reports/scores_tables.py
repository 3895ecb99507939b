"""What machine translation was measured at, for people: a terminal's tables, and GFM's.

What is the same in every run stands first, then what depends on the machine and the hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tmpipe.catalogs.wrap import columns
from tmpipe.reports.excerpt import CONTROL
from tmpipe.reports.figures import shown
from tmpipe.reports.gfm import plain
from tmpipe.reports.leverage_figures import percent
from tmpipe.reports.status_text import shortened, table
from tmpipe.scores import Scored, Scores

_ROOM = 32
"""Columns of a terminal for the name of a set."""
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with names in its first columns and numbers in the others."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    names: int = 1


def text(scores: Scores) -> str:
    """Quality, then how texts were made, then confidence, signatures, and the pace of this machine."""
    first, second = _lasting(scores), _pace(scores)
    said = "".join(f"{line}\n" for line in _signatures(scores))
    return "\n".join([*map(_terminal, first), said, _terminal(second)])


def markdown(scores: Scores) -> str:
    """The same for a wiki or a merge request."""
    first, second = _lasting(scores), _pace(scores)
    said = "".join(f"- `{line.replace('`', ' ')}`\n" for line in _signatures(scores))
    return "\n".join([*map(_gfm, first), said, _gfm(second)])


def _lasting(scores: Scores) -> list[Table]:
    """The tables that every run of the same signature gives again."""
    trusted = any(row.trust for row in scores.rows)
    return [_quality(scores), _made(scores), *([_trust(scores)] if trusted else [])]


def _quality(scores: Scores) -> Table:
    head = ("", "set", "engine", "texts", "got", "BLEU", "chrF", "BLEU got", "chrF got")
    rows = [
        [
            str(number),
            PurePath(row.path).name,
            str(row.trial),
            str(row.texts),
            f"{percent(row.covered, row.texts)} %",
            *(f"{value:.2f}" for value in (*row.quality, *row.covered_quality)),
        ]
        for number, row in _numbered(scores)
    ]
    return Table("Quality; `got`: the texts that got something", head, rows, names=3)


def _made(scores: Scores) -> Table:
    """The columns are the rows of the first table: there are more ways than trials."""
    counts = [_counts(row) for row in scores.rows]
    names = dict.fromkeys(name for kind in range(3) for each in counts for name in each[kind])
    found = [{name: count for kind in each for name, count in kind.items()} for each in counts]
    rows = [[name, *(str(each.get(name, 0)) for each in found)] for name in names]
    head = ["", *map(str, range(1, len(counts) + 1))]
    return Table("Terms of the glossary; texts by how they were made, or why they are empty", head, rows)


def _counts(row: Scored) -> tuple[Mapping[str, int], ...]:
    """What is counted of terms, ways and reasons, by name."""
    terms = row.terms
    of_terms = {"terms": terms.mentions, "terms fine": terms.fine, "forbidden forms": terms.forbidden}
    return (
        of_terms if terms.mentions else {},
        row.ways,
        {f"empty: {name}": count for name, count in row.reasons.items()},
    )


def _trust(scores: Scores) -> Table:
    head = ("", "texts", "confidence", "chrF", "error", "correlation")
    rows = [
        [
            str(number),
            str(row.trust.texts),
            *(f"{value:.3f}" for value in (row.trust.confidence, row.trust.quality, row.trust.error)),
            _NONE if row.trust.correlation is None else f"{row.trust.correlation:.3f}",
        ]
        for number, row in _numbered(scores)
        if row.trust
    ]
    return Table("Confidence, and the chrF of single texts, 0 to 1", head, rows)


def _pace(scores: Scores) -> Table:
    head = ("", "texts/s", "words/s", "seconds", "CPU s", "load s", "load CPU s", "peak MB")
    rows = [
        [
            str(number),
            *(f"{value:.1f}" for value in (pace.texts_per_second, pace.words_per_second)),
            *(f"{value:.2f}" for span in (pace.work, pace.load) for value in (span.wall, span.cpu)),
            _NONE if pace.memory is None else f"{pace.memory / 1e6:.0f}",
        ]
        for number, pace in ((number, row.pace) for number, row in _numbered(scores))
    ]
    return Table("On this machine, this time", head, rows)


def _signatures(scores: Scores) -> list[str]:
    """sacrebleu's, then one for each row."""
    own = [f"{number} {row.signature}" for number, row in _numbered(scores)]
    lines = [*(f"{name} {told}" for name, told in scores.metrics.items()), *own]
    return [CONTROL.sub("�", line) for line in [*lines, *_calibrated(scores)]]


def _calibrated(scores: Scores) -> list[str]:
    if scores.calibrated is None:
        return []
    one = scores.calibrated
    errors = f"error {one.before:.3f} before, {one.after:.3f} after on texts it was not fitted on"
    worse = "; this is no better: take more texts, or remove the file" if one.after >= one.before else ""
    return [f"calibrated on {one.texts} texts: {errors}; kept in {one.path}{worse}"]


def _numbered(scores: Scores) -> Iterable[tuple[int, Scored]]:
    return enumerate(scores.rows, start=1)


def _terminal(one: Table) -> str:
    cells = [[shortened(shown(cell), _ROOM) for cell in row[: one.names]] for row in one.rows]
    rows = [
        [*one.head],
        *([*names, *row[one.names :]] for names, row in zip(cells, one.rows, strict=True)),
    ]
    return f"{one.title}\n{table(_to_the_right(rows, one.names))}"


def _to_the_right(rows: Sequence[Sequence[str]], names: int) -> list[list[str]]:
    """Numbers, and what stands above them, as wide as their column."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return [
        [
            cell if number < names else " " * (width - columns(cell)) + cell
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]


def _gfm(one: Table) -> str:
    marks = [":--" if number < one.names else "--:" for number in range(len(one.head))]
    rows = [one.head, marks, *([plain(cell) for cell in row] for row in one.rows)]
    return f"{one.title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)
