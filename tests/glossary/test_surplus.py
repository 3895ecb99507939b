"""Names that only a translation has: told where nothing in the source could be what they translate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Term, TermTarget

GLOSSARY = Path(__file__).parents[2] / "glossary" / "terms.csv"
TERMBASE = Termbase(table.read(GLOSSARY.read_bytes(), "glossary/terms.csv"))

SURPLUS = [
    ("fr", "Ali Khamenei praised the judges.", "Khomeini a félicité les juges.", "khomeini:Khomeini"),
    ("fr", "They protested again.", "Ils ont protesté à Téhéran.", "tehran:Téhéran"),
    ("it", "The judges were praised.", "Khamenei ha lodato i giudici.", "khamenei:Khamenei"),
    ("sv", "Khomeini’s decree was secret.", "Khameneis dekret var hemligt.", "khamenei:Khameneis"),
    ("sv", "The experts were worried.", "FN-experterna var oroade.", "un:FN"),
    ("fa", "The experts were worried.", "کارشناسان سازمان ملل نگران بودند.", "un:سازمان ملل"),
]
FINE = [
    ("fr", "The group turned to WIPO.", "Le groupe s’est adressé à l’OMPI.", "false friend: another acronym"),
    ("fr", "The World Intellectual Property Organization", "L’OMPI", "a name that the glossary lacks"),
    ("fr", "A house was raised.", "Une maison a été bâtie.", "the article un"),
    ("it", "the Secretary-General", "il Segretario generale dell’ONU", "of the same circle"),
    ("fr", "Mujahedin-e Khalq", "les Moudjahidine du peuple (MEK)", "its own acronym"),
    ("fr", "the Council", "le Conseil de sécurité", "a word of the name"),
    ("fa", "He is a head of department.", "او رئیسی در اداره است.", "a common word"),
    ("fa", "the army", "سپاه", "a word that may be common"),
    ("fr", "TEHRAN", "TÉHÉRAN", "mentioned"),
    ("fr", "nothing", "", "no translation"),
]


@pytest.mark.parametrize(("locale", "source", "target", "expected"), SURPLUS)
def test_names_that_only_the_translation_has(locale: str, source: str, target: str, expected: str) -> None:
    (found,) = TERMBASE.surplus(source, target, locale)
    assert f"{found.term.id}:{found.words}" == expected
    assert target[slice(*found.place)] == found.words
    assert found.words in found.message


@pytest.mark.parametrize(("locale", "source", "target", "why"), FINE)
def test_what_the_source_may_mean_is_not_surplus(locale: str, source: str, target: str, why: str) -> None:
    assert TERMBASE.surplus(source, target, locale) == (), why


def test_common_nouns_are_never_surplus() -> None:
    assert TERMBASE.surplus("They were buried.", "Une fosse commune, la peine de mort.", "fr") == ()


def test_a_glossary_without_names_has_none() -> None:
    term = Term("g", ("grave",), {"fr": TermTarget("Fosse")}, pos="common noun")
    assert Termbase([term]).surplus("x", "La Fosse", "fr") == ()
