"""Dates that a text has: months by name, with day and year, in the Gregorian and the Solar Hijri calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from tmpipe.model import Locale
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words
from tmpipe.text.numbers import DIGITS

_NAMES: Mapping[str, str] = {
    "en": "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug "
    "September|Sept|Sep October|Oct November|Nov December|Dec",
    "fr": "janvier|janv février|févr|fevrier mars avril mai juin juillet|juil août|aout septembre|sept "
    "octobre|oct novembre|nov décembre|déc|decembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "sv": "januari|jan februari|feb mars april maj juni juli augusti|aug september|sept oktober|okt "
    "november|nov december|dec",
    "fa": "ژانویه فوریه مارس آوریل|اوریل|آپریل مه|می|مِه ژوئن|جون|ژوین ژوئیه|ژوییه|جولای|ژولای "
    "اوت|آگوست|اگوست|اوگوست سپتامبر|سپتمبر اکتبر|اکتوبر نوامبر|نومبر دسامبر|دسمبر",
}
"""By language, January first; other names after a bar."""
SOLAR_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
"""The months of the Solar Hijri calendar, the first one first."""
_WORDS_TOO = words("May March Mar mars mai mar jun dec nov oct sept déc می مه جون تیر مهر آبان آذر دی")
"""Names that are words, or names of something else: a month only beside a number."""
_SAME = DIGITS | str.maketrans("يك", "یک")
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|re|º|°|:e|:a|\.|\sام|م)?"
_TO = r"\s?(?:[-–—/,&]|and|to|or|et|ou|au|e|o|al|och|till|eller|و|تا)\s?"
_BEFORE = re.compile(rf"(?:{_DAY}{_TO}(?:\bl['’]|\ble\s)?)?{_DAY}\s(?:of\s|de\s|di\s|d['’]|ماه\s)?$")
_AFTER = re.compile(rf"\.?\s{_DAY}(?!\d)(?:{_TO}{_DAY}(?!\d))?")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?:ماه)?\.?,?(?:\s\d{1,2}(?:st|nd|rd|th)?,)?\s(?:of\s|de\s|del\s|سال\s)?(\d{4})(?!\d)")
_NOWRUZ = date(2021, 3, 21)
_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
"""Years of the cycle of 33 that have a day more; right from 1799 to 2127."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A month that a text names, 1 to 12, with what stands beside it."""

    month: int
    name: str
    days: frozenset[int] = frozenset()
    year: int | None = None
    solar: bool = False
    start: int = field(default=0, compare=False)
    """Where the name stands in the text."""

    @property
    def sure(self) -> bool:
        """Whether it can be nothing but a month."""
        return bool(self.days or self.year) or self.name not in _WORDS_TOO

    @property
    def months(self) -> frozenset[int]:
        """The Gregorian months that it lies in: one, or two of a solar month."""
        return frozenset(
            {(self.month + 1) % 12 + 1, (self.month + 2) % 12 + 1} if self.solar else {self.month}
        )


def known(locale: Locale) -> bool:
    """Whether we know the names of the months in this language."""
    return language(locale).tag in _NAMES


def dated(text: str, locale: Locale) -> list[Mention]:
    """The months that a text names, in order, in a language that is known."""
    tag = language(locale).tag
    if tag == "fa":
        text = text.translate(_SAME)
    names, numbers = months(tag)
    found = (one for one in names.finditer(text) if not one.start() or not text[one.start() - 1].isalnum())
    return [_mention(text, one, numbers) for one in found]


def month_name(month: int, locale: Locale) -> str:
    """The usual name of a month, 1 to 12, in a language that is known."""
    return _NAMES[language(locale).tag].split()[month - 1].partition("|")[0]


def solar(day: date) -> tuple[int, int, int]:
    """Year, month and day in the Solar Hijri calendar."""
    year = day.year - 621
    if day < _first(year):
        year -= 1
    days = (day - _first(year)).days
    month, rest = divmod(days, 31) if days < 186 else divmod(days - 186, 30)
    return year, month + (1 if days < 186 else 7), rest + 1


def solar_name(month: int) -> str:
    """The name of a month of that calendar."""
    return SOLAR_MONTHS[month - 1]


def _first(year: int) -> date:
    return _NOWRUZ + timedelta(days=365 * (year - 1400) + _leaps(year) - _leaps(1400))


def _leaps(year: int) -> int:
    """The leap years before this one."""
    cycles, rest = divmod(year, 33)
    return 8 * cycles + sum(leap < rest for leap in _LEAP)


@cache
def months(tag: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """A pattern for the months' names in a language that is known, and their numbers; those of the Solar
    Hijri calendar are negative.
    """
    numbers = {one: at for at, listed in enumerate(_NAMES[tag].split(), 1) for one in listed.split("|")}
    if tag == "fa":
        numbers |= {one: -at for at, one in enumerate(SOLAR_MONTHS, 1)}
    longest = "|".join(sorted(numbers, key=len, reverse=True))
    return re.compile(rf"(?:{longest})(?=ماه|\b(?!\u200c))"), numbers


@cache
def month_names() -> frozenset[str]:
    """The months' names in all languages that are known."""
    return frozenset(name for tag in _NAMES for name in months(tag)[1])


@cache
def named_months() -> tuple[re.Pattern[str], frozenset[str]]:
    """A pattern for the `month_names` as whole words, and those of them that are nothing else."""
    names = month_names()
    longest = "|".join(sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<![^\W\d_])(?:{longest})(?=ماه|(?![^\W\d_]|\u200c))"), names - _WORDS_TOO


def _mention(text: str, found: re.Match[str], numbers: Mapping[str, int]) -> Mention:
    lead = text[max(0, found.start() - 24) : found.start()]
    rest = text[found.end() : found.end() + 24]
    year = _YEAR.match(rest)
    beside = next(filter(None, (_BEFORE.match(lead, one.start()) for one in _NUMBER.finditer(lead))), None)
    if beside is None and found[0][0].isupper():
        beside = _AFTER.match(rest)
    days = {int(one) for one in beside.groups() if one} if beside else set()
    number = numbers[found[0]]
    return Mention(
        abs(number),
        found[0],
        frozenset(day for day in days if 0 < day < 32),
        int(year[1]) if year else None,
        solar=number < 0,
        start=found.start(),
    )
