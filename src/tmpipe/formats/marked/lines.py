"""Lines that say what to make of their neighbours, `:::` or `!!! note`: they stay lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.formats.marked.events import ALONE, END, START, Event
from tmpipe.formats.marked.phrases import begins

_MARK = re.compile(
    r"(?P<whole>:::.*|(?:!!!|\?\?\?\+?)[ \t].*|===[!+]*[ \t]+\".*|\[\[?_?TOC_?\]\]?[ \t]*$)"
    r"|(?P<own>\[![\w-]+\](?![(\[])[-+]?|\*\[[^\]\n]+\]:)"
    r"|(?P<first>:[ \t])",
    re.IGNORECASE | re.MULTILINE,
)
_HINT = re.compile(r"^[ \t>]*(?:[:!?=]|\[[!\[_T]|\*\[)|\{|[:!?=]{3}|\[!", re.IGNORECASE | re.MULTILINE)


def marks(text: str) -> bool:
    """Whether a line that begins with this text would be such a line."""
    return bool(_MARK.match(text))


def runs(source: str, events: list[Event]) -> Iterator[list[Event]]:
    """The events between such lines, and between those that shortcodes fill."""
    if not _HINT.search(source, events[0].start, events[-1].end) and source[events[0].start] not in ":!?=[*{":
        yield events
        return
    run: list[Event] = []
    for line in _lines(events):
        mark = _MARK.match(source, begins(source, line[0]))
        if not mark and not _filled(line):
            run += line
            continue
        if run:
            yield run[:-1]  # without the line end
        run = []
        rest = _behind(source, line, mark.end()) if mark and not mark["whole"] else []
        if mark and mark["own"]:
            yield rest
        else:
            run = rest
    if run:
        yield run


def _lines(events: list[Event]) -> Iterator[list[Event]]:
    """The events of each line, with what ends it; markup that goes over a line end is not cut."""
    line: list[Event] = []
    depth = 0
    for event in events:
        depth += (event.edge == START) - (event.edge == END)
        line.append(event)
        if not depth and event.name in ("SoftBreak", "HardBreak"):
            yield line
            line = []
    if line:
        yield line


def _filled(line: list[Event]) -> bool:
    """Whether shortcodes are all that stands on the line."""
    return any(event.name == "Shortcode" for event in line) and all(
        event.name in ("Shortcode", "SoftBreak", "HardBreak") or not str(event.value or "").strip()
        for event in line
    )


def _behind(source: str, line: list[Event], at: int) -> list[Event]:
    """The events of a line from `source[at]` on."""
    rest = [event for event in line if event.end > at]
    if rest and rest[0].start < at and rest[0].name == "Text":
        rest[0] = Event(ALONE, "Text", source[at : rest[0].end], at, rest[0].end)
    return rest
