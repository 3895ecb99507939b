"""Tables of how far a project is: for a terminal, a program, a README or wiki, a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from tmpipe import __version__
from tmpipe.model import Standing, Standings

_HEAD = (
    "document",
    "locale",
    "segments",
    "finished",
    "suggested",
    "untranslated",
    "words",
    "errors",
    "state",
)


def _cells(row: Standings) -> tuple[str, ...]:
    words = sum(row.words.values())
    done = sum(count for how, count in row.words.items() if how.finished)
    counts = (row.total, row.finished, row.suggested, row.untranslated)
    return (row.document, row.locale, *map(str, counts), f"{done}/{words}", str(row.errors), row.state)


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
    return table(_HEAD, [_cells(row) for row in rows])


def markdown(rows: Sequence[Standings]) -> str:
    """A GFM table."""
    lines = [_HEAD, tuple("---" for _ in _HEAD), *(_cells(row) for row in rows)]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def html(rows: Sequence[Standings]) -> str:
    """A table element."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in _HEAD)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(row)) + "</tr>\n" for row in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


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
