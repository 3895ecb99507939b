"""What is printed on each page: its number, its running head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tmpipe.text.repair.lines import Line

_PAGE = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.|sida|pagina|صفحه)\s+)?\d{1,3}(?:\s*(?:/|of|de|av|di|از)\s*\d{1,3})?(?:\s*[-–—])?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}\Z")


def is_number(text: str) -> bool:
    """Whether the text is a number of up to three digits and nothing else."""
    return _NUMBER.match(text) is not None


def is_page_number(text: str) -> bool:
    """Whether the text numbers a page: `3`, `- 3 -`, `page 3 of 10`."""
    return _PAGE.match(text) is not None


def running_headers(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that stand, with other page numbers, at the top or foot of three pages or more."""
    starts = [at for at, line in enumerate(lines) if line.page]
    if not starts:
        return _beside_numbers(lines)
    near = {
        edge for at in (0, *starts, len(lines)) for edge in range(at - 2, at + 2) if 0 <= edge < len(lines)
    }
    edges = [lines[at] for at in near if len(lines[at].text) <= 120]
    alike = Counter(_digitless(line.text) for line in edges)
    return frozenset(
        line.number
        for line in edges
        if line is not lines[0]
        and (alike[_digitless(line.text)] >= 3 or (line.page and line.text == lines[0].text))
    )


def _beside_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """The same where no form feed parts the pages: lines printed three times, each beside a page's number."""
    times = Counter(line.text for line in lines if len(line.text) <= 120)
    found: dict[str, list[tuple[Line, Line]]] = {}
    for a, b in pairwise(lines):
        for number, line in ((a, b), (b, a)):
            if times[line.text] >= 3 and not line.stops and is_number(number.text):
                found.setdefault(line.text, []).append((number, line))
    return frozenset(
        one.number
        for pairs in found.values()
        if len(pairs) >= 3 and all(int(b.text) - int(a.text) == 1 for (a, _), (b, _) in pairwise(pairs))
        for pair in pairs
        for one in pair
    )


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "0", text).casefold()
