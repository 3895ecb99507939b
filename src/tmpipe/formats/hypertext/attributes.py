"""A start tag's attributes, and character references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from tmpipe.formats.hypertext.tokens import lowered


@dataclass(frozen=True, slots=True)
class Attribute:
    """`name=value`; the value stands at `tag[start:end]`, without its quotes."""

    name: str
    """In lower case."""
    start: int
    end: int
    quote: str
    """`"` or `'`, `=` of a value without quotes, nothing where there is no value."""


_ATTRIBUTE = re.compile(
    r"""([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
    r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)|(?=>)))?"""
)
_NAME = re.compile(r"</?[^\t\n\f\r />]*+")
_QUOTES = ("", "", '"', "'", "=")


@lru_cache(maxsize=4096)
def attributes(tag: str) -> dict[str, Attribute]:
    """The attributes of a whole tag by name; of two with one name the first counts.

    Remembered, since most tags of a page come many times.
    """
    named = _NAME.match(tag)
    found: dict[str, Attribute] = {}
    for one in _ATTRIBUTE.finditer(tag, named.end() if named else 0):
        group = one.lastindex or 1
        start, end = one.span(group) if group > 1 else (one.end(), one.end())
        name = lowered(one[1])
        found.setdefault(name, Attribute(name, start, end, _QUOTES[group]))
    return found


def value(tag: str, name: str) -> str | None:
    """An attribute's value as its reader gets it; None without the attribute."""
    found = attributes(tag).get(name)
    return None if found is None else resolved(tag[found.start : found.end], quoted=True)


# --- character references ------------------------------------------------------------------------

REFERENCE = r"&(?:\#(?:[xX][0-9a-fA-F]++|[0-9]++);?+|[a-zA-Z][a-zA-Z0-9]*+;?+)"
"""What may be a character reference, for `re.VERBOSE` too."""
_REFERENCE = re.compile(REFERENCE)
_LONGEST_BARE = max(len(name) for name in html5 if not name.endswith(";"))


def resolved(text: str, *, quoted: bool = False) -> str:
    """The text with its character references resolved; `quoted`: it is an attribute's value."""
    if "&" not in text:
        return text

    def character(found: re.Match[str]) -> str:
        sign, length = reference(found[0], text[found.end() : found.end() + 1] if quoted else None)
        return sign + found[0][length:]

    return _REFERENCE.sub(character, text)


def reference(source: str, following: str | None = None) -> tuple[str, int]:
    """What a match of REFERENCE stands for, and how much of it is that reference; ("", 0) if none is.

    `following`: the character after it in an attribute's value, where `&amp=` is none; None elsewhere.
    """
    if source[1] == "#":
        return _numbered(source), len(source)
    name = source[1:]
    if name.endswith(";") and name in html5:
        return html5[name], len(source)
    for length in range(min(_LONGEST_BARE, len(name)), 1, -1):
        if name[:length] in html5 and not name[:length].endswith(";"):
            after = name[length : length + 1] or following or ""
            if following is not None and (after == "=" or after.isalnum()):
                return "", 0
            return html5[name[:length]], length + 1
    return "", 0


def _numbered(source: str) -> str:
    digits = source[2:].rstrip(";")
    # more digits than any character has: not even converted
    significant = digits.lstrip("xX").lstrip("0")
    number = int(significant or "0", 16 if digits[0] in "xX" else 10) if len(significant) < 9 else 0
    if 0x80 <= number < 0xA0:
        try:
            return bytes([number]).decode("cp1252")
        except UnicodeDecodeError:
            return chr(number)
    if number == 0 or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        return "\ufffd"
    return chr(number)
