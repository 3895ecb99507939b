"""Ways to another translation of a text whose plain one has findings.

A way is a function of cases to the translations that it offers for each. It works for many at a time, and
judges none of them: that is `contest`'s part, by guards and glossary, so that what the engine inflected
rightly stays. Engines that nobody can look into have `inline`, `marked` and `halves`, and `wider` if they
tell their next best; those that search have all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from tmpipe.engines.care.cases import BEAM, FORMS, Case, Machine, Way, expected, forms, searched, sent
from tmpipe.engines.care.forcing import forced
from tmpipe.engines.care.guards import objection
from tmpipe.engines.care.parcels import Parcel, pack
from tmpipe.engines.care.wording import begun
from tmpipe.parts import Offering, Translation, Wish
from tmpipe.text.addresses import addresses
from tmpipe.text.numbers import NUMBER

NEXT = 6
"""Translations of a text that are looked at, its best one among them."""
MARKS: Sequence[Sequence[str]] = (
    ("Boston", "Tokyo", "Chicago", "Tom"),
    ("Xan1", "Xan2", "Xan3", "Xan4"),
    ("917", "927", "947", "957"),
)
"""Words that take a term's place, by kind: names that all models know and no language spells otherwise; names
that none knows, for models that pass those on; and numbers, for languages in other scripts."""


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


def put(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """The text with other words at the places, which are in order."""
    out: list[str] = []
    at = 0
    for start, end, words in places:
        out += text[at:start], words
        at = end
    return "".join([*out, text[at:]])


def marked(machine: Machine, cases: Sequence[Case]) -> list[list[Translation]]:
    """Other words stand in the source, and make room for the form, number or address in the translation.

    Which words a model passes on as they are depends on the model: several kinds are tried (MARKS).
    """
    marks = [_marks(machine, case) for case in cases]
    kinds = [list(_kinds(case.source, len(mine))) for case, mine in zip(cases, marks, strict=True)]
    asked = [
        [
            put(case.source, [(*place[:2], word) for place, word in zip(mine, words, strict=True)])
            for words in each
        ]
        for case, mine, each in zip(cases, marks, kinds, strict=True)
    ]
    made = sent(machine, asked, "marked")
    return [
        [
            one
            for words, target in zip(each, mine, strict=True)
            for one in _shown(case.source, target, places, words)
        ]
        for case, mine, places, each in zip(cases, made, marks, kinds, strict=True)
    ]


def _kinds(source: str, count: int) -> Iterator[list[str]]:
    """For each kind so many words that are not in the source; none for a kind that has not as many."""
    for kind in MARKS:
        words = [word for word in kind if word not in source][:count]
        if 0 < count == len(words):
            yield words


def _marks(machine: Machine, case: Case) -> list[tuple[int, int, str]]:
    """What is to be hidden, and what stands there in the end."""
    source = case.source
    checks = {one.partition("-")[0] for one in case.findings if not one.startswith("name-lost")}
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


def _shown(
    source: str, made: Translation, places: Sequence[tuple[int, int, str]], words: Sequence[str]
) -> Iterator[Translation]:
    """The translation with its forms; none where a mark was lost or doubled."""
    text = made.text
    for (_, _, form), word in zip(places, words, strict=True):
        pieces = re.split(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        if len(pieces) != 2:
            return
        text = f"{pieces[0]}{begun(form, pieces[0], source)}{pieces[1]}"
    yield replace(made, text=text)


RETRIES: tuple[Way, ...] = (unrepeated, beams, halves)
"""For what the guards object to: other settings."""
WAYS: tuple[Way, ...] = (wider, inline, marked, forced)
"""For what the gate finds, in the order that decides between equals."""
