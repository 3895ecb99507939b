"""Words and blanks that stand twice."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.repetition import doubled_spaces, doubled_words
from tmpipe.model import Entry

ROWS = [
    ("fr", "a", "le le massacre", "le"),
    ("fr", "a", "dans les les prisons", "les"),
    ("fr", "a", "Le le massacre", "Le"),
    ("fr", "a", "les prisons, prisons secrètes", ""),
    ("fr", "a", "les prisons. Prisons secrètes", ""),
    ("fr", "a", "nous nous souvenons", ""),
    ("fr", "a", "Nous nous souvenons", ""),
    ("fr", "a", "un un peu plus grand", ""),
    ("fr", "a", "a ajouté", ""),
    ("fr", "a", "les <g1>les</g1>", "les"),
    ("fr", "a", "l’ONU « les les »", "les"),
    ("it", "a", "della della prigione", "della"),
    ("it", "a", "via via più", ""),
    ("it", "a", "un UN", ""),
    ("it", "a", "2 2", ""),
    ("sv", "a", "och och dömdes", "och"),
    ("sv", "a", "det som är är", ""),
    ("sv", "a", "till fängelset fängelset.", "fängelset"),
    ("fa", "a", "از از زندان", "از"),
    ("fa", "a", "کم کم", ""),
    ("fa", "a", "یک یک زندانیان", ""),
    ("de", "a", "entfernen Sie sie", ""),
    ("gl", "a", "Se se marca", ""),
    ("tr", "a", "ayrı ayrı", ""),
    ("tr", "a", "ve ve", "ve"),
    ("vi", "a", "tỷ tỷ", ""),
    ("fr", "Boutros Boutros-Ghali", "Boutros Boutros Ghali", ""),
    ("it", "that that is", "che che è", ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "word"), ROWS)
def test_words(locale: str, source: str, target: str, word: str) -> None:
    found = [one.message for one in doubled_words(Entry(source, target), Context(locale))]
    assert found == ([f"“{word}” stands twice in a row"] if word else [])


SPACES = [
    ("a b", "c  d", "two blanks in a row"),
    ("a b", "c \u00a0d", "two blanks in a row"),
    ("a b", "c\u202f d", "two blanks in a row"),
    ("a b", "c\u00a0d", ""),
    ("a.  b", "c.  d", ""),
    ("a", " c", "the translation begins with a blank, the source does not"),
    ("a", "c ", "the translation ends with a blank, the source does not"),
    (" a ", " c ", ""),
    ("a\n", "c\n", ""),
    ("a <x1/> b", "c <x1/> d", ""),
]


@pytest.mark.parametrize(("source", "target", "expected"), SPACES)
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_spaces(locale: str, source: str, target: str, expected: str) -> None:
    found = [one.message for one in doubled_spaces(Entry(source, target), Context(locale))]
    assert found == ([expected] if expected else [])
