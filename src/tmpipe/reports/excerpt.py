"""The texts that a finding speaks of, with the words in question marked, as compilers show source lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from tmpipe.catalogs.wrap import columns
from tmpipe.model import Finding
from tmpipe.text.spans import span_of

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would move a terminal's cursor or turn its text around: a catalog may hold anything."""
_BLANKS = str.maketrans({"\n": "⏎", "\t": " ", "\r": " "})
_GUTTER = 8
_CUT = "…"

Span = tuple[int, int]


def excerpt(finding: Finding, width: int = 100) -> Iterator[str]:
    """The lines to show under a finding: the texts, each cut to the width, and the places in the files.

    Words are underlined; in a text with right-to-left letters, where a mark under a column would mislead,
    they are quoted instead.
    """
    if finding.msgid:
        found = finding.evidence.found
        yield from _marked(
            "msgid", finding.msgid, _spans(finding.evidence.source_words, finding.msgid), width
        )
        if finding.msgstr:
            yield from _marked("msgstr", finding.msgstr, _spans([found], finding.msgstr), width)
    if finding.place and finding.place.line != finding.line:
        yield _labelled("place", f"{finding.path}:{finding.place.line}:{finding.place.column}")
    if finding.document and finding.document != f"{finding.path}:{finding.line}":
        yield _labelled("source", finding.document)


def _labelled(label: str, text: str) -> str:
    return f"{label:>{_GUTTER}} | {CONTROL.sub('�', text)}".rstrip()


def _spans(words: Iterable[str], text: str) -> list[Span]:
    """Where the words stand, one after the other; what stands nowhere is left out."""
    spans: list[Span] = []
    for one in words:
        span = span_of(one, text, spans[-1][1] if spans else 0) or span_of(one, text)
        if span and span not in spans:
            spans.append(span)
    return sorted(spans)


def _marked(label: str, text: str, spans: Sequence[Span], width: int) -> Iterator[str]:
    text = CONTROL.sub("�", text.translate(_BLANKS))
    start, end = _window(text, spans[0] if spans else (0, 0), max(width - _GUTTER - 5, 20))
    shown = text[start:end]
    yield _labelled(label, f"{_CUT if start else ''}{shown}{_CUT if end < len(text) else ''}")
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
    if inside and _right_to_left(shown):
        yield _labelled("", "here: " + ", ".join(f"“{text[a:b]}”" for a, b in inside))
    elif inside:
        yield _labelled("", " " * bool(start) + _carets(text, start, inside))


def _window(text: str, span: Span, room: int) -> Span:
    """What is shown of a text: all, or about the span, a third of the room before it."""
    if len(text) <= room and columns(text) <= room:
        return 0, len(text)
    first, left = span[0], room // 3
    while first and (left := left - columns(text[first - 1])) >= 0:
        first -= 1
    last, left = first, room
    while last < len(text) and (left := left - columns(text[last])) >= 0:
        last += 1
    while first and last == len(text) and left - columns(text[first - 1]) >= 0:
        first -= 1
        left -= columns(text[first])
    return first, last


def _right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def _carets(text: str, start: int, spans: Iterable[Span]) -> str:
    """A line of marks under `text[start:]`: wide characters take two, combining ones none."""
    out, at = [], start
    for first, last in spans:
        out.append(" " * columns(text[at:first]) + "^" * max(1, columns(text[max(at, first) : last])))
        at = max(at, last)
    return "".join(out)
