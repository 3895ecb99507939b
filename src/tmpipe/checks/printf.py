"""Placeholders of C: what `printf` will put in, in entries that are marked `c-format`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmpipe.checks.base import Context, pairs
from tmpipe.model import Entry
from tmpipe.parts import Remark

_DIRECTIVE = re.compile(
    r"%(?:(?P<at>\d{1,3})\$)?[-+ #0'I]*(?P<width>\*(?:\d{1,3}\$)?|\d{1,9})?"
    r"(?:\.(?P<precision>\*(?:\d{1,3}\$)?|\d{1,9})?)?"
    r"(?P<kind>(?:hh|h|ll|l|q|L|j|z|t)?[diouxXeEfFgGaAcCsSpnm]|<[A-Za-z0-9]+>|%)"
)


def mismatch(entry: Entry, _context: Context) -> Iterable[Remark]:
    """Placeholders that the translation has not, has otherwise, or alone. A plural form may leave its number
    out: one file.
    """
    if "c-format" not in entry.flags:
        return ()
    return [
        Remark(f"placeholders of the source: {_shown(want)}; of the translation: {_shown(have)}")
        for source, target in pairs(entry)
        if (have := _arguments(target)) != (want := _arguments(source))
        and not (entry.msgid_plural is not None and have.items() <= want.items())
    ]


def _arguments(text: str) -> dict[int, str]:
    """The kind of each argument by its place, 1 for the first."""
    found: dict[int, str] = {}
    last = 0
    for one in _DIRECTIVE.finditer(text):
        for star in (one["width"], one["precision"]):
            if star and star[0] == "*":
                last += 1
                found[int(star[1:-1]) if star[1:] else last] = "*"
        if one["kind"] not in ("%", "m"):
            last += 1
            found[int(one["at"] or last)] = one["kind"]
    return found


def _shown(arguments: dict[int, str]) -> str:
    return ", ".join(f"%{at}${kind}" for at, kind in sorted(arguments.items())) or "none"
