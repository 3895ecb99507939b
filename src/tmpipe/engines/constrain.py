"""Ways to another translation of a text whose plain one has findings.

A way is a function of cases to the translations that it offers for each. It works for many at a time, and
judges none of them: that is `contest`'s part, by guards and glossary, so that what the engine inflected
rightly stays. Engines that nobody can look into have `inline`, `marked` and `halves`; those that search have
all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tmpipe.errors import InputError
from tmpipe.model import Locale
from tmpipe.parts import Demand, Engine, Link, Searching, Translation, Wish
from tmpipe.text.addresses import addresses
from tmpipe.text.numbers import NUMBER

BEAM = 4
FORMS = 4
"""Forms of a term that are tried."""
ROUNDS = 4
"""Terms of a text that are forced, one after the other."""


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
    """The text cut in two at a safe place, and joined again; nothing where there is none."""
    from tmpipe.engines.parcels import pack

    parcels = [
        pack(case.source, machine.source_locale, machine.locale, window=_half(case.source)) for case in cases
    ]
    pieces = [parcel.pieces if len(parcel.pieces) > 1 else () for parcel in parcels]
    made = sent(machine, pieces, "halves")
    return [
        [_joined(parcel.joined([one.text for one in mine], [()] * len(mine))[0], mine)] if mine else []
        for parcel, mine in zip(parcels, made, strict=True)
    ]


def _half(source: str) -> Callable[[str], bool]:
    return lambda text: len(text) <= 0.6 * len(source)


def _joined(text: str, pieces: Sequence[Translation]) -> Translation:
    if not all(one.text for one in pieces):
        return Translation("", way="halves")
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
    return searched(machine, [[Wish(case.source, count=6, beam=6)] for case in cases], "wider")


def inline(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The term's form stands in the source: models copy foreign words well, and keep the sentence around."""
    return sent(machine, [list(dict.fromkeys(_inlined(case))) for case in cases], "inline")


def _inlined(case: Case) -> Iterator[str]:
    """The source with those terms in their form that the findings are about; with all; with other forms."""
    lacking = case.lacking()
    if not lacking:
        return
    for number in range(min(FORMS, max(len(one.forms) for one in lacking))):
        yield put(case.source, [(one.start, one.end, _form(one, number)) for one in lacking])
    yield put(case.source, [(one.start, one.end, one.forms[0]) for one in case.demands])


def _form(demand: Demand, number: int) -> str:
    return demand.forms[min(number, len(demand.forms) - 1)]


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
    translation."""
    marks = [_marks(case) for case in cases]
    asked = [[_hidden(case.source, mine)] if mine else [] for case, mine in zip(cases, marks, strict=True)]
    return [
        [one for made in mine for one in _shown(made, places)]
        for mine, places in zip(sent(machine, asked, "marked"), marks, strict=True)
    ]


def _marks(case: Case) -> list[tuple[int, int, str]]:
    """What is to be hidden, and what stands there in the end."""
    found = [(one.start, one.end, one.forms[0]) for one in case.lacking()]
    checks = {one.partition("-")[0] for one in case.findings}
    source = case.source
    if "address" in checks:
        found += [(start, end, source[start:end]) for start, end in addresses(source)]
    if checks & {"number", "numbers", "date"}:
        found += [(*one.span(), one[0]) for one in NUMBER.finditer(source)]
    found.sort()
    return [
        one
        for at, one in enumerate(found)
        if all(one[0] >= before[1] for before in found[max(0, at - 1) : at])
    ]


def placeholder(number: int) -> str:
    """The word that stands for the term of this number."""
    return f"Xan{number + 1}"


def _hidden(source: str, places: Sequence[tuple[int, int, str]]) -> str:
    return put(source, [(start, end, placeholder(at)) for at, (start, end, _) in enumerate(places)])


def _shown(made: Translation, places: Sequence[tuple[int, int, str]]) -> Iterator[Translation]:
    """The translation with its forms; none where a mark was lost or doubled."""
    text = made.text
    for at, (_, _, form) in enumerate(places):
        pieces = re.split(rf"\b{re.escape(placeholder(at))}\b", text)
        if len(pieces) != 2:
            return
        text = f"{pieces[0]}{begun(form, pieces[0])}{pieces[1]}"
    yield replace(made, text=text)


def begun(form: str, before: str) -> str:
    """The form as it stands after these words: with a capital at the beginning."""
    return form if before.strip(" \"'“«‘(") else form[:1].upper() + form[1:]


def forced(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """The translation begins as it did, up to where the term's words come from; then comes the form, and the
    engine goes on. One term after the other, from the left.
    """
    engine = machine.engine
    if not isinstance(engine, Searching):
        return [[] for _ in cases]
    states = [_Forcing(case.source, case.base.text, case.lacking()) for case in cases]
    for _ in range(ROUNDS):
        going = [state for state in states if state.lacking and state.text]
        if not going:
            break
        links = engine.align([(state.source, state.text) for state in going])
        asked = [state.beginnings(mine) for state, mine in zip(going, links, strict=True)]
        wishes = [
            [Wish(state.source, beginning, beam=BEAM) for beginning in mine]
            for state, mine in zip(going, asked, strict=True)
        ]
        for state, made in zip(going, searched(machine, wishes, "forced"), strict=True):
            state.goes_on(made)
    return [state.offers for state in states]


@dataclass(slots=True)
class _Forcing:
    """How far the terms of one text are."""

    source: str
    text: str
    lacking: tuple[Demand, ...]
    offers: list[Translation]

    def __init__(self, source: str, text: str, lacking: tuple[Demand, ...]) -> None:
        self.source, self.text, self.lacking, self.offers = source, text, lacking, []

    def beginnings(self, links: Sequence[Link]) -> list[str]:
        """How the text may begin, up to the leftmost of the terms that are lacking; that is one less then."""
        places = {one: _place(one, links) for one in self.lacking}
        found = [one for one in self.lacking if places[one] is not None]
        if not found:
            self.lacking = ()
            return []
        first = min(found, key=lambda one: places[one] or 0)
        self.lacking = tuple(one for one in self.lacking if one is not first)
        before = self.text[: places[first]]
        return [before + begun(form, before) for form in first.forms[:FORMS]]

    def goes_on(self, made: list[Translation]) -> None:
        """The likeliest is the text from now on; all that were made of the last term are offered."""
        if not made:
            self.lacking = ()
            return
        self.offers = made
        self.text = max(made, key=lambda one: one.confidence or 0.0).text


def _place(demand: Demand, links: Sequence[Link]) -> int | None:
    """Where the first word begins that comes from the term."""
    return min(
        (one.start for one in links if one.source_start < demand.end and one.source_end > demand.start),
        default=None,
    )


RETRIES: tuple[Way, ...] = (unrepeated, beams, halves)
"""For what the guards object to: other settings."""
WAYS: tuple[Way, ...] = (wider, inline, marked, forced)
"""For what the gate finds, in the order that decides between equals."""
