"""Values of a TOML front matter: `values` reads those that are text, `written` writes one anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats.marked.values import DOUBLE, ESCAPES, SINGLE, Value, double_quoted, enclosed

_NAME = r"(?:[\w-]+|\"[^\"\n\\]*\"|'[^'\n]*')"
_LINE = re.compile(
    rf"[ \t]*\[\[?[ \t]*(?P<table>{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*\]\]?[ \t]*(?:#.*)?"
    rf"|[ \t]*(?P<key>{_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)[ \t]*=[ \t]*(?P<value>.*)"
)
_PART = re.compile(_NAME)
_DOUBLE = re.compile(r"(?P<value>\"(?:[^\"\\]|\\.)*\")[ \t]*(?:#.*)?")
_SINGLE = re.compile(r"(?P<value>'[^']*')[ \t]*(?:#.*)?")
_LONG = re.compile(r"\"\"\"|'''")


def values(text: str) -> Iterator[Value]:
    """The values that are strings of one line, each with its key."""
    table: list[str] = []
    until = ""
    for line in re.finditer(r"(?P<line>[^\r\n]*)\r?\n?", text):
        if until:
            until = "" if until in line["line"] else until
            continue
        found = _LINE.fullmatch(text, *line.span("line"))
        if not found:
            continue
        if found["table"]:
            table = _names(found["table"])
            continue
        long = _LONG.match(found["value"])
        if long:
            until = "" if long[0] in found["value"][3:] else long[0]
            continue
        key = ".".join([*table, *_names(found["key"])])
        if string := _DOUBLE.fullmatch(text, *found.span("value")):
            yield Value(key, DOUBLE, enclosed(text, *string.span("value"), ESCAPES))
        elif string := _SINGLE.fullmatch(text, *found.span("value")):
            yield Value(key, SINGLE, enclosed(text, *string.span("value"), None))


def _names(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in _PART.findall(dotted)]


def written(text: str, style: str) -> str:
    """A text as a value, in this style where it can be."""
    return f"'{text}'" if style == SINGLE and "'" not in text else double_quoted(text)
