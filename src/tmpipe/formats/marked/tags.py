"""HTML within a line of Markdown: which tags are pairs, and what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tmpipe.formats.hypertext import captions as hypertext
from tmpipe.formats.hypertext.attributes import value
from tmpipe.formats.hypertext.elements import BLOCKS, FROZEN, PAIRS, SINGLES, VOID
from tmpipe.formats.hypertext.holes import parts
from tmpipe.formats.hypertext.source import Source
from tmpipe.formats.hypertext.tokens import RAW
from tmpipe.formats.marked.events import END, START, Event
from tmpipe.model import Block

_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:-]*)")


def bound(html: str) -> int:
    """How much of a block of HTML makes it one: the line of a tag that else would lie within a line."""
    found = _TAG.match(html.lstrip())
    inline = found and found["name"].lower() not in BLOCKS | RAW
    return html.find("\n") + 1 if inline else 0


def kind(tag: str) -> str:
    """What a code of this tag is: one of `model.Code`'s kinds."""
    found = _TAG.match(tag)
    if not found:
        return "comment" if tag.startswith("<!--") else "other"
    name = found["name"].lower()
    if name in FROZEN or value(tag, "translate") == "no":
        return "code"
    return PAIRS.get(name) or SINGLES.get(name, "other")


def target(tag: str) -> str:
    """Where a link's tag leads."""
    return value(tag, "href") or ""


def captions(tag: str, line: int) -> tuple[str | Block, ...]:
    """The parts of a tag with texts in its attributes, nothing for one without."""
    name = _TAG.match(tag)
    found = hypertext.captions(Source(tag, line), 0, len(tag), name["name"].lower()) if name else ()
    return parts(tag, 0, len(tag), found) if found else ()


def pairs(events: Sequence[Event]) -> dict[int, int]:
    """The index of each tag that opens, and of the one that closes it; other markup lies whole between them
    or whole around them."""
    found: dict[int, int] = {}
    levels = [_Level(found)]
    for index, event in enumerate(events):
        if event.edge == START:
            levels.append(_Level(found))
        elif event.edge == END and len(levels) > 1:
            levels.pop()
        elif event.name == "InlineHtml" and (tag := _TAG.match(event.value)):
            levels[-1].tag(tag["name"].lower(), index, event.value)
    return found


class _Level:
    """The tags between the same pieces of other markup that are still open."""

    __slots__ = ("counts", "found", "unclosed")

    def __init__(self, found: dict[int, int]) -> None:
        self.found = found
        self.unclosed: list[tuple[str, int]] = []
        self.counts: Counter[str] = Counter()

    def tag(self, name: str, index: int, source: str) -> None:
        if not source.startswith("</"):
            if name not in VOID and not source.endswith("/>"):
                self.unclosed.append((name, index))
                self.counts[name] += 1
            return
        while self.counts[name]:
            opened, at = self.unclosed.pop()
            self.counts[opened] -= 1
            if opened == name:
                self.found[at] = index
                return
