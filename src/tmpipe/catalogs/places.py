"""Where words of a msgstr stand in their catalog's file, whatever lines and escapes they are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tmpipe.catalogs import message
from tmpipe.model import Entry, Place

_LITERAL = re.compile(r'"((?:[^"\\\n]|\\(?s:.))*)"')
_PIECE = re.compile(r"[^\\]+|(?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]+))+|\\(?s:.)")
"""Plain characters, a run of escaped bytes, as several may be one character, or another escape."""
_MSGID = re.compile(r"^[ \t]*msgid", re.MULTILINE)

_MSGSTR = re.compile(r"^[ \t]*msgstr", re.MULTILINE)

Piece = tuple[str, int, int]
"""Characters, and from where to where they are written: each on its own where both are equally long."""


def msgstr_line(entry: Entry) -> int:
    """The line of the entry's msgstr in its file, as far as it is known."""
    if entry.kept is None:
        return max(entry.line, 1)
    msgid, msgstr = _MSGID.search(entry.kept.text), _MSGSTR.search(entry.kept.text)
    between = entry.kept.text.count("\n", msgid.start(), msgstr.start()) if msgid and msgstr else 0
    return max(entry.line, 1) + between


def place_of(entry: Entry, start: int, end: int, form: int | None = None) -> Place | None:
    """The place of `msgstr[start:end]` in the file, or of that of plural form number `form`.

    None for an entry that was never in a file, or has been changed since.
    """
    found = _strings(entry.kept.text, "msgstr" if form is None else f"msgstr[{form}]") if entry.kept else None
    if entry.kept is None or found is None or end <= start:
        return None
    pieces = list(_pieces(*found))
    if "".join(piece[0] for piece in pieces) != (entry.msgstr if form is None else entry.msgstr_plural[form]):
        return None
    return _place(entry.kept.text, max(entry.line, 1), _edge(pieces, start)[0], _edge(pieces, end - 1)[1])


def _strings(text: str, keyword: str) -> tuple[str, int] | None:
    """The strings of a keyword as they are written, and where they begin."""
    for match in message.STATEMENT.finditer(text):
        if match.lastgroup == "strings" and _name(match["keyword"]) == keyword:
            return match["strings"], match.start("strings")
    return None


def _name(keyword: str) -> str:
    return message.form(keyword) if keyword[-1] == "]" else keyword


def _pieces(strings: str, at: int) -> Iterator[Piece]:
    for literal in _LITERAL.finditer(strings):
        for piece in _PIECE.finditer(literal[1]):
            first = at + literal.start(1) + piece.start()
            yield _meant(piece[0]), first, first + len(piece[0])


def _meant(piece: str) -> str:
    """The characters that are written so; of escaped bytes, those of UTF-8."""
    try:
        return message.text_of(f'"{piece}"', "utf-8") if piece[0] == "\\" else piece
    except message.DamagedError:
        return ""


def _edge(pieces: Iterable[Piece], number: int) -> tuple[int, int]:
    """From where to where a character of the text is written."""
    for text, first, last in pieces:
        if number < len(text):
            return (first + number, first + number + 1) if last - first == len(text) else (first, last)
        number -= len(text)
    raise IndexError(number)


def _place(text: str, msgid_line: int, start: int, end: int) -> Place:
    msgid = _MSGID.search(text)
    top = msgid_line - (text.count("\n", 0, msgid.start()) if msgid else 0)
    lines = [top + text.count("\n", 0, at) for at in (start, end)]
    columns = [at - text.rfind("\n", 0, at) for at in (start, end)]
    return Place(lines[0], columns[0], lines[1], columns[1])
