"""The printed lines of a text, and how they were set: their width, single or double spacing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_LINE = re.compile(r"([^\r\n\f]*)(\r\n|[\r\n\f]|\Z)")
_STOP = re.compile(r"[.!?…:؟۔。！？।][\"”’»“')\]*_]*(?: ?(?:\[?\^?\d{1,3}\]?|[¹²³⁰⁴-⁹]{1,3}))?\Z")
_OPENING = "\"“„«‹‘'([*_¿¡"
_WITHIN = _OPENING + "-–— "
_NEAR = 15
"""How many lines away the setting of the text may still be learned from."""


class Line(NamedTuple):
    """A line with words in it; `source[start:end] == text`, without the white space at both ends."""

    text: str
    start: int
    end: int
    number: int
    """1-based."""
    blanks: int
    """Empty lines right before it."""
    indent: int
    trail: int
    """Blanks after its last word."""
    page: bool
    """Whether a form feed stands between it and the line before."""

    def without(self, length: int) -> Line:
        """The line without its first characters and the white space after them."""
        rest = self.text[length:].lstrip()
        return self._replace(text=rest, start=self.end - len(rest))

    @property
    def initial(self) -> str:
        """The first letter or digit, with opening marks left out; empty where there is none at once."""
        return self.text.lstrip(_OPENING)[:1]

    @property
    def lower(self) -> bool:
        """Whether it begins in lower case, as the rest of a sentence does."""
        return self.text.lstrip(_WITHIN)[:1].islower()

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence or a lead-in does; a footnote's mark may follow the stop."""
        return _STOP.search(self.text[-16:]) is not None


def lines(source: str) -> Iterator[Line]:
    """The lines of a text that hold more than white space, in order."""
    number, blanks, page = 1, 0, False
    for found in _LINE.finditer(source):
        raw, ending = found.groups()
        text = raw.strip()
        if text:
            indent = len(raw) - len(raw.lstrip())
            start = found.start() + indent
            yield Line(
                text, start, start + len(text), number, blanks, indent, len(raw) - indent - len(text), page
            )
            blanks, page = -1, False
        if ending == "\f":
            page = True
        else:
            number += 1
            blanks += 1


class Setting(NamedTuple):
    """How the text around a line was set."""

    width: int
    """Characters of its longest broken line; 0 where lines are not broken."""
    double: bool
    """Whether an empty line follows every printed one."""
    least: int
    """The least that a broken line would have measured with the next one's first word.

    More than `width` where every character is as wide as the next; less in text from a book's page.
    """

    def full(self, length: int, *, stops: bool) -> bool:
        """Whether a line that would have this length with the next word had to be broken.

        After a stop it must be the surer, for a paragraph may end there.
        """
        if self.least > self.width:
            return length > self.width
        return length > (0.95 * self.width if stops else 0.92 * self.least)


class Layout:
    """The setting of a text everywhere, learned from the lines that surely break off within a sentence."""

    def __init__(self, flow: Sequence[tuple[Line, bool]]) -> None:
        """`flow` are the lines of the running text, and whether each may go on with the one before.

        Places are positions in it.
        """
        self._broken = [
            (at, len(a.text), with_next_word(a, b), b.blanks)
            for at, ((a, _), (b, may)) in enumerate(pairwise(flow))
            if may and _broken(a, b)
        ]
        self._places = [at for at, *_ in self._broken]
        self.trail = Counter(line.trail for line, _ in flow).most_common(1)[0][0] if flow else 0
        """The blanks that most lines end with."""

    def near(self, place: int) -> Setting:
        """The setting around the line at this place."""
        middle = bisect_left(self._places, place)
        around = [
            one for one in self._broken[max(0, middle - 6) : middle + 6] if abs(one[0] - place) <= _NEAR
        ]
        if not around:
            return Setting(0, False, 0)
        spaced = sum(blanks for *_, blanks in around)
        width, least = max(one[1] for one in around), min(one[2] for one in around)
        return Setting(width, spaced >= 2 and spaced * 2 > len(around), least)


def with_next_word(a: Line, b: Line) -> int:
    """How long the line would be, had the next one's first word been put on it."""
    return len(a.text) + 1 + len(b.text.split(None, 1)[0])


def _broken(a: Line, b: Line) -> bool:
    """Whether `b` surely goes on with a sentence that was broken off at the end of `a`."""
    if b.page or b.blanks > 1 or not 30 <= len(a.text) <= 130 or a.stops:
        return False
    return b.lower or (
        b.initial.isalpha() and not b.initial.isupper() and (not b.blanks or len(a.text) >= 50)
    )
