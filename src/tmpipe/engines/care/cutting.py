"""Where a text that is too long for a model is cut, so that each piece can be translated alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import NamedTuple

from tmpipe.model import Locale
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words


class Rank(IntEnum):
    """How safe a place is, the safest first."""

    SEMICOLON = 0
    BREAK = 1
    """A colon or a dash."""
    CLAUSE = 2
    """A comma before a conjunction or a relative word."""
    COMMA = 3
    TURN = 4
    """A blank before such a word."""
    LINK = 5
    """A blank before another little word, a preposition mostly."""
    BLANK = 6
    DANGLING = 7
    """One after a little word."""
    BRACKETED = 10
    """Added to the others within brackets and quotation marks."""
    TORN = 100
    """Within a name, a date, a number and what it counts, or beside an opening quotation mark."""


class Cut(NamedTuple):
    """A piece ends at `end`, and the next one begins at `start`."""

    end: int
    start: int
    rank: int


_TURNS: Mapping[str, frozenset[str]] = {
    "en": words(
        """
        and but or nor so yet which who whom whose that where when while whereas because although though
        since until unless if after before including
        """
    ),
    "fr": words("et mais ou ni or car donc qui que dont où lequel laquelle lorsque quand tandis puisque si"),
    "it": words("e ed ma o né che cui quale dove quando mentre perché benché se affinché"),
    "sv": words("och men eller utan som där när medan eftersom fastän om att vilket vilka"),
    "fa": words("و اما ولی یا که زیرا چون اگر تا هنگامی"),
}
"""Words with which a clause begins."""
_BLANK = re.compile(r"\s+(?:[–—-]{1,2}\s+)?")
_ENDED = re.compile(r"[;؛；]|[:：]|[,،，]")
_LINKING = words("of de del della di du des van von der den bin ibn al el af av the la le و")
"""What a name may have between two capitals."""
_OPEN, _CLOSE = "([{«“‘„", ")]}»”’"
_NEAR, _FAR = (0.3, 0.7), (0.1, 0.9)
"""Where in a text a cut makes even pieces, and where it makes bearable ones."""


def cut(
    text: str, start: int, end: int, locale: Locale, fits: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """The pieces of this stretch of the text that fit, in order, as even as safe places allow.

    Between them there are blanks, or a dash in blanks. One without a blank in it may be too long. `fits`
    is asked at most twice for each piece.
    """
    if fits(text[start:end]):
        yield start, end
        return
    cuts = _cuts(text, start, end, locale)
    whole = (start, end)
    todo = [(start, end, 0, len(cuts))]
    while todo:
        start, end, low, high = todo.pop()
        if low == high or ((start, end) != whole and fits(text[start:end])):
            yield start, end
            continue
        best = _best(cuts, start, end, low, high)
        here = cuts[best]
        todo += (here.start, end, best + 1, high), (start, here.end, low, best)


def _best(cuts: Sequence[Cut], start: int, end: int, low: int, high: int) -> int:
    """The safest cut about the middle, else the nearest to it."""
    middle = (start + end) / 2

    def near(number: int) -> tuple[int, float]:
        return cuts[number].rank, abs(cuts[number].end - middle)

    for least, most in (_NEAR, _FAR):
        first = bisect_left(cuts, start + least * (end - start), low, high, key=lambda one: one.end)
        last = bisect_left(cuts, start + most * (end - start), low, high, key=lambda one: one.end)
        found = min(range(first, last), key=near, default=None)
        if found is not None and cuts[found].rank < Rank.TORN:
            return found
    return min(range(low, high), key=lambda number: (cuts[number].rank >= Rank.TORN, near(number)[1]))


def _cuts(text: str, start: int, end: int, locale: Locale) -> list[Cut]:
    """All places between words, in order."""
    spoken = language(locale)
    turns = _TURNS.get(spoken.tag, frozenset())
    little = (spoken.breaking.starters | spoken.inflection.links | turns) - {"i"}
    cuts: list[Cut] = []
    depth = 0
    at = start
    for blank in _BLANK.finditer(text, start, end):
        depth = max(0, depth + _deeper(text[at : blank.start()]))
        following = _BLANK.search(text, blank.end(), end)
        left = text[at : blank.start()]
        right = text[blank.end() : following.start() if following else end]
        if left and right:
            rank = _rank(left, blank[0], right, turns, little) + (Rank.BRACKETED if depth else 0)
            cuts.append(Cut(blank.start(), blank.end(), rank))
        at = blank.end()
    return cuts


def _deeper(word: str) -> int:
    """How many brackets and quotations more are open after the word; an apostrophe opens and closes none."""
    opened = sum(map(word.count, _OPEN))
    closed = sum(map(word.count, _CLOSE.replace("’", ""))) + word.endswith(("’", "’,", "’.", ".’"))
    return opened - closed


def _rank(left: str, blank: str, right: str, turns: frozenset[str], little: frozenset[str]) -> int:
    """How safe it is to cut between these words."""
    if left[-1] in _OPEN or right[0] in _CLOSE or right[0].isdecimal():
        return Rank.TORN
    if "\xa0" in blank or "\u202f" in blank:
        return Rank.TORN
    if blank.strip():
        return Rank.BREAK
    turn = right.strip(_OPEN + ",;:").lower() in turns
    if _ENDED.match(left[-1]):
        if left[-1] in ";؛；":
            return Rank.SEMICOLON
        if left[-1] in ":：":
            return Rank.BREAK
        return Rank.CLAUSE if turn else Rank.COMMA
    if _torn(left, right):
        return Rank.TORN
    if left.lower() in little:
        return Rank.DANGLING
    if turn:
        return Rank.TURN
    return Rank.LINK if right in little and right not in _LINKING else Rank.BLANK


def _torn(left: str, right: str) -> bool:
    """Whether the words belong together: a name, a number and what it counts."""
    if any(map(str.isdecimal, left)):
        return True
    named = left.lstrip(_OPEN)[:1].isupper() or left in _LINKING
    return named and (right[:1].isupper() or right in _LINKING)
