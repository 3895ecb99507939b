"""Where the addresses of a text stand: what people click on or write to."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = r"\s<>\"“”„«»`|\\^{}،؛؟…\u3001-\u303f\uff01-\uff0c\uff1a-\uff1f\uff3b-\uff65"
_ADDRESS = re.compile(
    rf"(?i:https?|ftp)://[^{_END}]+|\bwww\.[^{_END}]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w./@])@[A-Za-z_]\w{2,}(?![\w@({])"
    rf"|\b10\.\d{{4,9}}/[^{_END}]+"
)
_TRAILING = ".,;:!?'’‘)]*_-/"


def has_addresses(text: str) -> bool:
    """Whether there may be an address in the text; quick, and never wrong where it says no."""
    return "://" in text or "@" in text or "www." in text or "10." in text


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web and mail addresses, DOIs and names of accounts (`@name`) stand, each without what follows
    it in its sentence."""
    if has_addresses(text):
        for found in _ADDRESS.finditer(text):
            yield found.start(), found.start() + len(_whole(found[0]))


def _whole(address: str) -> str:
    """Without what follows it in its sentence; a closing bracket is its own if it opens in it."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while end and address[end - 1] in _TRAILING:
        if address[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return address[:end]
