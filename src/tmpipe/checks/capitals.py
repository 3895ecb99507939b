"""Capitals: at the start as in the source, in headings as in the source, none on months and week days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Entry, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Typography
from tmpipe.text.typography import context, seen

_OPENING = " \u00a0\u202f\t\n\"'“”„‘’«»‹›([{*_-–—•…¿¡"
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CODE = re.compile(r"[$%{}\\/=@#|<>`~^]|\w[._:(]\w|--")
_LONG = 4
"""Letters of a word that counts in a heading: shorter ones are articles and the like."""


def _start(source: str, target: str, context_: Context) -> Iterable[Remark]:
    if not language(context_.locale).typography.capitals:
        return ()
    first, ours = _first(source), _first(target)
    if not first.isupper() or not ours.islower():
        return ()
    source, target = seen(source).lstrip(_OPENING), seen(target).lstrip(_OPENING)
    if not source[:1].isupper() or not target[:1].islower() or _excused(source, target):
        return ()
    word = target.split()[0]
    return [Remark(f"begins with a small letter, the source with a capital: {word}", evidence=_of(word))]


def _first(text: str) -> str:
    """The first letter; what is not one where the text begins with a code or a mark."""
    bare = text if text[:1].isalpha() else seen(text).lstrip(_OPENING)
    return bare[:1]


def _excused(source: str, target: str) -> bool:
    """Whether the words begin so for a reason: a name, code, a word of the source, a list's item."""
    theirs, word = source.partition(" ")[0], target.partition(" ")[0]
    stem = re.split(r"[’'-]", word)[-1]
    if word in source or _CODE.search(word) or _CODE.search(theirs) or stem[:1].isupper():
        return True
    return len(source.split()) < 4 or not (_sentence(source) and _sentence(target))


def _sentence(text: str) -> bool:
    """Whether the text is one: an item of a list or a heading may begin as it likes."""
    return text.rstrip(" \u00a0\u202f\"”’')]»").endswith((".", "!", "?")) and not _titled(text)


def _style(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.capitals:
        return ()
    remarks = list(_months(source, target, typography))
    if target.isupper() != source.isupper() and len(_WORD.findall(source)) > 1:
        shouted = source.isupper() and sum(map(str.isalpha, source)) > 8
        whispered = target.isupper() and sum(map(str.isalpha, target)) > 8
        if shouted or whispered:
            remarks.append(Remark(f"the source is {'' if shouted else 'not '}in capitals"))
    elif target[-1:].isalpha() and _titled(source) and _titled(seen(target)):
        remarks.append(Remark("English capitals: only the first word and names have one here"))
    return remarks


def _titled(text: str) -> bool:
    """Whether all long words have a capital, four at least."""
    if len(text) > 200:
        return False
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    return len(long) > 3 and all(word[0].isupper() and not word.isupper() for word in long)


def _months(source: str, target: str, typography: Typography) -> Iterator[Remark]:
    if target.isupper():
        return
    for pattern in _dates(typography.months):
        for found in pattern.finditer(target):
            if found[1] not in source and found.start():
                words = context(target, *found.span(1))
                message = f"{found[1]} begins with a small letter: {found[1].lower()}"
                yield Remark(message, evidence=Evidence(found=words, suggestion=found[1].lower()))


_KNOWN: dict[frozenset[str], tuple[re.Pattern[str], ...]] = {}


def _dates(months: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """A month or day of the week with a capital, beside a number."""
    if months not in _KNOWN:
        names = "|".join(sorted(map(str.capitalize, months)))
        _KNOWN[months] = (re.compile(rf"[0-9] ({names})\b"), re.compile(rf"({names}) [0-9]"))
    return _KNOWN[months]


def _of(word: str) -> Evidence:
    return Evidence(found=word)


_of_sentences = of_pairs(_start)


def start(entry: Entry, context_: Context) -> Iterable[Remark]:
    """What `_start` says, but not of a list's items, which begin as each language likes."""
    if any(line.startswith("list item") for line in entry.extracted):
        return ()
    return _of_sentences(entry, context_)


style = of_pairs(_style)
