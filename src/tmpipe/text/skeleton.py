"""What is left of a text without its numbers, dates and addresses: texts that share it differ in those."""

from __future__ import annotations

import re
from functools import cache

from tmpipe.text.addresses import addresses, has_addresses
from tmpipe.text.dates import month_names, named_months

EDITION = 1
"""Goes up whenever a text may get another skeleton: hashes of it that were kept are then stale."""

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|º)(?!\w))?"
_BETWEEN = r"[\s.,:/'’٫٬،–-]"
_NUMBERS = re.compile(rf"\d(?<!\d\d)(?<!<[gx]\d)(?<!</g\d)\d*+{_ORDINAL}(?:{_BETWEEN}\d++{_ORDINAL})*")
"""Numbers with what may group or join them: `30,000`, `14/7/1988`, `9.30`, `1988–1990`; no inline codes.
A pattern that begins with a digit is searched for faster than one that looks back first."""
_ASCII_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLAIN = bytearray(byte if byte in _ASCII_LETTERS else ord(" ") for byte in range(256))
_PLAIN[ord("0") : ord("9") + 1] = b"\t" * 10
_PLAIN[ord("@")] = _PLAIN[ord("/")] = ord("\n")
_PLAIN[0xD8:0xE2] = b"\r" * 10
_PLAIN[0xEA:] = b"\r" * 22
"""What UTF-8 becomes to show at a glance that there is nothing to mask: ASCII letters stay, all else is some
blank, which tells digits (tab), what is in addresses (line feed), and the letters of scripts that have digits
of their own, Arabic among them (carriage return)."""


def skeleton(text: str) -> str:
    """The text with each number, date and address as `0`, whatever kind it is and however it is written.

    Two texts of the same skeleton differ in those at most. A text that has no letters beside them is its own
    skeleton: it is like no other.
    """
    plain = _plain(text)
    if b"\t" not in plain:
        if b"\n" not in plain and b"\r" not in plain and _sure().isdisjoint(plain.split()):
            return text
        if not _DIGIT.search(text) and not has_addresses(text) and _undated().isdisjoint(text.split()):
            return text
    rest = masked(text)
    return rest if _LETTER.search(rest) else text


def masked(text: str) -> str:
    """The text with `0` for each number, date and address."""
    if has_addresses(text):
        text = _without_addresses(text)
    if _may_name_months(text):
        names, sure = named_months()
        if not _DIGIT.search(text):
            text = names.sub(lambda one: "0" if one[0] in sure else one[0], text)
        if _DIGIT.search(text):  # where there is a date, `May` is one, too
            text = names.sub("0", text)
    return _NUMBERS.sub("0", text)


def _plain(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN)


def _may_name_months(text: str) -> bool:
    """Whether a month may be named; quick, and never wrong where it says no."""
    plain = _plain(text)
    return b"\r" in plain or not _months().isdisjoint(plain.split())


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


@cache
def _months() -> frozenset[bytes]:
    """What each name of a month leaves at least of itself in a plain text."""
    return frozenset(filter(None, map(_longest, month_names())))


@cache
def _sure() -> frozenset[bytes]:
    """The same of those names that are months without a number beside them; and how web addresses begin."""
    return frozenset({b"www", *filter(None, map(_longest, named_months()[1]))})


def _longest(name: str) -> bytes:
    return max(_plain(name).split(), key=len, default=b"")
