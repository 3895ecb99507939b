"""Quotation marks: the language's own, in pairs, around as many quotations as in the source; apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from tmpipe.checks import habits
from tmpipe.checks.base import Context, Edit, of_pairs
from tmpipe.model import Catalog, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Typography
from tmpipe.text.typography import context, seen, taken_over

_DOUBLE = '"“”„‟«»'
_ANY = re.compile('["“”„‟«»‹›‘]')
_SINGLE = re.compile(r"(?<!\w)['‘’](?=\w[^'’‘]*['’](?!\w))")
_SINGLES = ("‘", " '", " ’", "”’", "“'")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")
_NAMES = {"'": "the typewriter’s ' (U+0027)", "’": "’ (U+2019)"}


@lru_cache(maxsize=8)
def _has(text: str) -> bool:
    """Whether there are quotation marks at all; three checks ask of each text."""
    return _ANY.search(text) is not None


def _foreign(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.quotes or not _has(target):
        return ()
    source, target = seen(source), seen(target)
    for at in _strange(source, target, typography, context_):
        own = typography.quotes[0]
        number = habits.number(context_, ("quotation marks", _pair(target[at])), partial(_marks, context_))
        if number == 0:
            continue
        message = f"{target[at]} is not this language’s quotation mark; type {own[0]}…{own[1]}"
        if number:
            message = (
                f"{number} quotation marks are {_pair(target[at])}; this language’s are {own[0]}…{own[1]}"
            )
        return [Remark(message, evidence=Evidence(found=context(target, at, at + 1)))]
    return ()


def _pair(mark: str) -> str:
    """The pair that a mark is of, as a reader knows it."""
    return next((pair for pair in ('"…"', "“…”", "«…»", "‹…›") if mark in pair), mark)


def _marks(context_: Context, source: str, target: str) -> Iterator[habits.Place]:
    """Every mark that could be a foreign one, and of which pair it is, if it is one."""
    typography = language(context_.locale).typography
    source, target = seen(source), seen(target)
    strange = set(_strange(source, target, typography, context_))
    for found in _ANY.finditer(target):
        if found.start() in strange:
            yield "quotation marks", _pair(found[0])
        elif found[0] in typography.quotes[0]:
            yield "quotation marks", ""


def _strange(source: str, target: str, typography: Typography, context_: Context) -> Iterator[int]:
    """Where other languages' marks stand, but not around what is quoted within a quotation, which may have
    begun in an earlier sentence, nor in foreign titles, in code, or after a number of inches.
    """
    depth = straight = 0
    own = typography.quotes[0]
    within = not any(mark in source for mark in _DOUBLE) or source.count("“") < source.count("”")
    mixed = _usual_pair(context_, typography)
    for found in _ANY.finditer(target):
        mark, at = found[0], found.start()
        straight += mark == '"'
        depth += (mark == own[0]) - (mark == own[1]) if own[0] != own[1] else 0
        if mark not in typography.foreign and mark not in mixed:
            continue
        if mark in "“”" and (depth > 0 or within):
            continue
        if mark == '"' and _in_code(target, at, opened=straight % 2 == 0):
            continue
        if not taken_over(source, target, at):
            yield at


def mends(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """The language's own marks for another's that stand in pairs around words, one after the other."""
    typography = language(context_.locale).typography
    if not typography.quotes or not _has(target):
        return
    own = typography.quotes[0]
    strange = list(_strange(source, target, typography, context_))
    sides = [_side(target, at) for at in strange]
    if sides == [0, 1] * (len(sides) // 2) and not any(mark in target for mark in own):
        yield from ((at, at + 1, own[side]) for at, side in zip(strange, sides, strict=True))


def _side(text: str, at: int) -> int:
    """0 for a mark that opens, by the signs beside it, 1 for one that closes, else -1."""
    before, after = (text[place : place + 1] for place in (at - 1, at + 1)) if at else ("", text[1:2])
    if (not before or before in " \n\u00a0\u202f([’'—–") and (after.isalnum() or after == "…"):
        return 0
    return 1 if before.isalnum() or before in set(".,!?…)]%") - {""} else -1


def _in_code(text: str, at: int, *, opened: bool = False) -> bool:
    """Whether a straight mark belongs to a program's text, or to a measure if none is open: x="y", 5"."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    return before in {"=", "\\"} or (before.isdecimal() and not after.isalpha() and not opened)


def _usual_pair(context_: Context, typography: Typography) -> str:
    """The marks of the pair that the catalog hardly ever uses, where a language has two."""
    if len(typography.quotes) < 2 or context_.catalog is None:
        return ""
    usual = context_.habits.get("quotes")
    if usual is None:
        usual = context_.habits["quotes"] = _unusual(context_.catalog, typography)
    return usual


def _unusual(catalog: Catalog, typography: Typography) -> str:
    counts = [
        sum(pair[0] in entry.msgstr and pair[1] in entry.msgstr for entry in catalog.entries)
        for pair in typography.quotes[:2]
    ]
    if counts[0] > 3 * counts[1]:
        return typography.quotes[1]
    return typography.quotes[0] if counts[1] > 3 * counts[0] else ""


def _balance(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.quotes or not (_has(target) or _has(source)):
        return ()
    source, target = seen(source), seen(target)
    left = _left(target, typography)
    if left and not _torn(source) and not _in_code(target, target.find('"')):
        mark = left[0]
        message = f"{mark} has no partner; the source’s quotation marks are in pairs"
        at = target.find(mark)
        return [Remark(message, evidence=Evidence(found=context(target, at, at + 1)))]
    return ()


def _left(text: str, typography: Typography) -> str:
    """The double marks that open or close nothing; the first in each kind."""
    left = ""
    for one, other in ("«»", "“”") if typography.quotes[0] != "””" else ():
        if text.count(one) != text.count(other):
            left += one if text.count(one) > text.count(other) else other
    if typography.quotes[0] == "””" and sum(map(text.count, "„“”")) % 2:  # “…” is foreign, yet a pair
        left += next(mark for mark in "”“„" if mark in text)
    return left + '"' * (text.count('"') % 2)


def _torn(source: str) -> bool:
    """Whether the source's marks are not in pairs: a quotation that goes on in the sentences around it."""
    if source.count('"') % 2 or source.count("“") + source.count("„") != source.count("”"):
        return True
    if source.count("«") != source.count("»"):
        return True
    opened = source.count("‘")
    return bool(opened) and opened != len(re.findall(r"’(?!\w)", source))


def _count(source: str, target: str, context_: Context) -> Iterable[Remark]:
    typography = language(context_.locale).typography
    if not typography.quotes or not (_has(source) or _has(target)):
        return ()
    source, target = seen(source), seen(target)
    want, have = _pairs(source), _pairs(target)
    if want <= have or _torn(source) or _left(target, typography):
        return ()
    return [Remark(f"quotations: {have}, in the source {want}; are the marks of one lost?")]


def _pairs(text: str) -> int:
    """How many quotations there are, whatever marks they have."""
    double = sum(map(text.count, _DOUBLE)) // 2 + text.count("‹")
    single = any(mark in text for mark in _SINGLES) or text[:1] in {"'", "’"}
    return double + len(_SINGLE.findall(text)) if single else double


def _apostrophes(_source: str, target: str, context_: Context) -> Iterable[Remark]:
    if "'" not in target and "’" not in target:
        return ()
    if context_.catalog is None or not language(context_.locale).typography.quotes:
        return ()
    usual = context_.habits.get("apostrophe")
    if usual is None:
        usual = context_.habits["apostrophe"] = _usual_apostrophe(context_.catalog)
    if not usual or ("'" if usual == "’" else "’") not in target:
        return ()
    for found in _APOSTROPHE.finditer(target):
        if found[0] != usual:
            message = f"the apostrophe is {_NAMES[found[0]]}; the catalog has {_NAMES[usual]}"
            words = context(target, *found.span())
            return [Remark(message, evidence=Evidence(found=words))]
    return ()


def _usual_apostrophe(catalog: Catalog) -> str:
    """The apostrophe of most of the catalog; empty where there is none."""
    straight, curly = (sum(mark in entry.msgstr for entry in catalog.entries) for mark in "'’")
    return "’" if curly > straight else "'" if straight > curly else ""


foreign = of_pairs(_foreign)
balance = of_pairs(_balance)
count = of_pairs(_count)
apostrophes = of_pairs(_apostrophes)
