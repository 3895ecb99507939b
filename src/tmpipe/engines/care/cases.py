"""What ways to another translation work with: an engine, and texts with their best translation so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import cast

from tmpipe.engines.care.wording import inflected
from tmpipe.errors import InputError
from tmpipe.model import Locale
from tmpipe.parts import Demand, Engine, Searching, Translation, Wish

BEAM = 4
FORMS = 4
"""Forms of a term that are tried."""


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
        """The terms that the findings are about, and the people that are lost."""
        lost = {one.partition(":")[2] for one in self.findings if one.startswith(("term", "name-lost"))}
        return tuple(one for one in self.demands if one.term in lost)


Way = Callable[[Machine, Sequence[Case]], Sequence[Sequence[Translation]]]
"""What it offers for each of the cases, in their order."""


def received(engine: Engine, texts: Sequence[str]) -> Iterator[Translation]:
    """The engine's translations of the texts; an InputError where there are fewer, or more, than texts, or
    where something else comes.
    """
    if not texts:
        return
    count = 0
    made = cast("Iterable[object] | None", engine.translate(texts))  # an outsider's may be anything
    for count, one in enumerate(made or (), start=1):
        if not isinstance(one, Translation):
            what = type(one).__name__
            raise InputError(f"the engine {engine.name} yielded a {what} where a Translation is due")
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


def expected(pieces: Sequence[Translation]) -> float | None:
    """The confidence of a text of several pieces: that of each character, on average. What confidence says
    is the chrF to be expected, and that of a text is near the mean of its parts. None where the engine tells
    none.
    """
    told = [(one.confidence, len(one.text)) for one in pieces if one.confidence is not None]
    weight = sum(size for _, size in told)
    return sum(confidence * size for confidence, size in told) / weight if weight else None


def forms(machine: Machine, source: str, demand: Demand) -> list[str]:
    """The permitted forms of a term, and of those that are inflected the numbers that the source may mean.

    With the typewriter's apostrophe, which models have learned; to a gate, one is as good as the other.
    """
    listed = [form.replace("’", "'") for form in demand.forms[:FORMS]]
    if demand.kept:
        return listed
    mention = source[demand.start : demand.end]
    each = (inflected(one, mention, machine.source_locale, machine.locale) for one in listed)
    return list(dict.fromkeys(form for mine in each for form in mine))
