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
_BREAK = "\u200b"
"""Parts words, though it is of the kind of the invisible signs that do not."""


def words(text: str) -> Iterator[str]:
    """The words of a text: letters and digits in lower case, without marks; Chinese and Japanese by the sign.

    A no-break sign within a word (of Persian compounds, of hyphenation) is none.
    """
    for piece in text.split():
        yield from _words(piece)


@lru_cache(1 << 16)
def _words(piece: str) -> tuple[str, ...]:
    """The words of a text without white space. Such pieces come again and again."""
    plain = unicodedata.normalize("NFKD", piece).lower().translate(_SAME)
    return tuple(word[:LONGEST] for word in "".join(map(_letter, plain)).split())


def _letter(sign: str) -> str:
    """What is left of a character: itself, nothing, or a blank where it parts words."""
    kind = unicodedata.category(sign)
    if kind[0] in "LN":
        return f" {sign} " if _alone(sign) else sign
    return "" if kind[0] == "M" or (kind == "Cf" and sign != _BREAK) else " "


def _alone(sign: str) -> bool:
    """Whether it is of a script that has no blanks between words."""
    return (
        "\u3041" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\U00020000" <= sign <= "\U0003ffff"
    )
