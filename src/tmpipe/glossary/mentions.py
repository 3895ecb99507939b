"""Mentions of terms in a source text: how a term may be spelled there, and which of several hits count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tmpipe.glossary.spelling import plain, spelled
from tmpipe.model import CODE, Term
from tmpipe.text.languages.base import Inflection

_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]|(?:\w+ )?[A-Z]{2,}")
_OPENS = re.compile(r"(?:\s|<[^<>]*>)*[(\[](?:[\s\"“‘']|<[^<>]*>)*")
_BETWEEN = re.compile(r"\s*(?:[,;/]|,?\s\w{1,3}\s)\s*")
_CLOSES = re.compile(r"(?:[\s\"”’']|<[^<>]*>)*[)\]]")

_NAME_GOES_ON = re.compile(r"(?: [A-Z]\w+)+(?!\w)")
_QUOTED = re.compile(r"[“\"]((?:[^\s“”\"]+\s){5,60}[^\s“”\"]+)[”\"]")
"""A quotation long enough to be a title."""
_RUNNING = re.compile(r"(?<!\w)[a-z]{4,}")
"""A word without a capital: a text of none is a heading."""

_LONG = 40
"""Letters of a word at most."""

Meaning = tuple[Term, str]
"""A term, and the form of it that a spelling stands for."""


class Mention(NamedTuple):
    """`source[start:end]`, `text`, names `term`. A tuple: many are made."""

    term: Term
    start: int
    end: int
    text: str
    also: tuple[Mention, ...] = ()
    """Its acronyms in brackets right beside it: one mention with it."""


def spellings(form: str, term: Term, rules: Inflection) -> Iterator[str]:
    """The spellings of a source form: as it is, and with its head in singular and plural."""
    spelling, _ = plain(form)
    if not spelled(form):
        return
    yield spelling
    words = spelling.split(" ")
    if term.case == "exact" or _CAPITALS.fullmatch(form.rsplit(maxsplit=1)[-1]):
        return
    head = next((at for at, word in enumerate(words) if at and word in rules.links), len(words)) - 1
    for variant in rules.variants(words[head]):
        if variant != words[head]:
            yield " ".join([*words[:head], variant, *words[head + 1 :]])


def mention_at(meanings: Iterable[Meaning], text: str, start: int, end: int) -> Mention | None:
    """The first term whose form has its capitals in `text[start:end]`, if any; all of the text may be in
    capitals.
    """
    words = text[start:end]
    if "<" in words:
        words = CODE.sub("", words)
    for term, form in meanings:
        if term.case == "free" or _capitals_kept(term.case, form, words) or text.isupper():
            return Mention(term, start, end, words)
    return None


def _capitals_kept(case: str, form: str, words: str) -> bool:
    """Whether the words have the capitals that the case rule wants; a word may begin with one more."""
    pairs = zip(_WORD.findall(form), _WORD.findall(words), strict=False)
    return all(
        new[1:] == old[1:] and (new[0] == old[0] or new[0].isupper())
        for old, new in pairs
        if case == "exact" or old.isupper() or _CAPITALS.fullmatch(old)
    )


def another_s(one: Mention, text: str, scopes: frozenset[str]) -> bool:
    """Whether the word before makes a proper noun another body's: *Inter-American* Human Rights Council."""
    term, start = one.term, one.start
    if term.domain == "people" or text[start - 1] not in {" ", "\u00a0"}:
        return False
    before = word_before(text, start)
    return before[:1].isupper() and before.lower().split("-")[0] in scopes


def word_before(text: str, start: int) -> str:
    """The word, with its hyphens, that stands before a place; empty: none."""
    return (text[max(0, start - _LONG) : start].split() or [""])[-1]


def left_as_named(text: str, mentions: Sequence[Mention], target: str) -> tuple[list[Mention], list[str]]:
    """The mentions but for those that begin a longer name which the target leaves as it is, *Tehran Times*,
    or stand in a title that it quotes in the source's words; and these names.
    """
    kept: list[Mention] = []
    names: dict[str, bool] = {}
    quoted = [one for one in _QUOTED.finditer(text) if one[1] in target]
    names.update({one[1]: True for one in quoted})
    inside = {at for one in quoted for at in range(*one.span(1))}
    for at, mention in enumerate(mentions):
        end = mentions[at + 1].start if at + 1 < len(mentions) else len(text)
        name = _NAME_GOES_ON.match(text, mention.end, end)
        whole = text[mention.start : name.end()] if name else ""
        if whole and whole not in names:
            names[whole] = whole in target and _RUNNING.search(text) is not None
        if not names.get(whole) and mention.start not in inside:
            kept.append(mention)
    return kept, [name for name, left in names.items() if left]


def apart(mentions: Sequence[Mention], size: int) -> Sequence[Mention]:
    """Those that stand, in order: a longer one covers those that it overlaps."""
    if len(mentions) < 2 or all(a.end <= b.start for a, b in pairwise(mentions)):
        return mentions
    taken = bytearray(size)
    kept = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def together(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, with acronyms in brackets put to the full form before them."""
    if "(" not in text and "[" not in text:
        return tuple(mentions)
    out: list[Mention] = []
    at = 0
    while at < len(mentions):
        beside = _bracketed(text, mentions, at)
        out.append(mentions[at]._replace(also=beside) if beside else mentions[at])
        at += 1 + len(beside)
    return tuple(out)


def _bracketed(text: str, mentions: Sequence[Mention], at: int) -> tuple[Mention, ...]:
    """The acronyms of `mentions[at]` that follow it in brackets; none where the brackets hold more."""
    full, gap, last = mentions[at], _OPENS, at
    while last + 1 < len(mentions) and gap.fullmatch(text, mentions[last].end, mentions[last + 1].start):
        last, gap = last + 1, _BETWEEN
    inside = tuple(mentions[at + 1 : last + 1])
    short = all(_ACRONYM.fullmatch(one.text) or one.term.id == full.term.id for one in inside)
    closed = _CLOSES.match(text, mentions[last].end)
    return inside if short and closed and any(_stands_for(one, full.term) for one in inside) else ()


def _stands_for(short: Mention, term: Term) -> bool:
    """Whether the acronym is one of the term: another form of it, or its initials."""
    initials = {"".join(word[0] for word in _WORD.findall(form) if word[0].isupper()) for form in term.source}
    return short.term.id == term.id or short.text.upper() in initials


@lru_cache(maxsize=1 << 14)
def size(text: str) -> int:
    """Words that weigh: those of more than two letters, and acronyms."""
    return sum(len(word) > 2 or (len(word) > 1 and word.isupper()) for word in _WORD.findall(text))


def without(text: str, mentions: Iterable[Mention], instead: str = " ") -> str:
    """The text without what is mentioned, and something else instead."""
    spans = (one[1:3] for mention in mentions for one in (mention, *mention.also))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return instead.join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
