"""What may be put into a suggestion, and what may not."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.substitution import nameless, substituted
from tmpipe.model import TranslationUnit
from tmpipe.text.pieces import Name
from tmpipe.text.rate import NEAREST
from tmpipe.text.skeleton import skeleton

GOOD = [
    # quantities, in the target's own style
    ("fr", "30,000 died.", "30 000 sont morts.", "20,000 died.", "20 000 sont morts."),
    ("fr", "30,000 died.", "30\u202f000 sont morts.", "8,000 died.", "8\u202f000 sont morts."),
    ("fr", "300 died.", "300 sont morts.", "30,000 died.", "30\u202f000 sont morts."),
    ("fr", "30,000 died.", "30 000 sont morts.", "300 died.", "300 sont morts."),
    ("fr", "3,000 died.", "3000 sont morts.", "4,000 died.", "4000 sont morts."),
    ("fr", "30,000 died.", "30 000 sont morts.", "25000 died.", "25 000 sont morts."),
    ("fr", "30,000 died.", "30000 sont morts.", "1,250,000 died.", "1250000 sont morts."),
    ("fr", "It rose by 2.5 per cent.", "Hausse de 2,5 %.", "It rose by 3.25 per cent.", "Hausse de 3,25 %."),
    ("fr", "It rose by 25 per cent.", "Hausse de 25 %.", "It rose by 3.5 per cent.", "Hausse de 3,5 %."),
    ("fr", "a rate of $0.02", "un taux de 0,02 $", "a rate of $0.0065", "un taux de 0,0065 $"),
    ("fr", "1,234,567.5 in all", "1 234 567,5 en tout", "2,000.25 in all", "2 000,25 en tout"),
    ("it", "30,000 died.", "Ne morirono 30.000.", "20,000 died.", "Ne morirono 20.000."),
    ("it", "300 men died.", "Muoiono 300 uomini.", "30,000 men died.", "Muoiono 30.000 uomini."),
    ("it", "1,000,000 men", "1.000.000 di uomini", "2,000,000 men", "2.000.000 di uomini"),
    ("it", "It rose by 2.5%.", "È salito del 2,5%.", "It rose by 4.5%.", "È salito del 4,5%."),
    ("sv", "30,000 died.", "30 000 dödades.", "2,500 died.", "2 500 dödades."),
    ("sv", "30 prisoners", "30 fångar", "70,000 prisoners", "70\u00a0000 fångar"),
    ("sv", "a 30-year-old man", "en 30-årig man", "a 24-year-old man", "en 24-årig man"),
    ("fa", "30,000 died.", "۳۰٬۰۰۰ نفر مردند.", "20,000 died.", "۲۰٬۰۰۰ نفر مردند."),
    ("fa", "30,000 died.", "۳۰,۰۰۰ نفر مردند.", "2,000,000 died.", "۲,۰۰۰,۰۰۰ نفر مردند."),
    ("fa", "300 died.", "۳۰۰ نفر مردند.", "4,000 died.", "۴٬۰۰۰ نفر مردند."),
    ("fa", "300 died.", "300 نفر مردند.", "70 died.", "70 نفر مردند."),
    ("fa", "30,000 died.", "30000 نفر مردند.", "20,000 died.", "20000 نفر مردند."),
    ("fa", "It rose by 2.5%.", "۲٫۵٪ بیشتر شد.", "It rose by 3.7%.", "۳٫۷٪ بیشتر شد."),
    # years, ranges, labels, times
    ("fr", "It began in 1988.", "Tout commença en 1988.", "It began in 1981.", "Tout commença en 1981."),
    ("it", "It began in 1988.", "Iniziò nel 1988.", "It began in 2019.", "Iniziò nel 2019."),
    ("fa", "It began in 1988.", "در سال ۱۹۸۸ آغاز شد.", "It began in 2019.", "در سال ۲۰۱۹ آغاز شد."),
    ("sv", "from 1988–1990", "under 1988–1990", "from 1991–1995", "under 1991–1995"),
    ("de", "It began in 1988.", "Es begann im Jahr 1988.", "It began in 2019.", "Es begann im Jahr 2019."),
    ("it", "See article 6.", "Si veda l’articolo 6.", "See article 14.", "Si veda l’articolo 14."),
    ("it", "See article 1.", "Si veda l’articolo 1.", "See article 14.", "Si veda l’articolo 14."),
    ("fr", "See A/RES/43/151.", "Voir A/RES/43/151.", "See A/RES/44/163.", "Voir A/RES/44/163."),
    ("fr", "page 07", "page 07", "page 12", "page 12"),
    ("fr", "At 9:30.", "À 9 h 30.", "At 11:45.", "À 11 h 45."),
    ("fr", "in version 1.8.4-1.1", "en version 1.8.4-1.1", "in version 2.0.11-3", "en version 2.0.11-3"),
    ("sv", "ruby1.9.1 packages", "ruby1.9.1-paket", "ruby2.0.1 packages", "ruby2.0.1-paket"),
    ("sv", "issue108: Issue 108", "issue108: Nummer 108", "issue96: Issue 96", "issue96: Nummer 96"),
    ("it", "It is 4000x2000 large.", "È largo 4000x2000.", "It is 160x80 large.", "È largo 160x80."),
    ("sv", "At 9:30.", "Klockan 9:30.", "At 11:45.", "Klockan 11:45."),
    # twice the same
    ("fr", "1988: what 1988 was", "1988 : ce que fut 1988", "1989: what 1989 was", "1989 : ce que fut 1989"),
    ("fr", "30 of 70 died", "30 des 70 sont morts", "70 of 90 died", "70 des 90 sont morts"),
    # dates
    ("fr", "On 14 July 1988 it began", "Le 14 juillet 1988", "On 3 August 1988 it began", "Le 3 août 1988"),
    ("fr", "On July 14, 1988", "Le 14 juillet 1988", "On August 3, 1989", "Le 3 août 1989"),
    ("fr", "On 14 July 1988", "Le 14 juillet 1988", "On 1 July 1988", "Le 1er juillet 1988"),
    ("fr", "On 1 July 1988", "Le 1er juillet 1988", "On 30 July 1988", "Le 30 juillet 1988"),
    ("fr", "On 1st July 1988", "Le 1er juillet 1988", "On 2nd March 1988", "Le 2 mars 1988"),
    ("fr", "in July 1988", "en juillet 1988", "in March 1989", "en mars 1989"),
    ("it", "On 14 July 1988", "Il 14 luglio 1988", "On 3 August 1988", "Il 3 agosto 1988"),
    ("it", "On 1 July 1988", "Il 1º luglio 1988", "On 3 August 1988", "Il 3 agosto 1988"),
    ("it", "On 8 July 1988", "L’8 luglio 1988", "On 11 March 1988", "L’11 marzo 1988"),
    ("it", "On 14 July 1988", "Il 14 luglio 1988", "On 1 July 1988", "Il 1º luglio 1988"),
    ("sv", "On 14 July 1988", "Den 14 juli 1988", "On 1 August 1989", "Den 1 augusti 1989"),
    ("sv", "on the 1st of May", "den 1:a maj", "on the 3rd of June", "den 3:e juni"),
    ("fa", "On 14 July 1988", "در ۱۴ ژوئیه ۱۹۸۸", "On 3 August 1989", "در ۳ اوت ۱۹۸۹"),
    # ordinals
    ("fr", "the 44th session", "la 44e session", "the 45th session", "la 45e session"),
    ("sv", "the 44th session", "den 44:e sessionen", "the 42nd session", "den 42:a sessionen"),
    ("it", "the 44th session", "la 44ª sessione", "the 45th session", "la 45ª sessione"),
    ("en", "the 44th session", "the 44th session", "the 42nd session", "the 42nd session"),
    # addresses, codes
    ("fr", "See http://a.b/x.", "Voir http://a.b/x.", "See www.b.example.", "Voir www.b.example."),
    ("fa", "To a@b.example!", "به a@b.example بنویسید!", "To c@d.example!", "به c@d.example بنویسید!"),
    ("pl", "See http://a.b/x.", "Zob. http://a.b/x.", "See http://b.example.", "Zob. http://b.example."),
    ("fr", "The G20 met.", "Le G20 s’est réuni.", "The G77 met.", "Le G77 s’est réuni."),
    # other words differ, too
    ("fr", "30,000 died.", "30 000 sont morts.", "20,000 died there.", "20 000 sont morts."),
    ("fr", "On 14 July they met.", "Réunis le 14 juillet.", "On 3 July we met.", "Réunis le 3 juillet."),
    # markup stays
    ("fr", "<g1>30</g1> died", "<g1>30</g1> sont morts", "<g1>40</g1> died", "<g1>40</g1> sont morts"),
]  # fmt: skip

REFUSED = [
    ("fr", "30,000 were killed.", "Trente mille ont été tués.", "20,000 were killed.", "in words"),
    ("fr", "30,000 were killed.", "30 000 (trente mille) ont été tués.", "20,000 were killed.", "twice"),
    ("fr", "five (5) days", "cinq (5) jours", "five (6) days", "in words, too"),
    ("fa", "30,000 were killed.", "۳۰ هزار نفر کشته شدند.", "20,000 were killed.", "half in words"),
    ("fr", "5 men and 5 women", "5 hommes et 5 femmes", "5 men and 7 women", "one of two alike"),
    ("fr", "5 men and 7 women", "5 hommes et 7 femmes", "7 women and 5 men", "about other things"),
    ("fr", "30 died", "30 morts (1367)", "40 died", "another number beside it"),
    ("fa", "On 14 July 1988", "در ۲۳ تیر ۱۳۶۷", "On 3 August 1988", "another calendar"),
    ("fa", "On 14 July 1988", "در ۲۳ تیر ۱۳۶۷ (۱۴ ژوئیه ۱۹۸۸)", "On 3 August 1988", "both calendars"),
    ("fr", "1.5 million", "1,5 million", "2.5 million", "millions"),
    ("it", "10,000 men", "10.000 uomini", "1,000,000 men", "1.000.000 di uomini"),
    ("fr", "1,000,000 men", "1 000 000 d’hommes", "10,000 men", "10 000 hommes"),
    ("fa", "300 died.", "300 نفر مردند.", "4,000 died.", "which sign among Latin digits"),
    ("fr", "0 per cent", "0 pour cent", "10 per cent", "singular"),
    ("fr", "1 prisoner", "1 prisonnier", "2 prisoner", "singular"),
    ("fr", "subsection 58(1)", "paragraphe 58(1)", "subsection 58(1.1)", "a section, no decimals"),
    ("it", "Updated April 29, 2024", "Agg. martedì 29 aprile 2024", "Updated May 3, 2024", "a weekday"),
    ("fr", "version 1.8.4 of x 5", "version 1.8.4 de x 5", "version 1.8 of x 6.0.1", "half a version"),
    ("fr", "7 of x-1.8.1+a", "7 de x-1.8.1+a", "9 of x-2.11+a", "one new, the other old"),
    ("fr", "See article 1.", "Voir l’article 1.", "See article 6.", "premier"),
    ("fr", "since 1988", "depuis 1988", "since 30", "a year and no year"),
    ("it", "On 14 July 1988", "Il 14 luglio 1988", "On 8 July 1988", "il, l’"),
    ("it", "On 8 July 1988", "L’8 luglio 1988", "On 14 July 1988", "il, l’"),
    ("it", "the 8 prisoners", "gli 8 detenuti", "the 14 prisoners", "gli, i"),
    ("it", "in August", "nell’agosto", "in July", "nell’, nel"),
    ("fr", "the end of August", "la fin d’août", "the end of July", "d’, de"),
    ("fr", "in July", "en juill.", "in August", "an abbreviation"),
    ("en", "an 8-hour day", "an 8-hour day", "a 9-hour day", "an, a"),
    ("en", "an 18-year-old", "an 18-year-old", "an 19-year-old", "an, a"),
    ("fr", "the 2nd session", "la 2e session", "the 1st session", "première"),
    ("fr", "the 1st session", "la 1re session", "the 2nd session", "première"),
    ("sv", "the 44th session", "den 44:a sessionen", "the 42nd session", "not what we would write"),
    ("fr", "at 12 p.m.", "à 12 h", "at 3 p.m.", "another clock"),
    ("fr", "In the 1980s it began", "Dans les années 1980", "In the 1990s it began", "no number by itself"),
    ("it", "2.500 dollars", "2.500 dollari", "3.500 dollars", "decimals or thousands"),
    ("ru", "30 prisoners", "30 заключённых", "32 prisoners", "plurals that we do not know"),
    ("hu", "in 1988", "1988-ban", "in 1990", "endings that we do not know"),
    ("de", "On 14 July 1988", "Am 14. Juli 1988", "On 3 August 1988", "months that we do not know"),
    ("fr", "On Thursday 14 July", "Le jeudi 14 juillet", "On Friday 15 July", "a weekday"),
    ("fr", "See https://a.example/en/.", "Voir https://a.example/fr/.", "See http://b.example.", "localized"),
    ("fr", "30 were killed.", "30 ont été tués.", "30 were killed.", "nothing differs"),
    ("fr", "They were killed.", "Ils ont été tués.", "We were killed.", "only words differ"),
    ("fr", "Page 07", "Page 7", "Page 12", "written otherwise"),
    ("fa", "On 14 July 1988", "در ۱۴ ژوئیه ۱۹۸۸", "On 1 July 1988", "اول"),
]


def unit(source: str, target: str, locale: str) -> TranslationUnit:
    return TranslationUnit(source, target, locale)


@pytest.mark.parametrize(("locale", "was", "had", "asked", "wanted"), GOOD)
def test_what_alone_differs_is_put_in(locale: str, was: str, had: str, asked: str, wanted: str) -> None:
    match = substituted(unit(was, had, locale), asked)
    assert match is not None
    assert match.unit.target == wanted
    assert match.rate <= NEAREST
    assert match.substituted
    assert not match.context
    if skeleton(was) == skeleton(asked):
        assert match.unit.source == asked
        assert match.rate == NEAREST


@pytest.mark.parametrize(("locale", "was", "had", "asked", "why"), REFUSED)
def test_what_is_in_doubt_is_not(locale: str, was: str, had: str, asked: str, why: str) -> None:
    assert substituted(unit(was, had, locale), asked) is None, why


def test_what_was_put_in_is_told_and_penalties_stay() -> None:
    found = unit("On 14 July 1988, 30,000 died.", "Le 14 juillet 1988, 30 000 sont morts.", "fr")
    match = substituted(found, "On 3 August 1988, 20,000 died.", lost=5)
    assert match is not None
    assert match.substituted == (("14 July", "3 August"), ("30,000", "20,000"))
    assert match.rate == NEAREST - 5


# --- names

PEOPLE = {
    "Ebrahim Raisi": ("Ebrahim Raïssi", "Raïssi"),
    "Raisi": ("Ebrahim Raïssi", "Raïssi"),
    "Khomeini": ("Khomeini", "Rouhollah Khomeini"),
    "Ali Khamenei": ("Ali Khamenei", "Khamenei"),
    "Avaei": ("Alireza Avaï", "Avaï"),
}


def people(text: str) -> Sequence[Name]:
    found = re.finditer("|".join(sorted(PEOPLE, key=len, reverse=True)), text)
    return [Name(*one.span(), one[0].rpartition(" ")[2], "people", PEOPLE[one[0]]) for one in found]


@pytest.mark.parametrize(
    ("locale", "was", "had", "asked", "wanted"),
    [
        ("sv", "Raisi spoke.", "Raïssi talade.", "Khomeini spoke.", "Khomeini talade."),
        ("sv", "Ebrahim Raisi spoke.", "Ebrahim Raïssi sade.", "Ali Khamenei spoke.", "Ali Khamenei sade."),
        ("fr", "Mr. Raisi spoke.", "M. Raïssi a parlé.", "Mr. Khomeini spoke.", "M. Khomeini a parlé."),
        ("fr", "Raisi spoke.", "Raïssi a parlé.", "Khomeini spoke.", None),
        ("fr", "of Mr Raisi", "de Raïssi", "of Mr Avaei", None),
        ("sv", "Raisi spoke.", "Ebrahim Raïssi talade.", "Khomeini spoke.", None),
        ("sv", "Raisi’s men", "Raïssis män", "Khomeini’s men", None),
        ("sv", "Raisi spoke to Raisi.", "Raïssi talade med Raïssi.", "Raisi spoke to Khomeini.", None),
        ("sv", "Raisi spoke.", "Han talade.", "Khomeini spoke.", None),
        ("sv", "Raisi spoke.", "Raïssi, ja Raïssi, talade.", "Khomeini spoke.", None),
    ],
)  # fmt: skip
def test_names(locale: str, was: str, had: str, asked: str, wanted: str | None) -> None:
    match = substituted(unit(was, had, locale), asked, names=people)
    assert (match and match.unit.target) == wanted


# --- laws

NUMBERS = st.integers(2, 10**9).map(lambda n: f"{n:,}") | st.integers(1000, 2199).map(str)
SENTENCES = st.sampled_from(
    [
        ("fr", "{} were killed, {} were tortured.", "{} ont été tués, {} torturés.", "\u202f"),
        ("it", "{} were killed, {} were tortured.", "Furono uccisi in {} e torturati in {}.", "."),
        ("sv", "{} were killed, {} were tortured.", "{} dödades och {} torterades.", "\u00a0"),
    ]
)


@given(SENTENCES, *[NUMBERS] * 4)
def test_what_is_put_in_is_what_is_asked(
    sentence: tuple[str, str, str, str], first: str, second: str, other: str, another: str
) -> None:
    locale, source, target, sign = sentence
    was, asked = source.format(first, second), source.format(other, another)
    match = substituted(unit(was, target.format(first, second).replace(",", sign), locale), asked)
    if match is not None:
        assert skeleton(match.unit.source) == skeleton(was)
        assert match.unit.source == asked
        values = re.findall(r"\d+(?:[.,\u202f\u00a0]\d{3})*", match.unit.target)
        assert [re.sub(r"\D", "", one) for one in values] == [
            re.sub(r"\D", "", one) for one in (other, another)
        ]


@given(st.text(), st.text(), st.sampled_from(["fr", "it", "sv", "fa", "de", "en"]))
def test_the_same_text_is_not_adapted_and_no_text_breaks_it(source: str, other: str, locale: str) -> None:
    assert substituted(unit(source, other, locale), source, names=nameless) is None
    match = substituted(unit(source, source, locale), other)
    assert match is None or (match.rate <= NEAREST and match.substituted)


@given(st.text("ab 1234567890.,:/@<>gx'’-July٬۳st\u202f"), st.text("ab 1234567890.,:/@<>gx'’-July٬۳st\u202f"))
def test_whatever_stands_in_a_text(source: str, other: str) -> None:
    match = substituted(unit(source, source, "en"), other)
    assert match is None or match.unit.source != source
