"""Translations judged by the project's own glossary: a table a language, good and bad rows of each kind."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.glossary import table
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Forbidden, Term, TermTarget

GLOSSARY = Path(__file__).parents[2] / "glossary" / "terms.csv"
TERMS = table.read(GLOSSARY.read_bytes(), "glossary/terms.csv")
TERMBASE = Termbase(TERMS)
LOCALES = ("fr", "it", "sv", "fa")

Row = tuple[str, str, str]
"""Source, target, and what is found: `check term` pairs, `-` for nothing."""

FRENCH: list[Row] = [
    ("The Death Commissions met.", "Les commissions de la mort se sont réunies.", "-"),
    ("The Death Commission’s list", "La liste de la « commission de la mort »", "-"),
    ("Death Commissions", "COMMISSIONS DE LA MORT", "-"),
    ("The death commission met.", "Le comité de la mort s’est réuni.", "term-forbidden death_commission"),
    ("The death commission met.", "Le comité s’est réuni.", "term-missing death_commission"),
    ("crimes against humanity", "des crimes contre l'humanité", "-"),
    ("war crimes and crimes against humanity", "crimes de guerre et crimes contre l’humanité", "-"),
    ("crimes against humanity", "des crimes de guerre", "term-forbidden cah"),
    ("UN and UN", "l’ONU et l'ONU", "-"),
    ("UN and UN", "l’ONU et elle", "term-missing un"),
    ("A UN report", "Un rapport de l’Onu", "term-case un"),
    ("A UN report", "Un rapport", "term-missing un"),
    ("the United Nations", "les Nations\u00a0unies", "-"),
    ("Special Rapporteurs", "les Rapporteuses spéciales", "-"),
    ("High Commissioner", "les hauts-commissaires", "-"),
    ("Khamenei succeeded Khomeini.", "Khamenei a succédé à Khomeini.", "-"),
    ("Khamenei spoke.", "Khomeini a parlé.", "term-forbidden khamenei"),
    ("Khomeini and Khamenei", "Khomeini et Khomeini", "term-forbidden khamenei"),
    ("Raisi", "M. Raisi", "term-forbidden raisi"),
    ("Raisi", "M. raïssi", "term-case raisi"),
    ("RAISI SPOKE", "RAÏSSI A PARLÉ", "-"),
    ("Raising money in the Mekong", "Des fonds dans le Mékong", "-"),
    ("the PMOI or MEK", "l’OMPI ou MEK", "-"),
    ("the PMOI", "la PMOI", "term-forbidden pmoi_acr"),
    (
        "the People’s Mojahedin Organization of Iran (PMOI or MEK)",
        "l’Organisation des moudjahidines du peuple d’Iran (OMPI ou MEK)",
        "-",
    ),
    (
        "the People’s Mojahedin Organization of Iran (PMOI)",
        "l’Organisation des moudjahidine du peuple d’Iran (PMOI)",
        "term-forbidden pmoi_acr",
    ),
    ("the PMOI", "l’Organisation des moudjahidine du peuple iranien (OMPI)", "-"),
    (
        "the PMOI",
        "l’Organisation mondiale de la propriété intellectuelle (OMPI)",
        "term-missing pmoi_acr",
    ),
    ("the 1988 prison massacres", "les massacres des prisons de 1988", "-"),
    ("the 1988 massacre", "le massacre de prisonniers politiques de 1988", "-"),
    ("the 1988 massacre", "le massacre en 1988", "term-forbidden massacre_1988"),
    ("Mostafa Pour Mohammadi", "Mostafa Pour-Mohammadi", "-"),
    ("Mostafa Pour Mohammadi", "Mostafa Pour Mohammadi", "term-forbidden pour_mohammadi"),
    ("ongoing crimes against humanity", "des crimes persistants contre l’humanité", "-"),
    ("the Human Rights Council", "le Conseil consultatif des droits de l’homme", "term-missing hrc"),
    ("a letter to Pour-Mohammadi", "une lettre pour Pour-Mohammadi", "-"),
    (
        "the Commission on Human Rights became the Human Rights Council",
        "la Commission des droits de l’homme est devenue le Conseil des droits de l’homme",
        "-",
    ),
    (
        "the Human Rights Council",
        "la Commission des droits de l’homme",
        "term-forbidden hrc",
    ),
    ("the head of the Iranian Judiciary", "le chef du pouvoir judiciaire iranien", "-"),
    ("a commission of inquiry", "deux commissions d'enquête", "-"),
    ("António Guterres", "António Guterres", "-"),
    ("Antdnio Guterres", "Antdnio Guterres", "term-forbidden guterres"),
    ("no term here", "le comité de la mort", "-"),
    ("the death commission", "", "-"),
    (
        "extrajudicial executions",
        "exécutions sommaires et arbitraires",
        "term-forbidden extrajudicial_execution",
    ),
    ("the 1988 executions and the 1988 massacre", "les exécutions de 1988 et le massacre de 1988", "-"),
    ("the 1988 massacre", "les exécutions de 1988, le massacre de 1988", "term-forbidden massacre_1988"),
    ("political prisoners", "prisonniers et opposants", "term-missing political_prisoner"),
    ("political prisoners", "des prisonniers. Les politiques", "term-missing political_prisoner"),
    (
        "the UN Human Rights Council",
        "le Conseil économique et social de l’ONU sur les droits",
        "term-missing hrc",
    ),
]
ITALIAN: list[Row] = [
    ("Death Commissions", "le commissioni della morte", "-"),
    ("a report of the Special Rapporteur", "la relazione del relatore speciale", "-"),
    ("the Special Rapporteurs", "ai relatori speciali", "-"),
    ("the Special Rapporteur", "la relatrice speciale", "-"),
    ("the Special Rapporteur", "l’inviato speciale", "term-forbidden sr"),
    ("crimes against humanity", "crimini contro l'umanità", "-"),
    ("crimes against humanity", "delitti contro l’umanità", "term-forbidden cah"),
    ("extrajudicial executions", "nelle esecuzioni extragiudiziali", "-"),
    ("political prisoners", "prigionieri politici", "-"),
    ("political prisoners", "prigioniere politiche", "-"),
    ("political prisoners", "detenuti", "term-missing political_prisoner"),
    ("mass graves", "fosse comuni", "-"),
    ("firing squads", "plotoni d'esecuzione", "-"),
    ("a commission of inquiry", "una commissione di inchiesta", "-"),
    ("the UN", "dell’ONU", "-"),
    ("the UN", "dell’Onu", "term-case un"),
    ("in Geneva", "a Genova", "term-forbidden geneva"),
    ("independent fact-finding missions", "missioni indipendenti di accertamento dei fatti", "-"),
    ("the 1988 massacre of political prisoners", "il massacro di prigionieri politici del 1988", "-"),
    ("the security forces", "le forze di sicurezza", "-"),
    ("the Revolutionary Guards", "dei guardiani della rivoluzione", "-"),
    ("ill-treatment", "maltrattamento", "-"),
    ("the Human Rights Council", "il Consiglio consultivo per i diritti umani", "term-missing hrc"),
]
SWEDISH: list[Row] = [
    ("Death Commissions", "dödskommissionerna", "-"),
    ("the Death Commission’s members", "dödskommissionens medlemmar", "-"),
    ("Death Commission members", "dödskommissionsmedlemmar", "-"),
    ("PMOI supporters", "PMOI-anhängare", "-"),
    ("UN experts", "FN-experter", "-"),
    ("the UN’s experts", "FN:s experter", "-"),
    ("the UN", "UN", "term-forbidden un"),
    ("the UN", "Fn", "term-case un"),
    ("Raisi’s government", "Raisis regering", "-"),
    ("Raisi’s government", "raisis regering", "term-case raisi"),
    ("crimes against humanity", "brotten mot mänskligheten", "-"),
    ("crimes against humanity", "krigsbrott", "term-forbidden cah"),
    ("enforced disappearances", "påtvingade försvinnanden", "-"),
    ("the enforced disappearance", "det påtvingade försvinnandet", "-"),
    ("enforced disappearances", "kidnappningar", "term-forbidden enforced_disappearance"),
    ("the 1988 massacres", "massakrerna 1988", "-"),
    ("human rights defenders", "människorättsförsvararna", "-"),
    ("political prisoners", "politiska fångar", "-"),
    ("political prisoners", "de politiska fångarnas", "-"),
    ("political prisoners", "fångar", "term-missing political_prisoner"),
    ("security forces", "säkerhetsstyrkornas", "-"),
    ("the General Assembly", "FN:s generalförsamlings", "-"),
    ("the Secretary-General", "FN-generalsekreteraren", "-"),
    ("Revolutionary Guards", "revolutionsgardet", "-"),
    ("Revolutionary Guards", "revolutionsgarden", "term-forbidden irgc"),
    ("Iran-Iraq War", "Iran\u2011Irak\u2011kriget", "-"),
    ("a fatwa", "en fatwas", "-"),
    ("security forces", "säkerhets- och underrättelsetjänst", "term-missing security_forces"),
]
PERSIAN: list[Row] = [
    ("Death Commissions", "هیئت‌های مرگ", "-"),
    ("Death Commissions", "هيئت هاي مرگ", "-"),
    ("Death Commissions", "هیئتهای مرگ", "-"),
    ("Death Commissions", "هیئت‌هایِ مرگ", "-"),
    ("Death Commissions", "کمیسیون‌های مرگ", "term-forbidden death_commission"),
    ("Death Commissions", "هیئت‌ها", "term-missing death_commission"),
    ("Khamenei", "خامنه ای", "-"),
    ("Khamenei", "خامنهای", "-"),
    ("Khamenei", "خمینی", "term-forbidden khamenei"),
    ("Khomeini and Khamenei", "خمینی و خامنه‌ای", "-"),
    ("Raisi leads", "رئيسي رهبری می‌کند", "-"),
    ("Raisi leads", "هر رئیسی", "term-missing raisi"),
    ("Raisi leads", "رئیس قوهٔ قضائیه", "term-missing raisi"),
    ("Mohammad Hossein Ahmadi", "محمدحسین احمدی‌نژاد", "term-forbidden ahmadi"),
    ("Amnesty International", "عفو بین الملل", "-"),
    ("Amnesty International", "عفو بین‌المللی", "term-forbidden amnesty"),
    ("the 1988 massacre", "کشتار 1367", "-"),
    ("the 1988 massacre", "قتل عام سال ٦٧", "-"),
    ("the 1988 massacre", "کشتار زندانیان سیاسی در سال ۶۷", "-"),
    ("the 1988 massacre", "کشتار ۱۹۸۸", "term-forbidden massacre_1988"),
    ("PMOI or MEK", "مجاهدین خلق", "-"),
    ("People’s Mojahedin Organization of Iran (PMOI)", "سازمان مجاهدین خلق ایران (PMOI)", "-"),
    ("the PMOI", "منافقین", "term-forbidden pmoi_acr"),
    ("the judiciary", "قوه‌ی قضاییه", "-"),
    ("political prisoners", "زندانیان سیاسی", "-"),
    ("political prisoners", "زندانی‌های سیاسی‌شان", "-"),
    ("crimes against humanity", "جنایات علیه بشریت", "-"),
    ("ongoing crimes against humanity", "جنایت ادامه‌دار علیه بشریت", "-"),
    ("mass graves", "گورهای دستهجمعی", "-"),
    ("a fatwa", "فتوای او", "-"),
    ("a fatwa and an order", "یک فتوا و یک فرمان", "-"),
    ("a fatwa", "یک حکم", "term-forbidden fatwa"),
    ("the death commission", "هیئت و مرگ", "term-missing death_commission"),
    ("political prisoners", "زندانیان و فعالان", "term-missing political_prisoner"),
]


def found(source: str, target: str, locale: str) -> str:
    return ", ".join(f"{v.check} {v.term.id}" for v in TERMBASE.judge(source, target, locale)) or "-"


FINE = sorted((Path(__file__).parent / "fine").glob("*.tsv"))
"""Correct sentences: source and target, none of which the glossary has anything to say of."""


@pytest.mark.parametrize(("source", "target", "expected"), FRENCH)
def test_french(source: str, target: str, expected: str) -> None:
    assert found(source, target, "fr") == expected


@pytest.mark.parametrize(("source", "target", "expected"), ITALIAN)
def test_italian(source: str, target: str, expected: str) -> None:
    assert found(source, target, "it") == expected


@pytest.mark.parametrize(("source", "target", "expected"), SWEDISH)
def test_swedish(source: str, target: str, expected: str) -> None:
    assert found(source, target, "sv") == expected


@pytest.mark.parametrize(("source", "target", "expected"), PERSIAN)
def test_persian(source: str, target: str, expected: str) -> None:
    assert found(source, target, "fa") == expected


@pytest.mark.parametrize("path", FINE, ids=lambda path: path.stem)
def test_correct_sentences_raise_no_alarm(path: Path) -> None:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 40
    assert [row for row in rows if found(row[0], row[1], path.stem) != "-"] == []


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """One term in one sentence pair a row, as in `tests/gold/terms`."""
    for path in sorted((Path(__file__).parent / "cases").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield path.stem, row


@pytest.mark.parametrize(
    ("locale", "row"), list(cases()), ids=lambda one: one if isinstance(one, str) else one["case_id"]
)
def test_cases(locale: str, row: dict[str, str]) -> None:
    verdicts = TERMBASE.judge(row["source"], row["target"], locale)
    found = [one.check.removeprefix("term-") for one in verdicts if one.term.id == row["term_id"]]
    assert (found or ["fine"]) == [row["verdict"]]


LISTED = [
    (term, locale, form)
    for term in TERMS
    for locale in LOCALES
    if locale in term.targets
    for form in term.targets[locale].forms
]
BANNED = [
    (term, locale, bad.form)
    for term in TERMS
    for locale in LOCALES
    if locale in term.targets
    for bad in term.targets[locale].forbidden
]


@given(st.sampled_from(LISTED), st.sampled_from(["NFC", "NFD", "NFKD"]), st.sampled_from(["’", "'", "ʼ"]))
def test_every_listed_form_is_fine_in_every_spelling(
    listed: tuple[Term, str, str], normal: Literal["NFC", "NFD", "NFKD"], apostrophe: str
) -> None:
    term, locale, form = listed
    target = unicodedata.normalize(normal, f"« {form} »".replace("’", apostrophe))
    verdicts = TERMBASE.judge(f"It is {term.source[0]}.", target, locale)
    assert not [one.message for one in verdicts if one.term is term]


@given(st.sampled_from(BANNED))
def test_every_forbidden_form_is_found(banned: tuple[Term, str, str]) -> None:
    term, locale, form = banned
    verdicts = TERMBASE.judge(f"It is {term.source[0]}.", f"x {form}.", locale)
    assert [one.check for one in verdicts if one.term is term] == ["term-forbidden"]


@given(st.sampled_from(TERMS), st.sampled_from(LOCALES), st.text(max_size=80))
def test_any_text_can_be_judged(term: Term, locale: str, text: str) -> None:
    TERMBASE.judge(text, text, locale)
    for verdict in TERMBASE.judge(f"{term.source[-1]} {text}", text, locale):
        assert verdict.found < max(verdict.needed, 1)


def test_a_verdict_says_what_was_expected_and_what_is_nearest() -> None:
    (verdict,) = TERMBASE.judge("‘Death Commissions’", "Les commissions du sang", "fr")
    assert (verdict.needed, verdict.found) == (1, 0)
    assert verdict.words == ("Death Commissions",)
    assert verdict.expected[0] == "commission de la mort"
    assert verdict.nearest == "commissions"
    assert "“Death Commissions” → “commission de la mort”" in verdict.message


def test_signs_of_regular_expressions_in_terms_are_plain_letters() -> None:
    term = Term("c", ("C++ (.*)", "a[b]"), {"fr": TermTarget("C++", ("(x|y)?",), (Forbidden("C#"),))})
    termbase = Termbase([term])
    assert not termbase.judge("Use C++ (.*) here.", "Le C++ ici.", "fr")
    assert [one.check for one in termbase.judge("a[b]", "rien", "fr")] == ["term-missing"]


def test_a_term_with_forbidden_forms_alone_needs_none() -> None:
    termbase = Termbase([Term("x", ("guy",), {"fr": TermTarget("", (), (Forbidden("mec"),))})])
    assert not termbase.judge("a guy", "un homme", "fr")
    assert [one.check for one in termbase.judge("a guy", "des mecs", "fr")] == ["term-forbidden"]


def test_a_name_that_is_not_translated_needs_no_cell() -> None:
    termbase = Termbase(
        [Term("x", ("Acme",), {}, case="exact", do_not_translate="latin-script targets only")]
    )
    assert [one.check for one in termbase.judge("Acme", "Akme", "sv")] == ["term-missing"]
    assert not termbase.judge("Acme", "Acmes", "sv")
    assert not termbase.judge("Acme", "آکمه", "fa")


_MANY = 20_000
LARGE = [
    ("de de de de de de de fin", "de " * 1000, 1),
    ("fosse commune", "fosse " * _MANY, 1),
    ("Conseil des droits", "Conseil " + "ONU " * _MANY + "des droits", 1),
    ("Conseil 30 droits", "Conseil 30" + ".000" * _MANY + " droits", 1),
    ("mot " * 1000, "mot " * _MANY, 0),
    ("Conseil", "Conseil consultatif " * _MANY, 0),
    ("OMPI", "(OMPI) " * _MANY, 0),
    ("FOSSE COMMUNE", "FOSSE COMMUNE " * _MANY, 0),
    (" ".join(map(str, range(1000))), "0 " * _MANY, 1),
]


@pytest.mark.parametrize(("form", "target", "found"), LARGE, ids=[form[:20] for form, _, _ in LARGE])
def test_large_texts_are_judged_by_their_length(form: str, target: str, found: int) -> None:
    """Words that repeat are not looked at again and again, which would take hours."""
    bad = (Forbidden(f"{form} x"),)
    terms = [
        Term("t", ("Human Rights Council", "HRC"), {"fr": TermTarget(form, (), bad)}, pos="common noun"),
        Term("other", ("Council",), {"fr": TermTarget("Conseil consultatif")}),
    ]
    assert len(Termbase(terms).judge("the UN Human Rights Council (HRC)", target, "fr")) == found


def one_term(occurrences: str = "all") -> Termbase:
    target = TermTarget("force", (), (Forbidden("police", "elsewhere: the police"),))
    return Termbase([Term("f", ("force",), {"fr": target}, occurrences=occurrences)])


def test_one_form_is_enough_for_a_term_that_is_wanted_once() -> None:
    pair = "The force met; the force, the force.", "La force s’est réunie ; elle."
    assert [one.check for one in one_term().judge(*pair, "fr")] == ["term-missing"]
    assert not one_term(occurrences="once").judge(*pair, "fr")
    assert one_term(occurrences="once").judge(pair[0], "Elle.", "fr")


def test_a_form_that_is_right_for_something_else_is_fine_beside_enough_right_ones() -> None:
    assert not one_term().judge("the guards and the force", "la police et la force", "fr")
    (verdict,) = one_term().judge("the guards and the force", "la police", "fr")
    assert verdict.check == "term-forbidden"
    assert "(the police)" in verdict.message


def test_a_verdict_says_what_was_tried_and_where_the_nearest_stands() -> None:
    target = "Le <g1>comité</g1> de la mort a siégé."
    (verdict,) = TERMBASE.judge("The death commission sat.", target, "fr")
    assert verdict.place is not None
    assert target[slice(*verdict.place)] == "comité</g1> de la mort"
    assert verdict.tried == ("commission de la mort",)


def test_controls_in_terms_and_targets_make_no_difference() -> None:
    term = Term("t", ("tool",), {"fa": TermTarget("\u202bابزار\u200f\u202c")})
    assert not Termbase([term]).judge("a tool", "\u2067این \u200fابزار\u2069", "fa")


NAMES = [
    ("The Tehran Times reported it.", "Le Tehran Times l’a rapporté.", "-"),
    ("The report came from Tehran.", "Le rapport venait de Tehran.", "term-forbidden tehran"),
    ("UN EXPERTS WERE ALARMED", "UN EXPERTS WERE ALARMED", "term-forbidden un"),
]


@pytest.mark.parametrize(("source", "target", "expected"), NAMES)
def test_a_longer_name_left_as_it_is_names_no_term(source: str, target: str, expected: str) -> None:
    assert found(source, target, "fr") == expected
