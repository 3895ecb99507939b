"""A text as its reader sees it, for those who judge its marks and blanks."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from tmpipe.text.words import normalized

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_ADDRESS = re.compile(r"(?:\b[a-z]{2,6}://|\bwww\.|\b10\.\d{4,9}/)[^\s<>«»“”\"]+|[\w.+-]{1,64}@[\w.-]+")
_TRAILING = ".,;:!?)]'’*_…؟،؛"
_FAR = 100
_WORD = re.compile(r"\S+")
_BLANKS = str.maketrans("\u00a0\u202f\u2009", "   ")


@lru_cache(maxsize=8)
def seen(text: str) -> str:
    """The text without markup, entities as what they stand for, addresses as words without marks.

    The checks of an entry ask one after another.
    """
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if "/" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(_masked, text)
    return text


def _masked(address: re.Match[str]) -> str:
    whole = address[0]
    kept = whole.rstrip(_TRAILING)
    return "x" * len(kept) + whole[len(kept) :]


def taken_over(source: str, target: str, at: int) -> bool:
    """Whether `target[at]` stands within three words or more that are the source's own: a foreign title.

    What is at an end of them is the target's.
    """
    start, end = max(0, at - 80), at + 80
    before = [word.start() + start for word in _WORD.finditer(target[start:at])]
    after = [word.end() + at for word in _WORD.finditer(target[at:end])]
    if not before or not after:
        return False
    own = _plain(source)
    spans = ((before[-3:][0], after[:2][-1]), (before[-2:][0], after[:2][-1]), (before[-1], after[:3][-1]))
    return any(
        len(words := _plain(target[first:last]).split()) > 2 and " ".join(words) in own
        for first, last in spans
    )


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return " ".join(normalized(text.translate(_BLANKS)).split())


def word(text: str, at: int) -> str:
    """What stands between blanks around a place, without the marks at its edges; cut after 100 signs."""
    first, last = max(at - _FAR, 0), at + _FAR
    start = max(text.rfind(blank, first, at) for blank in " \n\u00a0\u202f")
    ends = [end for blank in " \n\u00a0\u202f" if (end := text.find(blank, at, last)) >= 0]
    return text[max(start + 1, first) : min(ends, default=last)].strip("«»‹›“”\"'’()[].,;:!?،؛؟")


def context(text: str, start: int, end: int) -> str:
    """The words around a place in a text, with it: what a message shows."""
    first = max(text.rfind(" ", max(start - 25, 0), max(start - 1, 0)) + 1, start - 25, 0)
    last = text.find(" ", end + 1, end + 25)
    return text[first : last if last >= 0 else end + 25].strip(" ")
