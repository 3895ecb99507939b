"""Other ways to a translation: what is sent, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tmpipe.engines import argos
from tmpipe.engines.care.cases import Case, Machine, Way, expected, searched
from tmpipe.engines.care.constrain import RETRIES, WAYS, halves, inline, marked, put, wider
from tmpipe.engines.care.contest import reason_of
from tmpipe.engines.care.forcing import forced
from tmpipe.engines.packages import models
from tmpipe.parts import Demand, Link, Translation, Wish

PMOI = Demand(4, 8, "pmoi", ("OMPI", "OMPI/MEK"), kept=True)
PRISONERS = Demand(13, 32, "political_prisoner", ("prisonnier politique",), kept=False)


@pytest.mark.parametrize(
    ("findings", "lacking"),
    [
        (("term-missing:pmoi",), (PMOI,)),
        (("term-case:pmoi", "term-forbidden:political_prisoner"), (PMOI, PRISONERS)),
        (("number-mismatch",), ()),
        (("term-missing:other",), ()),
        ((), ()),
    ],
)
def test_the_terms_that_are_lacking(findings: tuple[str, ...], lacking: tuple[Demand, ...]) -> None:
    case = Case("The PMOI and political prisoners", Translation("x"), findings, (PMOI, PRISONERS))
    assert case.lacking() == lacking


@pytest.mark.parametrize(
    ("text", "places", "out"),
    [
        ("one two three", [], "one two three"),
        ("one two three", [(4, 7, "2")], "one 2 three"),
        ("one two three", [(0, 3, "1"), (8, 13, "")], "1 two "),
    ],
)
def test_put(text: str, places: list[tuple[int, int, str]], out: str) -> None:
    assert put(text, places) == out


@pytest.mark.parametrize(
    ("pieces", "confidence"),
    [
        ([("abcd", 0.5)], 0.5),
        ([("abcd", 0.5), ("ef", 0.8)], 0.6),
        ([("abcd", None), ("ef", 0.8)], 0.8),
        ([("abcd", None)], None),
        ([], None),
    ],
)
def test_the_confidence_of_a_text_is_that_of_its_characters(
    pieces: list[tuple[str, float | None]], confidence: float | None
) -> None:
    found = expected([Translation(text, told) for text, told in pieces])
    assert found == (None if confidence is None else pytest.approx(confidence))


class Capitals:
    """An engine that nobody can look into: capitals, but for what begins with X."""

    name = "capitals"

    def __init__(self, spoil: Callable[[str], str] = lambda text: text) -> None:
        self.spoil = spoil
        self.asked: list[str] = []

    def translate(self, texts: Sequence[str]) -> Iterator[Translation]:
        for text in texts:
            self.asked.append(text)
            words = (
                word if word.startswith("X") or word.isdigit() else word.upper() for word in text.split(" ")
            )
            yield Translation(self.spoil(" ".join(words)), 0.5)


def case(source: str, findings: tuple[str, ...], *demands: Demand) -> Case:
    return Case(source, Translation(source.upper(), 0.5), findings, demands)


def demand(source: str, words: str, *forms: str, kept: bool = True) -> Demand:
    start = source.index(words)
    return Demand(start, start + len(words), words, forms, kept)


TERMS = "the pmoi and prisoners"
PMOI_, PRISONER = demand(TERMS, "pmoi", "OMPI", "MEK"), demand(TERMS, "prisoners", "captif", kept=False)


@pytest.mark.parametrize(
    ("way", "source", "findings", "demands", "asked", "texts"),
    [
        (inline, TERMS, ("term-missing:pmoi",), (PMOI_, PRISONER),
         ["the OMPI and prisoners", "the MEK and prisoners", "the OMPI and captifs"],
         ["THE OMPI AND PRISONERS", "THE MEK AND PRISONERS", "THE OMPI AND CAPTIFS"]),
        (inline, TERMS, ("number-mismatch",), (PMOI_, PRISONER), [], []),
        (marked, TERMS, ("term-missing:pmoi", "term-case:prisoners"), (PMOI_, PRISONER),
         ["the Boston and Tokyo", "the Xan1 and Xan2", "the 917 and 927"], ["THE OMPI AND captifs"] * 2),
        (marked, "pmoi 5 and 12", ("number-mismatch",), (),
         ["pmoi Boston and Tokyo", "pmoi Xan1 and Xan2", "pmoi 917 and 927"], ["PMOI 5 AND 12"] * 2),
        (marked, "see me@b.org", ("address-mismatch",), (),
         ["see Boston", "see Xan1", "see 917"], ["SEE me@b.org"] * 2),
        (marked, "by Ali Khan", ("name-mismatch",), (),
         ["by Boston", "by Xan1", "by 917"], ["BY Ali Khan"] * 2),
        (marked, "Ali Khan of Boston", ("name-mismatch",), (),
         ["Tokyo of Boston", "Xan1 of Boston", "917 of Boston"], ["Ali Khan OF BOSTON"] * 2),
        (marked, TERMS, ("untranslated",), (PMOI_,), [], []),
        (halves, "one", ("length",), (), [], []),
        (wider, TERMS, ("term-missing:pmoi",), (PMOI_,), [], []),
        (forced, TERMS, ("term-missing:pmoi",), (PMOI_,), [], []),
    ],
)  # fmt: skip
def test_ways_of_an_engine_that_nobody_can_look_into(
    way: Way,
    source: str,
    findings: tuple[str, ...],
    demands: tuple[Demand, ...],
    asked: list[str],
    texts: list[str],
) -> None:
    engine = Capitals()
    (made,) = way(Machine(engine, "en", "fr"), [case(source, findings, *demands)])
    assert engine.asked == asked
    assert [one.text for one in made] == texts
    assert {one.way for one in made} <= {way.__name__}


@pytest.mark.parametrize("spoil", [lambda text: "lost", lambda text: f"{text} {text}"])
def test_a_mark_that_is_lost_or_doubled_is_no_offer(spoil: Callable[[str], str]) -> None:
    machine = Machine(Capitals(spoil), "en", "fr")
    assert marked(machine, [case(TERMS, ("term-missing:pmoi",), PMOI_)]) == [[]]


def test_ways_work_on_many_cases_and_each_text_is_sent_once() -> None:
    engine = Capitals()
    cases = [case(TERMS, ("term-missing:pmoi",), PMOI_), case("no term", ("length",))] * 2
    made = inline(Machine(engine, "en", "fr"), cases)
    assert [len(mine) for mine in made] == [2, 0, 2, 0]
    assert engine.asked == ["the OMPI and prisoners", "the MEK and prisoners"]


@pytest.fixture
def tiny(home: Path, build: Callable[..., Path]) -> Machine:
    return Machine(argos.open_engine("en", models.install_file(build()).to_code), "en", "fr")


DENY = "families deny the massacre today"


def test_a_model_is_led_to_a_form(tiny: Machine) -> None:
    """Of the form's numbers and the articles before it, the model's likeliest; the rest goes on."""
    plain = next(iter(tiny.engine.translate([DENY])))
    assert plain.text == "familles nient les massacre actuellement"
    wanted = demand(DENY, "massacre", "tuerie", kept=True)
    (made,) = forced(tiny, [Case(DENY, plain, ("term-missing:massacre",), (wanted,))])
    assert "familles nient les tuerie actuellement" in {one.text for one in made}
    assert {one.way for one in made} == {"patched", "forced"}
    assert all("tuerie" in one.text and (one.confidence or 0) > 0 for one in made)


def test_two_terms_are_led_to_from_the_left(tiny: Machine) -> None:
    plain = next(iter(tiny.engine.translate([DENY])))
    wanted = (demand(DENY, "families", "prisonniers"), demand(DENY, "massacre", "tuerie"))
    findings = ("term-missing:families", "term-missing:massacre")
    (made,) = forced(tiny, [Case(DENY, plain, findings, wanted)])
    assert made[0].text == "prisonniers nient les tuerie actuellement"


class Unaligned(Capitals):
    """An engine that can be searched, and never says where a word comes from."""

    def search(self, wishes: Sequence[Wish]) -> list[list[Translation]]:
        return [[Translation(f"{wish.beginning} …".strip(), 0.5)] for wish in wishes]

    def rate(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [0.25 for _ in pairs]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        return [() for _ in pairs]


@pytest.mark.parametrize(
    ("source", "texts"),
    [("Pmoi is here", ["OMPI …"]), ("The pmoi is here", ["OMPI …"]), ("Here is the pmoi", [])],
)
def test_a_term_that_no_word_comes_from_can_begin_a_text(source: str, texts: list[str]) -> None:
    words = "Pmoi" if "Pmoi" in source else "pmoi"
    asked = case(source, (f"term-missing:{words}",), demand(source, words, "OMPI"))
    (made,) = forced(Machine(Unaligned(), "en", "fr"), [asked])
    assert [one.text for one in made if one.way == "forced"] == texts


class Stammering(Unaligned):
    """An engine that says its own word after the form that it was led to."""

    def search(self, wishes: Sequence[Wish]) -> list[list[Translation]]:
        return [[Translation(f"{wish.beginning} PMOI IS HERE", 0.9)] for wish in wishes]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[Link, ...]]:
        return [(Link(4, 8, 4, 8),) for _ in pairs]


def test_a_term_is_said_once() -> None:
    source = "the pmoi is here"
    asked = case(source, ("term-missing:pmoi",), demand(source, "pmoi", "OMPI"))
    (made,) = forced(Machine(Stammering(), "en", "fr"), [asked])
    assert [(one.text, one.way) for one in made] == [("THE OMPI IS HERE", "patched")]


def test_a_search_offers_others(tiny: Machine) -> None:
    (made,) = wider(tiny, [Case(DENY, Translation(""), ("term-missing:massacre",))])
    assert {"familles nient les tuerie actuellement"} <= {one.text for one in made}
    assert searched(tiny, [[Wish("")], []], "beam") == [[], []]


@pytest.mark.parametrize("way", [*RETRIES, *WAYS])
def test_a_way_has_nothing_to_say_of_no_cases(tiny: Machine, way: Way) -> None:
    assert list(way(tiny, [])) == []


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        ("term-missing:pmoi", "terms"),
        ("number-mismatch", "numbers"),
        ("numbers", "numbers"),
        ("name-mismatch", "names"),
        ("wrong-script", "wrong-script"),
        ("repetition", "repetition"),
    ],
)
def test_reasons(finding: str, reason: str) -> None:
    assert reason_of(finding) == reason
