"""A member whose paragraphs were changed, turned into the direction of its new language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tmpipe.formats.word.properties import children, edited
from tmpipe.formats.word.runs import CHANGED, complexes


@dataclass(slots=True)
class _Open:
    """A paragraph or a table that is open."""

    name: str
    start: int
    """Where its start tag ends."""
    changed: bool = False


def turned(text: str, prefix: str, *, right: bool) -> str:
    """The text with its changed paragraphs, and the tables around them, in a direction; `CHANGED` is gone.

    In a paragraph that reads from the right, `w:jc` and `w:ind` mean the sides the other way round (ECMA-376,
    17.3.1.13 and 17.3.1.12): both stay as they are.
    """
    edits: list[tuple[int, int, str]] = []
    around: list[_Open] = []
    for found in _events(prefix).finditer(text):
        if found[0] == CHANGED:
            nearest = next((one for one in reversed(around) if one.name == "p"), None)
            for one in around:
                if not one.changed and (one is nearest or one.name == "tbl"):
                    one.changed = True
                    edits += _edit(text, one, prefix, right=right)
        elif found["name"] and found[0][1] == "/":
            around.pop()
        elif found["name"] and found[0][-2] != "/":
            around.append(_Open(found["name"], found.end()))
    return _applied(text, edits).replace(CHANGED, "")


def sections(text: str, prefix: str, *, right: bool) -> str:
    """The text with all its sections in a direction: their columns, and where a page is bound."""
    edits: list[tuple[int, int, str]] = []
    opening = re.compile(rf"<{prefix}sectPr(?=[\s/>])")
    at = 0
    while found := opening.search(text, at):
        start, at = found.start(), _end(text, found.start(), f"{prefix}sectPr")
        edits.append((start, at, edited(text[start:at], (("bidi", f"<{prefix}bidi/>" if right else ""),))))
    return _applied(text, edits)


def styled(text: str, prefix: str) -> str:
    """The styles' text: how bold and large letters from the left are, those from the right are, too."""

    def told(found: re.Match[str]) -> str:
        changes = tuple(complexes(dict(children(found[0]))))
        return edited(found[0], changes) if changes else found[0]

    return re.sub(rf"<{prefix}rPr>.*?</{prefix}rPr>", told, text, flags=re.DOTALL)


def _events(prefix: str) -> re.Pattern[str]:
    return re.compile(
        rf"</?{prefix}(?P<name>p|tbl)(?=[\s/>])[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>"
        rf"|{CHANGED}|<!--.*?-->|<!\[CDATA\[.*?\]\]>",
        re.DOTALL,
    )


_PROPERTIES = {"p": ("pPr", "bidi"), "tbl": ("tblPr", "bidiVisual")}


def _edit(text: str, one: _Open, prefix: str, *, right: bool) -> list[tuple[int, int, str]]:
    """The change of a paragraph's or a table's properties."""
    properties, child = _PROPERTIES[one.name]
    name = f"{prefix}{properties}"
    change = ((child, f"<{prefix}{child}/>" if right else ""),)
    found = re.compile(rf"\s*<{name}(?=[\s/>])").match(text, one.start)
    if not found:
        new = edited(f"<{name}></{name}>", change)
        return [(one.start, one.start, new)] if right else []
    start = found.end() - len(name) - 1
    end = _end(text, start, name)
    return [(start, end, edited(text[start:end], change))]


def _end(text: str, start: int, name: str) -> int:
    """Where the element ends that begins at `start`; it may hold one of its own kind."""
    depth, at = 0, start
    for found in re.compile(rf"<(/?){name}(?=[\s/>])[^>]*>").finditer(text, start):
        at = found.end()
        depth += -1 if found[1] else found[0][-2] != "/"
        if not depth:
            break
    return at


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    out: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        out += (text[at:start], new)
        at = end
    return "".join(out) + text[at:]
