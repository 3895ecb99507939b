"""What stands in a right-to-left text and reads from the left: Latin names, numbers, addresses."""

from __future__ import annotations

import re

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_NO_ADDRESS = rf"\s<>\"“”«»{_RIGHT}\u200c-\u200f\u202a-\u202e\u2066-\u2069"
_LINK = (
    rf"(?P<web>https?://[^{_NO_ADDRESS}]*[^{_NO_ADDRESS}.,;:!?)\]’'])"
    r"|(?P<mail>(?<![\w.+-])[a-zA-Z0-9][\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+)"
)
_LETTER = rf"[^\W\d_{_RIGHT}]"
_LATIN = (
    rf"(?P<latin>(?:(?<![\w@#])[@#])?{_LETTER}(?:[^{_RIGHT}\n()\[\]{{}}<>«»“”\"]*(?:{_LETTER}|[0-9]))?(?:(?<=\.[A-Z])\.|(?<=[0-9])%|\+\+|(?<=\b[A-Z])\#)?)"
    r"|(?P<number>\+[0-9](?:[0-9 -]*[0-9])?|[0-9]+(?:[.,:/-][0-9]+)*%?)"
)
LINK = re.compile(_LINK)
"""An address, in any text: groups `web` and `mail`."""
ISLAND = re.compile(f"{_LINK}|{_LATIN}")
"""In Persian a Latin name or a number with its inner blanks and points is one island, read from the left:
groups `web`, `mail`, `latin` and `number`."""
WORDS = re.compile(rf"[{_RIGHT}]+(?:\W{{1,3}}[{_RIGHT}]+)*")
"""Right-to-left words in a text that reads from the left, with what stands between two of them."""
