"""Where a PO string may be cut into lines: as GNU gettext cuts it, so that saving in Poedit changes no line.

gettext breaks lines after the Unicode line breaking algorithm (UAX #14), with the pair table of an early
edition: a full stop inside `index.html` is a place to break, a slash before a digit is not. The table below
was measured from msgcat's own output; the tests compare with it again.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from math import inf

_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
_ESCAPES |= {"\a": r"\a", "\b": r"\b", "\f": r"\f", "\v": r"\v", "\0": r"\000", "\4": r"\004"}
_PAIR = re.compile(r"\\.", re.DOTALL)
_SPECIAL = re.compile(r'[\\"\n\t\r\a\x08\f\v\x00\x04]')

_NAMED = {
    "HY": "-",
    "SY": "/",
    "IS": ",.:;;،",
    "EX": "!?؛؞؟۔܂﹖﹗！？",
    "CL": "、。，．",
    "CP": ")]",
    "OP": "¡¿",
    "QU": "\"'",
    "GL": "\u00a0\u202f\u2007\u2011\u034f",
    "BA": "|\u00ad–‐‒֊।॥\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a",
    "B2": "—",
    "NS": "‼⁇⁈⁉‽々ゝゞヽヾ・：；ー〜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ",
    "IN": "…‥․",
    "PR": "+\\±№−∓",
    "PO": "%¢°‰‱′″‴‵‶‷℃℉٪؉؊",
    "BB": "´ˈˌ˟",
    "NU": "٫٬",
    "SP": " ",
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
    "ZWJ": "\u200d",
}
_BY_CHARACTER = {character: name for name, characters in _NAMED.items() for character in characters}
_BY_CATEGORY = {"Ps": "OP", "Pe": "CL", "Pi": "QU", "Pf": "QU", "Nd": "NU", "Sc": "PR"}

_LETTERS = frozenset({"AL", "NU", "OP", "B2", "ID", "BB", "HL"})
_SOFT = _LETTERS | {"PR", "PO"}
_TIGHT = frozenset({"B2", "ID", "BB"})
_AFTER: dict[str, frozenset[str]] = {
    "AL": _TIGHT,
    "HL": _TIGHT,
    "NU": _TIGHT,
    "HY": (_SOFT | {"GL"}) - {"NU"},
    "SY": _SOFT - {"NU", "HL"},
    "IS": _SOFT - {"NU"},
    "EX": _SOFT,
    "NS": _SOFT,
    "IN": _SOFT,
    "B2": _SOFT - {"B2"},
    "CL": _LETTERS,
    "CP": _TIGHT | {"OP"},
    "BA": _SOFT | {"GL"},
    "PR": frozenset({"B2", "PR", "PO", "BB"}),
    "PO": _TIGHT | {"PR", "PO"},
    "ID": _LETTERS | {"PR"},
}
"""Which classes may begin a line right after a class; one that is missing holds on to what follows."""

_NEVER_FIRST = frozenset({"SP", "SY", "IS", "EX", "CL", "CP", "ZW", "WJ"})
"""What begins no line, not even after blanks."""
_HELD_OVER_BLANKS = {"QU": "OP", "CL": "NS", "CP": "NS", "B2": "B2"}

_ODD_WIDTH = re.compile(r"[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e]")
_WRAPPED = re.compile(r'^("[^\n]*(?<!\\n)")\r?\n(?="([^\n]*)"\r?$)', re.MULTILINE)
_ALONE = re.compile(r'^(\w\S* )""\r?\n("[^\n]*(?<!\\n)")\r?$(?!\r?\n")', re.MULTILINE)
_WORDS = re.compile(r'^(?:\w\S* )?"(?=[^\n]* [^"\n])[^\n]*"(?=\r?$)', re.MULTILINE)
_ENDED = re.compile(r"[^\n]*+\n|[^\n]++")
_FIRST = re.compile(r"[^ ]* *")
_LONG = re.compile(r"^[^#\n][^\n]{79}", re.MULTILINE)
_COMMON = (79, 77, 78, 80, 76)


@lru_cache(4096)
def quoted(keyword: str, text: str, width: int) -> Sequence[str]:
    """The lines of `keyword "text"` in a file wrapped at `width` columns (0: at line ends only).

    A template and its catalogs, written one after the other, have the same messages.
    """
    lines = [_escaped(line) for line in _ENDED.findall(text)] or [""]
    if len(lines) == 1 and (_fits(lines[0], width - len(keyword) - 3 if width else 0)):
        return [f'{keyword} "{lines[0]}"']
    return [
        f'{keyword} ""',
        *(f'"{piece}"' for line in lines for piece in _pieces(line, width and max(width - 2, 1))),
    ]


def words(mark: str, texts: Iterable[str], width: int) -> list[str]:
    """The texts on lines that begin with `mark`, as gettext lays out references."""
    lines: list[str] = []
    line = mark
    for text in texts:
        if width and line != mark and len(line) + 1 + columns(text) > width:
            lines.append(line)
            line = mark
        line += " " + text
    return [*lines, line] if line != mark else lines


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if not _ODD_WIDTH.search(text) else sum(map(_columns, text))


def width_of(text: str) -> int:
    """The columns at which a catalog's lines were wrapped; 0 where long lines stand unwrapped, else 79.

    Each line of words says: I fit; each wrapped one: with the first word of the next line I would not; a
    text alone under its keyword: nor would I behind it. The width that most of (at most) 400 lines of each
    kind agree with wins.
    """
    said: list[tuple[int, float]]
    size = columns if _ODD_WIDTH.search(text.replace("\n", "")) else len
    said = [(size(m[1]), size(m[1] + _first(m[2]))) for m in islice(_WRAPPED.finditer(text), 400)]
    said += [(size(m[2]), size(m[1] + m[2])) for m in islice(_ALONE.finditer(text), 400)]
    if not said:
        return 0 if _LONG.search(text) else 79
    said += [(size(m[0]), inf) for m in islice(_WORDS.finditer(text), 400)]
    widths = dict.fromkeys((*_COMMON, *sorted({long for long, _ in said}, reverse=True)))
    begin, end = (sorted(ends) for ends in zip(*said, strict=True))  # each pair in order: `long <= longer`
    return max(widths, key=lambda width: bisect_right(begin, width) - bisect_right(end, width))


def _first(words: str) -> str:
    """The first word with the blanks behind it."""
    found = _FIRST.match(words)
    return found[0] if found else ""


def _escaped(line: str) -> str:
    return _SPECIAL.sub(lambda m: _ESCAPES[m[0]], line)


def _fits(line: str, room: int) -> bool:
    if not room or columns(line) <= room:
        return True
    inside = _inside(line)
    return not any(_may_break(line, at, inside) for at in range(1, len(line)))


def _pieces(line: str, room: int) -> Iterator[str]:
    """The line cut at the last place that still fits in `room` columns, or at the first one after it."""
    plain = not _ODD_WIDTH.search(line)
    inside = _inside(line) if room else frozenset()
    start = 0
    while room:
        reach = start + room if plain else _reach(line, start, room)
        if reach >= len(line):
            break
        places = chain(range(reach, start, -1), range(reach + 1, len(line)))
        at = next((place for place in places if _may_break(line, place, inside)), None)
        if at is None:
            break
        yield line[start:at]
        start = at
    yield line[start:]


def _reach(line: str, start: int, room: int) -> int:
    """The end of the longest piece from `start` that takes at most `room` columns."""
    for at in range(start, len(line)):
        room -= _columns(line[at])
        if room < 0:
            return at
    return len(line)


def _inside(line: str) -> frozenset[int]:
    """The places within escapes: those of their second characters."""
    return frozenset(found.end() - 1 for found in _PAIR.finditer(line)) if "\\" in line else frozenset()


def _may_break(line: str, at: int, inside: frozenset[int]) -> bool:
    """Whether a new line may begin with `line[at]`, `inside` being the places within its escapes."""
    first = _class(line[at])
    if line.startswith(r"\n", at) and at not in inside:
        return False
    if first in ("CM", "ZWJ"):
        return line[at - 1] in " \u200b"
    last = _class(line[at - 1])
    if last == "SP":
        return first not in _NEVER_FIRST and not _held(line, at, first)
    if last == "ZW":
        return first not in ("SP", "ZW")
    if last == "PR" and at in inside:
        return False
    while last == "CM" and at > 1:
        at -= 1
        last = _class(line[at - 1])
    after_hebrew = last in ("HY", "BA") and at > 1 and _class(line[at - 2]) == "HL"
    return first in _AFTER.get(last, ()) and not after_hebrew


def _held(line: str, at: int, first: str) -> bool:
    """Whether what stands before the blanks holds on to what stands after them."""
    while at and line[at - 1] == " ":
        at -= 1
    last = _class(line[at - 1]) if at else "AL"
    return last == "OP" or _HELD_OVER_BLANKS.get(last) == first


@cache
def _class(character: str) -> str:
    """The character's line breaking class; letters of all scripts without one of their own are AL."""
    if named := _BY_CHARACTER.get(character):
        return named
    category = unicodedata.category(character)
    if category[0] == "M" or category in ("Cf", "Cc"):
        return "CM"
    wide = unicodedata.east_asian_width(character) in "WF"
    if (by_category := _BY_CATEGORY.get(category)) and not (wide and category == "Nd"):
        return by_category
    if wide:
        return "ID"
    return "HL" if "\u05d0" <= character <= "\u05f2" else "AL"


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
