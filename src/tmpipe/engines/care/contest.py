"""Of several translations of a text the likeliest in which nobody finds anything; else none, and why.

Most texts are done with the plain translation. Only those with findings pay for other ways.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmpipe.engines.care.cases import Case, Machine, Way, received
from tmpipe.engines.care.constrain import RETRIES, WAYS
from tmpipe.engines.care.guards import REASONS, objection
from tmpipe.engines.care.losses import date_lost, number_doubled, small_lost
from tmpipe.engines.care.names import lost_names
from tmpipe.model import Locale
from tmpipe.parts import Demand, Gate, Searching, Translation

_REASONS = {
    "term": "terms",
    "number": "numbers",
    "date": "dates",
    "address": "addresses",
    "name": "names",
    "code": "codes",
    "format": "formats",
}
"""Why a text is empty, by the first word of the finding; other findings are their own reason."""

_GATES = frozenset({"numbers"})
"""What a gate judges better: it knows numbers in words, other calendars, other clocks."""


def reason_of(finding: str) -> str:
    """The word that empty texts are counted by: `terms` of `term-missing:pmoi`."""
    check = finding.partition(":")[0]
    return _REASONS.get(check.partition("-")[0], check)


@dataclass(frozen=True, slots=True)
class Jury:
    """Guards and gate: what is wrong with a translation."""

    source_locale: Locale
    locale: Locale
    gate: Gate | None = None

    def findings(self, source: str, target: str, coded: tuple[str, str] | None = None) -> tuple[str, ...]:
        """What the guards object to, or else what is lost or said twice, `name-lost:Huhid Balend`, and all
        that the gate finds: in the literal texts, or in `coded`, the same two with their codes.
        """
        said = objection(source, target, self.locale, passed=_GATES if self.gate else ())
        if said is not None:
            return (said,)
        lost = [f"name-lost:{one.term}" for one in self._lost(source, target)]
        if small_lost(source, target, self.locale):
            lost.append("number-lost")
        if date_lost(source, target, self.source_locale, self.locale):
            lost.append("date-lost")
        if number_doubled(source, target):
            lost.append("number-doubled")
        doubled = [f"term-doubled:{term}" for term in _doubled(source, target, self._terms(source))]
        gate = self.gate.findings(*(coded or (source, target))) if self.gate else ()
        return (*lost, *doubled, *gate)

    def demands(self, source: str, target: str) -> tuple[Demand, ...]:
        """What the source demands: the gate's terms, and the people that the target has lost."""
        return tuple(sorted((*self._terms(source), *self._lost(source, target)), key=_start))

    def _terms(self, source: str) -> Sequence[Demand]:
        return self.gate.demands(source) if self.gate else ()

    def _lost(self, source: str, target: str) -> list[Demand]:
        """The people that the target has lost, but for those that the gate looks after."""
        lost = lost_names(source, target, self.source_locale, self.locale)
        terms = self._terms(source) if lost else ()
        return [
            Demand(start, end, source[start:end], (source[start:end],), kept=True)
            for start, end in lost
            if all(end <= term.start or start >= term.end for term in terms)
        ]


@dataclass(frozen=True, slots=True)
class Contest:
    """What becomes of literal texts that fit the engine's window."""

    machine: Machine
    jury: Jury
    retries: Sequence[Way] = RETRIES
    ways: Sequence[Way] = WAYS

    def settled(self, texts: Sequence[str]) -> Iterator[tuple[str, Translation]]:
        """Each of different texts with its translation, as soon as it is known, in any order.

        An error of the engine goes up; what was settled before is not lost.
        """
        waiting: list[Case] = []
        for text, plain in zip(texts, received(self.machine.engine, texts), strict=True):
            findings = self.jury.findings(text, plain.text)
            if findings:
                waiting.append(self._case(text, plain, findings))
            else:
                yield text, plain
        objected = [case for case in waiting if case.findings[0] in REASONS]
        found = [case for case in waiting if case.findings[0] not in REASONS]
        for case in self._rounds(self.ways, [*self._rounds(self.retries, objected), *found]):
            yield case.source, _nothing(case) if case.findings else case.base

    def _case(self, text: str, plain: Translation, findings: tuple[str, ...]) -> Case:
        return Case(text, plain, findings, self.jury.demands(text, plain.text))

    def _rounds(self, ways: Sequence[Way], cases: Sequence[Case]) -> list[Case]:
        """Each case with the best that there is now: its base, or what one of the ways made of it."""
        found: list[list[Case]] = [[case] for case in cases]
        waiting = [mine for mine in found if mine[0].findings]
        for way in ways if waiting else ():
            for mine, made in zip(waiting, way(self.machine, [mine[0] for mine in waiting]), strict=True):
                mine.extend(self._tried(mine[0], one) for one in made)
        fine = [[one for one in mine if not one.findings] or _least(mine) for mine in found]
        return self._likeliest(fine)

    def _tried(self, case: Case, made: Translation) -> Case:
        return replace(case, base=made, findings=self.jury.findings(case.source, made.text))

    def _likeliest(self, fine: list[list[Case]]) -> list[Case]:
        """Of each list the likeliest; the first of those that are equally likely.

        What was made of another text than the source is rated anew, for its source: so all compare.
        """
        asked = [mine if len(mine) > 1 or _made_elsewhere(mine[0]) else [] for mine in fine]
        rated = iter(self._rates([one for mine in asked for one in mine]))
        pairs = zip(fine, asked, strict=True)
        return [max(_rated(mine, rated), key=_confidence) if mine else own[0] for own, mine in pairs]

    def _rates(self, cases: Sequence[Case]) -> Sequence[float | None]:
        """What the engine says of each; None where it tells no confidence."""
        engine = self.machine.engine
        if cases and isinstance(engine, Searching):
            return engine.rate([(one.source, one.base.text) for one in cases])
        return [one.base.confidence for one in cases]


def _doubled(source: str, target: str, demands: Sequence[Demand]) -> Iterator[str]:
    """The names of the glossary that a target says more often than its source: models do so, in the place
    of what they do not know.
    """
    named = [one for one in demands if one.kept]
    for term, count in Counter(one.term for one in named).items():
        forms = {form for one in named if one.term == term for form in one.forms}
        if any(_count(form, target) > max(count, _count(form, source)) for form in forms):
            yield term


def _count(form: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", text)) if form in text else 0


def _start(demand: Demand) -> int:
    return demand.start


def _least(cases: list[Case]) -> list[Case]:
    """The first of those with the fewest findings; an objection of the guards is worse than any number."""
    return [min(cases, key=lambda one: (one.findings[0] in REASONS, len(one.findings)))]


def _made_elsewhere(case: Case) -> bool:
    """Whether what is fine is not the plain translation."""
    return bool(case.base.way) and not case.findings


def _rated(cases: list[Case], rates: Iterator[float | None]) -> list[Case]:
    """The cases with their rates as confidence."""
    return [
        replace(case, base=replace(case.base, confidence=rate))
        for case, rate in zip(cases, rates, strict=False)
    ]


def _confidence(case: Case) -> float:
    return case.base.confidence or 0.0


def _nothing(case: Case) -> Translation:
    return Translation("", reason=case.base.reason or reason_of(case.findings[0]))


def ways_of(translations: Iterable[Translation]) -> str:
    """The ways of the parts of a text, each once: `inline+forced`."""
    return "+".join(dict.fromkeys(one.way for one in translations if one.way))
