"""Dates: a month that became another one, a day that did, in the calendars that the languages use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark
from tmpipe.text.dates import Mention, dated, known, solar, solar_name


def _mismatch(source: str, target: str, context: Context) -> Iterable[Remark]:
    if not known(context.source_locale) or not known(context.locale):
        return ()
    want = dated(source, context.source_locale)
    if not want or not (have := dated(target, context.locale)):
        return ()
    return [*_months(want, have), *_days(want, have), *_solar_days(want, have)]


def _months(want: Sequence[Mention], have: Sequence[Mention]) -> Iterator[Remark]:
    """A month of the source is in no date of the target, and a new one is: the one has become the other."""
    there = {month for one in have for month in one.months}
    own = {one.month for one in want}
    lost = {one.month: one.name for one in want if one.sure and one.month not in there}
    new = dict.fromkeys(one.name for one in have if one.sure and own.isdisjoint(one.months))
    if lost and new:
        message = f"{', '.join(lost.values())} of the source; the translation has {', '.join(new)}"
        yield Remark(message, evidence=Evidence(tuple(lost.values()), found=next(iter(new))))


def _days(want: Sequence[Mention], have: Sequence[Mention]) -> Iterator[Remark]:
    """Where both give days of a month they share one."""
    for month in dict.fromkeys(one.month for one in want if one.days):
        days, there = (
            frozenset[int]().union(*(one.days for one in listed if one.month == month and not one.solar))
            for listed in (want, have)
        )
        if there and days.isdisjoint(there):
            name = next(one.name for one in want if one.month == month)
            yield Remark(f"{name} {_listed(days)} of the source; the translation has {_listed(there)}")


def _solar_days(want: Sequence[Mention], have: Sequence[Mention]) -> Iterator[Remark]:
    """A date that was put into the Solar Hijri calendar is the same day."""
    there = {(one.month, day) for one in have if one.solar for day in one.days}
    for one in want if there else ():
        if (
            one.year is None
            or len(one.days) != 1
            or one.month in {two.month for two in have if not two.solar}
        ):
            continue
        try:
            year, month, day = solar(date(one.year, one.month, *one.days))
        except ValueError:
            continue  # 30 February: the source's own mistake
        if (month, day) not in there:
            yield Remark(f"{_listed(one.days)} {one.name} {one.year} is {day} {solar_name(month)} {year}")


def _listed(days: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(days)))


mismatch = of_pairs(_mismatch)
