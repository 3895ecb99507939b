"""What a segment has that may come back in its translation: words, numbers, names, marks, its length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

import numpy as np
from numpy.typing import NDArray

from tmpipe.model import Locale
from tmpipe.text.languages import language

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

STEM = 6
"""Letters of a word that count: what follows is mostly inflection."""

_TOKEN = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f]\d+|[ \u2009]\d{3}(?!\d))*(?!\w)|\w+")
_CLOSING = " \t\n\u00a0\u202f\"'“”„‘’«»‹›)]}*_"
_MARKS = str.maketrans("؟؛،…", "?;,.")
_SIGN = re.compile(r"[(\[%/€$£§&=@+*#<>]|[\"“„«]|[–—]|[-•](?=\s)|\.\.\.")
_PLAIN_SIGN = {"“": '"', "„": '"', "«": '"', "—": "–", "[": "("}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its traits by number, and which of them each segment has.

    Traits are stems (`conven`), numbers (`#1949`), the mark at the end (`$:`), the way it begins (`^a`), and
    signs (`^(`).
    """

    traits: tuple[str, ...]
    names: frozenset[int]
    """Those that are words with a capital wherever they stand."""
    has: tuple[Numbers, ...]
    """The traits of each segment, each once, ascending."""
    lengths: Floats
    """Letters and other signs of each segment, at least 1."""

    def __len__(self) -> int:
        """How many segments it has."""
        return len(self.has)

    def part(self, start: int, stop: int) -> Side:
        """Some of the segments; traits keep their numbers."""
        return replace(self, has=self.has[start:stop], lengths=self.lengths[start:stop])

    def counts(self) -> Numbers:
        """How many segments have each trait."""
        return np.bincount(np.concatenate(self.has), minlength=len(self.traits))


def side(segments: Sequence[str], locale: Locale) -> Side:
    """The traits of a text's segments."""
    numbers: dict[str, int] = {}
    plain: set[int] = set()
    has = []
    for text in segments:
        found = set()
        for trait, word in traits(text, locale):
            number = numbers.setdefault(trait, len(numbers))
            found.add(number)
            if not word[:1].isupper():
                plain.add(number)
        has.append(np.array(sorted(found), np.int64))
    lengths = np.array([max(1, len(text.strip())) for text in segments], np.float64)
    return Side(tuple(numbers), frozenset(range(len(numbers))) - plain, tuple(has), lengths)


def traits(text: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """Each trait of a segment, and the word that it is; empty for what is none."""
    known = language(locale)
    for match in _TOKEN.finditer(text):
        word = match[0]
        if digits := _digits(word):
            yield f"#{digits}", ""
            continue
        spelt = word.lower().translate(known.inflection.letters)
        value = known.numbers.get(spelt, 0)
        yield (f"#{value}", "") if value > 2 else (stem(spelt), word)
    last = text.rstrip(_CLOSING).translate(_MARKS)[-1:]
    yield f"${'' if last.isalnum() else last}", ""
    if text[:1].islower():
        yield "^a", ""
    elif text.isupper():
        yield "^A", ""
    yield from ((f"^{_PLAIN_SIGN.get(sign, sign)}", "") for sign in set(_SIGN.findall(text)))


def _digits(word: str) -> str:
    """`۱۲٬۰۰۰` and `12 000` as 12000; empty for what does not begin with a digit, or has letters."""
    if not word[0].isdecimal() or any(map(str.isalpha, word)):
        return ""
    return "".join(str(int(sign)) for sign in word if sign.isdecimal())


def stem(word: str) -> str:
    """The beginning of a word in small letters, without accents."""
    if not word.isascii():
        word = "".join(sign for sign in normalize("NFKD", word) if not combining(sign))
    return word[:STEM]
