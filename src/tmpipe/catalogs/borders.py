"""What sentences that were split or joined get to see of the earlier translations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from tmpipe.model import CODE, Locale
from tmpipe.text.inline import kept_codes
from tmpipe.text.segment import split

_NUMBER = re.compile("[0-9]+")

UNEVEN = 0.15
"""Of a text: so far may a sentence's border lie from where the translation has it."""


def joined(texts: Sequence[str], sources: Sequence[str] | None = None) -> str:
    """Sentences or their translations as one, the codes numbered on through all of them."""
    numbers = _before(sources or texts)
    return " ".join(_shifted(text, by) for text, by in zip(texts, numbers, strict=True))


def _before(texts: Sequence[str]) -> list[int]:
    """For each text how many codes, a pair being one, those before it have."""
    counts = (sum(not code["close"] for code in CODE.finditer(text)) for text in texts)
    return list(accumulate(counts, initial=0))[:-1]


def cut(translation: str, whole: str, parts: Sequence[str], locale: Locale) -> list[str]:
    """What each part of a sentence that was split sees of the translation of the whole, with its own codes.

    Its own sentence, where the translation has as many and cuts them at about the same places; else all.
    """
    shares = _sentences(translation, parts, locale) or [translation] * len(parts)
    own, now = ([code[0] for code in CODE.finditer(text)] for text in (whole, joined(parts)))
    if [code[:2] for code in own] == [code[:2] for code in now]:
        numbers = dict(zip(own, now, strict=True))
        shares = [CODE.sub(lambda code: numbers.get(code[0], ""), share) for share in shares]
        shares = [_shifted(share, -before) for share, before in zip(shares, _before(parts), strict=True)]
    return [kept_codes(share, part) for share, part in zip(shares, parts, strict=True)]


def _sentences(translation: str, parts: Sequence[str], locale: Locale) -> list[str]:
    """The translation's sentences where they answer to the parts; else none."""
    found = split(translation, locale)
    whole = [one.text + one.tail for one in found]
    if found and not found[0].text:
        whole[:2] = ["".join(whole[:2])]  # codes before the first
    if len(whole) != len(parts):
        return []
    borders, own = (_borders(texts) for texts in (whole, parts))
    even = all(abs(a - b) <= UNEVEN for a, b in zip(borders, own, strict=True))
    return [text.strip() for text in whole] if even else []


def _borders(texts: Sequence[str]) -> list[float]:
    """Where each text ends, as a share of all."""
    ends = list(accumulate(len(CODE.sub("", text).strip()) for text in texts))
    return [end / max(1, ends[-1]) for end in ends]


def _shifted(text: str, by: int) -> str:
    """The text with so much added to the number of each code; a code whose number would be 0 or less goes."""

    def moved(code: re.Match[str]) -> str:
        number = int(code["open"] or code["close"] or code["single"]) + by
        return _NUMBER.sub(str(number), code[0]) if number > 0 else ""

    return CODE.sub(moved, text) if by else text
