"""The words of a text and what stands between them, so that a place in a text is found in its translation.

Between two words stand the marks of the first one (`.”`), blanks, and the marks of the second (`(“`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(
    rf"[{_CJK}]"
    rf"|(?:(?![{_CJK}])[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u200c\u200d]"
    r"|(?<=\w)[-‐‑](?=\w))+"
)
"""A word: with its hyphens, vowel signs and zero-width joints, without apostrophes, for `l’` and `’s` are
words beside it; in scripts without blanks each letter."""
_TAIL = re.compile(r"(?:[^\s«“‘„‚(\[{¿¡]|[ \xa0\u202f\u2009]{1,2}[»!?:;…](?!\Z))*")
"""The marks after a word, those with a blank before them included, if they do not begin the next: `»Ja»`."""
_MARK = re.compile(r"\S")
REACH = 8
"""Words of a phrase at most."""


Words = tuple[int, int]
"""Words of a text by number, from the first up to the one after the last."""


class Zones(NamedTuple):
    """What stands between two words: the first one's marks up to `tail`, the other's from `head` on."""

    start: int
    tail: int
    head: int
    end: int


@dataclass(frozen=True, slots=True)
class Worded:
    """A text and where its words stand."""

    text: str
    starts: tuple[int, ...] = field(init=False)
    ends: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        spans = [found.span() for found in _WORD.finditer(self.text)]
        object.__setattr__(self, "starts", tuple(start for start, _ in spans))
        object.__setattr__(self, "ends", tuple(end for _, end in spans))

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, number: int) -> str:
        """The word of this number, from 0."""
        return self.text[self.starts[number] : self.ends[number]]

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """The words, from the first up to the one after the last, of which the characters have a part.

        Of a place that is empty, or between words: that number twice, the word after it.
        """
        first = bisect_right(self.ends, start)
        return first, max(bisect_left(self.starts, end), first) if start < end else first

    def split(self, at: int) -> int | None:
        """The number of the word that has the place within it."""
        number = bisect_right(self.ends, at)
        return number if number < len(self) and self.starts[number] < at else None

    def edge(self, gap: int) -> bool:
        """Whether this is the gap before the first word, or after the last."""
        return gap in (0, len(self))

    def zones(self, gap: int) -> Zones:
        """What stands before the word of this number. Before the first are its marks alone; at the end
        those of the last."""
        start = self.ends[gap - 1] if gap else 0
        end = self.starts[gap] if gap < len(self) else len(self.text)
        if gap in (0, len(self)):
            border = start if gap == 0 < len(self) else end
            return Zones(start, border, border, end)
        found = _TAIL.match(self.text, start, end)
        tail = found.end() if found else start
        blanks = len(self.text[tail:end]) - len(self.text[tail:end].lstrip())
        return Zones(start, tail, tail + blanks, end)

    def parted(self, gap: int) -> bool:
        """Whether a mark stands in the gap."""
        zones = self.zones(gap)
        return self.text[zones.start : zones.end].strip(" \xa0\u202f'’") != ""

    def phrase(self, last: int, least: int) -> Words:
        """The words up to this one that no mark parts, as far as a phrase reaches."""
        first = last
        while first > max(least, last + 1 - REACH) and not self.parted(first):
            first -= 1
        return first, last + 1

    def leans_back(self, gap: int, at: int, *, opens: bool = False) -> bool:
        """Whether the place in the gap belongs to the word before it; one that opens something prefers the
        word after it."""
        zones = self.zones(gap)
        return at < zones.head or (at == zones.head == zones.tail and not opens)

    def moved(self, gap: int, at: int, other: Worded, to: int, kind: str) -> int:
        """The place in the other text's gap that has as many marks before or after it as `at` has here.

        All marks of a word are as all of the other's. Where there are none here, `kind` decides: what opens
        or closes something has as little in it as can be; at both texts' edge all marks are on its side.
        """
        mine, theirs = self.zones(gap), other.zones(to)
        greedy = self.edge(gap) and other.edge(to)
        if self.leans_back(gap, at, opens=kind == "open"):
            many, every = _marks(self.text[mine.start : at]), _marks(self.text[mine.start : mine.tail])
            if many == every and (many or greedy or kind == "open"):
                return theirs.tail
            return _after(other.text, theirs.start, theirs.tail, many)
        many, every = _marks(self.text[at : mine.end]), _marks(self.text[mine.head : mine.end])
        if many == every and (many or greedy or kind == "close"):
            return theirs.head
        return _before(other.text, theirs.head, theirs.end, many)


def within(word: str, at: int, other: str) -> int | None:
    """Where the place within a word is in the other word, if that has the same beginning or end."""
    mine, theirs = word.casefold(), other.casefold()
    if len(mine) != len(word) or len(theirs) != len(other):
        return None
    if theirs.endswith(mine[at:]) and len(other) > len(word) - at:
        return len(other) - (len(word) - at)
    return at if theirs.startswith(mine[:at]) and len(other) > at else None


def _marks(text: str) -> int:
    return len("".join(text.split()))


def _after(text: str, start: int, end: int, many: int) -> int:
    """The place after so many marks from the start, at most the end."""
    at = start
    for _ in range(many):
        found = _MARK.search(text, at, end)
        at = found.end() if found else end
    return at


def _before(text: str, start: int, end: int, many: int) -> int:
    """The place before so many marks from the end, at least the start."""
    places = [found.start() for found in _MARK.finditer(text, start, end)]
    return end if not many else places[-many] if many <= len(places) else start
