"""Numbers: lost ones are found, other digits, groupings and calendars are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.checks.base import Context
from tmpipe.checks.numbers import mismatch
from tmpipe.glossary.termbase import Termbase
from tmpipe.model import Entry, Term, TermTarget

TERMS = Termbase([Term("m", ("1988 massacre",), {"fa": TermTarget("کشتار ۱۳۶۷")})])
ROWS = [
    ("fr", "30,000 prisoners", "30 000 prisonniers", ""),
    ("fr", "30,000 prisoners", "30\u202f000 prisonniers", ""),
    ("it", "30,000 prisoners", "30.000 prigionieri", ""),
    ("it", "30,000 prisoners", "30 mila prigionieri", ""),
    ("fr", "30,000 prisoners", "3 000 prisonniers", "30,000"),
    ("sv", "2.5 per cent", "2,5 procent", ""),
    ("sv", "0.5 per cent", "0,5 procent", ""),
    ("sv", "0.5 per cent", "0,7 procent", "0.5"),
    ("sv", "2.5 per cent", "2,6 procent", "2.5"),
    ("fr", "on 9 March 2018", "le 9 mars 2018", ""),
    ("fr", "on 9 March 2018", "le 8 mars 2018", "9"),
    ("fr", "in 2019, 300 people", "en 2019, 300 personnes", ""),
    ("fr", "at 10am", "à 10 h", ""),
    ("fr", "at 2.30 pm", "à 14 h 30", ""),
    ("fr", "at 2.30 pm", "à 14 h", "2.30"),
    ("fr", "9" * 5000, "neuf", "9" * 5000),
    ("fr", "at 2 pm", "à 14 heures", ""),
    ("fr", "the 20th century", "le XXe siècle", ""),
    ("fa", "87 members", "۸۷ عضو", ""),
    ("fa", "87 members", "٨٧ عضو", ""),
    ("fa", "30,000 prisoners", "۳۰٬۰۰۰ زندانی", ""),
    ("fa", "30,000 prisoners", "۳۰ هزار زندانی", ""),
    ("fa", "on 20 December 2019", "در ۲۹ آذر ۱۳۹۸", ""),
    ("fa", "on 20 December 2019", "در ۲۰ دسامبر ۲۰۱۹", ""),
    ("fa", "in 2019", "در سال ۲۰۱۸", "2019"),
    ("fa", "the 1988 massacre", "کشتار ۱۳۶۷", ""),
    ("fa", "the 1988 massacre of 30,000", "کشتار ۱۳۶۷", "30,000"),
    ("fr", "see <g1>this</g1><x2/>", "voir <g1>ceci</g1><x2/>", ""),
    ("fr", "see https://example.org/2019/12", "voir https://example.org/", ""),
    ("fr", "no digits", "sept", ""),
    ("fr", "the 44th session", "la quarante-quatrième session", ""),
    ("it", "the events of 88", "gli eventi del 1988", ""),
    ("fa", "the events of 88", "رویدادهای سال ۱۳۶۷", ""),
    ("it", "88 members", "87 membri", "88"),
    ("fr", "3 or 33", "trois", "33"),
    ("fr", "on March 3", "en mars", "3"),
    ("fr", "on March 3", "le trois mars", ""),
    ("it", "in the 1960s", "negli anni ’60", ""),
    ("sv", "at 9:30", "kl. 9.30", ""),
    ("fr", "15 km2", "15 kilomètres carrés", ""),
    ("fr", "don&#8217;t", "ne pas", ""),
    ("fr", "write to <g1>a17@example.org</g1>", "écrire", ""),
    ("fr", "7 years", "9 ans", "7"),
    ("fr", "2 of the 30", "3 des 30", "2"),
    ("fr", "5 and 7 in 1988", "5 et 9 en 1988", "7"),
    ("fr", "2 men", "deux hommes", ""),
    ("bn", "error 500", "সমস্যা ৫০০", ""),
    ("my", "room 16", "အခန်း ၁၆", ""),
    ("ne", "error 500", "त्रुटि ५०१", "500"),
    ("fr", "1 of the 30", "celui-ci, des 30", ""),
    ("fr", "the 2nd of 7", "le deuxième des sept", ""),
    ("fr", "Chapter 3 of 2 books", "chapitre III de deux livres", ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "lost"), ROWS)
def test_numbers(locale: str, source: str, target: str, lost: str) -> None:
    context = Context(locale, termbase=TERMS)
    found = [one.message for one in mismatch(Entry(source, target), context)]
    assert [one.rpartition(": ")[2] for one in found if "of the source" in one] == ([lost] if lost else [])


IN_WORDS = [
    ("fr", "20 years", "vingt ans"),
    ("fr", "a 30-year-old", "un trentenaire de trente ans"),
    ("fr", "75 members", "soixante-quinze membres"),
    ("fr", "some 200 people", "quelque deux cents personnes"),
    ("fr", "Twenty people", "20 personnes"),
    ("it", "20 years", "vent’anni"),
    ("it", "the 33 members", "i trentatré membri"),
    ("it", "some 100 people", "un centinaio di persone"),
    ("sv", "20 years", "tjugo år"),
    ("sv", "a 20-year sentence", "ett tjugoårigt straff"),
    ("sv", "250 people", "tvåhundrafemtio personer"),
    ("fa", "20 years", "بیست سال"),
    ("fa", "25 people", "بیست و پنج نفر"),
]


@pytest.mark.parametrize(("locale", "source", "target"), IN_WORDS)
def test_numbers_may_stand_in_words(locale: str, source: str, target: str) -> None:
    assert not list(mismatch(Entry(source, target), Context(locale)))


@given(st.text(), st.text(), st.sampled_from(["fr", "fa", "de"]))
def test_any_texts_can_be_compared(source: str, target: str, locale: str) -> None:
    assert not list(mismatch(Entry(f"{source} 0.5", f"0,5 {source}"), Context(locale, locale)))
    list(mismatch(Entry(f"{source} 17", target), Context(locale)))


NEW = [
    ("fr", "2,000 prisoners", "3 000 prisonniers", "3 000"),
    ("fr", "prisoners", "3 000 prisonniers", "3 000"),
    ("fr", "in 2019", "le 20 mai 2019", "20"),
    ("fr", "two of them", "2 d’entre eux", ""),
    ("fr", "the 44th session", "la 44e session", ""),
    ("fr", "the 1988 massacre", "le massacre de 1988", ""),
    ("fa", "the 1988 massacre", "کشتار ۱۳۶۷", ""),
    ("fa", "on 20 December 2019", "در ۲۹ آذر ۱۳۹۸", ""),
    ("fa", "in 2019", "در سال ۱۳۹۸", ""),
    ("fr", "at 2.30 pm", "à 14 h 30", ""),
    ("fr", "in the eighties", "dans les années 1980", ""),
    ("it", "in the 1960s", "negli anni ’60", ""),
    ("it", "1.5 million people", "1.500.000 persone", ""),
    ("it", "1,500,000 people", "1,5 milioni di persone", ""),
    ("sv", "in the 19th or early 20th centuries", "på 1800- eller tidigt 1900-tal", ""),
    ("fa", "39,768 cases", "۳۹،۷۶۸ مورد", ""),
    ("sv", "half past nine", "kl. 9.30", "9.30"),
    ("sv", "Article II", "artikel 2", ""),
    ("sv", "at 9:30", "kl. 9.30", ""),
    ("fr", "5 executed", "15 exécutés", "15"),
    ("fr", "10", "1000", "1000"),
    ("fr", "7 years", "9 ans", "9"),
    ("fr", "2 of the 30", "3 des 30", "3"),
    ("fr", "the 2nd", "le 2e", ""),
    ("fr", "both", "les 2", ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "new"), NEW)
def test_numbers_that_are_new(locale: str, source: str, target: str, new: str) -> None:
    context = Context(locale, termbase=TERMS)
    found = [one.message for one in mismatch(Entry(source, target), context)]
    assert [one.rpartition(": ")[2] for one in found if "of the translation" in one] == ([new] if new else [])


_RUNS = ["x", "a@", "1", "1 111 ", "1.", "5 May ", "twenty ", "18th century ", "&", ">a"]


@pytest.mark.parametrize("run", _RUNS)
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_large_texts_are_compared_by_their_length(locale: str, run: str) -> None:
    """A text that is looked at again from each of its places would take minutes."""
    context = Context(locale, termbase=TERMS)
    many = run * 20_000
    lost = [one.message for one in mismatch(Entry("In 1988", many), context)]
    assert any(one.endswith("has not: 1988") for one in lost)
    new = [one.message for one in mismatch(Entry(many, "317"), context)]
    assert any(one.endswith("has not: 317") for one in new)


def test_large_texts_of_many_numbers() -> None:
    many = " and ".join(map(str, range(2_000, 12_000)))
    assert len(list(mismatch(Entry(many, "317"), Context("fa")))) == 2


MARKS = [
    ("fr", "said.[2]", "a dit.", "[2]"),
    ("it", "said¹ so", "ha detto", "¹"),
    ("sv", "said² so", "sade [2]", ""),
    ("fa", "said.[2]", "گفت.[۲]", ""),
    ("fr", "said.[2]", "a dit².", ""),
    ("fr", "15 m² each", "15 mètres carrés", ""),
    ("fr", "10⁵ men", "10⁵ hommes", ""),
    ("it", "[sic]", "[sic]", ""),
]


@pytest.mark.parametrize(("locale", "source", "target", "lost"), MARKS)
def test_marks_of_footnotes(locale: str, source: str, target: str, lost: str) -> None:
    found = [one.message for one in mismatch(Entry(source, target), Context(locale))]
    assert [one.rpartition(": ")[2] for one in found if "footnote" in one] == ([lost] if lost else [])
