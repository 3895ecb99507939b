"""split <-> join: a block into segments, and segments into the block again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from tmpipe.model import CODE, Code, Locale, Segment
from tmpipe.text.sentences import Spans, sentences


def join(segments: Iterable[Segment]) -> str:
    """The block of these segments. Inverse of `split`."""
    return "".join(segment.text + segment.tail for segment in segments)


def split(text: str, locale: Locale = "en", codes: Sequence[Code] = ()) -> tuple[Segment, ...]:
    """The segments of a block: `join(split(text)) == text` for every text.

    Segments never begin or end with white space. Inline codes are looked through; at an edge they are
    left in the tails, save those whose other half is inside, and those that stand for words.
    `codes` are the block's, which tell line breaks and what stands for words from other codes.
    """
    coded = "<" in text and CODE.search(text)
    spans = _between_codes(text, locale, codes) if coded else sentences(text, locale)
    return tuple(_segments(text, spans))


def segment(text: str, locale: Locale = "en") -> list[str]:
    """The sentences of running text, stripped, none empty. A blank line ends a sentence."""
    return [text[start:end] for start, end in sentences(text, locale)]


def _segments(text: str, spans: Spans) -> Iterator[Segment]:
    lead = spans[0][0] if spans else len(text)
    if lead:
        yield Segment("", text[:lead])
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        yield Segment(text[start:end], text[end:following])


def _between_codes(text: str, locale: Locale, known: Sequence[Code]) -> Spans:
    """The sentences of a text with codes: found without them, then laid on the text again."""
    codes = list(CODE.finditer(text))
    instead = [_instead(text, code, known) for code in codes]
    spans = _laid(sentences(_bare(text, codes, instead), locale), codes, instead)
    starts = [code.start() for code in codes]
    partners = _partners(codes)
    whole: Spans = []
    low = 0
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        before = codes[bisect_left(starts, low) : bisect_left(starts, start)]
        first = next((c.start() for c in before if start < partners.get(c.start(), -1) < end), start)
        after = codes[bisect_left(starts, end) : bisect_left(starts, following)]
        low = max((c.end() for c in after if first <= partners.get(c.start(), end) < end), default=end)
        whole.append((first, low))
    return whole


def _bare(text: str, codes: list[re.Match[str]], instead: list[str]) -> str:
    """The text with what stands there instead of its codes."""
    pieces: list[str] = []
    at = 0
    for code, what in zip(codes, instead, strict=True):
        pieces += text[at : code.start()], what
        at = code.end()
    return "".join(pieces) + text[at:]


_WORD = "Vexo"
"""Begins a sentence where any name does, and ends one."""
_STANDS: Mapping[str, str] = {"code": _WORD, "formula": _WORD, "field": _WORD, "break": "\n", "tab": "\t"}
"""What a single code of a kind is to its sentence."""


def _instead(text: str, code: re.Match[str], known: Sequence[Code]) -> str:
    """What stands for a code while sentences are found: mostly nothing.

    A line end stands for a code that parts two sentences without a blank.
    """
    if not code["single"]:
        return ""
    number = int(code["single"])
    kind = known[number - 1].kind if 0 < number <= len(known) else ""
    before, after = text[code.start() - 1 : code.start()], text[code.end() : code.end() + 1]
    parting = before and before in ".!?…؟”’»" and after.isalpha()
    return _STANDS.get(kind, "\n" if parting else "")


def _laid(spans: Spans, codes: list[re.Match[str]], instead: list[str]) -> Spans:
    """The spans of the bare text as spans of the text itself."""
    begins: list[int] = []
    ends: list[int] = []
    shifts = [0]
    for code, what in zip(codes, instead, strict=True):
        begins.append(code.start() - shifts[-1])
        ends.append(begins[-1] + len(what))
        shifts.append(shifts[-1] + len(code[0]) - len(what))
    return [
        (start + shifts[bisect_right(ends, start)], end + shifts[bisect_left(begins, end)])
        for start, end in spans
    ]


def _partners(codes: list[re.Match[str]]) -> dict[int, int]:
    """For the start of each half of a pair, where the other half starts."""
    partners: dict[int, int] = {}
    opened: dict[str, int] = {}
    for code in codes:
        if code["open"]:
            opened[code["open"]] = code.start()
        elif code["close"] in opened:
            start = opened.pop(code["close"])
            partners[start] = code.start()
            partners[code.start()] = start
    return partners
