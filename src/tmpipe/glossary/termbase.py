"""A glossary at work: finds the terms of a segment, judges its translation, gives the translator hints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tmpipe.glossary.forms import cut
from tmpipe.glossary.spelling import plain
from tmpipe.glossary.verdicts import Rule, Standing, Verdict, judge, rule
from tmpipe.model import CODE, Locale, Term, TermTarget
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Inflection
from tmpipe.text.languages.base import words as listed

_OTHER_SCRIPTS = listed("ar fa ur ps ckb he yi ru uk be bg mk sr el hy ka am hi bn ta th zh ja ko")
"""Languages not written in Latin letters."""
_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"\w*[A-Z]\w*[A-Z]\w*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z]|(?:\w+ )?[A-Z]{2,}")
_OPENS = re.compile(r"(?:\s|<[^<>]*>)*[(\[](?:[\s\"“‘']|<[^<>]*>)*")
_BETWEEN = re.compile(r"\s*(?:[,;/]|,?\s\w{1,3}\s)\s*")
_CLOSES = re.compile(r"(?:[\s\"”’']|<[^<>]*>)*[)\]]")


@dataclass(frozen=True, slots=True)
class Mention:
    """`source[start:end]`, `text`, names `term`."""

    term: Term
    start: int
    end: int
    text: str
    also: tuple[Mention, ...] = ()
    """Its acronyms in brackets right beside it: one mention with it."""


class Termbase:
    """The terms of a glossary, for source texts of one locale."""

    def __init__(self, terms: Iterable[Term], source_locale: Locale = "en") -> None:
        self.terms = tuple(terms)
        self.source_locale = source_locale
        self._rules: dict[tuple[str, Locale], Rule | None] = {}

    @cached_property
    def _patterns(self) -> dict[str, list[tuple[Term, str]]]:
        """What to look for: each spelling and inflection of a source form, with the form it comes from."""
        rules = language(self.source_locale).inflection
        found: dict[str, list[tuple[Term, str]]] = {}
        for term in self.terms:
            for form in term.source:
                for spelling in _inflected(form, term, rules):
                    found.setdefault(spelling, []).append((term, form))
        return found

    @cached_property
    def _automaton(self) -> tuple[Any, list[list[tuple[Term, str]]]]:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(list(self._patterns)), list(self._patterns.values())

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions of terms, in order, without overlap: of two that overlap the longer one counts.

        Inline codes, quotation marks, kinds of hyphens and apostrophes make no difference.
        """
        folded, places = plain(text)
        automaton, meanings = self._automaton
        hits = automaton.find_matches_as_indexes(folded, overlapping=True)
        if not hits:
            return ()
        found: list[Mention] = []
        for number, start, end in hits:
            if _whole(folded, start, end):
                at, to = (start, end) if places is None else (places[start], places[end - 1] + 1)
                found.extend(_mentions(meanings[number], text, at, to))
        return _together(text, _apart(found, len(text)))

    def hints(self, source: str, locale: Locale) -> tuple[str, ...]:
        """`term: Death Commissions → commissions de la mort` for each term of the source, once, in order."""
        lines: dict[str, str] = {}
        for mention in self._all(source):
            hint = _hint(mention, locale)
            if hint:
                lines.setdefault(mention.term.id, hint)
        return tuple(lines.values())

    def judge(self, source: str, target: str, locale: Locale) -> tuple[Verdict, ...]:
        """What is wrong with the terms of a source in its target, in the order of their mentions.

        Permitted forms are counted by occurrence, in any regular inflection and spelling; an empty target
        is not judged.
        """
        mentions = self.find(source) if target else ()
        standings: dict[str, Standing] = {}
        for mention in mentions:
            for one, needed in ((mention, 1), *((short, 0) for short in mention.also)):
                self._stand(standings, one, needed, locale)
        if not standings:
            return ()
        return tuple(judge(list(standings.values()), cut(target, tag_of(locale))))

    def _stand(self, standings: dict[str, Standing], mention: Mention, needed: int, locale: Locale) -> None:
        known = self._rule(mention.term, locale)
        if known is None:
            return
        old = standings.get(mention.term.id)
        if old is None:
            extra = _size(mention.text) - min(map(_size, mention.term.source))
            extra = 0 if mention.term.case == "exact" else extra
            standings[mention.term.id] = Standing(known, (mention.text,), needed, [], [], extra)
        else:
            old.words += (mention.text,)
            old.needed += needed

    def _rule(self, term: Term, locale: Locale) -> Rule | None:
        key = term.id, locale
        if key not in self._rules:
            target = target_of(term, locale)
            latin = tag_of(locale) not in _OTHER_SCRIPTS
            if target is None and (
                term.do_not_translate == "yes" or (latin and term.do_not_translate != "no")
            ):
                target = TermTarget(term.source[0], term.source[1:])
            self._rules[key] = rule(term, target, locale, latin=latin) if target else None
        return self._rules[key]

    def _all(self, source: str) -> Iterator[Mention]:
        for mention in self.find(source):
            yield mention
            yield from mention.also


def _inflected(form: str, term: Term, rules: Inflection) -> Iterator[str]:
    """The spellings of a source form: as it is, and with its head in singular and plural."""
    spelling, _ = plain(form)
    yield spelling
    words = spelling.split(" ")
    if term.case == "exact" or _CAPITALS.fullmatch(form.rsplit(maxsplit=1)[-1]):
        return
    head = next((at for at, word in enumerate(words) if at and word in rules.links), len(words)) - 1
    for variant in rules.variants(words[head]):
        if variant != words[head]:
            yield " ".join([*words[:head], variant, *words[head + 1 :]])


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end."""
    return not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum()


def _mentions(meanings: Iterable[tuple[Term, str]], text: str, start: int, end: int) -> Iterator[Mention]:
    """The first term whose form has its capitals in `text[start:end]`, if any."""
    words = CODE.sub("", text[start:end])
    shouted = text.isupper()
    for term, form in meanings:
        if shouted or _capitals_kept(term.case, form, words):
            yield Mention(term, start, end, words)
            return


def _capitals_kept(case: str, form: str, words: str) -> bool:
    """Whether the words have the capitals that the case rule wants; a word may begin with one more."""
    if case == "free":
        return True
    pairs = zip(_WORD.findall(form), _WORD.findall(words), strict=False)
    return all(
        new[1:] == old[1:] and (new[0] == old[0] or new[0].isupper())
        for old, new in pairs
        if case == "exact" or old.isupper() or _CAPITALS.fullmatch(old)
    )


def _apart(mentions: Iterable[Mention], size: int) -> list[Mention]:
    """Those that stand, in order: a longer one covers those that it overlaps."""
    taken = bytearray(size)
    kept = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def _together(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, with acronyms in brackets put to the full form before them."""
    out: list[Mention] = []
    at = 0
    while at < len(mentions):
        beside = _bracketed(text, mentions, at)
        out.append(replace(mentions[at], also=beside))
        at += 1 + len(beside)
    return tuple(out)


def _bracketed(text: str, mentions: Sequence[Mention], at: int) -> tuple[Mention, ...]:
    """The acronyms of `mentions[at]` that follow it in brackets; none where the brackets hold more."""
    full, gap, last = mentions[at], _OPENS, at
    while last + 1 < len(mentions) and gap.fullmatch(text, mentions[last].end, mentions[last + 1].start):
        last, gap = last + 1, _BETWEEN
    inside = tuple(mentions[at + 1 : last + 1])
    short = all(_ACRONYM.fullmatch(one.text) for one in inside)
    closed = _CLOSES.match(text, mentions[last].end)
    return inside if short and closed and any(_stands_for(one, full.term) for one in inside) else ()


def _stands_for(short: Mention, term: Term) -> bool:
    """Whether the acronym is one of the term: another form of it, or its initials."""
    initials = {"".join(word[0] for word in _WORD.findall(form) if word[0].isupper()) for form in term.source}
    return short.term.id == term.id or short.text.upper() in initials


def _size(text: str) -> int:
    """Words that weigh: those of more than two letters."""
    return sum(len(word) > 2 for word in _WORD.findall(text))


def tag_of(locale: Locale) -> str:
    """The language of a locale: `pt` of `pt-BR`."""
    return locale.replace("_", "-").split("-")[0].lower()


def target_of(term: Term, locale: Locale) -> TermTarget | None:
    """The term in a locale, or in its language; None where the glossary says nothing of it."""
    return term.targets.get(locale) or term.targets.get(tag_of(locale))


def _hint(mention: Mention, locale: Locale) -> str:
    target = target_of(mention.term, locale)
    if target is None or not target.preferred:
        return ""
    stays = mention.term.do_not_translate != "no" and target.preferred in mention.term.source
    words = " ".join(mention.text.split())
    return f"term: {words} → {target.preferred}{' (not translated)' if stays else ''}"
