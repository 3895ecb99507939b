"""Words as the search knows them, whatever they were typed with; search.js does the same to what is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 30
"""Letters of a word that count; an address as long as a line is found by these."""

_SAME = str.maketrans(
    {
        **dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True)),
        **dict.fromkeys("يى", "ی"),
        **dict.fromkeys("ەہة", "ه"),
        "ك": "ک",
        "ς": "σ",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ـ": "",
    }
)
"""Letters that keyboards and habits write in several ways, and that no Unicode form brings together."""
_WITHIN = "\u200c"
"""Parts a compound; some type a blank there, some nothing."""
_BREAK = "\u200b"
"""Parts words, though it is of the kind of the invisible signs that do not."""


def words(text: str) -> Iterator[str]:
    """The words of a text: letters and digits in lower case, without marks; Chinese and Japanese by the sign.

    A compound with a sign within that does not show, as Persian has them, is each of its parts.
    """
    for piece in text.split():
        for parts in _compounds(piece):
            yield from parts


def findable(text: str) -> Iterator[str]:
    """The words by which a text is found: its words, and compounds as those write them who join the parts."""
    for piece in text.split():
        for parts in _compounds(piece):
            yield from parts
            if len(parts) > 1:
                yield "".join(parts)[:LONGEST]


@lru_cache(1 << 16)
def _compounds(piece: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text without white space, each as its parts. Such pieces come again and again."""
    plain = unicodedata.normalize("NFKD", piece).lower().translate(_SAME)
    return tuple(
        tuple(part[:LONGEST] for part in word.split(_WITHIN) if part)
        for word in "".join(map(_letter, plain)).split()
    )


def _letter(sign: str) -> str:
    """What is left of a character: itself, nothing, or a blank where it parts words."""
    kind = unicodedata.category(sign)
    if kind[0] in "LN":
        return f" {sign} " if _alone(sign) else sign
    if sign == _WITHIN:
        return sign
    return "" if kind[0] == "M" or (kind == "Cf" and sign != _BREAK) else " "


def _alone(sign: str) -> bool:
    """Whether it is of a script that has no blanks between words."""
    return (
        "\u3041" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff"
    )
