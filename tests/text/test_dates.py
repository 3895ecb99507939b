"""Dates of texts, and the Solar Hijri calendar beside what calendars print."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.text.dates import Mention, dated, solar

MENTIONS = [
    ("en", "9 March 2018", Mention(3, "March", frozenset({9}), 2018)),
    ("en", "November 15, 2019", Mention(11, "November", frozenset({15}), 2019)),
    ("en", "9–12 March", Mention(3, "March", frozenset({9, 12}))),
    ("en", "the 1st of May", Mention(5, "May", frozenset({1}))),
    ("en", "Nov. 2019", Mention(11, "Nov", year=2019)),
    ("fr", "1er août 1988", Mention(8, "août", frozenset({1}), 1988)),
    ("it", "l’8 marzo", Mention(3, "marzo", frozenset({8}))),
    ("sv", "den 3:e maj", Mention(5, "maj", frozenset({3}))),
    ("fa", "۲۹ آذرماه ۱۳۹۸", Mention(9, "آذر", frozenset({29}), 1398, solar=True)),
    ("fa", "۱۵ نوامبر ۲۰۱۹", Mention(11, "نوامبر", frozenset({15}), 2019)),
]


@pytest.mark.parametrize(("locale", "text", "mention"), MENTIONS)
def test_mentions(locale: str, text: str, mention: Mention) -> None:
    assert dated(f"x {text} y", locale) == [mention]


@pytest.mark.parametrize("text", ["Marching Maryam decided", "Mayor", "xMay", "5 Janet"])
def test_other_words_are_no_months(text: str) -> None:
    assert dated(text, "en") == []


DAYS = [
    ((1979, 2, 11), (1357, 11, 22)),
    ((1988, 7, 28), (1367, 5, 6)),
    ((2019, 12, 20), (1398, 9, 29)),
    ((2021, 3, 20), (1399, 12, 30)),
    ((2021, 3, 21), (1400, 1, 1)),
    ((2024, 3, 20), (1403, 1, 1)),
    ((2025, 3, 20), (1403, 12, 30)),
    ((2025, 9, 22), (1404, 6, 31)),
    ((2025, 9, 23), (1404, 7, 1)),
]


@pytest.mark.parametrize(("gregorian", "expected"), DAYS)
def test_the_solar_calendar(gregorian: tuple[int, int, int], expected: tuple[int, int, int]) -> None:
    assert solar(date(*gregorian)) == expected


@given(st.dates(date(1800, 1, 1), date(2120, 1, 1)))
def test_the_next_day_comes_next(day: date) -> None:
    (year, month, number), following = solar(day), solar(day + timedelta(days=1))
    begun = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert following in ((year, month, number + 1), begun)
    assert number >= 29 or following == (year, month, number + 1)
