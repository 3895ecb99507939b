"""Terms in source texts: what counts as a mention, and the hints that catalogs get."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.glossary import table
from tmpipe.glossary.spelling import plain
from tmpipe.glossary.termbase import Mention, Termbase
from tmpipe.model import Term, TermTarget

GLOSSARY = Path(__file__).parents[2] / "glossary" / "terms.csv"
TERMBASE = Termbase(table.read(GLOSSARY.read_bytes(), "glossary/terms.csv"))

MENTIONS = [
    ("The Death Commissions met.", "death_commission"),
    ("the ‘Death’ Commission", "death_commission"),
    ("the “death commission”", "death_commission"),
    ("the Death\u00a0Commission", "death_commission"),
    ("the Death <g1>Commission</g1>’s list", "death_commission"),
    ("the Death\nCommission", "death_commission"),
    ("the death squads", ""),
    (
        "a fact-finding mission, fact finding missions, a fact\u2010finding mission",
        "fact_finding_mission " * 3,
    ),
    ("commissions of inquiry", "commission_inquiry"),
    ("heads of the judiciary", "judiciary_chief"),
    ("UN, un, Un, U.N., UNESCO, fun, the UN’s, non-UN", "un un un un"),
    ("Raising Raisi, raisi, RAISI, Raisi’s", "raisi raisi"),
    ("RAISI AND THE UN", "raisi un"),
    ("MEK, MeK, mek, Mekong", "mek mek"),
    ("Reuters reuters https://www.reuters.com", "reuters"),
    ("Pour-Mohammadi, Mostafa Pour Mohammadi", "pour_mohammadi pour_mohammadi"),
    ("Peoples’ Mojahedin; People's Mojahedin Organisation of Iran", "pmoi"),
    ("UN High Commissioner for Human Rights", "high_commissioner"),
    ("Special Rapporteur on the situation of human rights in the Islamic Republic of Iran", "sr_iran"),
    ("Blood-soaked secrets, these blood-soaked secrets", "blood_soaked"),
    ("the Iran – Iraq War, the Iran - Iraq War, the Iran–Iraq War", "ir_iq_war ir_iq_war ir_iq_war"),
    ("begun special procedures", "special_procedures"),
    ("Anto\u0301nio Guterres", "guterres"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text: str, expected: str) -> None:
    assert [one.term.id for one in TERMBASE.find(text)] == expected.split()


BESIDE = [
    ("the People’s Mojahedin Organization of Iran (PMOI or MEK)", "pmoi", "pmoi_acr mek"),
    ("People's Mojahedin Organization of Iran [PMOI]", "pmoi", "pmoi_acr"),
    ("the Revolutionary Guards (<g1>IRGC</g1>)", "irgc", "irgc_acr"),
    ("People’s Mojahedin Organization of Iran (PMOI, Mujahedin-e Khalq or MEK)", "pmoi", "pmoi_acr pmoi mek"),
    ("Iran Human Rights Monitor (Iran HRM)", "iran_hrm", "iran_hrm"),
    ("Justice for the Victims of the 1988 Massacre in Iran (JVMI)", "jvmi", "jvmi_acr"),
]


@pytest.mark.parametrize(("text", "full", "short"), BESIDE)
def test_an_acronym_in_brackets_is_one_mention_with_its_full_form(text: str, full: str, short: str) -> None:
    (mention,) = TERMBASE.find(text)
    assert mention.term.id == full
    assert [one.term.id for one in mention.also] == short.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ali Fadavi (IRGC)", "fadavi irgc_acr"),
        ("the judiciary (see the UN)", "judiciary un"),
        ("Ebrahim Raisi (Judiciary Chief)", "raisi judiciary_chief"),
    ],
)
def test_other_words_in_brackets_are_mentions_of_their_own(text: str, expected: str) -> None:
    assert [one.term.id for one in TERMBASE.find(text)] == expected.split()


def shown(text: str, mention: Mention) -> str:
    return text[mention.start : mention.end]


@given(
    st.text(max_size=30), st.sampled_from(["Death Commission", "PMOI", "Ebrahim Raisi"]), st.text(max_size=30)
)
def test_a_mention_is_where_it_says(before: str, term: str, after: str) -> None:
    text = f"{before} {term} {after}"
    for mention in TERMBASE.find(text):
        assert plain(shown(text, mention))[0].strip() == plain(mention.text)[0].strip()
    starts = [one.start for one in TERMBASE.find(text)]
    assert starts == sorted(set(starts))


@given(st.text())
def test_places_lead_back_to_the_text(text: str) -> None:
    folded, places = plain(text)
    assert places is None or len(places) == len(folded) + 1
    assert len(folded) == len(text) if places is None else places == sorted(places)


def test_hints_are_given_once_in_order() -> None:
    source = "Death Commissions, the PMOI, a Death Commission and Amnesty International"
    assert TERMBASE.hints(source, "fr") == (
        "term: Death Commissions → commission de la mort",
        "term: PMOI → OMPI",
        "term: Amnesty International → Amnesty International (not translated)",
    )
    assert TERMBASE.hints("nothing here", "fr") == ()
    assert TERMBASE.hints(source, "de") == ()


HINTS = [
    ("fr", "Ayatollah Khomeini", "l’ayatollah Khomeini"),
    ("fr", "Khomeini", "Khomeini"),
    ("fr", "Fadavi", "Fadavi"),
    ("fr", "Ali Fadavi", "Ali Fadavi"),
    ("fr", "Raisi", "Raïssi"),
    ("fr", "Pour Mohammadi", "Pour-Mohammadi"),
    ("fr", "Bachelet", "Bachelet (not translated)"),
    ("fr", "UN", "ONU (also: Nations Unies)"),
    ("fr", "United Nations", "Nations Unies (also: ONU)"),
    ("fr", "death penalty", "peine de mort (also: peine capitale)"),
    ("fr", "Special Rapporteurs", "Rapporteur spécial"),
    ("fr", "Revolutionary Guards", "gardiens de la révolution (also: pasdaran)"),
    ("sv", "Islamic Revolutionary Guard Corps", "Islamiska revolutionsgardet"),
    ("sv", "Revolutionary Guards", "revolutionsgardet"),
    ("sv", "Ayatollah Khomeini", "ayatolla Khomeini"),
    ("fa", "Ayatollah Khomeini", "آیت‌الله خمینی"),
    ("fa", "Fadavi", "فدوی"),
    ("fa", "Michelle Bachelet", "میشل باشله"),
    ("fa", "Mostafa Pour-Mohammadi", "مصطفی پورمحمدی"),
    ("fa", "judiciary", "قوهٔ قضائیه"),
    ("fa", "Amnesty International", "عفو بین‌الملل"),
]


@pytest.mark.parametrize(("locale", "mention", "shown"), HINTS)
def test_a_hint_shows_the_form_that_matches_the_mention(locale: str, mention: str, shown: str) -> None:
    assert TERMBASE.hints(f"The {mention}.", locale) == (f"term: {mention} → {shown}",)


def test_hints_name_the_acronyms_in_brackets_too() -> None:
    hints = TERMBASE.hints("the Islamic Revolutionary Guard Corps (IRGC)", "fr")
    assert hints[1] == "term: IRGC → CGRI"


def test_a_locale_without_a_column_of_its_own_takes_its_language_s() -> None:
    assert TERMBASE.hints("PMOI", "fr-CA") == ("term: PMOI → OMPI",)


def test_an_empty_glossary_finds_nothing() -> None:
    assert Termbase(()).find("the UN") == ()


def test_of_two_terms_that_overlap_the_longer_counts() -> None:
    terms = [Term(name, (name,), {"fr": TermTarget(name)}) for name in ("a b", "b c d", "c")]
    assert [one.text for one in Termbase(terms).find("a b c d and c")] == ["b c d", "c"]


@pytest.mark.parametrize("form", ["“”", "‘", "\u00ad", "\u200b", "<x1/>", "-", ""])
def test_a_form_of_no_letters_is_not_looked_for(form: str) -> None:
    found = Termbase([Term("t", (form, "mass grave"), {"fr": TermTarget("fosse commune")})])
    assert [one.text for one in found.find(f"{form} a mass grave - {form}")] == ["mass grave"]


@given(st.text(), st.text())
def test_any_form_can_be_looked_for(form: str, text: str) -> None:
    Termbase([Term("t", (form,), {"fr": TermTarget("z")})]).judge(f"{text} {form}", text, "fr")


@given(st.lists(st.text(alphabet="UNO Raisi-\n<x1/>’“Déath commission. ") | st.text(), max_size=8))
def test_many_texts_are_looked_through_as_one(texts: list[str]) -> None:
    texts = [*texts, "the UN", "TEHRAN\nUN", ""]
    assert TERMBASE.find_many(texts) == [TERMBASE.find(text) for text in texts]


ANOTHER_S = [
    ("the Inter-American Commission on Human Rights", ""),
    ("Morocco’s National Human Rights Council", ""),
    ("the UN Commission on Human Rights", "un chr"),
    ("the international Human Rights Council", "hrc"),
]


@pytest.mark.parametrize(("text", "expected"), ANOTHER_S)
def test_a_scope_before_a_body_makes_it_another_one(text: str, expected: str) -> None:
    assert " ".join(one.term.id for one in TERMBASE.find(text)) == expected


def test_terms_that_differ_in_capitals_are_two() -> None:
    terms = [Term(name, (name,), {"fr": TermTarget("z")}, case="exact") for name in ("Turkey", "turkey")]
    assert [one.term.id for one in Termbase(terms).find("a turkey in Turkey")] == ["turkey", "Turkey"]


def test_ten_thousand_terms_of_any_signs() -> None:
    forms = [f"term{at}" for at in range(10_000)] + ["x", "C++", "a.*b", "(", "\u202bابزار\u202c"]
    termbase = Termbase([Term(one, (one,), {"fr": TermTarget(one)}) for one in forms])
    found = termbase.find("x of term9999, C++ or a.*b ( and ابزار; xx term99999")
    assert [one.term.id for one in found] == ["x", "term9999", "C++", "a.*b", "\u202bابزار\u202c"]
