"""Which trait stands for which, and the tables of words that we have for some languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from tmpipe.memory.alignment.kin import Pair
from tmpipe.memory.alignment.traits import Floats, Numbers, Side, stem
from tmpipe.model import Locale
from tmpipe.text.languages import language


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Pairs of traits by number, each pair once, the weaker before the stronger."""

    source: Numbers
    target: Numbers
    strength: Floats
    """0 to 1: how likely the one stands for the other where both could."""

    def turned(self) -> Lexicon:
        """The same, seen from the other side."""
        return Lexicon(self.target, self.source, self.strength)


def lexicon(pairs: Iterable[Pair]) -> Lexicon:
    """A lexicon of these pairs; of equal ones the strongest counts."""
    found: dict[tuple[int, int], float] = {}
    for source, target, strength in pairs:
        found[source, target] = max(strength, found.get((source, target), 0))
    ordered = sorted(found.items(), key=lambda item: (item[1], item[0]))
    keys = np.array([key for key, _ in ordered], np.int64).reshape(-1, 2)
    values = np.array([value for _, value in ordered], np.float64)
    return Lexicon(keys[:, 0].copy(), keys[:, 1].copy(), values)


def tabled(source: Side, target: Side, source_locale: Locale, locale: Locale) -> Iterator[Pair]:
    """The pairs of the two languages' table that both texts have."""
    places = {trait: number for number, trait in enumerate(target.traits)}
    table = _table(language(source_locale).tag, language(locale).tag)
    for number, trait in enumerate(source.traits):
        for other, strength in table.get(trait, ()):
            if other in places:
                yield number, places[other], strength


@cache
def _table(source: str, target: str) -> Mapping[str, list[tuple[str, float]]]:
    """Stems with those that stand for them; empty where neither language is English, or there is no table."""
    backwards = target == "en"
    tag = source if backwards else target
    place = files("tmpipe.memory.alignment").joinpath("tables", f"{tag}.tsv")
    if "en" not in (source, target) or not place.is_file():
        return {}
    letters = language(tag).inflection.letters
    found: dict[str, list[tuple[str, float]]] = {}
    for line in place.read_text("utf-8").splitlines():
        english, word, tenths = line.split("\t")
        pair = stem(english), stem(word.translate(letters))
        one, other = reversed(pair) if backwards else pair
        found.setdefault(one, []).append((other, int(tenths) / 10))
    return found
