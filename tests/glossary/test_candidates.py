"""What a text names: terms, and candidates; a table of what is one and what is none."""

from __future__ import annotations

import pytest

from tmpipe.glossary.candidates import Candidate, candidates, uses
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Term, TermTarget

AFFAIRS = "Department of Economic and Social Affairs"
PMOI = "People’s Mojahedin Organization of Iran"
TERMS = Termbase(
    [
        Term("pmoi", ("People’s Mojahedin Organization of Iran", "PMOI"), {"fr": TermTarget("OMPI")}),
        Term("rouhani", ("Hassan Rouhani",), {"fr": TermTarget("Hassan Rohani")}, case="exact"),
        Term("un", ("United Nations", "UN"), {"fr": TermTarget("ONU")}, case="acronym"),
    ]
)

NAMED = [
    ("The case went to the International Criminal Court in May.", "International Criminal Court"),
    (f"It is kept by the {AFFAIRS} today.", AFFAIRS),
    ("Evin Prison’s gates are shut.", "Evin Prison"),
    ("He was held in Evin. In Evin he died.", "Evin"),
    ("The Special Tribunal for Lebanon and the victims wait.", "Special Tribunal for Lebanon"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_names_are_candidates(text: str, name: str) -> None:
    assert [(one.kind, one.text) for one in candidates([(text, 1)], TERMS)] == [("name", name)]


NOTHING = [
    "The United Nations and the People’s Mojahedin Organization of Iran (PMOI) met.",
    "Thousands of people marched. Many were held.",
    "On Monday 3 August he said: “Nothing happened.”",
    "IRAN MUST ANSWER FOR THE CRIMES OF EVIN PRISON",
    "Their Iranian lawyers and the Iranian press know it.",
    "The London-based group agrees, says chapter IV.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_known_or_no_name_is_none(text: str) -> None:
    assert candidates([(text, 1)], TERMS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The National Council of Resistance of Iran (NCRI) met.",
        "The NCRI (National Council of Resistance of Iran) met.",
        "The National Council of Resistance of Iran (“the NCRI”) met.",
    ],
)
def test_an_acronym_is_told_with_what_it_stands_for(text: str) -> None:
    (one,) = candidates([(text, 1), ("The NCRI left.", 4)], TERMS)
    assert (one.kind, one.text, one.expansion) == (
        "acronym",
        "NCRI",
        "National Council of Resistance of Iran",
    )
    assert one.lines[-1] == 4


def test_a_name_comes_again_by_its_last_word() -> None:
    text = [("Maryam Akbari spoke.", 1), ("They met Akbari, and Akbari left.", 2)]
    assert candidates(text, TERMS) == (Candidate("name", "Maryam Akbari", 3, (1, 2), short="Akbari"),)


def test_another_spelling_of_a_term_is_told() -> None:
    (one,) = candidates([("They met Hasan Rohani there.", 7)], TERMS)
    assert (one.text, one.like, one.lines) == ("Hasan Rohani", "rouhani", (7,))


def test_phrases_that_come_often_as_noun_phrases() -> None:
    text = [
        (f"They were tried by the {adjective}mock trial of {n} men, to help bring peace.", n)
        for n, adjective in enumerate(("", "second ", "", ""), 1)
    ]
    assert candidates(text, TERMS) == (Candidate("phrase", "mock trial", 4, (1, 2, 3, 4)),)


def test_the_longest_phrase_stands_for_its_parts() -> None:
    text = [("The fair trial standards were held.", n) for n in range(3)]
    assert [one.text for one in candidates(text, TERMS)] == ["fair trial standards"]


def test_terms_are_counted_with_the_words_that_name_them() -> None:
    text = [
        ("The UN and the United Nations, the UN.", 1),
        (f"The {PMOI} (PMOI)", 2),
    ]
    assert [(use.term.id, use.words, use.count, use.lines) for use in uses(text, TERMS)] == [
        ("un", ("UN", "United Nations"), 3, (1,)),
        ("pmoi", (PMOI,), 1, (2,)),
    ]
