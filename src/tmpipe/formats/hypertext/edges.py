"""White space at the edges of texts, however it is written."""

from __future__ import annotations

import re

from tmpipe.formats.hypertext.attributes import REFERENCE, reference, resolved
from tmpipe.formats.hypertext.source import MASK

_LEAD = re.compile(rf"[\s\xad]++|({REFERENCE})")
_TAIL = re.compile(rf"({REFERENCE})\Z")
_LONGEST = 24
"""Characters of a reference to white space, with zeros."""
_UNREAD = f" \t\n\f\r\xad{MASK}"


def is_blank(piece: str) -> bool:
    """Whether a text has nothing to read."""
    text = piece.strip(_UNREAD)
    return not text or text.isspace() or (text[0] in "&\xa0" and not resolved(text).translate(_SHY).strip())


_SHY = {0xAD: None}


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of `text[start:end]` without the white space at its edges."""
    start = after_blanks(text, start, end)
    return start, before_blanks(text, start, end)


def after_blanks(text: str, start: int, end: int) -> int:
    """Where the text begins that begins with no white space."""
    if text[start].isalnum():
        return start
    while (found := _LEAD.match(text, start, end)) and (found[1] is None or _is_space(found[1])):
        start = found.end()
    return start


def before_blanks(text: str, start: int, end: int) -> int:
    """Where the text ends that ends with no white space."""
    while start < end:
        tail = text[max(start, end - _LONGEST) : end]
        if tail[-1].isspace() or tail[-1] == "\xad":
            end -= 1
        elif "&" in tail and (found := _TAIL.search(tail)) and _is_space(found[1]):
            end -= len(found[1])
        else:
            break
    return end


def _is_space(source: str) -> bool:
    meant, length = reference(source)
    return length == len(source) and (meant.isspace() or meant == "\xad")
