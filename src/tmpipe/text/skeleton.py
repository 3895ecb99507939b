"""What is left of a text without its numbers, dates and addresses: texts that share it differ in those."""

from __future__ import annotations

import re
from functools import cache

from tmpipe.text.addresses import addresses, has_addresses
from tmpipe.text.dates import named_months

EDITION = 1
"""Goes up whenever a text may get another skeleton: hashes of it that were kept are then stale."""

_ASCII_DIGIT = re.compile("[0-9]")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|º)(?!\w))?"
_BETWEEN = r"[\s.,:/'’٫٬،–-]"
_NUMBERS = re.compile(rf"\d(?<!\d\d)(?<!<[gx]\d)(?<!</g\d)\d*+{_ORDINAL}(?:{_BETWEEN}\d++{_ORDINAL})*")
"""Numbers with what may group or join them: `30,000`, `14/7/1988`, `9.30`, `1988–1990`; no inline codes.
A pattern that begins with a digit is searched for faster than one that looks back first."""


def skeleton(text: str) -> str:
    """The text with each number, date and address as `0`, whatever kind it is and however it is written.

    Two texts of the same skeleton differ in those at most. A text that has no letters beside them is its own
    skeleton: it is like no other.
    """
    digits = (_ASCII_DIGIT if text.isascii() else _DIGIT).search(text)
    if digits is None and not has_addresses(text) and _undated().isdisjoint(text.split()):
        return text
    rest = masked(text)
    return rest if _LETTER.search(rest) else text


def masked(text: str) -> str:
    """The text with `0` for each number, date and address."""
    if has_addresses(text):
        text = _without_addresses(text)
    names, sure = named_months()
    if not _DIGIT.search(text):
        text = names.sub(lambda one: "0" if one[0] in sure else one[0], text)
    if _DIGIT.search(text):  # where there is a date, `May` is one, too
        text = names.sub("0", text)
    return _NUMBERS.sub("0", text)


def _without_addresses(text: str) -> str:
    rest: list[str] = []
    at = 0
    for start, end in addresses(text):
        rest += (text[at:start], "0")
        at = end
    return "".join((*rest, text[at:]))


@cache
def _undated() -> frozenset[str]:
    """The names of months as they stand in a text, with the marks that may follow them."""
    return frozenset(name + mark for name in named_months()[1] for mark in ("", *".,;:!?)”\"'’»"))
