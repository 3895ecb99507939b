"""JSON that comes from elsewhere: read strictly, and what is wrong with it told with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NoReturn

from tmpipe.errors import InputError
from tmpipe.signoffs import one_line

Way = tuple[str | int, ...]
"""Keys and numbers (from 0) that lead from the root to a value."""

MOST = 2**53
"""Whole numbers up to here are the same in every program that reads JSON."""

_LONGEST = 500
"""Characters of a complaint: it may tell what came from elsewhere."""
_TOKENS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(?=\s*(:?))|[\[\]{},]|[^\s\[\]{},:"]+', re.DOTALL)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HALF = re.compile(r"[\ud800-\udfff]")
_HASH = re.compile(r"[0-9a-f]{64}")
_AGAIN = "fetch it again, and if that does not help, tell whoever publishes it"
_REQUIRED: Any = object()


class _TwiceError(Exception):
    """A key stands twice in one object."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text that objects come from, and how its path is shown to people."""

    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Object:
    """An object, and the way to it. What it lacks or has wrongly is an InputError; keys that nobody asks for
    are ignored, so that later versions can add some.

    Each method gives the value of a key; without the key the default, where there is one.
    """

    values: dict[str, Any]
    source: Source
    way: Way = ()
    what: str = ""
    """What it is to people: `text detained-protesters fr`; empty at the root."""

    def wrong(self, key: str, message: str) -> InputError:
        """The complaint about a key: it says what the object is, and the line."""
        place = f"{self.what}: " if self.what else ""
        line = _line(self.source.text, (*self.way, key) if key in self.values else self.way)
        whole = f"{place}{message}"
        told = whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}..."
        return InputError(f"{told}; {_AGAIN}", self.source.shown, line)

    def value(self, key: str, good: Callable[[Any], bool], wanted: str, default: Any = _REQUIRED) -> Any:
        """Any value that is good, or the default itself; else the complaint says what is wanted."""
        if key not in self.values:
            if default is _REQUIRED:
                raise self.wrong(key, f"has no {key!r}, which must be {wanted}")
            return default
        found = self.values[key]
        if not (good(found) or (type(found) is type(default) and found == default)):
            raise self.wrong(key, f"{key!r} must be {wanted}, and is {_short(found)}")
        return found

    def line(self, key: str, default: str = _REQUIRED) -> str:
        """A text of one line, without controls and what turns directions."""
        return str(self.value(key, _is_line, "a text of one line", default))

    def lines(self, key: str, default: str = _REQUIRED) -> str:
        """A text of any number of lines."""
        return str(self.value(key, _is_text, "a text", default))

    def day(self, key: str, default: str = "") -> str:
        """`YYYY-MM-DD`."""
        return str(self.value(key, _is_day, "a day such as 2026-11-21", default))

    def sha256(self, key: str, default: str = _REQUIRED) -> str:
        """64 hexadecimal digits in small letters."""
        return str(self.value(key, _is_hash, "64 hexadecimal digits in small letters", default))

    def one_of(self, key: str, known: Collection[str]) -> str:
        """One of the known texts."""
        wanted = f"one of {', '.join(islice(known, 20))}"
        return str(self.value(key, lambda one: type(one) is str and one in known, wanted))

    def whole(self, key: str, default: int = _REQUIRED, *, least: int = 0, most: int = MOST) -> int:
        """A whole number within bounds."""
        wanted = f"a whole number from {least} to {most}"
        return int(self.value(key, lambda one: type(one) is int and least <= one <= most, wanted, default))

    def percent(self, key: str, default: float = _REQUIRED) -> float:
        """A number from 0 to 100."""
        return float(self.value(key, _is_percent, "a number from 0 to 100", default))

    def texts(self, key: str, default: tuple[str, ...] = _REQUIRED) -> tuple[str, ...]:
        """A list of texts of one line, each once."""
        return tuple(self.value(key, _are_lines, "a list of texts of one line, each once", default))

    def inner(self, key: str, *, optional: bool = False) -> Object:
        """An object within this one; an empty one without the key, if it is optional."""
        found = self.value(key, lambda one: type(one) is dict, "an object", {} if optional else _REQUIRED)
        name = f"{self.what}: {key!r}" if self.what else repr(key)
        return Object(found, self.source, (*self.way, key), name)

    def inners(self, key: str, what: str, *, optional: bool = False) -> Iterator[Object]:
        """The objects in a list; each is `what` and its number, from 1."""
        found = self.value(key, _is_table, "a list of objects", [] if optional else _REQUIRED)
        before = f"{self.what}: " if self.what else ""
        for number, values in enumerate(found):
            yield Object(values, self.source, (*self.way, key, number), f"{before}{what} {number + 1}")


def load(data: bytes, shown: str, what: str) -> Object:
    """The object that the data are. InputError where they are something else; `what` they should be is told:
    `a manifest of tmpipe`."""
    text = _decoded(data, shown, what)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        message = f"is not whole, or no {what.partition(' ')[2]}: {error.msg}; {_AGAIN}"
        raise InputError(message, shown, error.lineno) from error
    except _TwiceError as error:
        key = str(error)
        raise InputError(f"has {_short(key)} twice; {_AGAIN}", shown, _line_of_second(text, key)) from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"is not {what}: too deep, or a number too long; {_AGAIN}", shown) from error
    if type(found) is not dict:
        raise InputError(f"is not {what}; check the address", shown, 1)
    return Object(found, Source(text, shown))


def _decoded(data: bytes, shown: str, what: str) -> str:
    if not data.strip():
        raise InputError(f"is empty, and not {what}; {_AGAIN}", shown)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise InputError(f"is a web page, and not {what}; check the address", shown, 1)
    if data.startswith(b"\xef\xbb\xbf"):
        raise InputError(f"begins with a byte order mark, so something has changed it; {_AGAIN}", shown, 1)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"is not UTF-8, and not {what}; {_AGAIN}", shown, line) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _is_text(one: Any) -> bool:
    """Whether it is a text, without half characters."""
    return type(one) is str and not _HALF.search(one)


def _is_line(one: Any) -> bool:
    return type(one) is str and one_line(one)


def _are_lines(one: Any) -> bool:
    return type(one) is list and all(map(_is_line, one)) and len({*one}) == len(one)


def _is_day(one: Any) -> bool:
    if type(one) is not str or not _DAY.fullmatch(one):
        return False
    try:
        return bool(date.fromisoformat(one))
    except ValueError:
        return False


def _is_hash(one: Any) -> bool:
    return type(one) is str and _HASH.fullmatch(one) is not None


def _is_percent(one: Any) -> bool:
    return type(one) in (int, float) and 0 <= one <= 100


def _is_table(one: Any) -> bool:
    return type(one) is list and all(type(row) is dict for row in one)


def _short(value: Any) -> str:
    """A value as a complaint shows it: printable, and not endless."""
    if type(value) in (list, dict):
        return "a list" if type(value) is list else "an object"
    shown = json.dumps(value[:60] if type(value) is str else value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _places(text: str) -> Iterator[tuple[Way, int]]:
    """Each value's way, and where in the text it begins; the text is good JSON up to there."""
    way: list[str | int] = []
    for token in _TOKENS.finditer(text):
        sign = token[0]
        if token[1]:
            way[-1] = json.loads(sign)
        elif sign in "]}":
            way.pop()
        elif sign == ",":
            way[-1] = way[-1] + 1 if isinstance(way[-1], int) else ""
        else:
            yield tuple(way), token.start()
            if sign in "[{":
                way.append(0 if sign == "[" else "")


def _line(text: str, way: Way) -> int:
    """The line, from 1, of the value that the way leads to."""
    return text.count("\n", 0, next((place for one, place in _places(text) if one == way), 0)) + 1


def _line_of_second(text: str, key: str) -> int:
    seen: set[Way] = set()
    for way, place in _places(text):
        if way[-1:] == (key,):
            if way in seen:
                return text.count("\n", 0, place) + 1
            seen.add(way)
    return 1
