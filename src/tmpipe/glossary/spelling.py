"""A source text as terms are looked for in it: one spelling for all, and where each letter came from."""

from __future__ import annotations

import re
import unicodedata

from tmpipe.model import CODE

_SAME = str.maketrans(dict.fromkeys("’ʼ′＇`´", "'") | dict.fromkeys("\u00a0\u202f\u2009\t\n-‐‑‒–—−", " "))
_UNSEEN = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_QUOTES = '"“”„«»‘‚‹›'
_DROPPED = re.compile(f"[{_UNSEEN}{_QUOTES}]")
_ODD = re.compile(f"[<{_UNSEEN}{_QUOTES}\u0300-\u036f\ufb00-\ufb06]|\\s\\s")
_ASCII_ODD = ("<", '"', "  ", "\n", "\t", "\r", "--")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text in lower case with one apostrophe, blanks for hyphens and line ends; without inline codes,
    quotation marks and unseen characters.

    The second value tells the place in `text` of each letter, and of the end; None: the same places.
    """
    if text.isascii() and not any(odd in text for odd in _ASCII_ODD):
        return text.lower().replace("-", " "), None
    folded = text.translate(_SAME).lower()
    if len(folded) == len(text) and not _ODD.search(text):
        return folded, None
    return _rebuilt(text)


def _rebuilt(text: str) -> tuple[str, list[int]]:
    """`plain`, letter by letter."""
    codes = {at for code in CODE.finditer(text) for at in range(*code.span())}
    opened = text.find("‘")
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if at in codes or _DROPPED.match(letter) or (letter == "’" and _closes(text, at, opened)):
            continue
        new = unicodedata.normalize("NFKC", letter.translate(_SAME)).lower().translate(_SAME)
        if new == " " and letters and letters[-1] == " ":
            continue
        if unicodedata.combining(letter) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)[:1]
            continue
        letters.extend(new)
        places.extend([at] * len(new))
    return "".join(letters), [*places, len(text)]


def _closes(text: str, at: int, opened: int) -> bool:
    """Whether this ’ ends a quotation that a ‘ opened: no letter follows."""
    return 0 <= opened < at and not text[at + 1 : at + 2].isalnum()
