"""A look-up on PostgreSQL: a batch of sources in four round trips, however many they are.

The units of the same texts come first; then, for the sources that could have better matches than those, the
texts that pass the sieve; then the units of the nearest of them; and some more in the rare case that those
do not decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from tmpipe.memory.ranking import Candidates, Wish, banded, best
from tmpipe.memory.remote.server import Server, Values, restored
from tmpipe.memory.remote.sieve import sieve
from tmpipe.memory.rows import UNIT, key
from tmpipe.model import Locale, Match, TranslationUnit
from tmpipe.text.rate import Alphabet, allowed, score, within
from tmpipe.text.words import words

_FEW = 32
"""Texts of a source whose units are fetched before anybody asks for them."""

FROM = "locale = %(locale)s AND (%(from)s::text IS NULL OR source_locale = %(from)s)"
_OF_SOURCES = f"SELECT source_key, {UNIT} FROM units WHERE source_key = ANY(%(keys)s::bigint[]) AND {FROM}"  # noqa: S608
_TEXTS = f"SELECT DISTINCT ON (source_key) source_key, source FROM units WHERE {FROM}"  # noqa: S608
_NEAR = f"""
{_TEXTS} AND keys && %(some)s::integer[] AND keys && %(more)s::integer[]
AND length BETWEEN %(shortest)s::integer AND %(longest)s::integer
AND bit_count(%(sketch)s::bit(256) & ~sketch) <= %(words)s::integer - greatest(length, %(words)s::integer)
    + floor(greatest(length, %(words)s::integer) * %(share)s::double precision)
"""

Near = list[tuple[float, int]]


def unit(values: Iterable[object]) -> TranslationUnit:
    """A unit of its columns."""
    return TranslationUnit(*(restored(value) if isinstance(value, str) else value for value in values))  # type: ignore[arg-type]  # in the order of its fields


@dataclass(slots=True)
class Search:
    """One batch's: what the ranking asks for, from the server, once each."""

    server: Server
    locale: Locale
    source_locale: Locale | None
    frequency: Callable[[], Mapping[int, float]]
    """The share of units that have a key of the sieve, as far as it is known."""
    _units: dict[int, list[TranslationUnit]] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)

    def matches(self, wishes: Sequence[Wish]) -> list[list[Match]]:
        """The best matches of each wish."""
        self._fetch({key(wish.source) for wish in wishes})
        same = [self._same(wish) for wish in wishes]
        wanting = [at for at, wish in enumerate(wishes) if self._could_be_better(wish, same[at])]
        near = dict(zip(wanting, self._near([wishes[at] for at in wanting]), strict=True))
        self._fetch({one for found in near.values() for _, one in found[:_FEW]})
        return [
            best(wish, same[at], partial(_given, near.get(at, [])), self) for at, wish in enumerate(wishes)
        ]

    def units(self, keys: Sequence[int]) -> Iterator[TranslationUnit]:
        """The units of the texts with these keys."""
        self._fetch(keys)
        for one in keys:
            yield from self._units[one]

    def texts(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        """The texts that have been near, with their keys."""
        return [(one, self._texts[one]) for one in keys]

    def _same(self, wish: Wish) -> list[TranslationUnit]:
        return [one for one in self._units[key(wish.source)] if one.source == wish.source]

    def _could_be_better(self, wish: Wish, same: Sequence[TranslationUnit]) -> bool:
        """Whether the ranking asks for others than the same texts."""
        asked: list[Wish] = []

        def nothing() -> list[Candidates]:
            asked.append(wish)
            return []

        best(wish, same, nothing, self)
        return bool(asked)

    def _near(self, wishes: Sequence[Wish]) -> Iterator[Near]:
        """For each wish the other texts at or above its cutoff, with their rates, in falling order."""
        if wishes:
            for wish, rows in zip(wishes, self.server.each(list(map(self._question, wishes))), strict=True):
                texts = {one: restored(text) for one, text in rows if one != key(wish.source)}
                self._texts.update(texts)
                yield _rated(wish, texts)

    def _question(self, wish: Wish) -> tuple[str, Values]:
        passing = sieve(wish.source, self.locale, wish.cutoff, self.frequency())
        return (_NEAR, {**asdict(passing), **self._about()}) if passing.some else (_TEXTS, self._about())

    def _fetch(self, keys: Collection[int]) -> None:
        """Sees that the units of these texts are here."""
        missing = [one for one in keys if one not in self._units]
        if missing:
            self._units.update((one, []) for one in missing)
            for one, *values in self.server.rows(_OF_SOURCES, {"keys": missing, **self._about()}):
                self._units[one].append(unit(values))

    def _about(self) -> Values:
        return {"locale": self.locale, "from": self.source_locale}


def _given(near: Near) -> list[Candidates]:
    return [banded(near)]


def _rated(wish: Wish, texts: Mapping[int, str]) -> Near:
    """The texts at or above the wish's cutoff, by their rates."""
    alphabet = Alphabet()
    own = alphabet.learn(words(wish.source))
    keys, spellings = list(texts), [alphabet.spell(words(text)) for text in texts.values()]
    most = allowed(max(map(len, (own, *spellings))), wish.cutoff)
    rates = (
        (score(distance, max(len(own), len(spellings[at]))), keys[at])
        for at, distance in within(own, spellings, most)
    )
    return sorted((one for one in rates if one[0] >= wish.cutoff), key=lambda one: -one[0])
