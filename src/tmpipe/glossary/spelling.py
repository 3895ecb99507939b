"""A source text as terms are looked for in it: one spelling for all, and where each letter came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SAME = str.maketrans(dict.fromkeys("’ʼ′＇`´", "'") | dict.fromkeys("\u00a0\u202f\u2009\t\n-‐‑‒–—−", " "))
_UNSEEN = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_QUOTES = '"“”„«»‘‚‹›'
_BLANKS = r"\s\-‐‑‒–—−"
_SPECIAL = re.compile(
    rf"(?P<kept>’|[{_BLANKS}]{{2,}}|[^\W_][\u0300-\u036f]+|[\ufb00-\ufb06])"
    rf"|<(?:/?g\d+|x\d+/)>|[{_UNSEEN}{_QUOTES}\u0300-\u036f]"
)
"""Codes, quotation marks and unseen characters go; what is kept is written as one character."""
_ODD = re.compile(f"[<{_UNSEEN}{_QUOTES}\u0300-\u036f\ufb00-\ufb06]|[{_BLANKS}]{{2,}}")


def plain(text: str) -> tuple[str, list[int] | None]:
    """The text in lower case with one apostrophe, blanks for hyphens and line ends; without inline codes,
    quotation marks and unseen characters.

    The second value tells the place in `text` of each letter, and of the end; None: the same places.
    """
    if text.isascii() and "\n" not in text and _even(text):
        return text.lower().replace("-", " "), None
    folded = text.translate(_SAME).lower()
    if len(folded) == len(text) and not _ODD.search(text):
        return folded, None
    return _rebuilt(text)


def plain_many(texts: Sequence[str]) -> tuple[str, list[list[int] | None]]:
    """`plain` of each text, a line each, with a line end before and after all; the places of each."""
    joined = "\n".join(("", *texts, ""))
    if joined.isascii() and _even(joined) and joined.count("\n") == len(texts) + 1:
        return joined.lower().replace("-", " "), [None] * len(texts)
    pairs = [plain(text) for text in texts]
    return "\n".join(("", *[folded for folded, _ in pairs], "")), [places for _, places in pairs]


def _even(text: str) -> bool:
    """Whether nothing in an ASCII text is left out or drawn together. One test after another is fastest."""
    return not (
        "<" in text
        or '"' in text
        or "  " in text
        or "--" in text
        or " -" in text
        or "- " in text
        or "\t" in text
        or "\r" in text
    )


def spelled(form: str) -> bool:
    """Whether the form has a letter or a digit, without which it can be found nowhere."""
    return ("<" not in form and form[:1].isalnum()) or any(map(str.isalnum, plain(form)[0]))


def _rebuilt(text: str) -> tuple[str, list[int]]:
    """`plain` of a text that has something to leave out: run by run between what is special."""
    opened = text.find("‘")
    out: list[str] = []
    places: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        _add(text, at, special.start(), out, places)
        at = special.end()
        if special["kept"] and not (special[0] == "’" and _closes(text, special.start(), opened)):
            letters = _letters(special[0])
            if letters != " " or not (out and out[-1].endswith(" ")):
                out.append(letters)
                places.extend([special.start()] * len(letters))
    _add(text, at, len(text), out, places)
    return "".join(out), [*places, len(text)]


def _add(text: str, start: int, end: int, out: list[str], places: list[int]) -> None:
    """Adds `text[start:end]`, folded, without a second blank in a row."""
    folded = text[start:end].translate(_SAME).lower()
    if folded.startswith(" ") and out and out[-1].endswith(" "):
        folded, start = folded[1:], start + 1
    if len(folded) == end - start:
        places.extend(range(start, end))
    else:  # a letter whose lower case is two, such as İ
        places.extend(at for at in range(start, end) for _ in text[at].translate(_SAME).lower())
    if folded:
        out.append(folded)


def _letters(piece: str) -> str:
    """What stands for an apostrophe, a run of blanks, a ligature, a letter with its marks."""
    folded = unicodedata.normalize("NFKC", piece.translate(_SAME)).lower()
    if folded.isspace():
        return " "
    return folded[:1] if unicodedata.combining(piece[-1]) else folded


def _closes(text: str, at: int, opened: int) -> bool:
    """Whether this ’ ends a quotation that a ‘ opened: no letter follows."""
    return 0 <= opened < at and not text[at + 1 : at + 2].isalnum()
