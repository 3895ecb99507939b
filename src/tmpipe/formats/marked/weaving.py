"""Pieces of a file that lie side by side, as the text of a block with its gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tmpipe.model import Gap, escaped, unescaped


class Piece(NamedTuple):
    """`source[start:end]`, and what a translator sees of it."""

    shown: str
    start: int
    end: int
    code: str | None = None
    """Of a code: what its markup is when it is written anew. None: literal text."""


class Woven(NamedTuple):
    """A text, the stretch of the file that it stands for, and where they differ."""

    text: str
    start: int
    end: int
    gaps: tuple[Gap, ...]


BLANKS = " \t\n\r\f\v"
_ODD = re.compile(r"[\t\n\r\f\v]|  ")
_RUNS = re.compile(rf"[{BLANKS}]+|[^{BLANKS}]+")
_SIGNS = re.compile(r"[\t\n\r\f\v<&]|  ")
_LIKE_CODE = re.compile(r"[<;]/?[gx]\d")


def woven(source: str, pieces: Sequence[Piece]) -> Woven | None:
    """The pieces as one text, white space single, none at its edges; None where nothing is left."""
    if len(pieces) == 1 and _plain(source, pieces[0]):
        return Woven(pieces[0].shown, pieces[0].start, pieces[0].end, ())
    text, gaps = [], []
    length = 0
    first = last = None
    for piece in _single_spaced(source, _escaped(_trimmed(source, pieces))):
        shown, start, end, code = piece
        first = start if first is None else first
        last = end
        own = code if code is not None else unescaped(shown) if "&" in shown else shown
        if source[start:end] != own:
            gaps.append(Gap(length, length + len(shown), (source[start:end],)))
        text.append(shown)
        length += len(shown)
    if first is None or last is None or not length:
        return None
    return Woven("".join(text), first, last, tuple(gaps))


def _plain(source: str, piece: Piece) -> bool:
    """Whether it is a text as it is: most are."""
    shown, start, end, code = piece
    return code is None and source[start:end] == shown == shown.strip() != "" and not _SIGNS.search(shown)


def _trimmed(source: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without white space at either end."""
    low, high = 0, len(pieces)
    while low < high and pieces[low].code is None and not pieces[low].shown.strip():
        low += 1
    while low < high and pieces[high - 1].code is None and not pieces[high - 1].shown.strip():
        high -= 1
    kept = list(pieces[low:high])
    if kept and kept[0].code is None:
        kept[0] = _cut(source, kept[0], left=True)
    if kept and kept[-1].code is None:
        kept[-1] = _cut(source, kept[-1], left=False)
    return kept


def _cut(source: str, piece: Piece, *, left: bool) -> Piece:
    shown = piece.shown.lstrip() if left else piece.shown.rstrip()
    width = len(piece.shown) - len(shown)
    if not width:
        return piece
    if source[piece.start : piece.end] != piece.shown:
        return piece._replace(shown=shown)
    return (
        Piece(shown, piece.start + width, piece.end) if left else Piece(shown, piece.start, piece.end - width)
    )


def _escaped(pieces: list[Piece]) -> Iterable[Piece]:
    """The pieces; literal text between two codes that would read as a code is one piece, escaped."""
    if not pieces or not any(_risky(piece) for piece in pieces):
        return pieces
    return _runs(pieces)


def _risky(piece: Piece) -> bool:
    return piece.code is None and ("<" in piece.shown or "&" in piece.shown)


def _runs(pieces: list[Piece]) -> Iterator[Piece]:
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.code is None:
            run.append(piece)
            continue
        literal = "".join(one.shown for one in run)
        if _LIKE_CODE.search(literal) and escaped(literal) != literal:
            yield Piece(escaped(literal), run[0].start, run[-1].end)
        else:
            yield from run
        run = []
        if piece is not None:
            yield piece


def _single_spaced(source: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; of white space one blank is shown, and none after another."""
    blank = False
    for piece in pieces:
        if piece.code is not None:
            yield piece
            blank = False
        elif not _ODD.search(piece.shown) and not (blank and piece.shown[:1] in BLANKS):
            yield piece
            blank = piece.shown.endswith(" ") if piece.shown else blank
        else:
            for part in _spaced(source, piece, blank):
                yield part
                blank = part.shown.endswith(" ") if part.shown else blank


def _spaced(source: str, piece: Piece, blank: bool) -> Iterator[Piece]:
    verbatim = source[piece.start : piece.end] == piece.shown
    if not verbatim:
        shown = _RUNS.sub(lambda run: " " if run[0][0] in BLANKS else run[0], piece.shown)
        yield piece._replace(shown=shown[1:] if blank and shown.startswith(" ") else shown)
        return
    for run in _RUNS.finditer(piece.shown):
        shown = run[0] if run[0][0] not in BLANKS else "" if blank else " "
        yield Piece(shown, piece.start + run.start(), piece.start + run.end())
        blank = shown == " "
