"""What a look-up has to read: texts of which lengths, and the lists of which words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

from tmpipe.text.rate import allowed


class Reach(NamedTuple):
    """The texts that can be at or above a cutoff for a query of some words, by their lengths in words."""

    misses: int
    """How many of the query's words a text may miss at most."""
    shortest: int
    longest: tuple[int, ...]
    """At m: the greatest length of a text that may miss m of the query's words; it falls with m."""


@lru_cache(maxsize=256)
def reach(length: int, cutoff: float, limit: int) -> Reach | None:
    """The reach of a query of `length` words among texts of `limit` words at most; None where it is empty.

    A text of n words at distance d misses at most d of the query's words: each is deleted or replaced. A
    longer one misses at most d - (n - length), for as many words are inserted.
    """
    misses = most = allowed(length, cutoff)
    if most < 0:
        return None
    longest = [limit] * (most + 1)
    other = length
    while misses >= 0 and other <= limit:
        longest[misses] = other
        other += 1
        misses = allowed(other, cutoff) - (other - length)
    return Reach(most, length - most, tuple(longest))


class Query(NamedTuple):
    """What is looked for."""

    text: str
    words: Sequence[str]
    numbers: Sequence[int]
    """The words' numbers in the vocabulary; -1 for a word that no text has."""
    cutoff: float


class Word(NamedTuple):
    """A word of the query, and where the texts that have it are listed. The rarest come first."""

    size: int
    start: int
    number: int
    """In the vocabulary; -1 for a word that no text has."""
    times: int
    """How many places of the query it takes."""


_READ, _RATED, _LEFT = 4, 300, 6
"""Nanoseconds for each number read and for each text rated; with each hit more that is asked for one of how
many texts is left. They decide how fast a look-up is, never what it finds."""


def plan(rarest: Sequence[Word], misses: int, part: float) -> tuple[int, int]:
    """(hits, n): a text that misses at most `misses` places has `hits` of the places of the first n words.

    Of any `misses` + 1 places it has one; of one place more it has two, which leaves less to be rated, and
    so on, while that is cheaper. `part` of each list lies within reach.
    """
    hits, lists, covered, read, texts, least = 0, 0, -misses, 0.0, 0.0, inf
    for n, word in enumerate(rarest, 1):
        covered += word.times
        read += word.size * word.times * part
        if covered <= 0:
            continue
        texts = texts / _LEFT if hits else read
        cost = _READ * read + _RATED * texts
        if cost >= least:
            break
        hits, lists, least = covered, n, cost
    return hits, lists
