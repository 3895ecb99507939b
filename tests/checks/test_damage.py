"""Damage: charsets and merges."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.damage import conflict, encoding
from tmpipe.model import Entry

WELL = {
    "fr": "« À l’époque, des détenus — dont le cœur »",
    "it": "Così è più “giusto”: l’età",
    "sv": "Här är ”Åke” på ön",
    "fa": "این گزارش سازمان «عفو» است",
}


@pytest.mark.parametrize("locale", WELL)
@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
def test_letters_read_in_a_wrong_charset(locale: str, charset: str) -> None:
    text = WELL[locale]
    broken = text.encode().decode(charset, "replace")
    assert not list(encoding(Entry("a", text), Context(locale)))
    assert list(encoding(Entry("a", broken), Context(locale)))
    assert not list(encoding(Entry(broken, broken), Context(locale)))


@pytest.mark.parametrize("text", ["CAFÉ»", "”PÅ”", "Â", "AMANHÃ”", "Ørsted", "Ñandú", "Où ? Là.", "a?b"])
def test_letters_that_only_look_like_it(text: str) -> None:
    assert not list(encoding(Entry("a", text), Context("fr")))


QUESTIONS = [
    ("the prisoners", "les d?tenus", True),
    ("the prisoners", "??????? ??", True),
    ("see https://un.org/a?page", "voir https://un.org/a?page", False),
    ("see the page", "voir un.org/page?id=3", False),
    ("colou?red", "colou?red", False),
    ("Why?", "Pourquoi ?", False),
]


@pytest.mark.parametrize(("source", "target", "found"), QUESTIONS)
def test_question_marks_for_letters(source: str, target: str, found: bool) -> None:
    assert bool(list(encoding(Entry(source, target), Context("fr")))) == found


CONFLICTS = [
    ("a", "<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs", True),
    ("a", "b\n=======\nc", True),
    ("a", "b >>>>>>> theirs", True),
    ("a", "b ||||||| base", True),
    ("a", "b ======= c", False),
    ("========", "========", False),
    ("<<<<<<< HEAD", "<<<<<<< HEAD", False),
    ("a", "<<<<<<<<<<<<", False),
    ("a", "b", False),
]


@pytest.mark.parametrize(("source", "target", "found"), CONFLICTS)
def test_marks_of_a_merge(source: str, target: str, found: bool) -> None:
    assert bool(list(conflict(Entry(source, target), Context("fr")))) == found
