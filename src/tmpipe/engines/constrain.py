"""Ways to another translation of a text whose plain one has findings.

A way is a function of cases to the translations that it offers for each. It works for many at a time, and
judges none of them: that is `contest`'s part, by guards and glossary, so that what the engine inflected
rightly stays. Engines that nobody can look into have `inline`, `marked` and `halves`, and `wider` if they
tell their next best; those that search have all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tmpipe.engines.guards import objection
from tmpipe.engines.parcels import Parcel, pack
from tmpipe.engines.wording import begun, inflected, led, past_article
from tmpipe.errors import InputError
from tmpipe.model import Locale
from tmpipe.parts import Demand, Engine, Link, Offering, Searching, Translation, Wish
from tmpipe.text.addresses import addresses
from tmpipe.text.numbers import NUMBER

BEAM = 4
FORMS = 4
"""Forms of a term that are tried."""
NEXT = 6
"""Translations of a text that are looked at, its best one among them."""
ROUNDS = 4
"""Terms of a text that are forced, one after the other."""
PATCHES = 32
"""Forms with articles that are rated for a term."""
LIKELIEST = 3
"""Beginnings of those that are searched."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the ways work with."""

    engine: Engine
    source_locale: Locale
    locale: Locale


@dataclass(frozen=True, slots=True)
class Case:
    """A literal text, the best translation that there is of it, and what is wrong with that."""

    source: str
    base: Translation
    findings: tuple[str, ...]
    """Nothing: it is fine."""
    demands: tuple[Demand, ...] = ()

    def lacking(self) -> tuple[Demand, ...]:
        """The terms that the findings are about."""
        lost = {one.partition(":")[2] for one in self.findings if one.startswith("term")}
        return tuple(one for one in self.demands if one.term in lost)


Way = Callable[[Machine, Sequence[Case]], Sequence[Sequence[Translation]]]
"""What it offers for each of the cases, in their order."""


def received(engine: Engine, texts: Sequence[str]) -> Iterator[Translation]:
    """The engine's translations of the texts; an InputError where there are fewer, or more, than texts."""
    if not texts:
        return
    count = 0
    for count, one in enumerate(engine.translate(texts), start=1):
        if count <= len(texts):
            yield one
    if count != len(texts):
        raise InputError(f"the engine {engine.name} made {count} translations of {len(texts)} texts")


def sent(machine: Machine, asked: Sequence[Sequence[str]], way: str) -> list[list[Translation]]:
    """The translations of the texts that were asked for each case, each different text sent once."""
    texts = list(dict.fromkeys(text for mine in asked for text in mine))
    engine = machine.engine
    if isinstance(engine, Searching):
        hits = engine.search([Wish(text, beam=BEAM) for text in texts])
        made = [hit[0] if hit else Translation("") for hit in hits]
    else:
        made = list(received(engine, texts))
    known = dict(zip(texts, made, strict=True))
    return [[replace(known[text], way=way) for text in mine] for mine in asked]


def searched(machine: Machine, asked: Sequence[Sequence[Wish]], way: str) -> list[list[Translation]]:
    """All that the engine finds for the wishes of each case; nothing where it cannot search."""
    engine = machine.engine
    if not isinstance(engine, Searching):
        return [[] for _ in asked]
    hits = iter(engine.search([wish for mine in asked for wish in mine]))
    return [
        [replace(one, way=way) for hit in islice(hits, len(mine)) for one in hit if one.text]
        for mine in asked
    ]


# --- ways for what the guards object to


def unrepeated(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """Nothing three times in a row of three, wide and narrow."""
    wishes = [[Wish(case.source, beam=beam, unrepeated=3) for beam in (BEAM, 1)] for case in cases]
    return searched(machine, wishes, "unrepeated")


def beams(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """A wide search where the plain one was narrow, and the other way round."""
    return searched(machine, [[Wish(case.source, beam=beam) for beam in (BEAM, 1)] for case in cases], "beam")


def halves(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The text cut in two at a safe place, and joined again; nothing where there is none, or where the guards
    object to a half.
    """
    here, there = machine.source_locale, machine.locale
    parcels = [pack(case.source, here, there, window=_half(case.source)) for case in cases]
    asked = [parcel.pieces if len(parcel.pieces) > 1 else () for parcel in parcels]
    made = sent(machine, asked, "halves")
    return [
        [_joined(parcel, mine)] if mine and _unobjected(machine, parcel, mine) else []
        for parcel, mine in zip(parcels, made, strict=True)
    ]


def _half(source: str) -> Callable[[str], bool]:
    return lambda text: len(text) <= 0.6 * len(source)


def _unobjected(machine: Machine, parcel: Parcel, pieces: Sequence[Translation]) -> bool:
    pairs = zip(parcel.pieces, pieces, strict=True)
    return not any(objection(source, piece.text, machine.locale) for source, piece in pairs)


def _joined(parcel: Parcel, pieces: Sequence[Translation]) -> Translation:
    text, _ = parcel.joined([one.text for one in pieces], [()] * len(pieces))
    return Translation(text, expected(pieces), way="halves")


def expected(pieces: Sequence[Translation]) -> float | None:
    """The confidence of a text of several pieces: that of each character, on average. What confidence says
    is the chrF to be expected, and that of a text is near the mean of its parts. None where the engine tells
    none.
    """
    told = [(one.confidence, len(one.text)) for one in pieces if one.confidence is not None]
    weight = sum(size for _, size in told)
    return sum(confidence * size for confidence, size in told) / weight if weight else None


# --- ways for what the gate finds


def wider(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The engine's next best."""
    engine = machine.engine
    if isinstance(engine, Offering):
        offers = engine.offers([case.source for case in cases], NEXT - 1)
        return [[replace(one, way="wider") for one in mine] for mine in offers]
    return searched(machine, [[Wish(case.source, count=NEXT, beam=NEXT)] for case in cases], "wider")


def inline(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The term's form stands in the source: models copy foreign words well, and keep the sentence around."""
    return sent(machine, [list(dict.fromkeys(_inlined(machine, case))) for case in cases], "inline")


def _inlined(machine: Machine, case: Case) -> Iterator[str]:
    """The source with those terms in their form that the findings are about, and in other forms; with all."""
    lacking = case.lacking()
    if not lacking:
        return
    options = [forms(machine, case.source, one) for one in lacking]
    for number in range(min(FORMS, max(map(len, options)))):
        chosen = [mine[min(number, len(mine) - 1)] for mine in options]
        yield put(
            case.source, [(one.start, one.end, form) for one, form in zip(lacking, chosen, strict=True)]
        )
    yield put(
        case.source, [(one.start, one.end, forms(machine, case.source, one)[0]) for one in case.demands]
    )


def forms(machine: Machine, source: str, demand: Demand) -> list[str]:
    """The permitted forms of a term, and of those that are inflected the numbers that the source may mean."""
    if demand.kept:
        return list(demand.forms[:FORMS])
    mention = source[demand.start : demand.end]
    each = (inflected(one, mention, machine.source_locale, machine.locale) for one in demand.forms[:FORMS])
    return list(dict.fromkeys(form for mine in each for form in mine))


def put(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """The text with other words at the places, which are in order."""
    out: list[str] = []
    at = 0
    for start, end, words in places:
        out += text[at:start], words
        at = end
    return "".join([*out, text[at:]])


def marked(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """Names that no model knows stand in the source, and make room for the form, number or address in the
    translation.
    """
    marks = [_marks(machine, case) for case in cases]
    asked = [[_hidden(case.source, mine)] if mine else [] for case, mine in zip(cases, marks, strict=True)]
    return [
        [one for made in mine for one in _shown(case.source, made, places)]
        for case, mine, places in zip(cases, sent(machine, asked, "marked"), marks, strict=True)
    ]


def _marks(machine: Machine, case: Case) -> list[tuple[int, int, str]]:
    """What is to be hidden, and what stands there in the end."""
    source, checks = case.source, {one.partition("-")[0] for one in case.findings}
    found = [(one.start, one.end, forms(machine, source, one)[0]) for one in case.lacking()]
    for kinds, places in _KEPT.items():
        if checks & kinds:
            found += [(start, end, source[start:end]) for start, end in places(source)]
    return list(_apart(sorted(found)))


def _apart(places: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Those that begin after the end of the one before."""
    at = 0
    for place in places:
        if place[0] >= at:
            yield place
            at = place[1]


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in NUMBER.finditer(text))


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Several words with a capital, one after the other."""
    return (one.span() for one in _NAME.finditer(text))


_NAME = re.compile(r"[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)+")
_KEPT: Mapping[frozenset[str], Callable[[str], Iterator[tuple[int, int]]]] = {
    frozenset({"address"}): addresses,
    frozenset({"number", "numbers", "date"}): _numbers,
    frozenset({"name"}): _names,
}
"""By the first word of the findings, what of the source comes back as it is."""


def placeholder(number: int) -> str:
    """The word that stands for the term of this number."""
    return f"Xan{number + 1}"


def _hidden(source: str, places: Sequence[tuple[int, int, str]]) -> str:
    return put(source, [(start, end, placeholder(at)) for at, (start, end, _) in enumerate(places)])


def _shown(source: str, made: Translation, places: Sequence[tuple[int, int, str]]) -> Iterator[Translation]:
    """The translation with its forms; none where a mark was lost or doubled."""
    text = made.text
    for at, (_, _, form) in enumerate(places):
        pieces = re.split(rf"\b{re.escape(placeholder(at))}\b", text)
        if len(pieces) != 2:
            return
        text = f"{pieces[0]}{begun(form, pieces[0], source)}{pieces[1]}"
    yield replace(made, text=text)


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
    states = [_Forcing(machine, case) for case in cases]
    for _ in range(ROUNDS):
        going = [state for state in states if state.lacking and state.text]
        links = engine.align([(state.source, state.text) for state in going])
        patches = [state.patches(mine) for state, mine in zip(going, links, strict=True)]
        likeliest = _likeliest(engine, [state.source for state in going], patches)
        wishes = [
            [Wish(state.source, beginning, beam=BEAM) for beginning, _ in mine]
            for state, mine in zip(going, likeliest, strict=True)
        ]
        found = searched(machine, wishes, "forced")
        for state, mine, made in zip(going, likeliest, found, strict=True):
            state.goes_on([*(patched for _, patched in mine), *made])
    return [state.offers for state in states]


_Patch = tuple[str, str]
"""A beginning up to a form, and the rest of the text."""


def _likeliest(
    engine: Searching, sources: Sequence[str], patches: Sequence[Sequence[_Patch]]
) -> list[list[tuple[str, Translation]]]:
    """Of each source's patches the likeliest: its beginning, and the whole."""
    texts = [[begin + rest for begin, rest in mine] for mine in patches]
    pairs = [(source, text) for source, mine in zip(sources, texts, strict=True) for text in mine]
    rates = iter(engine.rate(pairs))
    out = []
    for mine in patches:
        rated = [(begin, Translation(begin + rest, next(rates), way="patched")) for begin, rest in mine]
        out.append(sorted(rated, key=_rate, reverse=True)[:LIKELIEST])
    return out


def _rate(patched: tuple[str, Translation]) -> float:
    return patched[1].confidence or 0.0


class _Forcing:
    """How far the terms of one text are."""

    def __init__(self, machine: Machine, case: Case) -> None:
        self.machine, self.source = machine, case.source
        self.text, self.lacking = case.base.text, case.lacking()
        self.offers: list[Translation] = []

    def patches(self, links: Sequence[Link]) -> list[_Patch]:
        """The text with the leftmost of the terms that are lacking in each form; one less is lacking then."""
        places = {one: place for one in self.lacking if (place := self._place(one, links))}
        if not places:
            self.lacking = ()
            return []
        first = min(places, key=places.__getitem__)
        self.lacking = tuple(one for one in self.lacking if one is not first)
        start, end = places[first]
        before, rest, locale = self.text[:start], self.text[end:], self.machine.locale
        openings = (
            opening + begun(form, opening, self.source)
            for form in forms(self.machine, self.source, first)
            for opening in led(before, form, locale)
        )
        return [(opening, rest) for opening in islice(openings, PATCHES)]

    def _place(self, demand: Demand, links: Sequence[Link]) -> tuple[int, int] | None:
        """Where the words of the text are that come from the term, an article before them left out.

        Of a term at the beginning that no word comes from: all of the text, which is begun anew with it.
        """
        mine = [one for one in links if one.source_start < demand.end and one.source_end > demand.start]
        if not mine:
            return None if " " in self.source[: demand.start].strip() else (0, len(self.text))
        start, end = min(one.start for one in mine), max(one.end for one in mine)
        return past_article(self.text, start, end, self.machine.locale), end

    def goes_on(self, made: list[Translation]) -> None:
        """The likeliest is the text from now on; all that were made of the last term are offered."""
        if not made:
            self.lacking = ()
            return
        self.offers = made
        self.text = max(made, key=lambda one: one.confidence or 0.0).text


RETRIES: tuple[Way, ...] = (unrepeated, beams, halves)
"""For what the guards object to: other settings."""
WAYS: tuple[Way, ...] = (wider, inline, marked, forced)
"""For what the gate finds, in the order that decides between equals."""
