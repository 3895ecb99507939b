"""Dates: a month or a day that became another, in any calendar."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.dates import mismatch
from tmpipe.model import Entry

GOOD = [
    ("fr", "on 15 November 2019", "le 15 novembre 2019"),
    ("fr", "on November 15, 2019", "le 15 novembre 2019"),
    ("fr", "on 15 November 2019", "le 15/11/2019"),
    ("fr", "on May 1", "le 1er mai"),
    ("fr", "between 9 and 12 March", "entre le 9 et le 12 mars"),
    ("fr", "from 9 March to 8 April", "du 9 mars au 8 avril"),
    ("fr", "They may march in May.", "Ils peuvent défiler au printemps."),
    ("fr", "In March they may go.", "Ils iront peut-être en mars."),
    ("it", "Tuesday 4 December", "martedì 4 dicembre"),
    ("it", "in Dec. 2018", "nel dicembre 2018"),
    ("it", "in the autumn of 1988", "nell’ottobre del 1988"),
    ("sv", "on the 3rd of August 1988", "den 3 augusti 1988"),
    ("sv", "the march of 5 May", "marschen den 5 maj"),
    ("fa", "on 15 November 2019", "در ۱۵ نوامبر ۲۰۱۹"),
    ("fa", "on 20 December 2019", "در ۲۹ آذر ۱۳۹۸"),
    ("fa", "on 28 July 1988", "در ۶ مرداد ۱۳۶۷"),
    ("fa", "in August 1988", "در مرداد ۱۳۶۷"),
    ("fa", "in July 1988", "در تیرماه ۱۳۶۷"),
    ("fa", "in May 2018", "در ماه مه ۲۰۱۸"),
    ("fa", "In May he said", "در ماه مه می‌گفت"),
]
BAD = [
    ("fr", "15 November 2019", "15 décembre 2019", "November of the source; the translation has décembre"),
    ("fr", "in January", "en juin", "January of the source; the translation has juin"),
    ("fr", "from 9 March to 8 April", "du 8 mars au 9 avril", "March 9 of the source; the translation has 8"),
    ("it", "on 5 May 2018", "il 5 marzo 2018", "May of the source; the translation has marzo"),
    ("it", "on 26 February 2018", "il 25 febbraio 2018", "February 26 of the source; the translation has 25"),
    ("sv", "on 3 August 1988", "den 3 april 1988", "August of the source; the translation has april"),
    ("fa", "on 15 November 2019", "در ۱۵ دسامبر ۲۰۱۹", "November of the source; the translation has دسامبر"),
    ("fa", "on 20 December 2019", "در ۲۸ آذر ۱۳۹۸", "20 December 2019 is 29 آذر 1398"),
    ("fa", "in August 1988", "در خرداد ۱۳۶۷", "August of the source; the translation has خرداد"),
]  # fmt: skip


@pytest.mark.parametrize(("locale", "source", "target"), GOOD)
def test_the_same_dates(locale: str, source: str, target: str) -> None:
    assert [one.message for one in mismatch(Entry(source, target), Context(locale))] == []


@pytest.mark.parametrize(("locale", "source", "target", "told"), BAD)
def test_other_dates(locale: str, source: str, target: str, told: str) -> None:
    assert told in [one.message for one in mismatch(Entry(source, target), Context(locale))]


@pytest.mark.parametrize(("locale", "source_locale"), [("ja", "en"), ("fr", "ja")])
def test_nothing_is_said_of_months_whose_names_we_do_not_know(locale: str, source_locale: str) -> None:
    assert not list(mismatch(Entry("15 November", "15 décembre"), Context(locale, source_locale)))


def test_a_day_that_there_is_not_is_nothing_to_convert() -> None:
    assert not list(mismatch(Entry("30 February 2019", "۱۱ بهمن ۱۳۹۷"), Context("fa")))
