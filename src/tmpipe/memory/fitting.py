"""What is put into a sentence so that the sentence stays right; where that is not sure, nothing is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from tmpipe.model import Locale
from tmpipe.text.dates import month_name
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Language
from tmpipe.text.numbers import DIGITS
from tmpipe.text.pieces import Piece

_VOWELS = frozenset("aeiou")
_UNSURE = frozenset("hy")
"""Letters that may be heard as vowels, or not."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "sir", "madam"})
"""English words that say whether somebody is a man or a woman."""
_MEASURES = frozenset({"%", "per", "percent", "million", "billion", "trillion"})
"""What a number stands before in English that may well have decimals."""
_VOCALIC = re.compile(r"8|1[18](?:\d{3})*$")
"""Beginnings of numbers whose words begin with a vowel in English or Italian, where the rest is groups of
three; 8 of all lengths."""


class Place(NamedTuple):
    """The pieces of a sentence, and the number of one of them."""

    pieces: Sequence[Piece]
    at: int
    language: Language

    @property
    def piece(self) -> Piece:
        """The one."""
        return self.pieces[self.at]

    def beside(self, steps: int) -> Piece | None:
        """The piece that stands so many after it, or before it."""
        at = self.at + steps
        return self.pieces[at] if 0 <= at < len(self.pieces) else None

    def word(self, steps: int) -> str:
        """That piece's text, in small letters; empty where there is none."""
        found = self.beside(steps)
        return found.text.lower() if found else ""

    @property
    def dated(self) -> bool:
        """Whether a month stands right beside it: 14 July, July 14, 14th of July."""
        beside = [self.beside(1), self.beside(-1)]
        if self.word(1) in ("of", "de", "di"):
            beside.append(self.beside(2))
        return any(piece is not None and piece.kind == "month" for piece in beside)

    @property
    def before(self) -> str:
        """The word before it, without the stop of an abbreviation."""
        return self.word(-2) if self.word(-1) in (".", "°") else self.word(-1)

    @property
    def sounding(self) -> bool:
        """Whether the word before it depends on its first sound."""
        return self.word(-1) in ("'", "’") or self.word(-1) in self.language.agreement.articles


def place(pieces: Sequence[Piece], at: int, locale: Locale) -> Place:
    """Piece number `at` of a text of the locale."""
    return Place(pieces, at, language(locale))


def fitting(old: Place, new: Place, spot: Place) -> str | None:
    """What stands in the target instead of `spot`, which is there for `old`, when `new` is what is asked.

    None where it cannot be known, or would break the sentence.
    """
    if spot.piece.kind == "number":
        return _number(old, new, spot)
    if spot.piece.kind == "month":
        return _month(old, new, spot)
    return _name(old, new, spot) if spot.piece.kind == "name" else new.piece.text


# --- numbers


def _number(old: Place, new: Place, spot: Place) -> str | None:
    if any(_doubtful(one) for one in (old, new, spot)) or _year(old.piece) != _year(new.piece):
        return None
    if not spot.language.agreement.plain and not (_year(old.piece) and _free(spot)):
        return None
    if _clock(old) and spot.language.tag != "en":
        return None
    if spot.language.tag in ("fr", "it") and _millions(old.piece) != _millions(new.piece):
        return None
    day = old.dated and new.dated and spot.dated
    if not day and (_singular(old, new, spot) or bool(old.piece.suffix) != bool(new.piece.suffix)):
        return None
    digits, ending = _digits(old, new, spot), _ending(new, spot, day=day)
    if digits is None or ending is None:
        return None
    moves = spot.sounding and _vocalic(spot.piece.key, spot.piece.suffix) != _vocalic(new.piece.key, ending)
    return None if moves else digits + ending


def _doubtful(one: Place) -> bool:
    """Whether a number may be read in two ways: 2.500 in English, 2,500 in Italian."""
    point = _point(one.language)
    sign = one.piece.sign
    doubted = sign == point or (sign == "." and point == "٫")
    return bool(sign) and doubted and one.piece.digits.count(sign) == 1 and "." not in one.piece.key


def _point(known: Language) -> str:
    return "." if known.tag == "en" else known.typography.comma


def _year(piece: Piece) -> bool:
    plain = not (piece.sign or piece.suffix) and len(piece.digits) == 4 and piece.key.isdecimal()
    return plain and 1000 <= int(piece.key) < 2200


def _millions(piece: Piece) -> bool:
    """Whether it is whole millions, after which French and Italian put *de* and *di*."""
    return piece.key.endswith("000000")


def _free(spot: Place) -> bool:
    """Whether no ending can hang on it."""
    return not spot.piece.suffix and spot.word(1) not in ("-", "'", "’", ":", "‐", "\u200c")


def _clock(old: Place) -> bool:
    """Whether it is an hour of the English clock, which others count on."""
    return old.word(1) in ("am", "pm") or (old.word(1) in ("a", "p") and old.word(2) == ".")


def _singular(old: Place, new: Place, spot: Place) -> bool:
    """Whether one of two numbers may want the singular, the other one not; in `article 1` none does."""
    breaking = old.language.breaking
    labels = breaking.labels | breaking.counters
    if old.before in labels and new.before in labels:
        return spot.language.tag == "fr" and "1" in (old.piece.key, new.piece.key)  # article premier
    return (float(old.piece.key) < 2) != (float(new.piece.key) < 2)


def _vocalic(key: str, ending: str) -> bool:
    """Whether it begins with a vowel, as 8, 11 and 18 may; 1 does in Italian, unless it is 1º."""
    return bool(_VOCALIC.match(key.partition(".")[0])) or (key == "1" and not ending)


def _digits(old: Place, new: Place, spot: Place) -> str | None:
    """The new number with the digits and signs that the target has."""
    there, asked = _ascii(spot.piece.digits), _ascii(new.piece.digits)
    if any(re.match(r"0\d", _ascii(one.piece.digits)) for one in (old, new, spot)):
        return _in_script(asked, spot) if there == _ascii(old.piece.digits) and asked.isdigit() else None
    whole, _, decimals = new.piece.key.partition(".")
    whole = whole or "0"  # the key of 0.5 is .5
    sign, point = _sign(new, spot, len(whole)), _decimal(new, spot) if decimals else ""
    if sign is None or point is None:
        return None
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1] if sign else [whole]
    return _in_script(sign.join(groups) + point + decimals, spot)


def _sign(new: Place, spot: Place, length: int) -> str | None:
    """What groups the digits of the new number; None where the language's own sign is not known."""
    if length <= 3 or spot.piece.sign:
        return spot.piece.sign if length > 3 else ""
    there = len(spot.piece.key.partition(".")[0])
    if not new.piece.sign or there > 4 or (length == 4 and there == 4):
        return ""
    sign = "," if spot.language.tag == "en" else spot.language.typography.thousands[:1]
    return None if not sign or (sign == "٬" and spot.piece.digits.isascii()) else sign


def _decimal(new: Place, spot: Place) -> str | None:
    """The decimal sign: the one that is there, else the language's own; None for what may be no decimals, but
    the number of a section or a version."""
    if "." in spot.piece.key:
        return next(sign for sign in reversed(spot.piece.digits) if not sign.isdecimal())
    return _point(spot.language) or None if new.word(1) in _MEASURES else None


def _ascii(digits: str) -> str:
    return digits.translate(DIGITS)


def _in_script(number: str, spot: Place) -> str:
    """The number in the digits of the one that is there."""
    one = next(sign for sign in spot.piece.digits if sign.isdecimal())
    zero = ord(one) - unicodedata.decimal(one)
    return "".join(chr(zero + int(sign)) if sign.isdecimal() else sign for sign in number)


def _ending(new: Place, spot: Place, *, day: bool) -> str | None:
    """What follows the digits: nothing, or an ordinal's ending."""
    agreement, suffix = spot.language.agreement, spot.piece.suffix
    following = spot.beside(1)
    first = "1" in (spot.piece.key, new.piece.key)
    if day and agreement.first and first and following is not None and following.kind == "month":
        plain = suffix in ("", agreement.first, "°") if spot.piece.key == "1" else not suffix
        return (agreement.first if new.piece.key == "1" else "") if plain else None
    if not suffix:
        return None if first and spot.language.tag == "fa" else ""
    if "." in new.piece.key or "." in spot.piece.key:
        return None
    if agreement.ordinal is not None:
        regular = suffix == agreement.ordinal(int(spot.piece.key))
        return agreement.ordinal(int(new.piece.key)) if regular else None
    return None if first or suffix in ("er", "re") else suffix


# --- months and names


def _month(old: Place, new: Place, spot: Place) -> str | None:
    month, other = int(old.piece.key), int(new.piece.key)
    if month < 0 or other < 0 or spot.piece.text != month_name(month, spot.language.tag):
        return None
    name = month_name(other, spot.language.tag)
    before = spot.beside(-1)
    apart = before is not None and before.kind == "number"
    return (
        name
        if apart or not spot.language.agreement.elides or _sound(name) == _sound(spot.piece.text)
        else None
    )


def _sound(word: str) -> str:
    """What its first sound is to the word before it: a vowel, a consonant, or a letter that may be either."""
    first = unicodedata.normalize("NFD", word)[:1].lower()
    return "a" if first in _VOWELS else first if first in _UNSURE else "b"


def _name(old: Place, new: Place, spot: Place) -> str | None:
    """A form of as many words as the source's, where neither sex nor sound nor case can show."""
    was, asked = old.piece.name, new.piece.name
    if was is None or asked is None or not was.kind or old.word(1) in ("'", "’"):
        return None
    if not spot.language.agreement.neuter and old.before not in _TITLES:
        return None
    form = next((form for form in asked.forms if _length(form) == _length(new.piece.text)), None)
    if form is None or _length(old.piece.text) != _length(spot.piece.text):
        return None
    moves = spot.sounding or spot.language.agreement.elides
    return None if moves and _sound(form) != _sound(spot.piece.text) else form


def _length(words: str) -> int:
    return len(words.split())
