"""Rows of tables: their cells stand between pipes or wide blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.text.repair.lines import Line

_PIPE = re.compile(r"(?<!\\)\|")
_PIPED = re.compile(r"\|.*\|\Z")
_COLUMN = re.compile(r" {4,}|\t+")
_CELL = 40
"""Characters of a cell at most."""


def pipes(text: str) -> int:
    """How many pipes part the text."""
    return len(_PIPE.findall(text))


def in_pipes(text: str) -> bool:
    """Whether the text begins and ends with a pipe."""
    return _PIPED.match(text) is not None


def has_columns(text: str) -> bool:
    """Whether there are wide blanks in the text."""
    return _COLUMN.search(text) is not None


def columns(line: Line) -> int:
    """How many columns a line has; 0 where one is long."""
    found = _COLUMN.split(line.text)
    return 0 if max(map(len, found)) > _CELL else len(found)


def cells(line: Line, *, in_columns: bool) -> Iterator[Line]:
    """What stands between the pipes or the wide blanks of a row, the empty cells left out."""
    at = 0
    for gap in (_COLUMN if in_columns else _PIPE).finditer(line.text):
        yield from _cell(line, at, gap.start())
        at = gap.end()
    yield from _cell(line, at, len(line.text))


def _cell(row: Line, at: int, end: int) -> Iterator[Line]:
    if text := row.text[at:end].strip():
        start = row.start + row.text.index(text, at)
        yield row._replace(text=text, start=start, end=start + len(text))
