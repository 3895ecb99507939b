"""Which packages lead from one language to another: one, or two through a third."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Protocol, TypeVar

from tmpipe.model import Locale

_CODES = {"pt-br": "pb", "zh-hant": "zt", "zh-tw": "zt", "zh-hk": "zt", "no": "nb"}
"""Argos's own codes where they are not the tag or its language."""
_COUNTRIES = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "ir": "fa", "jp": "ja", "kr": "ko", "se": "sv"}
"""Countries that are taken for their languages."""
_MOST = 1000
"""Languages that are looked at for one that may be meant; Argos has fifty."""
PIVOT = "en"
"""The language that is gone through where there is a choice: most packages are from it or to it."""


_PAIR = re.compile(r"([a-z]{2,3})_([a-z]{2,3})")


class Leg(Protocol):
    """A package, or the offer of one."""

    @property
    def from_code(self) -> str:
        """The language that it translates from."""

    @property
    def to_code(self) -> str:
        """The language that it translates to."""

    @property
    def version(self) -> str:
        """Which one it is of its pair."""


L = TypeVar("L", bound=Leg)


def codes(locale: Locale) -> list[str]:
    """Argos's codes for a locale, the nearest first: `pt-BR` is `pb`, else `pt`."""
    tag = locale.replace("_", "-").lower()
    return list(dict.fromkeys(filter(None, (_CODES.get(tag), tag, tag.partition("-")[0]))))


def ends(word: str, source_locale: Locale) -> tuple[Locale, Locale]:
    """From where to where a word means: `en_fr` is a pair, all else a locale to which the source's leads.

    A tag with a region is written `pt-BR` or `pt_BR`, so that small letters alone are a pair.
    """
    pair = _PAIR.fullmatch(word)
    return (pair[1], pair[2]) if pair else (source_locale, word)


def version_key(version: str) -> tuple[int, ...]:
    """What versions are ordered by: `1.10` comes after `1.9`."""
    return tuple(int(number) for number in re.findall(r"[0-9]+", version))


def newest(legs: Iterable[L]) -> dict[tuple[str, str], L]:
    """The newest of each pair of languages; of two alike the first."""
    found: dict[tuple[str, str], L] = {}
    for leg in legs:
        pair = leg.from_code, leg.to_code
        if pair not in found or version_key(leg.version) > version_key(found[pair].version):
            found[pair] = leg
    return found


def direct(legs: Iterable[L], source_locale: Locale, locale: Locale) -> L | None:
    """The newest that leads straight there: of the very tags if there is one, else of their languages."""
    return _direct(newest(legs), source_locale, locale)


def route(legs: Iterable[L], source_locale: Locale, locale: Locale) -> tuple[L, ...]:
    """The one that leads straight there; only where there is none, two through a third language; else ().

    Of several languages to go through English is taken, else the first of the alphabet.
    """
    found = newest(legs)
    if straight := _direct(found, source_locale, locale):
        return (straight,)
    for target in codes(locale):
        for source in codes(source_locale):
            between = [middle for middle, end in found if end == target and (source, middle) in found]
            if between:
                middle = PIVOT if PIVOT in between else min(between)
                return found[source, middle], found[middle, target]
    return ()


def _direct(found: Mapping[tuple[str, str], L], source_locale: Locale, locale: Locale) -> L | None:
    pairs = ((source, target) for source in codes(source_locale) for target in codes(locale))
    return next((found[pair] for pair in pairs if pair in found), None)


def near(word: str, known: Mapping[str, str]) -> list[str]:
    """The codes that may be meant by a word, the likeliest first; `known` has their languages' names.

    `fra` and `french` are like `fr`, `farsi` and `persian` like `fa`, `se` and `swe` like `sv`.
    """
    word = word.casefold()
    known = dict(islice(known.items(), _MOST))
    names = {name.casefold(): code for code, name in known.items()}
    found = [_COUNTRIES[word]] if _COUNTRIES.get(word) in known else []
    if len(word) > 2:
        found += [code for name, code in names.items() if name.startswith(word[:4])]
        found += [code for code in known if word.startswith(code)]
    found = found or [names.get(one, one) for one in get_close_matches(word, [*known, *names], n=3)]
    return list(dict.fromkeys(found))[:4]
