"""What a jury finds that guards and checks do not: names, dates and small numbers lost, or said twice."""

from __future__ import annotations

import pytest

from tmpipe.engines.care.contest import Jury, reason_of
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Term, TermTarget
from tmpipe.pipeline.gate import Gate

TERMS = [
    Term("pmoi", ("PMOI",), case="acronym", targets={"fr": TermTarget("OMPI")}),
    Term(
        "khomeini", ("Khomeini",), pos="proper noun", domain="people", targets={"fr": TermTarget("Khomeiny")}
    ),
    Term("prison", ("prison",), targets={"fr": TermTarget("prison")}),
]


@pytest.mark.parametrize(
    ("source", "target", "findings"),
    [
        ("The PMOI asks why.", "L'OMPI demande pourquoi.", ()),
        ("The PMOI asks why.", "L'OMPI demande à l'OMPI pourquoi.", ("term-doubled:pmoi",)),
        ("The PMOI knows the PMOI.", "L'OMPI connaît l'OMPI.", ()),
        ("A prison is there.", "Une prison est une prison.", ()),  # a word may come again
        ("Khomeini was there.", "Khomeiny était là.", ()),  # the glossary looks after this name
        ("Mr Gihuk was there.", "M. Giuhuk était là.", ("name-lost:Gihuk",)),
        ("Tom bought 12 books.", "Tom a acheté des livres.", ("number-lost",)),
        ("Tom bought 12 books.", "Tom a acheté douze livres.", ()),
        ("Tom bought 12 books.", "Tom a acheté 12 livres.", ()),
        ("In 1988 he was 20.", "En 1988 il avait 20 ans en 1988.", ("number-doubled",)),
        ("About 1,500 died.", "Environ 1 500 sont morts, 1 500 en tout.", ("number-doubled",)),
        ("From 1988 to 1988", "De 1988 à 1988", ()),
        ("At 9:30 he had 9.", "À 9 h 30 il en avait 9.", ()),
        ("Write before 1 July.", "Écrivez avant le 1er.", ("date-lost",)),
        ("Write before 1 July.", "Écrivez avant le 1/7.", ()),
        ("Write before 1 July.", "Écrivez avant le 1er juillet.", ()),
        ("Write before 1 July.", "Écrivez avant le 1er Juillet.", ()),
        ("You may march.", "Vous pouvez marcher.", ()),
        ("It is 30 miles long.", "Cela fait 48 kilomètres de long.", ()),
        ("Come at 10:30 or 9 pm.", "Viens à dix heures et demie ou à neuf heures.", ()),
        ("He is 1 of them.", "Il en est.", ()),
    ],
)
def test_what_a_jury_finds(source: str, target: str, findings: tuple[str, ...]) -> None:
    gate = Gate(Termbase(TERMS), "fr")
    found = Jury("en", "fr", gate).findings(source, target)
    assert tuple(one for one in found if not one.startswith("number-mismatch")) == findings


def test_without_a_gate_names_and_numbers_are_looked_for_all_the_same() -> None:
    assert Jury("en", "fr").findings("Mr Gihuk has 12.", "M. Giuhuk en a.") == (
        "name-lost:Gihuk",
        "number-lost",
    )


@pytest.mark.parametrize(
    ("finding", "reason"),
    [
        ("term-doubled:pmoi", "terms"),
        ("name-lost:Huhid: Balend", "names"),
        ("number-lost", "numbers"),
        ("date-lost", "dates"),
        ("copied-source", "copied-source"),
    ],
)
def test_reasons(finding: str, reason: str) -> None:
    assert reason_of(finding) == reason


def test_demands_are_terms_and_lost_people_in_order() -> None:
    gate = Gate(Termbase(TERMS), "fr")
    demands = Jury("en", "fr", gate).demands("Mr Gihuk and Khomeini of the PMOI", "Giuhuk")
    assert [(one.term, one.forms[0], one.kept) for one in demands] == [
        ("Gihuk", "Gihuk", True),
        ("khomeini", "Khomeiny", True),
        ("pmoi", "OMPI", True),
    ]
