"""Numbers: one that the source has and the target has not, in whatever digits and grouping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tmpipe.checks.base import Context, pairs
from tmpipe.model import CODE, Entry
from tmpipe.parts import Remark

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٬", "01234567890123456789.,")
_NO_NUMBERS = re.compile(rf"{CODE.pattern}|https?://\S+|www\.\S+|\S+@\S+|&#?\w+;")
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[\s,.'’\u00a0\u202f]\d{3})+(?!\d)|\d+[.,]\d+(?![.,]?\d)|\d+")
_UNCOUNTED = re.compile(r"\d+(?:st|nd|rd|th)\b|(?<=[a-z])\d+", re.IGNORECASE)
"""The 44th session, which many a language spells out; km2."""
_SPELLED_OUT = 12
"""Up to here a number may stand in words, unless it is a day of a month."""
_DIGIT = re.compile(r"\d")
_TIME = re.compile(r"\d{1,2}\.[0-5]\d")
_MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
"""In English, the language of our sources; of another one, small numbers may be in words anywhere."""
_ROMAN = re.compile(r"\b[IVX]+(?=\b|e\b|:e\b|º)")
_AFTERNOON = re.compile(r"\d\s?p\.?m\b", re.IGNORECASE)
_PERSIAN_MONTHS = re.compile(
    r"\b(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند)(?:ماه)?\b"
)
_VALUES = {"I": 1, "V": 5, "X": 10}


def mismatch(entry: Entry, context: Context) -> Iterator[Remark]:
    """A number of the source that stands nowhere in the target; those within glossary terms do not count."""
    if not entry.msgid:
        return
    for source, target in pairs(entry):
        wanted = _numbers(_without_terms(source, context)) if _DIGIT.search(source) else ()
        have = (
            {part for _, value in _numbers(target) for part in (value, *_clock(value))} if wanted else set()
        )
        lost = [
            shown
            for shown, value in wanted
            if value not in have and not _said(value, have, (source, target), context)
        ]
        if lost:
            shown = ", ".join(dict.fromkeys(lost))
            yield Remark(f"numbers of the source that the translation has not: {shown}")


def _without_terms(source: str, context: Context) -> str:
    if context.termbase is not None:
        for mention in reversed(context.termbase.find(source)):
            source = source[: mention.start] + " " + source[mention.end :]
    return _UNCOUNTED.sub(" ", source)


def _numbers(text: str) -> list[tuple[str, str]]:
    """The numbers as they stand, and as a plain decimal."""
    plain = _NO_NUMBERS.sub(" ", text.translate(_DIGITS))
    return [(found[0], _value(found[0])) for found in _NUMBER.finditer(plain)]


def _value(number: str) -> str:
    """`30,000`, `30 000` and `30.000` are `30000`; `2,5` is `2.5`; `07` is `7`."""
    whole = re.sub(r"\D(?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    return whole.lstrip("0") or "0"


def _clock(value: str) -> list[str]:
    """Hours and minutes of what may be a time: `9.30`, which others write `9:30` or `9 h 30`."""
    return [part.lstrip("0") or "0" for part in value.split(".")] if _TIME.fullmatch(value) else []


def _said(value: str, have: set[str], texts: tuple[str, str], context: Context) -> bool:
    """Whether the number is there in Roman numerals, in thousands, by another clock or calendar."""
    source, target = texts
    if "." in value:
        parts = _clock(value)
        return bool(parts) and all(part in have or _said(part, have, texts, context) for part in parts)
    if len(value) > 18:
        return False
    number = int(value)
    if number <= _SPELLED_OUT and not _dated(value, source):
        return True
    others = {str(number // step) for step in (1000, 1_000_000) if number and number % step == 0}
    if _AFTERNOON.search(source):
        others.add(str(number + 12))
    if 1000 < number < 2200 and number % 10 == 0:
        others.add(str(number % 100))
    if 10 <= number < 100:
        others |= {f"{century}{number}" for century in (18, 19, 20)}
    if context.locale.startswith("fa"):
        others |= _solar(number, target)
    return not have.isdisjoint(others) or number in {_roman(found) for found in _ROMAN.findall(target)}


def _dated(value: str, source: str) -> bool:
    """Whether the number stands beside the name of a month."""
    return bool(re.search(rf"\b0?{value}\W+{_MONTH}|{_MONTH}\W+0?{value}\b", source))


def _solar(number: int, target: str) -> set[str]:
    """What the number is where the date was put into the Solar Hijri calendar; a day may be any."""
    if 40 < number < 100:
        number += 1900
    if 1800 < number < 2200:
        return {str(number - 621), str(number - 622), str((number - 621) % 100), str((number - 622) % 100)}
    dated = number < 32 and _PERSIAN_MONTHS.search(target)
    return {str(day) for day in range(1, 32)} if dated else set()


def _roman(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True))
