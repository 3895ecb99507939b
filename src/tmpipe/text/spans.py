"""Where words stand in a text, whatever codes, unseen signs, Unicode forms and digits stand between."""

from __future__ import annotations

import re
import unicodedata

from tmpipe.model import CODE

_UNSEEN = r"[\u00ad\u200b\u200e\u200f\u2060-\u2064\u2066-\u2069\ufeff]"
_CLUSTER = re.compile(
    rf"(?P<none>{CODE.pattern}|{_UNSEEN})|.[\u0300-\u036f\u064b-\u0655\u0670]*+", re.ASCII | re.DOTALL
)
"""What is no part of a word, or a character with the marks that combine with it."""


def span_of(words: str, text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the words stand in the text from `start` on: as whole words if they do so anywhere.

    None where they do not stand there. Linear.
    """
    if not words:
        return None
    found = _whole(words, text, start)
    if found is None and (start == 0 or words not in text):
        found = _loosely(words, text, start)
    return found


def _whole(words: str, text: str, start: int) -> tuple[int, int] | None:
    """As whole words, else as parts of words."""
    first = at = text.find(words, start)
    while at >= 0:
        end = at + len(words)
        if not (_within(text, at) or _within(text, end)):
            return at, end
        at = text.find(words, end)
    return (first, first + len(words)) if first >= 0 else None


def _within(text: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _loosely(words: str, text: str, start: int) -> tuple[int, int] | None:
    plain, places = _plain(text[start:])
    wanted, _ = _plain(words)
    found = _whole(wanted, plain, 0) if wanted else None
    if found is None:
        return None
    first, last = places[found[0]], places[found[1] - 1]
    return start + first[0], start + last[1]


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without what is no part of a word, composed, its digits in ASCII; each sign's place."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        if match["none"] is None:
            whole = unicodedata.normalize("NFC", match[0])
            signs += (_digit(sign) for sign in whole)
            places += [match.span()] * len(whole)
    return "".join(signs), places


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
