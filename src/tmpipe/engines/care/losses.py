"""What a model left out, or added: by length, and by what must come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from tmpipe.model import Locale
from tmpipe.text.counting import counted
from tmpipe.text.dates import dated, known
from tmpipe.text.locales import language
from tmpipe.text.numbers import FIGURES, NUMBER, value
from tmpipe.text.scripts import LETTERS

_RATIOS: Mapping[str, float] = {"fr": 1.15, "it": 1.1, "sv": 1.02, "fa": 0.95}
"""Letters of a translation to each letter of English: medians of benchmarks/checks."""
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf一-鿿가-힣]")


def odd_length(source: str, target: str, locale: Locale) -> bool:
    """Beyond what one in some thousand human translations is. The longer a text, the less they differ."""
    ratio = _ratio(source, target, locale)
    return not 1 / (1.35 + 28 / _size(source)) <= ratio <= 1.45 + 20 / _size(source)


def _ratio(source: str, target: str, locale: Locale) -> float:
    """How long the target is, to what is usual."""
    return _size(target) / (_size(source) * _RATIOS.get(language(locale), 1.05))


def _size(text: str) -> int:
    """Letters of a text; one of Chinese, Japanese or Korean says as much as three others."""
    return len(text) + 2 * len(_DENSE.findall(text)) or 1


def dropped(source: str, target: str, locale: Locale) -> bool:
    """A text that is rather short, and lacks its beginning, its end, a sentence, or what must come back."""
    ratio = _ratio(source, target, locale)
    if len(source) < 40 or ratio > 0.75:
        return False
    fewer = _stops(source) > _stops(target) > 0
    if fewer or ratio > 0.72:
        return fewer
    if source[0].isupper() and target[0].islower():
        return True
    endless = _stops(source) > 0 == _stops(target) and (len(source) > 60 or ratio < 0.62)
    return endless or any(lost(source, target) for lost in _TRACES)


_STOP = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]\u200c-\u200f]*(?=\s|\Z)")


def _stops(text: str) -> int:
    return len(_STOP.findall(text))


def _no_digits(source: str, target: str) -> bool:
    return any(len(one) > 1 for one in _lost(source, target))


def _no_quotes(source: str, target: str) -> bool:
    return bool(_QUOTE.search(source)) and not _QUOTE.search(target)


def _no_brackets(source: str, target: str) -> bool:
    return source.count("(") > target.count("(")


def _no_commas(source: str, target: str) -> bool:
    return source.count(",") > 1 and not _COMMA.search(target)


def _no_names(source: str, target: str) -> bool:
    """Whether of several words with a capital those of one half alone are there, as they begin."""
    if not target.isascii() and _ARABIC.search(target):
        return False
    names = [(found.start() * 2 >= len(source), found[0][:4]) for found in _NAME.finditer(source)]
    there = {late for late, name in names if name in target}
    return len(there) == 1 and sum(1 for late, _ in names if late not in there) > 1


_TRACES: tuple[Callable[[str, str], bool], ...] = (
    _no_digits,
    _no_quotes,
    _no_brackets,
    _no_commas,
    _no_names,
)
_COMMA = re.compile("[,،、，;؛]")
_ARABIC = re.compile(f"[{LETTERS['Arabic']}]")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w{3,}")


# --- what must come back

_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”„«»]')
_STANDING = re.compile(rf"(?<!\w)(?<![^\W\d_]-)(?:{NUMBER.pattern})(?!\d|-?[^\W\d_])")
_ITEM = re.compile(r"(?<![\w(])\w{1,3}\)")


def numbers_lost(source: str, target: str, _locale: Locale) -> bool:
    """A number of three digits or more that is lost, or several of two.

    Zeros at the end of a number may be words, and so may round numbers: where they are lost, another number
    is in their place.
    """
    lost = [_digits(one) for one in _lost(source, target)]
    if any(len(one) > 2 for one in lost) or sum(len(one) > 1 for one in lost) > 1:
        return True
    return any(len(one) > 2 and one.isdecimal() for one in _lost(source, target)) and _added(source, target)


def _lost(source: str, target: str) -> list[str]:
    """The numbers that are part of no word, as `1960s` and `4x4` are, and are not in the target."""
    if not _DIGIT.search(source):
        return []
    there = {_digits(one) for one in NUMBER.findall(target)}
    digits = "".join(_DIGIT.findall(target.translate(FIGURES)))
    found = [one[0] for one in _STANDING.finditer(source)]
    return [one for one in found if _digits(one) not in there and not _within(one, digits)]


def _within(number: str, digits: str) -> bool:
    """Whether a number of at least three digits is among a text's digits, grouped as nobody groups them."""
    own = value(number.translate(FIGURES)).replace(".", "")
    return len(own) > 2 and own in digits


def _added(source: str, target: str) -> bool:
    """Whether there is a number of two digits or more that is nowhere in the source."""
    digits = "".join(_DIGIT.findall(source.translate(FIGURES)))
    return any(len(one) > 1 and one not in digits for one in map(_digits, NUMBER.findall(target)))


def _digits(number: str) -> str:
    """Without signs, nor the zeros at its ends."""
    return value(number.translate(FIGURES)).replace(".", "").strip("0") or "0"


def number_doubled(source: str, target: str) -> bool:
    """Whether a number of two digits or more stands in the target more often than in the source.

    Of 55,000 human translations one has such a number.
    """
    if not _DIGIT.search(source):
        return False
    own, there = (Counter(map(_digits, NUMBER.findall(text))) for text in (source, target))
    return any(len(one) > 1 and count > own[one] > 0 for one, count in there.items())


def date_lost(source: str, target: str, source_locale: Locale, locale: Locale) -> bool:
    """Whether the source says a day of a month, and the target has neither a month nor a date in digits."""
    if not (known(source_locale) and known(locale)):
        return False
    days = any(one.days and one.sure for one in dated(source, source_locale))
    if not days or _DATE.search(target):
        return False
    return not any(dated(text, locale) for text in (target, target.lower()))


_DATE = re.compile(r"\d[./-]\d")


def small_lost(source: str, target: str, locale: Locale) -> bool:
    """Whether a number of one digit or two is in the target neither in digits nor in words, and no other
    number is in its place, as where miles become kilometres. Clock times are left out.
    """
    if not _DIGIT.search(source):
        return False
    small = [found[0] for found in _STANDING.finditer(source) if _is_small(found)]
    there = NUMBER.findall(target)
    if not small or len(there) >= len(NUMBER.findall(source)):
        return False
    known = {_digits(one) for one in there}
    lost = {one for one in small if _digits(one) not in known}
    return bool(lost) and not {int(one) for one in lost} <= counted(target, locale)


def _is_small(found: re.Match[str]) -> bool:
    number, text = found[0], found.string
    if not (number.isdecimal() and len(number) < 3 and int(number) > 1):
        return False
    return not (_CLOCK.match(text, found.end()) or text[: found.start()].endswith(":"))


_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o.clock)|[:.°]\d", re.IGNORECASE)


def unbalanced(source: str, target: str, _locale: Locale) -> bool:
    """Brackets or quotation marks without their partners, where the source's are in pairs."""
    return not _balanced(target) and _balanced(source)


def _balanced(text: str) -> bool:
    """Of quotation marks, languages pair any; of items, `a)` is as good as `(a)`."""
    if len(_QUOTE.findall(text)) % 2:
        return False
    open_, close = text.count("("), text.count(")")
    return text.count("[") == text.count("]") and 0 <= close - open_ <= len(_ITEM.findall(text))
