"""Whether what a model made of a text may be shown as a suggestion at all.

Models loop, fall silent, copy, or drift into another language, and rate it highly. Such a text costs a
translator more than an empty one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from operator import eq

from tmpipe.model import Locale

LENGTH_RATIO, LENGTH_SLACK = 3, 20
"""The longer of source and target has at most 3 times the characters of the shorter, and 20 more."""
MAX_WORD_REPEATS, MAX_CHARACTER_REPEATS = 3, 8
"""How often the same words, or letters, may follow each other, if they do not in the source."""
_ARABIC_SCRIPT = {"ar", "ckb", "fa", "ps", "ur"}
_WORD = re.compile(r"\w+")


def objection(source: str, target: str, locale: Locale) -> str | None:
    """Why the target cannot be a translation of the source into the locale; None if it may be one.

    Both are literal texts without codes.
    """
    if not target.strip():
        return "empty"
    if _copied(source, target):
        return "copied"
    if _wrong_length(len(source), len(target)):
        return "length"
    if _loops(source, target):
        return "repetition"
    if _wrong_script(source, target, locale):
        return "script"
    return None


def _copied(source: str, target: str) -> bool:
    """A text of more than 3 words that came back as it was. Names of up to 3 words may well be the same."""
    words = source.casefold().split()
    return len(words) > 3 and words == target.casefold().split()


def _wrong_length(source: int, target: int) -> bool:
    return max(source, target) > LENGTH_RATIO * min(source, target) + LENGTH_SLACK


def _loops(source: str, target: str) -> bool:
    """Whether up to 8 words, or up to 6 characters, repeat as they do not in the source."""
    words, own_words = (_WORD.findall(text.casefold()) for text in (target, source))
    return any(_looping(words, own_words, size, MAX_WORD_REPEATS) for size in range(1, 9)) or any(
        _looping(target, source, size, MAX_CHARACTER_REPEATS) for size in range(1, 7)
    )


def _looping(items: Sequence[str], own: Sequence[str], size: int, most: int) -> bool:
    count = repeats(items, size)
    return count > most and count > repeats(own, size)


def repeats(items: Sequence[str], size: int) -> int:
    """How many times in a row the same `size` items stand at most; 1 if none repeat. Linear in the items."""
    same_again = bytes(map(eq, items, items[size:]))
    return max(map(len, same_again.split(b"\0"))) // size + 1


def _wrong_script(source: str, target: str, locale: Locale) -> bool:
    """Whether most words of a text in Arabic script are not, although the source has words to translate."""
    if locale.partition("-")[0] not in _ARABIC_SCRIPT or not any(map(str.isalpha, source)):
        return False
    scripts = [_is_arabic(word) for word in target.split() if any(map(str.isalpha, word))]
    return 2 * sum(scripts) < len(scripts) or not scripts


def _is_arabic(word: str) -> bool:
    return any(unicodedata.name(char, "").startswith("ARABIC LETTER") for char in word)
