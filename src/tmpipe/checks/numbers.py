"""Numbers: lost ones and new ones, in digits of any kind and grouping, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.checks.base import Context, pairs
from tmpipe.glossary.termbase import tag_of, target_of
from tmpipe.model import CODE, Entry, Evidence
from tmpipe.parts import Remark
from tmpipe.text.counting import counted
from tmpipe.text.dates import SOLAR_MONTHS
from tmpipe.text.numbers import FIGURES, NUMBER, value

_NO_NUMBERS = re.compile(rf"{CODE.pattern}|https?://\S+|www\.\S+|(?<![^\s>])[^\s@>]++@\S+|&#?\w+;")
_NOT_PLAIN = re.compile(r"[<@&/]|www")
"""Without these a text has nothing of `_NO_NUMBERS`."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"\[(\d{1,2})\]|(?<!\d)(?<!\b[ms])(?<!\b[kcdm]m)([¹²³⁴-⁹][⁰¹²³⁴-⁹]?)(?![⁰¹²³⁴-⁹])")
"""A footnote's, in brackets or raised; a power of ten and a square metre have none."""
_DIGIT_RUN = re.compile(r"\d+")
_UNCOUNTED = re.compile(r"(?<!\d)\d+(?:st|nd|rd|th)\b|(?<=[a-z])\d+", re.IGNORECASE)
"""The 44th session, which many a language spells out; km2."""
_CENTURY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?=.{0,40}\bcentur)")
"""The 18th century, which others call the 1700s."""
_SPELLED_OUT = 12
"""Up to here a number may stand in words, unless it is a day of a month."""
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}\.[0-5]\d")
_MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
"""In English, the language of our sources; of another one, small numbers may be in words anywhere."""
_ROMAN = re.compile(r"\b[IVX]+(?=\b|e\b|:e\b|º)")
_AFTERNOON = re.compile(r"\d\s?p\.?m\b", re.IGNORECASE)
_SOLAR_MONTH = re.compile(rf"\b(?:{'|'.join(SOLAR_MONTHS)})(?:ماه)?\b")
_STEPS = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {"I": 1, "V": 5, "X": 10}


def mismatch(entry: Entry, context: Context) -> Iterator[Remark]:
    """A number of the source that stands nowhere in the target, or one that is new there. Those within
    glossary terms do not count.

    A small number may stand in words that we do not know, or in none: that one is lost, or new, is told only
    where another is new, or lost, beside it: 7 years, 9 ans.
    """
    if not entry.msgid:
        return
    for source, target in pairs(entry):
        yield from _marks(source, target)
        if _numbers(source).keys() == _numbers(target).keys():
            continue  # most entries: judged at once, for speed
        lost, new = _lost(source, target, context), _new(source, target, context)
        few = not (any(map(_few, lost)) and any(map(_few, new)))
        if told := [shown for value, shown in lost.items() if not few or not _small(value, source)]:
            message = f"numbers of the source that the translation has not: {', '.join(told)}"
            yield Remark(message, None, Evidence(tuple(told)))
        if told := [shown for value, shown in new.items() if not few or not _few(value)]:
            message = f"numbers of the translation that the source has not: {', '.join(told)}"
            yield Remark(message, None, Evidence(found=told[0]))


def _marks(source: str, target: str) -> Iterator[Remark]:
    """A mark of a footnote, `[2]` or `²`, is never in words: its number must be there."""
    if "[" not in source and source.isascii():
        return
    want = {mark: shown for mark, shown in _marked(source) if int(mark) <= _SPELLED_OUT}
    if not want:
        return
    have = {*_DIGIT_RUN.findall(target.translate(FIGURES)), *(mark for mark, _ in _marked(target))}
    if lost := [shown for mark, shown in want.items() if mark not in have]:
        message = f"footnote marks of the source that the translation has not: {', '.join(lost)}"
        yield Remark(message, None, Evidence(source_words=tuple(lost)))


def _marked(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a text's footnote marks, each with the mark."""
    for mark in _MARK.finditer(text):
        yield mark[1] or mark[2].translate(_RAISED), mark[0]


def _lost(source: str, target: str, context: Context) -> dict[str, str]:
    """The numbers of the source that are in the target in none of the ways that they may be written, each
    with how it stands there.
    """
    have = {part for value in _numbers(target) for part in (value, *_clock(value))}
    readings = _Readings.of(source, target, context)
    wanted = _numbers(_without_terms(source, context))
    lost = {value: shown for value, shown in wanted.items() if not _said(value, have, readings)}
    if lost:  # reading numerals and words takes longest
        have |= {str(number) for number in map(_roman, _ROMAN.findall(target))}
        have |= {str(number) for number in counted(target, context.locale)}
    return {value: shown for value, shown in lost.items() if not _said(value, have, readings)}


def _new(source: str, target: str, context: Context) -> dict[str, str]:
    """The numbers of the target that are no way to write one of the source, nor in one of its terms, each
    with how it stands there.
    """
    there, known = _numbers(target), {*_numbers(source)}
    if known.issuperset(there):
        return {}
    readings = _Readings.of(source, target, context)
    known |= set(map(str, map(_roman, _ROMAN.findall(source))))
    known |= {str(number) for number in counted(source, context.source_locale)}
    known |= {part for value in known for part in (_clock(value) or ())}
    known |= {other for value in known for other in readings.others(value)}
    known |= {str(100 * (int(century) - 1)) for century in _CENTURY.findall(source)}
    known |= _in_terms(source, context)
    return {
        value: shown
        for value, shown in there.items()
        if value not in known and not known.issuperset(_clock(value) or [value])
    }


def _in_terms(source: str, context: Context) -> set[str]:
    """The numbers in the forms of the source's terms."""
    if context.termbase is None:
        return set()
    terms = {one.term.id: one.term for one in context.termbase.find(source)}.values()
    targets = (target_of(term, context.locale) for term in terms)
    return {value for target in targets if target for form in target.forms for value in _numbers(form)}


def _without_terms(source: str, context: Context) -> str:
    mentions = context.termbase.find(source) if context.termbase else ()
    edges = [0, *(edge for one in mentions for edge in (one.start, one.end)), len(source)]
    rest = " ".join(source[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return _UNCOUNTED.sub(" ", rest)


def _numbers(text: str) -> dict[str, str]:
    """The numbers of a text as plain decimals, each with how it stands there first."""
    if not _DIGIT.search(text):
        return {}
    found: dict[str, str] = {}
    for number in NUMBER.findall(_NO_NUMBERS.sub(" ", text) if _NOT_PLAIN.search(text) else text):
        plain = number.translate(FIGURES)
        found.setdefault(value(plain), plain)
    return found


def _clock(value: str) -> list[str]:
    """Hours and minutes of what may be a time: `9.30`, which others write `9:30` or `9 h 30`."""
    return [part.lstrip("0") or "0" for part in value.split(".")] if _TIME.fullmatch(value) else []


def _small(value: str, source: str) -> bool:
    """Whether the number may stand in words, or in none: `1`, a pronoun."""
    return _few(value) and not _dated(value, source)


def _few(value: str) -> bool:
    return len(value) < 3 and value.isdecimal() and int(value) <= _SPELLED_OUT


def _said(value: str, have: set[str], readings: _Readings) -> bool:
    """Whether the number is there, or all parts of what may be a time."""
    if value in have or not have.isdisjoint(readings.others(value)):
        return True
    parts = _clock(value)
    return bool(parts) and all(_small(part, readings.source) or _said(part, have, readings) for part in parts)


@dataclass(frozen=True, slots=True)
class _Readings:
    """How else the numbers of a source may be written: in thousands or millions, by another clock, century
    or calendar.
    """

    source: str
    steps: tuple[int, ...]
    """What the source counts in."""
    afternoon: bool
    solar: bool
    """Whether dates may be of the Solar Hijri calendar."""
    days: bool
    """Whether the target has a month of that calendar."""

    @classmethod
    def of(cls, source: str, target: str, context: Context) -> _Readings:
        """What two texts say of all their numbers."""
        steps = tuple(step for name, step in _STEPS.items() if re.search(rf"(?i)\b{name}s?\b", source))
        solar = tag_of(context.locale) == "fa"
        days = solar and bool(_SOLAR_MONTH.search(target))
        return cls(source, steps, bool(_AFTERNOON.search(source)), solar, days)

    def others(self, value: str) -> set[str]:
        """How else this number may be written."""
        if len(value) > 18:
            return set()
        others = {_plain(float(value) * step) for step in self.steps}
        others |= {_plain(float(value) / step) for step in _STEPS.values() if float(value) >= step}
        if "." in value:
            return others
        number = int(value)
        if self.afternoon:
            others.add(str(number + 12))
        if 1000 < number < 2200 and number % 10 == 0:
            others.add(str(number % 100))
        if 10 <= number < 100:
            others |= {f"{century}{number}" for century in (18, 19, 20)}
        return others | _solar(number, days=self.days) if self.solar else others


def _plain(number: float) -> str:
    return f"{number:.6f}".strip("0").rstrip(".")


def _dated(value: str, source: str) -> bool:
    """Whether the number stands beside the name of a month."""
    return bool(re.search(rf"\b0?{value}\W+{_MONTH}|{_MONTH}\W+0?{value}\b", source))


def _solar(number: int, *, days: bool) -> set[str]:
    """What the number is where the date was put into the Solar Hijri calendar; a day may be any."""
    if 40 < number < 100:
        number += 1900
    if 1800 < number < 2200:
        return {str(number - 621), str(number - 622), str((number - 621) % 100), str((number - 622) % 100)}
    return {str(day) for day in range(1, 32)} if days and number < 32 else set()


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
