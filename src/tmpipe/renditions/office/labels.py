"""The labels of a list's items as word processors number them: a pattern and a value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from string import ascii_lowercase

from tmpipe.renditions.groups import List
from tmpipe.text.numerals import roman


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a label shows its value: `a)` is a lower letter with a bracket after it."""

    form: str
    """`bullet`, `decimal`, `lowerLetter`, `upperLetter`, `lowerRoman`, `upperRoman`; `literal`: `before` is
    the whole label. (The names are those of ECMA-376, part 1, 17.18.59.)"""
    before: str = ""
    after: str = ""


Label = tuple[Pattern, int]
"""A pattern and the value (0: none) that it shows."""

_LETTERS = {letter: value for value, letter in enumerate(ascii_lowercase, 1)}
_ROMAN = {roman(n): n for n in range(1, 100)}
_FORMS: Mapping[str, Mapping[str, int]] = {
    "lowerRoman": _ROMAN,
    "lowerLetter": _LETTERS,
    "upperRoman": {word.upper(): value for word, value in _ROMAN.items()},
    "upperLetter": {letter.upper(): value for letter, value in _LETTERS.items()},
}


def labels(found: List) -> tuple[Label, ...]:
    """What the label of each item shows."""
    if found.kind == "bullet":
        return tuple((Pattern("bullet"), 0) for _ in found.items)
    if found.kind == "number":
        return tuple(_decimal(item.label, item.number) for item in found.items)
    out: list[Label] = []
    for _, group in groupby((item.label for item in found.items), key=_shape):
        shown = list(group)
        sequences = filter(None, (_sequence(shown, form) for form in _FORMS))
        out += next(sequences, tuple((Pattern("literal", label), 0) for label in shown))
    return tuple(out)


def _shape(label: str) -> str:
    """What labels of one sequence have in common."""
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", label))


def _decimal(label: str, number: int) -> Label:
    before, _, after = re.split(r"(\d+)", label, maxsplit=1)
    return Pattern("decimal", before.strip(), after.strip()), number


def _sequence(shown: Sequence[str], form: str) -> tuple[Label, ...]:
    """The labels as letters or Roman numerals; nothing where they are no sequence of one form."""
    read = tuple(_read(label, form) for label in shown)
    one = len({pattern for pattern, _ in read}) == 1
    return read if one and read[0][1] and all(b == a + 1 for (_, a), (_, b) in pairwise(read)) else ()


def _read(label: str, form: str) -> Label:
    found = re.fullmatch(r"(\W*)([A-Za-z]+)(\W*)", label)
    value = _FORMS[form].get(found[2], 0) if found else 0
    return (Pattern(form, found[1], found[3]), value) if found else (Pattern(form), 0)
