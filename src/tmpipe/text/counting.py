"""Numbers that a text has in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tmpipe.model import Locale
from tmpipe.text.languages import language

_WORDS = re.compile(r"[^\W\d_]+|[^\w\s\u200c'’-]+|\d+")
_SAME = str.maketrans("يىك", "ییک")
_TAIL = r"(?:(?:år|tal|enn)\w*)?"
"""What a compound goes on with: tjugo*årig*, trent*enne*."""


def counted(text: str, locale: Locale) -> set[int]:
    """What the number words of a text stand for: `quatre-vingt-dix`, `ventuno`, `tjugoårig`, `بیست و پنج`."""
    known = language(locale)
    found: set[int] = set()
    run: list[int] = []
    for word in _WORDS.findall(text.lower().translate(_SAME)):
        values = _values(word, known.tag)
        if values:
            run += values
        elif word != known.number_joint:
            found.update(_totals(run))
            run = []
    return found.union(_totals(run))


@cache
def _compound(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word made of number words, and one of these."""
    one = "|".join(sorted(language(tag).numbers, key=len, reverse=True)) or r"(?!)"
    return re.compile(f"(?:{language(tag).number_joint})?((?:{one})+){_TAIL}"), re.compile(one)


def _values(word: str, tag: str) -> Sequence[int]:
    """The numbers that a word is made of; none where it is no number word."""
    numbers = language(tag).numbers
    if word in numbers:
        return (numbers[word],)
    whole, one = _compound(tag)
    found = whole.fullmatch(word)
    return [numbers[part] for part in one.findall(found[1])] if found else ()


def _totals(values: Sequence[int]) -> Iterator[int]:
    """The numbers that a run of number words stands for: 3, 100, 20, 5 is 325; 20, 30 are two."""
    whole = part = last = 0
    for value in values:
        if value >= 1000:
            whole, part = whole + max(part, 1) * value, 0
        elif value == 100 and part < 20:
            part = max(part, 1) * 100
        elif value == 20 and last == 4:
            part += 76
        elif not last or value < last:
            part += value
        else:
            yield whole + part
            whole, part = 0, value
        last = value
    if last:
        yield whole + part
