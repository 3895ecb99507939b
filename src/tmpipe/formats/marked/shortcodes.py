"""What site generators fill in, `{{< … >}}`, `{% … %}`, `{: .class}`, as events among those of the parser."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from tmpipe.formats.marked.events import ALONE, END, START, Event

SHORTCODE = re.compile(
    r"(?<!(?<!\\)\\)(?:\{\{[^{}]*(?:\}(?!\})[^{}]*)*\}\}"
    r"|\{%[^%{}]*(?:%(?!\})[^%{}]*)*%\}"
    r"|\{[ \t]*(?:[:.#]|\w+=)[^{}\n]*\})"
)
_Span: TypeAlias = tuple[int, int]


def marked(source: str, events: list[Event]) -> list[Event]:
    """The events, with one for each shortcode in the place of those that it covers."""
    start, end = events[0].start, events[-1].end
    if source.find("{", start, end) < 0:
        return events
    spans = [found.span() for found in SHORTCODE.finditer(source, start, end)]
    spans = _whole(source, spans, events) if spans else []
    return list(_merged(source, events, spans)) if spans else events


def _verbatim(source: str, event: Event) -> bool:
    """Whether it is text that may be cut anywhere."""
    return event.name == "Text" and source[event.start : event.end] == event.value


def _whole(source: str, spans: Sequence[_Span], events: Sequence[Event]) -> list[_Span]:
    """The spans in text, not in an address, whose border no markup crosses and which no code span holds."""
    starts = [start for start, _ in spans]
    seen: set[_Span] = set()
    crossed: set[_Span] = set()
    for event in events:
        low, high = bisect_left(starts, event.start), bisect_left(starts, event.end)
        if event.edge == ALONE:
            seen.update(spans[low:high])
        if event.edge == END or _verbatim(source, event):
            continue
        around = [span for span in spans[max(low - 1, 0) : low] if event.start < span[1] < event.end]
        within = spans[low:high] if event.edge == ALONE else spans[max(high - 1, low) : high]
        for start, end in within:
            holds = event.edge == START and end <= event.end
            if not holds and not (start == event.start and event.end <= end):
                crossed.add((start, end))
        crossed.update(around)
    whole = seen - crossed
    return [span for span in spans if span in whole]


def _merged(source: str, events: Sequence[Event], spans: Sequence[_Span]) -> Iterator[Event]:
    waiting = iter([*spans, (len(source) + 1, len(source) + 1)])
    start, end = next(waiting)
    done = (0, 0)
    for event in events:
        at = event.end - 1 if event.edge == END else event.start
        while start <= at:
            yield _shortcode(source, start, end)
            done, (start, end) = (start, end), next(waiting)
        if done[0] <= event.start and event.end <= done[1]:
            continue
        if not _verbatim(source, event):
            yield event
            continue
        low = max(event.start, done[1])
        while start < event.end:
            if low < start:
                yield Event(ALONE, "Text", source[low:start], low, start)
            yield _shortcode(source, start, end)
            low, done, (start, end) = end, (start, end), next(waiting)
        if low < event.end:
            yield Event(ALONE, "Text", source[low : event.end], low, event.end)


def _shortcode(source: str, start: int, end: int) -> Event:
    return Event(ALONE, "Shortcode", source[start:end], start, end)
