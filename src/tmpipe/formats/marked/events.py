"""Where the parser's name enters: Markdown as events, each with its place in the text."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

START, END, ALONE = "+", "-", ""
INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
"""Elements that lie within a line; all others are blocks."""


class Event(NamedTuple):
    """What stands at `text[start:end]`; for the start and the end of an element, its whole."""

    edge: str
    """START and END of an element, or what stands ALONE."""
    name: str
    """`Paragraph`, `Text`, `SoftBreak` ...: the parser's words."""
    value: Any
    """Of a text what it reads as, of an element what is known of it."""
    start: int
    end: int


def events(text: str, *, math: bool = False, defined: Callable[[str], bool] | None = None) -> Iterator[Event]:
    """The events of a text. `defined` tells which labels of links count as defined elsewhere."""
    import pyromark  # 10 ms

    def elsewhere(link: Mapping[str, Any]) -> tuple[str, str] | None:
        return ("", "") if defined and defined(link["reference"]) else None

    found: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
        text, options=_options(math=math), broken_link_callback=elsewhere if defined else None
    )
    index = _index(text)
    for event, place in found:
        if isinstance(event, str):
            yield Event(ALONE, event, None, index(place["start"]), index(place["end"]))
            continue
        [(name, value)] = event.items()
        edge = START if name == "Start" else END if name == "End" else ALONE
        if edge:
            [(name, value)] = [(value, None)] if isinstance(value, str) else value.items()
        yield Event(edge, name, value, index(place["start"]), index(place["end"]))


def definitions(text: str) -> Iterator[tuple[int, int, str]]:
    """Where link reference definitions with a title stand, each with its title."""
    if "]:" not in text:
        return
    import pyromark

    index = _index(text)
    for found in pyromark.reference_definitions(text, options=_options(math=False)).values():
        if found["title"]:
            yield index(found["span"]["start"]), index(found["span"]["end"]), found["title"]


def _options(*, math: bool) -> Any:
    from pyromark import Options

    chosen = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )
    return chosen | Options.ENABLE_MATH if math else chosen


def _index(text: str) -> Callable[[int], int]:
    """From offsets in UTF-8 to offsets in the text."""
    if text.isascii():
        return int
    table = array("I", accumulate(text.encode("utf-8").translate(_LEADS), initial=0))
    return table.__getitem__


_LEADS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
"""1 for each byte that begins a character."""
