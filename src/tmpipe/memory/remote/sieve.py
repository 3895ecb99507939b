"""What a text's words leave in an index, and what a match of a query must have of it: a lossless sieve.

A match of a query of m words misses at most `allow` of them, places counted. So of any allow + 1 places it
has one at least: it is among the texts that share a word with those whose words are rarest, and likewise
with the next allow + 1. And of the words as bits of a sketch it lacks at most `allow`. What passes is rated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import floor
from zlib import crc32

from tmpipe.model import Locale
from tmpipe.text.rate import allowed
from tmpipe.text.words import words

EDITION = 1
"""Goes up whenever a text may leave other traces: those that were kept are then stale."""
BITS = 256

_SIGN = 1 << 31
_SLACK = 1e-6
"""Against rounding: a bound may be too wide, never too narrow."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What is kept of a text to find it again."""

    length: int
    """Its words."""
    keys: Sequence[int]
    """Its different words as numbers of 32 bits, signed, ascending: others in another locale or shelf."""
    sketch: str
    """BITS bits, one of them set by each word; in hex digits after an x, as PostgreSQL reads them."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What every match of a query passes; `some` empty: there is nothing that every match has."""

    words: int
    """The query's."""
    shortest: int
    longest: int
    some: Sequence[int]
    """A match has one of these keys at least ..."""
    more: Sequence[int]
    """... and one of these."""
    sketch: str
    """Of the set bits a match of n words lacks at most words - longer + floor(longer * share), where longer
    is the greater one of n and words."""
    share: float


def traces(text: str, locale: Locale) -> Traces:
    """The traces of a source text whose translation is in the locale."""
    own = words(text)
    hashes = set(map(_hash, own))
    salt = _salt(locale, _shelf(len(own)))
    return Traces(len(own), sorted((one ^ salt) - _SIGN for one in hashes or {0}), _sketch(hashes))


def sieve(text: str, locale: Locale, cutoff: float, frequency: Mapping[int, float]) -> Sieve:
    """The sieve for matches of the text at or above the cutoff.

    `frequency` has how often keys occur, as far as it is known; whatever it says, no match is lost.
    """
    own = words(text)
    some: list[int] = []
    more: list[int] = []
    least, share = max(cutoff, 0) / 100, 1 - max(cutoff, 0) / 100 + _SLACK
    shortest = max(0, len(own) - allowed(len(own), cutoff)) if own else 0
    longest = floor(min(_STARTS[-1], len(own) / least + 1)) if least else _STARTS[-1]
    places = Counter(map(_hash, own)) if own else Counter((0,))
    for shelf in range(_shelf(shortest), _shelf(longest) + 1 if least else 0):
        longer = max(len(own), _STARTS[shelf])
        misses = len(own) - longer + floor(longer * share)
        groups = _groups(places, _salt(locale, shelf), misses, frequency)
        first = next(groups, [])
        if not first and misses >= 0:
            return Sieve(len(own), 0, _STARTS[-1], (), (), _sketch(()), share)
        some += first
        more += next(groups, first)
    sketch = _sketch(places if own else ())
    return Sieve(len(own), shortest, longest, some, more, sketch, share)


def _groups(
    places: Mapping[int, int], salt: int, misses: int, frequency: Mapping[int, float]
) -> Iterator[list[int]]:
    """The words in groups of more than `misses` places, the rarest words first; none of too few places."""
    rarest = sorted(((one ^ salt) - _SIGN, times) for one, times in places.items())
    rarest.sort(key=lambda item: frequency.get(item[0], 0))
    keys = iter(rarest)
    while misses >= 0:
        group, left = [], misses
        for key, times in keys:
            group.append(key)
            left -= times
            if left < 0:
                break
        if left >= 0:
            return
        yield group


def _sketch(hashes: Iterable[int]) -> str:
    bits = 0
    for one in hashes:
        bits |= 1 << one % BITS
    return f"x{bits:0{BITS // 4}x}"


@lru_cache(maxsize=100_000)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=10_000)
def _salt(locale: Locale, shelf: int) -> int:
    """Makes words of another locale, and of texts of other lengths, other keys."""
    return crc32(f"{locale} {shelf}".encode("utf-8", "surrogatepass")) * 2654435761 % (1 << 32)


def _shelf(length: int) -> int:
    """Texts of about the same length stand on the same shelf."""
    return bisect_right(_STARTS, length) - 1


def _starts() -> Iterator[int]:
    """The least length on each shelf: one a length up to 16, then an eighth more each."""
    length = 0
    while True:
        yield length
        length += max(1, length // 8)


_STARTS = tuple(islice(_starts(), 160))
