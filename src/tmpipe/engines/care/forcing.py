"""Translations led to a term: they begin as the plain one did, then comes the form, then what follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tmpipe.engines.care.cases import BEAM, Case, Machine, forms, searched
from tmpipe.engines.care.wording import begun, led, past_article
from tmpipe.parts import Demand, Link, Searching, Translation, Wish

ROUNDS = 4
"""Terms of a text that are forced, one after the other."""
PATCHES = 32
"""Forms with articles that are rated for a term."""
STEM = 6
"""Letters by which a word is known again, however it is inflected."""
_WORD = re.compile(r"[^\W\d_]+")
LIKELIEST = 3
"""Beginnings of those that are searched."""


@dataclass(frozen=True, slots=True)
class _Led:
    """A translation that begins so, up to the end of a form."""

    opening: str
    form: str
    made: Translation

    def whole(self) -> bool:
        """Whether the form has come out as it went in: of several words, the last is not inflected."""
        after = self.made.text[len(self.opening) : len(self.opening) + 1]
        return " " not in self.form or not after.isalpha()


def forced(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The translation begins as it did, up to where the term's words come from; then comes the form, and the
    engine goes on. One term after the other, from the left.

    Which number of the form and which article before it, the engine tells: each is put in the place of the
    term's words, and the beginnings of the likeliest are searched. What was only put there is offered, too,
    as `patched`.
    """
    engine = machine.engine
    if not isinstance(engine, Searching):
        return [[] for _ in cases]
    texts = [_Text(machine, case) for case in cases]
    for _ in range(ROUNDS):
        going = [one for one in texts if one.lacking]
        links = engine.align([(one.source, one.text) for one in going])
        patched = _likeliest(
            engine, going, [one.patches(mine) for one, mine in zip(going, links, strict=True)]
        )
        made = [[*mine, *own] for mine, own in zip(patched, _searched(machine, going, patched), strict=True)]
        for one, mine in zip(going, made, strict=True):
            one.goes_on([led_.made for led_ in mine if led_.whole() and not one.says_again(led_)])
    return [one.offers for one in texts]


def _likeliest(
    engine: Searching, texts: Sequence[_Text], patches: Sequence[Sequence[_Led]]
) -> list[list[_Led]]:
    """Of each text's patches the likeliest."""
    pairs = [
        (one.source, patch.made.text) for one, mine in zip(texts, patches, strict=True) for patch in mine
    ]
    rates = iter(engine.rate(pairs))
    rated = [
        [
            _Led(patch.opening, patch.form, Translation(patch.made.text, rate, way="patched"))
            for patch, rate in zip(mine, rates, strict=False)
        ]
        for mine in patches
    ]
    return [sorted(mine, key=_rate, reverse=True)[:LIKELIEST] for mine in rated]


def _rate(one: _Led) -> float:
    return one.made.confidence or 0.0


def _searched(
    machine: Machine, texts: Sequence[_Text], patched: Sequence[Sequence[_Led]]
) -> list[list[_Led]]:
    """What the engine makes of the same openings."""
    wishes = [
        [Wish(one.source, patch.opening, beam=BEAM)]
        for one, mine in zip(texts, patched, strict=True)
        for patch in mine
    ]
    found = iter(searched(machine, wishes, "forced"))
    return [
        [
            _Led(patch.opening, patch.form, made)
            for patch, own in zip(mine, found, strict=False)
            for made in own
        ]
        for mine in patched
    ]


class _Text:
    """How far the terms of one text are."""

    def __init__(self, machine: Machine, case: Case) -> None:
        self.source, self.text = case.source, case.base.text
        self.lacking = case.lacking() if case.base.text else ()
        self.offers: list[Translation] = []
        self._machine = machine
        self._elsewhere: dict[str, int] = {}
        """How often each of the words that are replaced stands in the rest of the text."""

    def patches(self, links: Sequence[Link]) -> list[_Led]:
        """The text with the leftmost of the terms that are lacking in each form; one less is lacking then."""
        places = {one: place for one in self.lacking if (place := self._place(one, links))}
        if not places:
            return []
        first = min(places, key=places.__getitem__)
        self.lacking = tuple(one for one in self.lacking if one is not first)
        start, end = places[first]
        before, rest = self.text[:start], self.text[end:]
        others = _stems(f"{before} {rest}")
        self._elsewhere = {
            stem: others[stem] for stem in _stems(self.text[start:end]) if end - start < len(self.text)
        }
        openings = islice(self._openings(before, first), PATCHES)
        return [_Led(opening, form, Translation(opening + rest)) for opening, form in openings]

    def _openings(self, before: str, demand: Demand) -> Iterator[tuple[str, str]]:
        """All ways to begin up to a form, with the form."""
        for form in forms(self._machine, self.source, demand):
            for opening in led(before, form, self._machine.locale):
                yield opening + begun(form, opening, self.source), form

    def _place(self, demand: Demand, links: Sequence[Link]) -> tuple[int, int] | None:
        """Where the words of the text are that come from the term, an article before them left out.

        Of a term at the beginning that no word comes from: all of the text, which is begun anew with it.
        """
        mine = [one for one in links if _from(demand, one)]
        if not mine:
            return None if " " in self.source[: demand.start].strip() else (0, len(self.text))
        start, end = min(one.start for one in mine), max(one.end for one in mine)
        return past_article(self.text, start, end, self._machine.locale), end

    def says_again(self, one: _Led) -> bool:
        """Whether the engine's own words for the term, which the form has replaced, stand beside it."""
        start, end = len(one.opening) - len(one.form), len(one.opening)
        beside = _stems(f"{one.made.text[:start]} {one.made.text[end:]}")
        return any(beside[stem] > count for stem, count in self._elsewhere.items())

    def goes_on(self, made: list[Translation]) -> None:
        """The likeliest is the text from now on; all that were made of the last term are offered."""
        if not made:
            self.lacking = ()
            return
        self.offers = made
        self.text = max(made, key=lambda one: one.confidence or 0.0).text


def _stems(text: str) -> Counter[str]:
    """How often there is a word of more than three letters that begins so."""
    return Counter(word[:STEM] for word in _WORD.findall(text.lower()) if len(word) > 3)


def _from(demand: Demand, link: Link) -> bool:
    """Whether a word comes from the term."""
    return link.source_start < demand.end and link.source_end > demand.start
