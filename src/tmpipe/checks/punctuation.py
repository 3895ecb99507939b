"""The mark at a text's end: of the same kind as the source's, in the target's own form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from tmpipe.checks.base import Context, Edit, pairs
from tmpipe.model import Entry, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.typography import context, seen

_QUOTES = "\"'“”„‟‘’«»‹›「」『』"
_MARKS = ".!?:;,…؟؛،۔。．！？：；，、।։·"
_EDGE = f"{_MARKS}{_QUOTES} \t\n\u00a0\u202f\u200b-\u200f()[]{{}}（）［］【】〔〕《》*_⁰¹²³⁴⁵⁶⁷⁸⁹"
_KINDS = str.maketrans("؟؛،۔。．！？：；，、।։·", "?;,...!?:;,,..;")
_SHOWN = {"fa": str.maketrans("?;,", "؟؛،"), "ar": str.maketrans("?;,", "؟؛،")}
_STOPLESS = frozenset({"th", "lo", "km", "my", "ja", "zh"})
"""Languages whose sentences may end without a mark."""
_OWN: Mapping[str, dict[int, str]] = {
    "el": str.maketrans({";": "?", "\u037e": "?"}),
    "hy": str.maketrans({":": "."}),
}
"""Marks that mean something else in a language."""
_WORDLESS = re.compile(r"\([^\w()]+\)|(?:^|(?<=\s))[\"“«‘][^\w\s\"”»’“«‘]+[\"”»’]")
"""Marks that the text speaks of: `a semicolon (;).`"""
_SHORT = 6
_BLANKS = frozenset(" \u00a0\u202f")
_BRIEF = 6
"""Words of what may be an order, which other languages end with `!`, and of what may be a heading."""


def end(entry: Entry, context_: Context) -> Iterable[Remark]:
    """What is wrong with the marks at the ends of the entry's translations."""
    if not entry.msgid:
        return ()
    return [remark for source, target in pairs(entry) for remark in _end(source, target, context_, entry)]


def _end(source: str, target: str, context_: Context, entry: Entry) -> Iterable[Remark]:
    tag = language(context_.locale).tag
    source, target = _unlinked(seen(source), "en"), _unlinked(seen(target), tag)
    want = _kinds(source[len(source.rstrip(_EDGE)) :], "en")
    have = _kinds(target[len(target.rstrip(_EDGE)) :], tag)
    if want == have or want & have:
        return ()
    heading = any(line.startswith(("heading", "title")) for line in entry.extracted)
    if _excused(want, have, source, target, tag) and not (heading and have == {"."} and not want):
        return ()
    end = context(target, len(target) - 1, len(target))
    return [Remark(_message(want, have, tag), evidence=Evidence(found=end))]


def mends(source: str, target: str, context_: Context) -> Iterator[Edit]:
    """Where the target alone has a full stop: the mark of the source, or none after a heading or an item."""
    tag = language(context_.locale).tag
    bare, before = source.rstrip(), target[:-1]
    if target[-1:] not in _ADDED or not before[-1:].isalpha() or _abbreviated(target, tag):
        return
    if bare[-1:] in _LEADING:
        yield len(before), len(target), bare[-1].translate(_SHOWN.get(tag, {}))
    elif bare[-1:].isalnum() and not _STOP.search(bare) and not _STOP.search(before):
        yield len(before), len(target), ""


_LEADING = frozenset(";:,")
_ADDED = frozenset(".۔。")
_STOP = re.compile(r"[.!?…؟۔。](?=\s|\Z)")


def _unlinked(text: str, tag: str) -> str:
    """The text without the *and* that leads on to the next item of a list."""
    words = text.rstrip()
    if words[-1:].isalpha():
        rest, _, last = words.rpartition(" ")
        if last in language(tag).inflection.conjunctions and rest.rstrip()[-1:] in ";,؛،":
            return rest
    return text


@lru_cache(maxsize=1024)
def _kinds(tail: str, tag: str) -> frozenset[str]:
    """The kinds of marks in what stands after the last word; a stop beside another mark says nothing."""
    tail = "".join(_WORDLESS.sub("", tail).translate(_OWN.get(tag, {})).translate(_KINDS).split())
    kinds = set(tail.replace("...", "…")) & set(".!?:;,…")
    return frozenset(kinds if kinds == {"."} else kinds - {"."})


def _excused(want: frozenset[str], have: frozenset[str], source: str, target: str, tag: str) -> bool:
    """Whether the two may differ: no sentence, an abbreviation, a list, a quotation that goes on."""
    words = source.split()
    match "".join(sorted(want)), "".join(sorted(have)):
        case ".", "":
            return tag in _STOPLESS or _abbreviated(source, "en") or not _sentence(source)
        case "", ".":
            return _abbreviated(target, tag) or len(words) > _BRIEF or _two_short_words(source, target)
        case ".", "!":
            return len(words) <= _BRIEF
        case (";" | ",", ";" | ","):
            return True
        case ("." | "", ";") | ("", ":") if tag == "fr":
            return True  # the items of a list, and what leads in to it
        case ",", _:
            return source.rstrip(_QUOTES)[-1:] == "," or source.rstrip(", ")[-1:] in _QUOTES
    return not _sentence(target)


def _two_short_words(source: str, target: str) -> bool:
    """Whether both may be the short name of a day, a month or a unit: Dec, déc."""
    return (
        max(len(source), len(target)) <= _SHORT and not (set(source.strip()) | set(target.strip())) & _BLANKS
    )


def _abbreviated(text: str, tag: str) -> bool:
    """Whether the stop at the end is, or may be, an abbreviation's."""
    last = text.rstrip(_EDGE).rpartition(" ")[2]
    breaking = language(tag).breaking
    known = breaking.titles | breaking.counters | breaking.endings | breaking.free
    return len(last) < 2 or "." in last or last in known or last.lower() in known


def _sentence(text: str) -> bool:
    """Whether there is more than a number or a single letter."""
    return sum(map(str.isalpha, text)) > 1


def _message(want: frozenset[str], have: frozenset[str], tag: str) -> str:
    theirs, ours = (" ".join(sorted(kinds)) for kinds in (want, have))
    ours = f"“{ours.translate(_SHOWN.get(tag, {}))}”" if ours else "no mark"
    wanted = theirs.translate(_SHOWN.get(tag, {}))
    if not theirs:
        return f"ends with {ours}, the source with no mark"
    return f"ends with {ours}, the source with “{theirs}”; here that is “{wanted}”"
