"""Numbers in digits: whatever script these are of, and whatever groups them."""

from __future__ import annotations

import re

_ZEROS = "۰٠०০੦૦୦௦౦೦൦๐໐༠၀០᠐０"
DIGITS = {ord(zero) + number: str(number) for zero in _ZEROS for number in range(10)}
"""Digits of all scripts to ASCII ones, for `str.translate`; character by character."""
FIGURES = DIGITS | str.maketrans("٫٬،", ".,,")
"""The signs of Persian and Arabic numbers, too."""
NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[\s,.'’\u00a0\u202f٬٫،]\d{3})+(?!\d)|\d+[.,٬٫،]\d+(?![.,٬٫،]?\d)|\d+")
"""A number with its groups of three, or its decimals."""


def value(number: str) -> str:
    """`30,000`, `30 000` and `30.000` are `30000`; `2,5` is `2.5`; `07` is `7`. In ASCII digits and signs."""
    whole = re.sub(r"\D(?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    return whole.lstrip("0") or "0"
