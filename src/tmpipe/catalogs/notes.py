"""The comment lines above a PO message, also as tools leave them that do not know all of their kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.catalogs import origin
from tmpipe.model import Origin

_REFERENCE = re.compile("\u2068[^\u2068\u2069]*\u2069\\S*|\\S+")
_BEFORE_LINE = re.compile(r" ?: ?(?=[0-9]+(?: |\Z))")
_STRANGE = re.compile(r'# (?=\| (?:msg|")|= (?:fuzzy|no-wrap|[a-z-]+-format)(?:,|\Z))')
"""`#|` and `#=` that a tool which does not know them has saved as translator comments."""
_STICKY = re.compile(r".*-format|.*-check|(?:no-)?wrap|range:.*")
_WRAPPED = range(60, 80)
"""Columns of a comment that a tool has wrapped: with the next word it had too many."""


@dataclass(slots=True)
class Notes:
    """What comment lines say."""

    comments: list[str]
    """Of translators, without our own."""
    extracted: list[str]
    references: list[str]
    flags: list[str]
    """In their order, `fuzzy` among them."""
    previous: list[str]
    """The lines behind `#|`."""
    origin: Origin | None
    above: int
    """How many comments stand above our own."""


def lines(block: str) -> list[str]:
    """The comment lines in a message's text, bare of blanks before them and the marks of obsolete ones."""
    bare = map(_bare if "#~" in block or "\r" in block else str.lstrip, block.split("\n"))
    return [line for line in bare if line[:1] == "#"]


def mended(raw: list[str]) -> list[str]:
    """The lines with those mended that a tool took for translator comments: Babel does it with `#|`."""
    return [f"#{line[2:]}" if _STRANGE.match(line) else line for line in raw]


def read(raw: list[str]) -> Notes:
    """What the lines say."""
    comments: list[str] = []
    extracted: list[str] = []
    places: list[str] = []
    flags: list[str] = []
    previous: list[str] = []
    for line in raw:
        match line[1:2]:
            case ".":
                extracted.append(line[2:].removeprefix(" ").rstrip(" \t"))
            case ":":
                places.append(line[2:].strip())
            case "," | "=" | "!":
                flags += _flags(line[2:])
            case "|":
                previous.append(line[2:])
            case "~":
                previous.append(line[3:])
            case _:
                text = line[1:].removeprefix(" ")
                comments.append(text[:-1] if text.endswith("\\ ") else text)
    source, above = _take_origin(comments)
    references = _references(" ".join(places)) if places else []
    return Notes(comments, extracted, references, list(dict.fromkeys(flags)), previous, source, above)


def workflow(flags: tuple[str, ...], text: str) -> list[str]:
    """Which of the flags stood behind `#=` in a message's text and are not known to stay with the message."""
    behind = {flag for line in lines(text) if line[1:2] == "=" for flag in _flags(line[2:])}
    return [flag for flag in flags if flag in behind and not _STICKY.fullmatch(flag)]


def isolated(reference: str) -> str:
    """The reference with a file name that has blanks in isolates, as gettext writes it since 0.22."""
    words = reference.split()
    if len(words) < 2:
        return reference.strip()
    path, colon, line = reference.rpartition(":")
    if not line.isdecimal():
        path, colon, line = reference, "", ""
    return f"\u2068{' '.join(path.splitlines())}\u2069{colon}{line}"


def _bare(raw: str) -> str:
    line = raw.strip("\r").lstrip()
    while line.startswith("#~") and line[2:3] != "|":
        line = line[2:].lstrip()
    return line


def _flags(line: str) -> Iterator[str]:
    """The flags of a line. gettext takes blanks for commas: a `fuzzy` between blanks counts."""
    for words in map(str.split, line.split(",")):
        if "fuzzy" in words:
            yield from words
        elif words:
            yield " ".join(words)


def _references(text: str) -> list[str]:
    """References; a file name with blanks stands in isolates, and may go on in the next line."""
    if "\u2068" in text:
        bare = (found.translate({0x2068: None, 0x2069: None}) for found in _REFERENCE.findall(text))
        return [reference for reference in bare if reference]
    words = text.split()
    if ":" in text and any(word[0] == ":" or word[-1] == ":" for word in words):
        return _BEFORE_LINE.sub(":", " ".join(words)).split()
    return words


def _take_origin(comments: list[str]) -> tuple[Origin | None, int]:
    """Takes our first comment out, the lines that a tool has wrapped it into as one; and where it stood."""
    for at, line in enumerate(comments):
        if line.startswith(origin.MARK):
            source, end = _wrapped_origin(comments, at)
            if source:
                del comments[at:end]
                return source, at
    return None, 0


def _wrapped_origin(comments: list[str], at: int) -> tuple[Origin | None, int]:
    """The origin that begins at a comment, and where it ends: with its last field, else as late as it can."""
    source, end = None, at
    for after in range(at + 1, _end_of_wrapped(comments, at) + 1):
        if found := origin.parse(" ".join(comments[at:after])):
            source, end = found, after
            if origin.ended(found):
                break
    return source, end


def _end_of_wrapped(comments: list[str], at: int) -> int:
    """Where the lines end that may be one that was wrapped: each but the last is long."""
    end = at + 1
    while end < len(comments) and end < at + 8 and goes_on(comments[end - 1], comments[end]):
        end += 1
    return end


def goes_on(line: str, following: str) -> bool:
    """Whether the next comment's first word would have made this one too long, and it is not one of ours."""
    first = following.partition(" ")[0]
    wrapped = len(line) < _WRAPPED.stop and len(line) + 1 + len(first) > _WRAPPED.start
    return wrapped and bool(first) and first != origin.MARK
