"""Tables of how far a project is: for a terminal, a program, a README or wiki, a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from tmpipe import __version__
from tmpipe.model import Standing, Standings

_Column = tuple[str, Callable[[Standings], str]]


def _counted(how: Standing) -> _Column:
    return how.value, lambda row: str(row.segments.get(how, 0))


_FIRST: tuple[_Column, ...] = (
    ("document", lambda row: row.document),
    ("locale", lambda row: row.locale),
    ("segments", lambda row: str(row.total)),
    ("words", lambda row: str(sum(row.words.values()))),
    ("finished", lambda row: str(row.finished)),
)
_DETAILS = tuple(_counted(how) for how in Standing if how is not Standing.HUMAN)
"""Those of the finished that were suggestions once, and the rest by where it came from."""
_LAST: tuple[_Column, ...] = (
    ("errors", lambda row: str(row.errors)),
    ("warnings", lambda row: str(row.warnings)),
    ("state", lambda row: row.state),
)


def _cells(rows: Sequence[Standings]) -> tuple[list[str], list[list[str]]]:
    """Head and rows; a detail that is 0 everywhere has no column."""
    details = [column for column in _DETAILS if any(column[1](row) != "0" for row in rows)]
    columns = (*_FIRST, *details, *_LAST)
    return [name for name, _ in columns], [[cell(row) for _, cell in columns] for row in rows]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need to be; numbers to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(
            cell.rjust(width) if cell[:1].isdigit() else cell.ljust(width)
            for cell, width in zip(cells, widths, strict=True)
        ).rstrip()

    return "\n".join([line(head), "  ".join("-" * width for width in widths), *map(line, rows)]) + "\n"


def text(rows: Sequence[Standings]) -> str:
    """For a terminal."""
    return table(*_cells(rows))


def markdown(rows: Sequence[Standings]) -> str:
    """A GFM table."""
    head, body = _cells(rows)
    lines = [head, ["---"] * len(head), *body]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def html(rows: Sequence[Standings]) -> str:
    """A table element."""
    head, body = _cells(rows)
    first = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in line) for line in body)
    rest = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f"<table>\n<thead><tr>{first}</tr></thead>\n<tbody>\n{rest}</tbody>\n</table>\n"


def as_json(rows: Sequence[Standings]) -> str:
    """One JSON document; segments and words by standing."""
    found = {"tool": {"name": "tmpipe", "version": __version__}, "documents": [_told(row) for row in rows]}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _told(row: Standings) -> Mapping[str, object]:
    return {
        "document": row.document,
        "locale": row.locale,
        "state": row.state,
        "segments": _by_standing(row.segments),
        "words": _by_standing(row.words),
        "findings": {"error": row.errors, "warning": row.warnings},
    }


def _by_standing(counts: Mapping[Standing, int]) -> Mapping[str, int]:
    return {
        "total": sum(counts.values()),
        "finished": sum(count for how, count in counts.items() if how.finished),
        **{how.value: counts.get(how, 0) for how in Standing},
    }


FORMS: Mapping[str, Callable[[Sequence[Standings]], str]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
    "html": html,
}
