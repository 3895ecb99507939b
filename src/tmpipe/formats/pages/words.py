"""What a page holds: words and where they stand, in points from the page's left foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[۰-۹]{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?\Z")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_BAND = 8
"""Points; words on bands beside each other may be neighbours."""
_NEAR = 0.6
"""How far from its word a raised mark may stand, in the word's size."""


class Word(NamedTuple):
    """Characters without a blank, of one size and on one line."""

    text: str
    left: float
    right: float
    base: float
    """The height of the line that it stands on."""
    size: float
    bold: bool = False
    italic: bool = False
    artifact: bool = False
    """Whether the file says that it is no part of the text, but of the page."""
    glued: bool = False
    """Whether no blank stands before it."""
    raised: bool = False
    """Whether it stands above its line, as the marks of footnotes do; `base` is the line's."""


def from_right(words: Sequence[Word]) -> bool:
    """Whether most of the words on a page are read from the right."""
    return 2 * sum(_RIGHT_TO_LEFT.search(word.text) is not None for word in words) > len(words)


def lowered(words: Sequence[Word], *, from_right: bool) -> list[Word]:
    """The words; those that look like footnote marks and stand above a neighbour's line are `raised`.

    Such a mark comes right behind the word that it belongs to, or right before the one that it labels.
    """
    places: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(round(word.base / _BAND), []).append(at)
    keyed: list[tuple[float, Word]] = []
    for at, word in enumerate(words):
        beside = _beside(at, words, places) if _MARK.match(word.text) else None
        if beside is None:
            keyed.append((at, word))
            continue
        other = words[beside]
        follows = (word.left >= other.left) != from_right
        keyed.append((beside + (0.5 if follows else -0.5), word._replace(base=other.base, raised=True)))
    return [word for _, word in sorted(keyed, key=lambda one: one[0])]


def _beside(at: int, words: Sequence[Word], places: dict[int, list[int]]) -> int | None:
    """The place of the word above whose line, and right beside which, this one stands."""
    word = words[at]
    band = round(word.base / _BAND)
    for place in (place for near in (band, band - 1, band - 2, band + 1) for place in places.get(near, ())):
        other = words[place]
        above = word.base - other.base
        if 0.12 * other.size < above < 0.75 * other.size and word.size <= other.size:
            apart = max(other.left - word.right, word.left - other.right)
            if -0.5 * other.size < apart < _NEAR * other.size:
                return place
    return None
