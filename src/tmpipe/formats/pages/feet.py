"""Footnotes: small rows at the foot of a column, led by a number or a sign that stands in the text, too."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from tmpipe.formats.pages.rows import Row
from tmpipe.text.repair.notes import SUPERSCRIPT

_SMALL = 0.95
"""The size of footnotes in that of the text, at most."""
_LABEL = re.compile(
    r"(?:\[\^?(\d{1,3})\]:?|(\d{1,3}|[۰-۹]{1,3})[.)]?|([¹²³⁰⁴-⁹]+)|\((\d{1,3})\)|([*†‡§¶]{1,3}|[a-z](?=\s)))\s*"
)


def label(row: Row) -> tuple[str, int]:
    """The number or sign that leads the row, and the characters it takes with the blanks behind it."""
    found = _LABEL.match(row.text)
    if found is None or found.end() == len(row.text):
        return "", 0
    sign = next(group for group in found.groups() if group)
    return sign.translate(SUPERSCRIPT), found.end()


def labelled(row: Row, cited: Container[str]) -> bool:
    """Whether a footnote may begin with the row: its number is set high, or set high in the text."""
    sign, length = label(row)
    raised = bool(row.marks and row.marks[0][0] == 0) or not row.text[:1].isascii()
    return bool(sign) and (raised or (sign in cited and length > len(sign)))


def cited(rows: Sequence[Row]) -> frozenset[str]:
    """The numbers and signs that are set high within rows."""
    return frozenset(
        row.text[start:end].strip("[]()").translate(SUPERSCRIPT)
        for row in rows
        for start, end in row.marks
        if start
    )


def foot(rows: Sequence[Row], body: float, signs: Container[str]) -> int:
    """Where in a column its footnotes begin; its length without any.

    Small rows before the first number are the end of the last page's note, where they stand apart.
    """
    first = len(rows)
    while first and rows[first - 1].size <= _SMALL * body:
        first -= 1
    led = next((at for at in range(first, len(rows)) if labelled(rows[at], signs)), len(rows))
    if led == len(rows) or led == first or not first:
        return led
    step = rows[first].base - rows[led].base
    apart = rows[first - 1].base - rows[first].base
    return first if apart > 1.6 * step / (led - first) else led
