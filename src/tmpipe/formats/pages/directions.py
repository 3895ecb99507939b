"""Words of lines with right-to-left letters, in the order in which they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tmpipe.formats.pages.words import Word

_BLANK = 0.17
"""The least distance of two words, in their size."""
_CUT = 1.0
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_TURNED = frozenset(f"{alef}ل" for alef in "اآأإ")
_WITHIN_NUMBER = frozenset(".,:/-٫٬")


class Glyph(NamedTuple):
    """What is printed at a place, and what it is to be read as."""

    text: str
    left: float
    right: float
    origin: float
    """Where it begins to be drawn: characters that are one glyph share it."""
    base: float
    size: float
    bold: bool
    italic: bool
    artifact: bool

    def spread(self, other: Glyph) -> Glyph:
        """The same over the place of both."""
        return self._replace(left=min(self.left, other.left), right=max(self.right, other.right))


def words_of(glyphs: Iterable[Glyph], *, from_right: bool) -> Iterator[Word]:
    """The words that these glyphs are, on a page that is read from the right, or from the left."""
    for line in _lines(_whole(glyphs)):
        pieces = list(_pieces(line))
        for piece in reversed(pieces) if from_right else pieces:
            yield from _words(piece, from_right=from_right)


def _whole(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs, those that several characters are told of put together."""
    whole: list[Glyph] = []
    for glyph in glyphs:
        last = whole[-1] if whole else None
        if last and (last.origin, last.base, last.size) == (glyph.origin, glyph.base, glyph.size):
            whole[-1] = last.spread(glyph)._replace(text=last.text + glyph.text)
        else:
            whole.append(glyph)
    return [one._replace(text=_ligature(one.text)) if len(one.text) > 1 else one for one in whole]


def _ligature(text: str) -> str:
    """The letters of a ligature in their order: some are told from the left."""
    turned = unicodedata.combining(text[0]) or text == "هللا" or text in _TURNED
    return text[::-1] if turned else text


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs on one height; a raised mark is a line of its own, vowel signs are with their letters."""
    line: list[Glyph] = []
    signs = [glyph for glyph in glyphs if _is_sign(glyph)]
    for glyph in sorted(
        _with_signs([g for g in glyphs if not _is_sign(g)], signs), key=lambda one: -one.base
    ):
        if line and line[0].base - glyph.base > 0.11 * line[0].size:
            yield line
            line = []
        line.append(glyph)
    if line:
        yield line


def _is_sign(glyph: Glyph) -> bool:
    return all(unicodedata.combining(character) for character in glyph.text)


def _with_signs(letters: list[Glyph], signs: Iterable[Glyph]) -> list[Glyph]:
    """Each sign put behind the letter that it stands above or below."""
    for sign in signs:
        middle = (sign.left + sign.right) / 2
        near = [
            at
            for at, one in enumerate(letters)
            if abs(one.base - sign.base) < 0.9 * one.size and one.left - 0.5 <= middle <= one.right + 0.5
        ]
        if near:
            at = min(near, key=lambda at: abs(letters[at].base - sign.base))
            if sign.text not in letters[at].text:
                letters[at] = letters[at]._replace(text=letters[at].text + sign.text)
    return letters


def _pieces(line: list[Glyph]) -> Iterator[list[Glyph]]:
    """From the left, cut where columns may be."""
    piece: list[Glyph] = []
    end = 0.0
    for glyph in sorted(line, key=_place):
        if piece and glyph.left - end > _CUT * glyph.size:
            yield piece
            piece = []
        if not any(_same(glyph, other) for other in piece[-3:]):
            piece.append(glyph)
        end = max(end, glyph.right) if len(piece) > 1 else glyph.right
    if piece:
        yield piece


def _place(glyph: Glyph) -> float:
    """Where it stands in its line; a joiner without a width stands left of the letter on its place."""
    joiner = all(unicodedata.category(character) == "Cf" for character in glyph.text)
    return glyph.left - 0.1 * glyph.size * joiner


def _same(one: Glyph, other: Glyph) -> bool:
    """Whether one is the other again: what is printed twice, or told twice of one place."""
    over = min(one.right, other.right) - max(one.left, other.left)
    return one.text == other.text and over > 0.5 * min(one.right - one.left, other.right - other.left) > 0


def _words(piece: list[Glyph], *, from_right: bool) -> Iterator[Word]:
    """The words of a piece, as they are read."""
    spaced = list(_spaced(piece))
    read = _logical(spaced, from_right=from_right)
    for blank, group in groupby(read, key=lambda one: one is None):
        if not blank:
            yield _word([one for one in group if one is not None])


def _spaced(piece: list[Glyph]) -> Iterator[Glyph | None]:
    """The glyphs from the left, None where a blank is."""
    end = piece[0].left
    for glyph in piece:
        if glyph.left - end > _BLANK * glyph.size:
            yield None
        yield glyph
        end = max(end, glyph.right)


def _kind(glyph: Glyph | None) -> str:
    """`R`, `L`, a number `N`, or neither."""
    kinds = [unicodedata.bidirectional(character) for character in glyph.text] if glyph else []
    if "R" in kinds or "AL" in kinds:
        return "R"
    if "L" in kinds:
        return "L"
    return "N" if "EN" in kinds or "AN" in kinds else "-"


def _logical(visual: list[Glyph | None], *, from_right: bool) -> list[Glyph | None]:
    """The order of reading: runs against the line's direction are turned."""
    kinds = [_kind(one) for one in visual]
    if not from_right:
        return [one for run in _runs(visual, kinds, "R") for one in run]
    turned = list(reversed(visual))
    return [one for run in _runs(turned, kinds[::-1], "L") for one in run]


def _runs(line: list[Glyph | None], kinds: list[str], against: str) -> Iterator[list[Glyph | None]]:
    """The line cut into runs; those of the direction against it, and numbers from the right, are turned."""
    at = 0
    while at < len(line):
        if kinds[at] not in (against, "N") or (against == "R" and kinds[at] == "N"):
            yield [line[at]]
            at += 1
            continue
        end = _end(line, kinds, at, against)
        yield line[at:end][::-1]
        at = end


def _end(line: list[Glyph | None], kinds: list[str], at: int, against: str) -> int:
    """Where the run that begins at `at` ends."""
    other = "L" if against == "R" else "R"
    strong = place = at
    letters = kinds[at] == against
    while place < len(line) and kinds[place] != other:
        letters = letters or kinds[place] == against
        if kinds[place] != "-":
            if not letters and not _one_number(line[strong + 1 : place]):
                break
            strong = place
        place += 1
    if not letters:
        return strong + 1
    last = max(p for p in range(at, strong + 1) if kinds[p] != "-")
    return last + 1


def _one_number(between: Sequence[Glyph | None]) -> bool:
    """Whether what stands between two digits leaves them one number."""
    return len(between) <= 1 and all(one is not None and one.text in _WITHIN_NUMBER for one in between)


def _word(glyphs: list[Glyph]) -> Word:
    """The word of these glyphs; brackets face as they are read."""
    text = "".join(one.text for one in glyphs)
    if any(_kind(one) == "R" for one in glyphs) or not any(_kind(one) == "L" for one in glyphs):
        text = _facing(text)
    one = glyphs[0]
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    size = max(glyph.size for glyph in glyphs)
    return Word(text, left, right, one.base, size, one.bold, one.italic, one.artifact)


def _facing(text: str) -> str:
    """With brackets that open at the word's beginning and close at its end."""
    head = re.match(r"[(\[{«‹)\]}»›]*", text)
    assert head is not None
    tail = re.search(r"[(\[{«‹)\]}»›]*(?=[.,:;!?،؛؟]*\Z)", text[head.end() :])
    assert tail is not None
    start, end = head.end(), head.end() + tail.start()
    opened = "".join(c.translate(_MIRRORED) if c in _CLOSING else c for c in text[:start])
    closed = "".join(c.translate(_MIRRORED) if c in _OPENING else c for c in text[end:])
    return opened + text[start:end] + closed
