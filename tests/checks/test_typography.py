"""The typography of each language: what is fine, and what is found; ~ is U+00A0, ^ is U+202F, | is U+200C."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe import parts
from tmpipe.checks.base import Context
from tmpipe.model import Catalog, Entry

CHECKS = [
    *("end-punctuation", "quotation-marks", "quotation-balance", "quotation-count", "apostrophes", "spacing"),
    *("dashes", "number-format", "number-spacing", "persian-letters", "persian-digits"),
    *("persian-punctuation", "zwnj", "zwnj-style", "capitals", "capitals-style"),
]
TITLED = "Mass Graves of Iran’s Political Prisoners"
TITLE = "Blood-soaked secrets: Why Iran’s 1988 prison massacres are ongoing crimes"


def said(check: str, source: str, target: str, locale: str, *others: str) -> str:
    """What a check says of an entry, beside other translations in its catalog."""
    entry = Entry(source, _typed(target))
    catalog = Catalog("x.po", locale, Entry(""), (entry, *(Entry("a", _typed(text)) for text in others)))
    return "; ".join(
        one.message for one in parts.part("checks", check)(entry, Context(locale, catalog=catalog))
    )


def told(check: str, locale: str, *rows: tuple[str, str]) -> list[str]:
    """What a check says of each entry of a catalog, one after the other."""
    entries = tuple(Entry(source, _typed(target)) for source, target in rows)
    context = Context(locale, catalog=Catalog("x.po", locale, Entry(""), entries))
    return [one.message for entry in entries for one in parts.part("checks", check)(entry, context)]


HABITS = [
    ("spacing", "fr", ("Why?", "Pourquoi ?"), "Pourquoi^?", "25 places have a plain blank beside ; : ! ?; "),
    ("spacing", "fr", ("Why?", "Pourquoi?"), "Pourquoi^?", "25 places have no blank beside ; : ! ?; "),
    ("spacing", "fr", ("a", "« a"), "«~a", "25 places have a plain blank beside « »; "),
    ("quotation-marks", "fr", ("“a” b", '"a" b'), "«~a~» b", '50 quotation marks are "…"; this language’s'),
    ("quotation-marks", "sv", ("“a” b", '"a" b'), "”a” b", '50 quotation marks are "…"; this language’s'),
]


@pytest.mark.parametrize(("check", "locale", "row", "right", "message"), HABITS)
def test_a_catalog_s_habit_is_told_once(
    check: str, locale: str, row: tuple[str, str], right: str, message: str
) -> None:
    (found,) = told(check, locale, *[row] * 25)
    assert found.startswith(message)
    assert len(told(check, locale, *[row] * 25, (row[0], right), (row[0], right))) == 1
    assert len(told(check, locale, *[row] * 25, *[(row[0], right)] * 5)) == 25
    assert len(told(check, locale, *[row] * 8)) == 8


def test_a_slip_in_a_catalog_of_another_habit_is_told_beside_it() -> None:
    rows = [("Why?", "Pourquoi ?")] * 30
    found = told("spacing", "fr", *rows, ("He!", "Lui!"), ("a", "a , b"), ("She!", "Elle!"))
    assert [one[:16] for one in found] == [
        "30 places have a",
        "no blank before ",
        "a blank before ,",
        "no blank before ",
    ]


def _typed(text: str) -> str:
    return text.translate(str.maketrans("~^|", "\u00a0\u202f\u200c"))


ENDS = [
    ("He left.", "Il est parti.", "fr", ""),
    ("He left.", "Il est parti", "fr", "no mark"),
    ("Has he left?", "Il est parti.", "fr", "“.”"),
    ("Has he left?", "آیا رفت؟", "fa", ""),
    ("Has he left?", "آیا رفت.", "fa", "“؟”"),
    ("He said “no”.", "Han sade ”nej”.", "sv", ""),
    ("“He left.”", "«È partito».", "it", ""),
    ("“He left.”", "«~Il est parti.~»", "fr", ""),
    ("“He left.”", "او گفت: «رفت.»", "fa", ""),
    ("He left.<x1/>", "Il est parti<x1/>.", "fr", ""),
    ("He left (in 1988).", "Il est parti (en 1988).", "fr", ""),
    ("He left (in 1988.)", "Il est parti (en 1988).", "fr", ""),
    ("He left […].", "Il est parti […].", "fr", ""),
    ("And so on...", "Och så vidare …", "sv", ""),
    ("And so on...", "Och så vidare.", "sv", "“…”"),
    ("The crimes are:", "I crimini sono:", "it", ""),
    ("The crimes are:", "I crimini sono.", "it", "“:”"),
    ("the right to truth; and", "le droit à la vérité ;", "fr", ""),
    ("the right to truth; and", "le droit à la vérité ; et", "fr", ""),
    ("the right to truth;", "حق دانستن حقیقت؛ و", "fa", ""),
    ("Iran News", "Nouvelles d’Iran", "fr", ""),
    ("Iran News", "Nouvelles d’Iran.", "fr", "with no mark"),
    ("prisons, camps, etc.", "fängelser, läger", "sv", ""),
    ("They live in the U.S.", "Bor i USA", "sv", ""),
    ("1.", "1", "fr", ""),
    ("Help us!", "Hjälp oss.", "sv", "“!”"),
    ("Come back.", "Kom tillbaka!", "sv", ""),
    ("separated by a semicolon (;).", "séparés par un point-virgule (;).", "fr", ""),
    ('unrest that started on November 15",', "oroligheter som började den 15 november.”", "sv", ""),
    ("He left.", "彼は去った。", "ja", ""),
    ("%s left (why?)", "%s 走了（为什么？）", "zh-CN", ""),
    ("Dec", "déc.", "fr", ""),
    ("Order", "Ordine:", "it", "“:”"),
    ("The end", "La fine.", "it", "“.”"),
    ("Where?", "Πού;", "el", ""),
    ("He left.", "Er ging?", "de", "“?”"),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), ENDS)
def test_the_mark_at_the_end(source: str, target: str, locale: str, expected: str) -> None:
    found = said("end-punctuation", source, target, locale)
    assert expected in found if expected else not found


def test_a_long_heading_has_no_stop_either() -> None:
    source, target = (
        "The UN urges Iran to end the execution of prisoners",
        "FN uppmanar Iran att sluta avrätta.",
    )
    for extracted, found in (("heading of level 2", 1), ("sentence 1 of 2", 0)):
        entry = Entry(source, target, extracted=(extracted,))
        assert len(list(parts.part("checks", "end-punctuation")(entry, Context("sv")))) == found


MARKS = [
    ("the “few”", "les «~quelques~»", "fr", ""),
    ("the “few”", "les “quelques”", "fr", "“ is not"),
    ("the “few”", 'les "quelques"', "fr", '" is not'),
    ("He said: “the ‘few’ left”", "Il a dit : «~les “quelques” sont partis~»", "fr", ""),
    ("of these ‘Death Commissions.”", "de ces “commissions de la mort”.", "fr", ""),
    ("the ‘few’", "les “quelques”", "fr", ""),
    ('a 5" gun', 'un canon de 5"', "fr", ""),
    ('<a href="x">few</a>', '<a href="x">quelques</a>', "fr", ""),
    ("the “few”", "de ”få”", "sv", ""),
    ("the “few”", "de »få»", "sv", ""),
    ("the “few”", "de “få”", "sv", "“ is not"),
    ("the “few”", "de «få»", "sv", ""),
    ("the “few”", "i «pochi»", "it", ""),
    ("the “few”", "i “pochi”", "it", ""),
    ("the “few”", 'i "pochi"', "it", '" is not'),
    ("the “few”", "«اندک»", "fa", ""),
    ("the “few”", '"اندک"', "fa", '" is not'),
    ("the “few”", "die “wenigen”", "de", ""),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), MARKS)
def test_quotation_marks(source: str, target: str, locale: str, expected: str) -> None:
    found = said("quotation-marks", source, target, locale)
    assert found.startswith(expected) if expected else not found


def test_of_two_pairs_the_catalogs_own_is_wanted() -> None:
    others = ["«uno»", "«due»", "«tre»", "«quattro»"]
    assert said("quotation-marks", "the “few”", "i “pochi”", "it", *others)
    assert not said("quotation-marks", "the “few”", "i “pochi”", "it", "“uno”", "«due»")


BALANCES = [
    ("the “few”", "les «~quelques~»", "fr", ""),
    ("the “few”", "les «~quelques", "fr", "« has no partner"),
    ("the “few”", "les quelques~»", "fr", "» has no partner"),
    ("“They left.", "«~Ils sont partis.", "fr", ""),
    ("They left.”", "Ils sont partis.~»", "fr", ""),
    ('"They left.', "«Sono partiti.", "it", ""),
    ("the “few”", "de ”få", "sv", "” has no partner"),
    ("the “few”", "de “få", "sv", "“ has no partner"),
    ("the “few”", "de “få”", "sv", ""),
    ("“They left.", "”De gick.", "sv", ""),
    ("the “few”", "«اندک", "fa", "« has no partner"),
    ("the ‘few’", "les «~quelques", "fr", "« has no partner"),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), BALANCES)
def test_quotations_are_closed_where_the_sources_are(
    source: str, target: str, locale: str, expected: str
) -> None:
    found = said("quotation-balance", source, target, locale)
    assert found.startswith(expected) if expected else not found


COUNTS = [
    ("the “few” and “many”", "les «~quelques~»", "fr", "1, in the source 2"),
    ("the “few”", "les quelques", "fr", "0, in the source 1"),
    ("the ‘few’", "les «~quelques~»", "fr", ""),
    ("the few", "les «~quelques~»", "fr", ""),
    ("“‘the few’ left”", "”’de få’ gick”", "sv", ""),
    ("the victims’ “few”", "«pochi» delle vittime", "it", ""),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), COUNTS)
def test_lost_quotations(source: str, target: str, locale: str, expected: str) -> None:
    found = said("quotation-count", source, target, locale)
    assert expected in found if expected else not found


def test_one_apostrophe_in_a_catalog() -> None:
    assert said("apostrophes", "a", "l'homme", "fr", "l’eau", "l’air")
    assert not said("apostrophes", "a", "l’homme", "fr", "l’eau", "l’air")
    assert said("apostrophes", "a", "l’homme", "fr", "l'eau", "l'air")
    assert not said("apostrophes", "a", "l'homme", "fr", "l’eau")


SPACES = [
    ("He said: no!", "Il a dit : non^!", "fr", "a plain blank before :"),
    ("He said: no!", "Il a dit~: non^!", "fr", ""),
    ("He said: no", "Il a dit: non", "fr", "no blank before :"),
    ("Why?", "Pourquoi?", "fr", "no blank before ?"),
    ("Why?", "Pourquoi?", "fr-CA", ""),
    ("He said: no", "Il a dit: non", "fr-CA", "no blank before :"),
    (
        "the “few”",
        "les «quelques»",
        "fr",
        "no blank before »; type a no-break one",
    ),
    ("the “few”", "les « quelques~»", "fr", "a plain blank after «"),
    ("“Why?”", "«~Pourquoi^?~»", "fr", ""),
    ("“Why.”", "«~Parce que.~»", "fr", ""),
    (TITLE, f"Le rapport «~{TITLE}~»", "fr", ""),
    ("at 10:30", "à 10:30", "fr", ""),
    ("ratio 1:2; x::y", "rapport 1:2~; x::y", "fr", ""),
    ("https://example.org/?a:b", "https://example.org/?a:b", "fr", ""),
    ("see https://example.org/a: no", "voir https://example.org/a~: non", "fr", ""),
    ("smile :)", "sourire :)", "fr", ""),
    ("What?!", "Quoi^?!", "fr", ""),
    ("Yahoo! and others", "Yahoo! et d’autres", "fr", ""),
    ("<g1>no</g1>: yes", "<g1>non</g1>~: oui", "fr", ""),
    ("no &amp; yes", "non &amp; oui", "fr", ""),
    ("no, yes", "non , oui", "fr", "a blank before ,"),
    ("no. Yes.", "no . Sì.", "it", "a blank before ."),
    ("use .NET", "usa .NET", "it", ""),
    ("wait ...", "aspetta ...", "it", ""),
    ("Why?", "Perché ?", "it", "a blank before ?"),
    ("no: yes", "nej : ja", "sv", "a blank before :"),
    ("no, yes", "nej,ja", "sv", "no blank after ,"),
    ("They left. He stayed.", "Sono partiti.Lui è rimasto.", "it", "no blank after ."),
    ("read README.Debian now", "leggi README.Debian ora", "it", ""),
    ("3,500 and 2.5", "3.500 e 2,5", "it", ""),
    ("a (b) c", "a ( b) c", "it", "a blank within the brackets"),
    ("[ ] done", "[ ] fatto", "it", ""),
    ("the “few”", "i « pochi »", "it", "a blank within the quotation marks"),
    ("the “few” left", "de ”få” gick", "sv", ""),
    ("name “%s”", "namnet ”%s”.", "sv", ""),
    ("the “few” left", "de ” få ” gick", "sv", "a blank within"),
    ("no, yes", "نه ، بله", "fa", "a blank before ،"),
    ("no, yes", "نه،بله", "fa", "no blank after ،"),
    ("no, yes", "نه، بله", "fa", ""),
    ("They left. He stayed.", "آنان رفتند.او ماند.", "fa", "no blank after ."),
    ("Why?", "چرا ؟", "fa", "a blank before ؟"),
    ("the “few”", "« اندک »", "fa", "a blank within the quotation marks"),
    ("in 3.5 s", "در ۳.۵ ثانیه", "fa", ""),
    ("Why?", "Warum ?", "de", ""),
    ("no, yes", "nein , ja", "de", "a blank before ,"),
    ("the characters @ and .", "les caractères «~@~», «~.~».", "fr", ""),
    ("only @/./+/-/_", "solo @/./+/-/_ .", "it", ""),
    ("the “few” left.", "les «~quelques~» . Partis", "fr", "a blank before ."),
    ("the “few.”", "les «~quelques .~»", "fr", "a blank before ."),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), SPACES)
def test_blanks_around_marks(source: str, target: str, locale: str, expected: str) -> None:
    found = said("spacing", source, target, locale)
    assert found.startswith(expected) if expected else not found


DASHES = [
    ("x—y", "les uns—les autres", "fr", True),
    ("x—y", "les uns – les autres", "fr", False),
    ("x - y", "de ena - de andra", "sv", True),
    ("1979-1988", "1979–1988", "sv", False),
    ("the Iran-Iraq War", "Iran–Irak-kriget", "sv", False),
    ("the Tehran–Qom road", "la strada Tehran–Qom", "it", False),
    ("x—y", "این—آن", "fa", False),
]


@pytest.mark.parametrize(("source", "target", "locale", "found"), DASHES)
def test_dashes(source: str, target: str, locale: str, found: bool) -> None:
    assert bool(said("dashes", source, target, locale)) is found


NUMBERS = [
    ("30,000 people", "30,000 personnes", "fr", "thousands are parted by U+202F"),
    ("30,000 people", "30~000 personnes", "fr", ""),
    ("30,000 people", "30,000 persone", "it", "thousands are parted by a point"),
    ("30,000 people", "30.000 persone", "it", ""),
    ("3.5% of them", "3.5 % d’entre eux", "fr", "the decimal sign is a comma"),
    ("version 3.5", "version 3.5", "fr", ""),
    ("30,000 people", "۳۰,۰۰۰ نفر", "fa", "thousands are parted by ٬"),
    ("30,000 people", "۳۰٬۰۰۰ نفر", "fa", ""),
    ("3.5% of them", "۳.۵ درصد", "fa", "the decimal sign is ٫"),
    ("section 3.5", "بخش ۳.۵", "fa", ""),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), NUMBERS)
def test_numbers_that_read_as_others(source: str, target: str, locale: str, expected: str) -> None:
    found = said("number-format", source, target, locale)
    assert expected in found if expected else not found


BREAKS = [
    ("30,000 people", "30 000 personnes", "fr", True),
    ("30,000 people", "30^000 personnes", "fr", False),
    ("call 44 20 7413 5566 780", "appelez le 44 20 7413 5566 780", "fr", False),
    ("10% of them", "10 % d’entre eux", "fr", True),
    ("10% of them", "10~% d’entre eux", "fr", False),
    ("10% of them", "10% av dem", "sv", True),
    ("10% of them", "10% di loro", "it", False),
    ("on 1 May", "le 1 mai", "fr", True),
    ("in 1 but not", "au paragraphe 1 mais pas", "fr", False),
    ("%1% charging", "charge de %1%", "fr", False),
]


@pytest.mark.parametrize(("source", "target", "locale", "found"), BREAKS)
def test_blanks_within_numbers(source: str, target: str, locale: str, found: bool) -> None:
    assert bool(said("number-spacing", source, target, locale)) is found


PERSIAN = [
    ("persian-letters", "كتاب", "ک (U+06A9): کتاب"),
    ("persian-letters", "علي", "ی (U+06CC): علی"),
    ("persian-letters", "کتاب علی", ""),
    ("persian-letters", "کـتاب", "type کتاب"),
    ("persian-letters", "سال ۱۳۶۷ هـ.ش.", ""),
    ("persian-letters", "بسم الله الرحمن الرحيم", ""),
    ("persian-letters", "ﺁن", "one shape"),
    ("persian-letters", "حرف «ي»", ""),
    ("persian-digits", "سال ١٩٨٨", "Arabic digits"),
    ("persian-digits", "۵ تن از 30 نفر", "Latin digits"),
    ("persian-digits", "۵ تن از COVID-19 مردند", ""),
    ("persian-digits", "سال 1988", ""),
    ("persian-digits", "۵ نشانی 192.168.0.1", ""),
    ("persian-digits", "۵ شمارهٔ +44 7831 640 170 است", ""),
    ("persian-punctuation", "آیا رفت?", "type ؟"),
    ("persian-punctuation", "رفتند, ماند", "type ،"),
    ("persian-punctuation", "رفتند; ماند", "type ؛"),
    ("persian-punctuation", "۱۰% از آنان", "type ٪"),
    ("persian-punctuation", "رفتند، «Amnesty, Iran» و", ""),
    ("zwnj", "او می رود", "“می|رود”"),
    ("zwnj", "او نمیتواند", "“نمی|تواند”"),
    ("zwnj", "او می|رود", ""),
    ("zwnj", "قدیمی است", ""),
    ("zwnj", "در میدان", ""),
    ("zwnj", "کتاب های او", "“کتاب|های”"),
    ("zwnj", "خانهها", "“خانه|ها”"),
    ("zwnj", "مهم ترین", "“مهم|ترین”"),
    ("zwnj", "دو«کتاب» ها", ""),
    ("zwnj", "کتاب| را", "does nothing"),
    ("zwnj", "کتاب||ها", "does nothing"),
    ("zwnj", "کتاب|ها", ""),
    ("zwnj-style", "کتابها", "“کتاب|ها”"),
    ("zwnj-style", "آنها تنها", ""),
]


@pytest.mark.parametrize(("check", "target", "expected"), PERSIAN)
def test_persian(check: str, target: str, expected: str) -> None:
    found = said(check, "x", target, "fa")
    assert _typed(expected) in found if expected else not found
    assert not said(check, "x", target, "ur")


def test_the_catalogs_own_way_to_write_the_ezafe_and_the_digits() -> None:
    assert "here, the catalog has" in said("zwnj-style", "x", "خانه|ی ما", "fa", "خانهٔ ما", "نامهٔ او")
    assert not said("zwnj-style", "x", "خانهٔ ما", "fa", "نامهٔ او")
    assert said("persian-digits", "x", "سال 1988", "fa", *(f"سال ۱۹۸{year}" for year in "۱۲۳۴۵۶۷۸۹۰۱"))


CAPITALS = [
    ("They all left then.", "ils sont tous partis.", "fr", True),
    ("They all left then.", "Ils sont tous partis.", "fr", False),
    ("“They all left then.”", "”de gick alla då.”", "sv", True),
    ("Alice and they left.", "al-Khalidi è partito.", "it", False),
    ("Al left with al-Khalidi.", "al-Khalidi è partito con Al.", "it", False),
    ("Apt-get installs them all.", "apt-get installe tout.", "fr", True),
    ("Use apt-get for all.", "apt-get sert à tout.", "fr", False),
    ("D’Hondt and Khomeini left.", "d’Hondt et Khomeini sont partis.", "fr", False),
    ("Provisions to protect them;", "les dispositions pour les protéger ;", "fr", False),
    ("They all left then.", "آنان همه رفتند.", "fa", False),
]


@pytest.mark.parametrize(("source", "target", "locale", "found"), CAPITALS)
def test_the_first_letter(source: str, target: str, locale: str, found: bool) -> None:
    assert bool(said("capitals", source, target, locale)) is found


def test_the_items_of_a_list_begin_as_they_like() -> None:
    entry = Entry("They all left then.", "ils sont partis.", extracted=("list item, under “X”",))
    assert list(parts.part("checks", "capitals")(entry, Context("fr"))) == []


STYLES = [
    ("on 3 December", "le 3 Décembre", "fr", "décembre"),
    ("on 3 December", "le 3 décembre", "fr", ""),
    ("in July 1988", "nel Luglio 1988", "it", "luglio"),
    ("July 1988", "Luglio 1988", "it", ""),
    (
        TITLED,
        "Fosses Communes des Prisonniers Politiques",
        "fr",
        "English",
    ),
    (TITLED, "Fosses communes de prisonniers politiques", "fr", ""),
    ("THE MASS GRAVES", "Massgravarna i Iran", "sv", "in capitals"),
    ("The mass graves", "MASSGRAVARNA", "sv", "not in capitals"),
]


@pytest.mark.parametrize(("source", "target", "locale", "expected"), STYLES)
def test_capitals_of_headings_and_dates(source: str, target: str, locale: str, expected: str) -> None:
    found = said("capitals-style", source, target, locale)
    assert expected in found if expected else not found


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("locale", ["fr", "it", "sv", "fa", "de", "pt-BR", "ja", "xx"])
def test_each_check_stands_any_text(check: str, locale: str) -> None:
    @given(st.text("aیهاN \u00a0\u200c.,:;?!،؛؟«»“”\"'’()<x1/>&#%٪0۱٢-–—ZAÉ"), st.text(max_size=20))
    def stands(target: str, source: str) -> None:
        said(check, source or "x", target, locale)

    stands()
