"""A target text cut into words, each in its language's one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from tmpipe.model import CODE
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Inflection

JOINER = "\u200c"
"""Zero-width non-joiner: what it parts is one word."""

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(rf"([^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*(?:['’‘`´](?=[^\W_]))?)")
_UNSEEN = re.compile("[\u00ad\u200b\u200d\u200e\u200f\u2060-\u2069\u202a-\u202e\ufeff]+|[⁰¹²³⁴-⁹]+")
_DOUBLE = re.compile("(?<! ) +\u200c[ \u200c]*|\u200c[ \u200c]+")
_NEAR = frozenset({JOINER, " ", "\u00a0", "\u202f"})
_PARTS = 4
"""Parts of a word that may stand apart, at most."""

Run = tuple[str, int]
"""What may be one word, and how many words of the text it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words."""

    raw: tuple[str, ...]
    """Each as it stands."""
    gaps: tuple[str, ...]
    """What stands before each word, and after the last."""
    folded: tuple[str, ...]
    """Each in its language's one spelling."""
    shared: tuple[tuple[Run, ...], ...]
    """At each word what else it may be, as it shares its end with a later one; mostly empty."""
    starts: dict[str, list[int]]
    """Where each run begins."""
    known: frozenset[str]
    """All runs."""
    rules: Inflection
    shouted: bool = False
    """Whether all of the text is in capitals."""

    def shown(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end`, as it stands."""
        pairs = zip(self.gaps[start + 1 : end], self.raw[start + 1 : end], strict=True)
        return self.raw[start] + "".join([gap + word for gap, word in pairs])

    def runs_at(self, at: int) -> tuple[Run, ...]:
        """What may be one word at `at`: it and, where parts of words may stand apart, it and the next ones;
        nothing after the last.
        """
        if at >= len(self.folded):
            return ()
        if self.rules.joins:
            return _runs(self.folded, self.gaps, at)
        whole = ((self.folded[at], 1),)
        return (*whole, *self.shared[at]) if self.shared else whole


def cut(text: str, tag: str) -> Words:
    """The words of a text. Inline codes and unseen characters are no part of it."""
    rules = language(tag).inflection
    text = seen(text, joins=rules.joins)
    pieces = _WORD.split(text)
    gaps, raw = tuple(pieces[::2]), tuple(pieces[1::2])
    folded = tuple(map(_folding(tag), raw))
    starts: dict[str, list[int]] = {}
    for at, word in enumerate(folded):
        starts.setdefault(word, []).append(at)
    if rules.joins:
        for at, run in _joined(folded, gaps):
            starts.setdefault(run, []).append(at)
    shared: tuple[tuple[Run, ...], ...] = ()
    if rules.compounds and "- " in text:
        shared = tuple([tuple(_shared(folded, gaps, at, rules)) for at in range(len(folded))])
        for at, here in enumerate(shared):
            for run, _ in here:
                starts.setdefault(run, []).append(at)
    return Words(raw, gaps, folded, shared, starts, frozenset(starts), rules, text.isupper())


def seen(text: str, *, joins: bool) -> str:
    """The text without codes and unseen characters, composed."""
    if text.isascii() and "<" not in text:
        return text
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", CODE.sub("", text))).replace("ʼ", "’")
    if joins and JOINER in text:
        text = _DOUBLE.sub(lambda gap: " " if " " in gap[0] else JOINER, text).rstrip(JOINER)
    return text


def origins(words: Words, target: str) -> tuple[tuple[int, int], ...]:
    """Where each word stands in the text that the words were cut from.

    Letters are counted, without codes and what is not seen: they are the same in both.
    """
    if sum(map(len, words.raw)) + sum(map(len, words.gaps)) == len(target):
        sizes = [size for pair in zip(words.gaps, words.raw, strict=False) for size in map(len, pair)]
        edges = list(accumulate(sizes))
        return tuple(zip(edges[::2], edges[1::2], strict=True))
    hidden = {at for found in (CODE, _UNSEEN) for one in found.finditer(target) for at in range(*one.span())}
    places: list[tuple[int, int]] = []
    for at, sign in enumerate(target):
        if at not in hidden:
            if places and unicodedata.combining(sign) and places[-1][1] == at:
                places[-1] = places[-1][0], at + 1
            places += [(at, at + 1)] * _letters(sign)
    found, first = [], 0
    for gap, word in zip(words.gaps, words.raw, strict=False):
        first += sum(map(_letters, gap))
        last = first + sum(map(_letters, word)) - 1
        found.append((places[first][0], places[last][1]) if first <= last < len(places) else (0, len(target)))
        first = last + 1
    return tuple(found)


def prefix(one: str, other: str) -> int:
    """Letters with which both words begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


@lru_cache(maxsize=1 << 12)
def _letters(sign: str) -> int:
    """Letters and digits that a character is, its accents apart."""
    return sum(map(str.isalnum, unicodedata.normalize("NFD", sign)))


@cache
def _folding(tag: str) -> Callable[[str], str]:
    """The one spelling of a word in a language; remembered."""
    letters = language(tag).inflection.letters

    @lru_cache(maxsize=1 << 16)
    def fold(word: str) -> str:
        plain = unicodedata.normalize("NFKC", word).lower().translate(letters)
        return plain[:-1] + "'" if plain[-1:] in {"’", "‘", "`", "´"} else plain

    return fold


def _runs(folded: Sequence[str], gaps: Sequence[str], at: int) -> tuple[Run, ...]:
    run = folded[at]
    runs = [(run, 1)]
    for more in range(at + 1, min(at + _PARTS, len(folded))):
        if gaps[more] not in _NEAR:
            break
        run += folded[more]
        runs.append((run, more + 1 - at))
    return tuple(runs)


def _joined(folded: Sequence[str], gaps: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What two and more words in a row are as one, and where it begins."""
    near = [gap in _NEAR for gap in gaps]
    last: dict[int, str] = dict(enumerate(folded))
    for size in range(1, _PARTS):
        ends = len(folded) - size
        last = {at: run + folded[at + size] for at, run in last.items() if at < ends and near[at + size]}
        yield from last.items()


def _shared(folded: Sequence[str], gaps: Sequence[str], at: int, rules: Inflection) -> Iterator[Run]:
    """What word `at` may be where it shares its end with a later one: *säkerhets-* och polisstyrkor."""
    if gaps[at + 1].startswith("- ") and at + 2 < len(folded) and folded[at + 1] in rules.conjunctions:
        last = folded[at + 2]
        yield from ((folded[at] + last[cut:], 1) for cut in range(1, min(len(last) - 3, 20)))
