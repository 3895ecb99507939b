"""How wide the columns of a table are: programs that do not measure the text take what the file says."""

from __future__ import annotations

from tmpipe.renditions.groups import Table
from tmpipe.renditions.reading import plain

_LEAST, _MOST = 8, 40
"""Letters: no column is so narrow that words break, and long texts are content with several lines."""


def shares(table: Table) -> tuple[float, ...]:
    """The part of the table's width that each column gets, by its longest text; together 1."""
    longest = [_LEAST] * table.columns
    for row in table.rows:
        at = 0
        for cell in row:
            letters = sum(len(plain(block)) for block in cell.blocks)
            longest[at] = max(longest[at], min(letters, _MOST))
            at += cell.columns
    return tuple(one / sum(longest) for one in longest)
