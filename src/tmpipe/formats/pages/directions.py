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
_TOLD = 0.05
"""The same where a blank is told there: blanks are narrow in a line that is set tight."""
_CUT = 1.0
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_BRACKETS = re.compile(r"[(\[{«‹)\]}»›]")
_MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_TURNED = frozenset([*(f"{alef}ل" for alef in "اآأإ"), "هلل", "هللا"])
"""Ligatures as they look when they are told from the left."""
_QUOTES = frozenset("\"'“”‘’")
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
        letters = last is not None and not (last.text.isspace() or glyph.text.isspace())
        if letters and last and last[3:6] == glyph[3:6]:  # origin, base, size
            one_glyph = glyph.text == "\u200c" and (last.left, last.right) == (glyph.left, glyph.right)
            text = glyph.text + last.text if one_glyph else last.text + glyph.text
            whole[-1] = last.spread(glyph)._replace(text=text)
        else:
            whole.append(glyph)
    return [one._replace(text=_ligature(one.text)) if len(one.text) > 1 else one for one in whole]


def _ligature(text: str) -> str:
    """The letters of a ligature in their order: some are told from the left, and an ellipsis as stops."""
    if text == "...":
        return "…"
    turned = unicodedata.combining(text[0]) or text in _TURNED
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
    """Whether it is a vowel sign, or is told as a letter with its sign."""
    return any(unicodedata.combining(character) for character in glyph.text)


def _with_signs(letters: list[Glyph], signs: Iterable[Glyph]) -> list[Glyph]:
    """Each sign put behind the letter that it stands above or below; what is told twice, once."""
    bases = {round(one.base, 1) for one in letters}
    for sign in sorted(signs, key=lambda one: round(one.base, 1) not in bases):
        middle = (sign.left + sign.right) / 2
        near = [
            at
            for at, one in enumerate(letters)
            if abs(one.base - sign.base) < 0.9 * one.size and one.left - 0.5 <= middle <= one.right + 0.5
        ]
        at = min(near, key=lambda at: abs(letters[at].base - sign.base), default=-1)
        if at >= 0 and sign.text in letters[at].text:
            continue
        if any(map(str.isalpha, sign.text)):
            letters.append(_lowered(sign, letters))
        elif at >= 0:
            letters[at] = letters[at]._replace(text=letters[at].text + sign.text)
    return letters


def _lowered(sign: Glyph, letters: Sequence[Glyph]) -> Glyph:
    """A letter told at the place of its sign, put down on the line of those around it."""
    around = (
        one.base
        for one in letters
        if abs(one.base - sign.base) < 0.9 * one.size and abs(one.left - sign.left) < 2 * one.size
    )
    return sign._replace(base=min(around, key=lambda base: abs(base - sign.base), default=sign.base))


def _pieces(line: list[Glyph]) -> Iterator[list[Glyph]]:
    """From the left, cut where columns may be."""
    piece: list[Glyph] = []
    end = 0.0
    for glyph in sorted(line, key=_place):
        if piece and glyph.left - end > _CUT * glyph.size:
            yield piece
            piece = []
        if not any(_same(glyph, other) for other in piece[-3:]) and (piece or not glyph.text.isspace()):
            piece.append(glyph)
        if not glyph.text.isspace():
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
    """The glyphs from the left, None where a blank is: a wide gap, or a narrow one that is told."""
    blanks = [(glyph.left + glyph.right) / 2 for glyph in piece if glyph.text.isspace()]
    end = piece[0].left
    for glyph in piece:
        if glyph.text.isspace():
            continue
        gap = glyph.left - end
        told = gap > _TOLD * glyph.size and any(abs(at - end - gap / 2) < gap for at in blanks)
        if told or gap > _BLANK * glyph.size:
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
        glued = _glued(line, kinds, at, against)
        if glued or kinds[at] == against or (kinds[at] == "N" and against == "L"):
            end = _end(line, kinds, at, against, letters=glued or kinds[at] == against)
            yield line[at:end][::-1]
            at = end
            continue
        yield [line[at]]
        at += 1


def _glued(line: list[Glyph | None], kinds: list[str], at: int, against: str) -> bool:
    """Whether a sign or a number stands, without a blank, at the end of a run such as an address."""
    one = line[at]
    if against == "R" or one is None or kinds[at] == "R" or _BRACKETS.search(one.text) or one.text in _QUOTES:
        return False
    if kinds[at] == "-" and at and line[at - 1] is not None:
        return False
    end = next(
        (place for place in range(at, len(line)) if line[place] is None or kinds[place] == "R"), len(line)
    )
    return against in kinds[at:end]


def _end(line: list[Glyph | None], kinds: list[str], at: int, against: str, *, letters: bool) -> int:
    """Where the run that begins at `at` ends; without letters it is a number."""
    other = "L" if against == "R" else "R"
    strong = at
    for place in range(at, len(line)):
        if kinds[place] == other or (kinds[place] == against and not letters):
            break
        if kinds[place] != "-":
            if not letters and not _one_number(line[strong + 1 : place]):
                break
            strong = place
    return strong + 1


def _one_number(between: Sequence[Glyph | None]) -> bool:
    """Whether what stands between two digits leaves them one number."""
    return len(between) <= 1 and all(one is not None and one.text in _WITHIN_NUMBER for one in between)


def _word(glyphs: list[Glyph]) -> Word:
    """The word of these glyphs; brackets face as they are read."""
    text = _facing("".join(one.text for one in glyphs))
    one = glyphs[0]
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    size = max(glyph.size for glyph in glyphs)
    return Word(text, left, right, one.base, size, one.bold, one.italic, one.artifact)


def _facing(text: str) -> str:
    """With brackets that open before the word's letters and close behind them; in it, in turns."""
    if not _BRACKETS.search(text):
        return text
    letters = [at for at, character in enumerate(text) if character.isalnum()]
    first, last = (letters[0], letters[-1]) if letters else (0, -1)
    out, depth = "", 0
    for at, character in enumerate(text):
        if character not in _OPENING + _CLOSING:
            out += character
            continue
        opens = at < first or (at <= last and not depth)
        depth += 1 if opens else -1
        out += character.translate(_MIRRORED) if opens != (character in _OPENING) else character
    return out
