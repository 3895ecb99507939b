"""Cells that a spreadsheet would take for a formula: an apostrophe holds each one back."""

from __future__ import annotations

import re

_LIVE = re.compile(
    r"(?P<before>(?:\A|[;,\t\r\n])\"*)(?P<held>'*)(?=[=+\-@＝＋－＠])|\A(?P<quotes>'*)(?=[\t\r])"
)
"""Where a spreadsheet would begin a formula: in front, and behind whatever another one takes for a border."""


def held(cell: str) -> str:
    """The cell with an apostrophe before each formula that it would begin. Inverse of `plain`."""
    return _LIVE.sub(lambda at: f"{at[0]}'", cell)


def plain(cell: str) -> str:
    """The cell without the apostrophes that hold formulas back."""
    return _LIVE.sub(lambda at: at[0].removesuffix("'"), cell)


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would calculate a part of the cell."""
    return any(not at["held"] for at in _LIVE.finditer(cell))
