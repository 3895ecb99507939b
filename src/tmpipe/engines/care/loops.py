"""Loops: words that a model says over and over, where the source does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from operator import eq

from tmpipe.model import Locale
from tmpipe.text.languages import language

_WORD = re.compile(r"\w+")
MAX_WORD_REPEATS, MAX_CHARACTER_REPEATS = 3, 8
"""How often the same words, or letters, may follow each other, if they do not in the source."""


def repeating(source: str, target: str, locale: Locale) -> bool:
    """Whether the target has the same words over and over: in a row, apart from each other, or with small
    changes.
    """
    words, own = (_WORD.findall(text.casefold()) for text in (target, source))
    return (
        any(_looping(words, own, size, MAX_WORD_REPEATS) for size in range(1, 9))
        or any(_looping(target, source, size, MAX_CHARACTER_REPEATS) for size in range(1, 7))
        or _stuttering(target, source)
        or (_said_again(target, _links(locale)) and not _said_again(source, least=1))
        or _recurring(words, own)
        or any(_repeated(words, size) - _repeated(own, size) > most for size, most in ((2, 0.3), (3, 0.2)))
    )


def _looping(items: Sequence[str], own: Sequence[str], size: int, most: int) -> bool:
    count = repeats(items, size)
    return count > most and count > repeats(own, size)


def repeats(items: Sequence[str], size: int) -> int:
    """How many times in a row the same `size` items stand at most; 1 if none repeat. Linear in the items."""
    same_again = bytes(map(eq, items, items[size:]))
    return max(map(len, same_again.split(b"\0"))) // size + 1


_STUTTER = re.compile(r"([^\W\d_wixcm])\1\1|([^\W\d_]{5,20})\2")
"""The same letter three times, or the same five letters twice; `www` and Roman numbers aside."""


def _stuttering(target: str, source: str) -> bool:
    """Whether there is a word that no language has, as `sufffrir` or `actionaction`; acronyms may be odd."""
    own = "".join(source.casefold().split())
    words = (word for word in _WORD.findall(target) if not word.isupper() or len(word) > 6)
    found = (one[0] for word in words for one in _STUTTER.finditer(word.casefold()))
    return any(one not in own for one in found)


_CLAUSE = re.compile(r"[^\w\s'’]+")


def _links(locale: Locale) -> frozenset[str]:
    """Prepositions, articles and conjunctions."""
    inflection = language(locale).inflection
    return frozenset(inflection.links) | frozenset(inflection.conjunctions)


def _said_again(text: str, links: Container[str] | None = None, *, least: int = 2) -> bool:
    """Whether words come again at once, or after one of `links`, else any: `the crimes and the crimes`. At
    least two words, one of them longer than four letters, with no mark between.
    """
    clauses = (_WORD.findall(clause) for clause in _CLAUSE.split(text.casefold()))
    return any(
        _twice(words, size, gap, links)
        for words in clauses
        for size in range(least, 9)
        for gap in (0, 1)
        if len(words) >= 2 * size + gap
    )


def _twice(words: Sequence[str], size: int, gap: int, links: Container[str] | None) -> bool:
    run = 0
    for at, same in enumerate(map(eq, words, words[size + gap :]), start=1):
        run = run + 1 if same else 0
        if run < size or (gap and links is not None and words[at] not in links):
            continue
        if any(len(word) > 4 and word.isalpha() for word in words[at - size : at]):
            return True
    return False


def _recurring(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether four words in a row come back at least three times, and more often than four words, or any long
    one, of the source do.
    """
    most = max(_grams(words, 4).values(), default=0)
    if most < 3:
        return False
    long_words = Counter(word for word in own if len(word) > 3)
    return most > max([1, *long_words.values(), *_grams(own, 4).values()])


def _grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[at:] for at in range(size)), strict=False))


def _repeated(words: Sequence[str], size: int) -> float:
    """The share of runs of `size` words that were there before; of short texts none."""
    total = len(words) - size + 1
    return 1 - len(_grams(words, size)) / total if total > 9 else 0.0
