"""Nothing, the source again, too much, too little."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.completeness import copied, length, untranslated
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Entry, Term, TermTarget

TERMS = Termbase(
    [
        Term(
            "ncri",
            ("National Council of Resistance of Iran",),
            {"fr": TermTarget("National Council of Resistance of Iran")},
            do_not_translate="yes",
        )
    ]
)
EMPTY = [
    ("The prison", "…", True),
    ("The <g1>prison</g1>", "<g1></g1>", True),
    ("See<x1/>", "<x1/>.", True),
    ("One", "1", False),
    ("The prison", "La prison", False),
    ("The prison", "زندان", False),
    ("…", "…", False),
    ("<x1/>", "<x1/>", False),
]


@pytest.mark.parametrize(("source", "target", "found"), EMPTY)
def test_no_words(source: str, target: str, found: bool) -> None:
    assert bool(list(untranslated(Entry(source, target), Context("fr")))) == found


COPIED = [
    ("fr", "Thousands were buried in unmarked graves.", "Thousands were buried in unmarked graves.", True),
    ("fa", "They were buried in secret.", "They were buried in secret.", True),
    ("it", "They <g1>were</g1> buried there.", "They <g1>were</g1> buried there.", True),
    ("sv", "THEY were buried there.", "They were buried there.", True),
    ("en-GB", "They were buried in secret.", "They were buried in secret.", False),
    ("fr", "Amnesty International", "Amnesty International", False),
    ("it", "Ad hoc", "Ad hoc", False),
    ("sv", "https://un.org/the/long/road/home", "https://un.org/the/long/road/home", False),
    ("fr", "National Council of Resistance of Iran", "National Council of Resistance of Iran", False),
    ("fr", "The National Council of Resistance", "Le Conseil national de la Résistance", False),
    ("sv", "Hassan Rouhani, Ali Khamenei", "Hassan Rouhani, Ali Khamenei", False),
    ("fr", "Run apt-get-install-this.sh", "Run apt-get-install-this.sh", False),
]


@pytest.mark.parametrize(("locale", "source", "target", "found"), COPIED)
def test_the_source_again(locale: str, source: str, target: str, found: bool) -> None:
    assert bool(list(copied(Entry(source, target), Context(locale, termbase=TERMS)))) == found


LENGTH = [
    ("fr", 100, 115, ""),
    ("fr", 100, 60, ""),
    ("fr", 100, 40, "short"),
    ("it", 100, 250, "long"),
    ("sv", 100, 45, "short"),
    ("sv", 100, 190, ""),
    ("fa", 100, 95, ""),
    ("fa", 100, 230, "long"),
    ("fa", 15, 60, ""),
    ("fr", 25, 60, ""),
    ("fr", 25, 120, "long"),
    ("ja", 100, 20, ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "what"), LENGTH)
def test_length(locale: str, source: int, target: int, what: str) -> None:
    found = [one.message for one in length(Entry("a" * source, "b" * target), Context(locale))]
    assert [f"too {what}" in one for one in found] == ([True] if what else [])


def test_the_ratios_are_those_of_english() -> None:
    assert not list(length(Entry("a" * 100, "b" * 10), Context("fr", "ja")))
