"""Names with one wrong letter."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.names import misspelt
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Entry, Term, TermTarget

TERMS = Termbase([Term("k", ("Rouhollah Khomeini",), {"it": TermTarget("Ruhollah Khomeini")})])
ROWS = [
    ("fr", "Michelle Bachelet said", "Michelle Bachellet a déclaré", "Michelle Bachellet"),
    ("it", "Mostafa Pour-Mohammadi", "Mostafa Pour-Mohamadi", "Pour Mohamadi"),
    ("sv", "by Hassan Rouhani", "av Hassan Rouahni", "Hassan Rouahni"),
    ("sv", "by Hassan Rouhani", "av Hassan Rouhanis", ""),
    ("fr", "Michelle Bachelet said", "Michelle Bachelet a déclaré", ""),
    ("fr", "Antonio Guterres", "António Guterres", ""),
    ("fr", "the Human Rights Council", "le Conseil des droits de l’homme", ""),
    ("fr", "the Evin Prison", "la prison d’Evin", ""),
    ("it", "Rouhollah Khomeini", "Ruhollah Khomeini", ""),
    ("fr", "Rouhollah Khomeini", "Ruhollah Khomeini", ""),
    ("fa", "Michelle Bachelet", "Michelle Bachellet", ""),
    ("fr-CA", "Michelle Bachelet said", "Michelle Bachellet a déclaré", "Michelle Bachellet"),
    ("de", "by Project Gutenberg", "vom Projekt Gutenberg", ""),
    ("de", "Doctor Schmidt said", "Doktor Schmidt sagte", ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "told"), ROWS)
def test_names(locale: str, source: str, target: str, told: str) -> None:
    found = list(misspelt(Entry(source, target), Context(locale, termbase=TERMS)))
    assert [one.evidence.found for one in found] == ([told] if told else [])
