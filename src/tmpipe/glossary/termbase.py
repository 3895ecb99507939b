"""A glossary at work: finds the terms of a segment, judges its translation, gives the translator hints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from tmpipe.glossary.accounts import Account, Rule, rule
from tmpipe.glossary.forms import closed_by
from tmpipe.glossary.hints import fitting, hint
from tmpipe.glossary.mentions import (
    Meaning,
    Mention,
    another_s,
    apart,
    left_as_named,
    mention_at,
    size,
    spellings,
    together,
    word_before,
)
from tmpipe.glossary.spelling import plain_many
from tmpipe.glossary.surplus import Names, Surplus
from tmpipe.glossary.tokens import cut
from tmpipe.glossary.verdicts import Text, Verdict, judge
from tmpipe.model import Locale, Term, TermTarget
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words as listed

__all__ = ["Mention", "Surplus", "Termbase", "Verdict", "in_latin_letters", "stays", "tag_of", "target_of"]

_OTHER_SCRIPTS = listed("ar fa ur ps ckb he yi ru uk be bg mk sr el hy ka am hi bn ta th zh ja ko")
"""Languages not written in Latin letters."""
_UNCASED = listed("ar fa ur ps ckb he yi ka am hi bn ta th zh ja ko")
"""Languages whose script has no capitals."""
_WORD = re.compile(r"\w+")
_LATEST = 4096
"""Texts whose mentions are remembered: one document's are asked for again in each locale."""
_CUT = 16
"""Targets whose words are remembered: two checks ask for them one after the other."""
_BATCH = 256
"""Texts that are looked through in one go."""


class Termbase:
    """The terms of a glossary, for source texts of one locale."""

    def __init__(self, terms: Iterable[Term], source_locale: Locale = "en") -> None:
        self.terms = tuple(terms)
        self.source_locale = source_locale
        self._rules: dict[tuple[str, Locale], Rule | None] = {}
        self._initials: dict[Locale, dict[str, set[str]]] = {}
        self._bodies: dict[Locale, tuple[Rule, ...]] = {}
        self._names: dict[Locale, Names] = {}
        self._hints: dict[tuple[str, str, Locale], str] = {}
        self._found = lru_cache(_LATEST)(self._search)
        self._cut = lru_cache(_CUT)(cut)
        self._source = language(source_locale).inflection

    @cached_property
    def _patterns(self) -> dict[str, list[Meaning]]:
        """What to look for: each spelling and inflection of a source form, with the form it comes from."""
        found: dict[str, list[Meaning]] = {}
        for term in self.terms:
            for form in term.source:
                for spelling in spellings(form, term, self._source):
                    found.setdefault(spelling, []).append((term, form))
        return found

    @cached_property
    def _automaton(self) -> tuple[Any, list[list[Meaning]]]:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(list(self._patterns)), list(self._patterns.values())

    def find(self, text: str) -> tuple[Mention, ...]:
        """All mentions of terms, in order, without overlap: of two that overlap the longer one counts.

        Inline codes, quotation marks, kinds of hyphens and apostrophes make no difference.
        """
        return self._found(text)

    def find_many(self, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
        """`find` of each text: many at a time are looked through at once."""
        starts = range(0, len(texts), _BATCH)
        return [found for at in starts for found in self._search_all(texts[at : at + _BATCH])]

    def _search(self, text: str) -> tuple[Mention, ...]:
        return next(self._search_all((text,)))

    def _search_all(self, texts: Sequence[str]) -> Iterator[tuple[Mention, ...]]:
        """One pass for all texts; what begins or ends within a word is no mention."""
        automaton, meanings = self._automaton
        line, places = plain_many(texts)
        hits = [
            hit
            for hit in automaton.find_matches_as_indexes(line, overlapping=True)
            if not (line[hit[1] - 1].isalnum() or line[hit[2]].isalnum())
        ]
        at, begin, count = 0, 1, len(hits)
        for text, where in zip(texts, places, strict=True):
            end = begin + len(text) if where is None else line.index("\n", begin)
            found = []
            while at < count and hits[at][2] <= end:
                number, start, stop = hits[at]
                start, stop = start - begin, stop - begin
                if where is not None:
                    start, stop = where[start], where[stop - 1] + 1
                if one := mention_at(meanings[number], text, start, stop):
                    found.append(one)
                at += 1
            yield self._standing(text, found) if found else ()
            begin = end + 1

    def _standing(self, text: str, found: list[Mention]) -> tuple[Mention, ...]:
        """Those that are no part of another's name, nor of a longer mention."""
        scopes = self._source.scopes
        own = [
            one
            for one in found
            if one.term.pos != "proper noun" or not one.start or not another_s(one, text, scopes)
        ]
        return tuple(own) if len(own) < 2 else together(text, apart(own, len(text)))

    def hints(self, source: str, locale: Locale) -> tuple[str, ...]:
        """`term: Death Commissions → commissions de la mort` for each term of the source, once, in order."""
        lines: dict[str, str] = {}
        for mention in self._all(source):
            known = mention.term.id, mention.text, locale
            if mention.term.id not in lines and known not in self._hints:
                target = target_of(mention.term, locale)
                told = hint(mention.term, target, mention.text, locale) if target and target.forms else ""
                self._hints[known] = told
            lines.setdefault(mention.term.id, self._hints.get(known, ""))
        return tuple(line for line in lines.values() if line)

    def wanted(self, mention: Mention, locale: Locale) -> tuple[str, ...]:
        """The forms that are fine for a mention, the one that matches its words first; none: any is fine."""
        known = self._rule(mention.term, locale)
        if known is None or not known.permitted:
            return ()
        first, *others = (one.text for one in known.permitted)
        target = TermTarget(first, tuple(others))
        return fitting(mention.term, target, " ".join(mention.text.split()), locale)

    def judge(self, source: str, target: str, locale: Locale) -> tuple[Verdict, ...]:
        """What is wrong with the terms of a source in its target, in the order of their mentions.

        Permitted forms are counted by occurrence, in any regular inflection and spelling; an empty target
        is not judged.
        """
        mentions: Sequence[Mention] = self.find(source) if target else ()
        if not mentions:
            return ()
        names: list[str] = []
        if in_latin_letters(locale):
            mentions, names = left_as_named(source, mentions, target)
        accounts: dict[str, Account] = {}
        for mention in mentions:
            for one, needed in ((mention, 1), *((short, 0) for short in mention.also)):
                self._stand(accounts, one, needed, (source, locale))
        if not accounts:
            return ()
        words = self._cut(target, tag_of(locale))
        closed = closed_by(names, words, tag_of(locale)) if names else frozenset()
        text = Text(target, words, source, tuple(mentions), self._bodies_of(locale), closed)
        return tuple(judge(list(accounts.values()), text))

    def surplus(self, source: str, target: str, locale: Locale) -> tuple[Surplus, ...]:
        """The names of the glossary that stand in the target though nothing in the source names them."""
        if not target:
            return ()
        return tuple(self._names_of(locale).surplus(source, self.find(source), target))

    def _bodies_of(self, locale: Locale) -> tuple[Rule, ...]:
        """The rules of acronyms."""
        if locale not in self._bodies:
            rules = (self._rule(term, locale) for term in self.terms if term.case == "acronym")
            self._bodies[locale] = tuple(found for found in rules if found)
        return self._bodies[locale]

    def _names_of(self, locale: Locale) -> Names:
        if locale not in self._names:
            tag = tag_of(locale)
            rules = [found for term in self.terms if (found := self._rule(term, locale))]
            self._names[locale] = Names(rules, tag, self._cut, cased=tag not in _UNCASED)
        return self._names[locale]

    def _stand(
        self, accounts: dict[str, Account], mention: Mention, needed: int, where: tuple[str, Locale]
    ) -> None:
        source, locale = where
        known = self._rule(mention.term, locale)
        if known is None:
            return
        old = accounts.get(mention.term.id)
        if old is None:
            extra = 0 if known.named else size(mention.text) - known.least
            old = accounts[mention.term.id] = Account(known, [mention.text], needed, extra)
        else:
            old.words.append(mention.text)
            old.needed = 1 if mention.term.occurrences == "once" else old.needed + needed
        if needed and mention.term.pos == "common noun":
            old.verbs += self._source.verbal(mention.text)
            old.adverbs += word_before(source, mention.start).lower() in self._source.manners

    def _rule(self, term: Term, locale: Locale) -> Rule | None:
        key = term.id, locale
        if key not in self._rules:
            target = target_of(term, locale)
            latin = in_latin_letters(locale)
            if target is None and stays(term, locale):
                target = TermTarget(term.source[0], term.source[1:])
            full = self._spelled_out(term, locale)
            self._rules[key] = rule(term, target, locale, latin=latin, spelled_out=full) if target else None
        return self._rules[key]

    def _spelled_out(self, term: Term, locale: Locale) -> frozenset[str]:
        """How the words begin that the term's acronyms stand for, by the initials of all terms' forms."""
        if locale not in self._initials:
            self._initials[locale] = initials_of(self.terms, locale)
        target = target_of(term, locale)
        known = self._initials[locale]
        return (
            frozenset().union(*(known.get(form.lower(), ()) for form in target.forms))
            if target
            else frozenset()
        )

    def _all(self, source: str) -> Iterator[Mention]:
        for mention in self.find(source):
            yield mention
            yield from mention.also


def tag_of(locale: Locale) -> str:
    """The language of a locale: `pt` of `pt-BR`."""
    return locale.replace("_", "-").split("-")[0].lower()


def in_latin_letters(locale: Locale) -> bool:
    """Whether the locale's language is written in Latin letters."""
    return tag_of(locale) not in _OTHER_SCRIPTS


def stays(term: Term, locale: Locale) -> bool:
    """Whether the term is not to be translated into the locale."""
    return term.do_not_translate == "yes" or (term.do_not_translate != "no" and in_latin_letters(locale))


def target_of(term: Term, locale: Locale) -> TermTarget | None:
    """The term in a locale, or in its language; None where the glossary says nothing of it."""
    return term.targets.get(locale) or term.targets.get(tag_of(locale))


def initials_of(terms: Iterable[Term], locale: Locale) -> dict[str, set[str]]:
    """By the initials of a form's longer words, how these words begin."""
    found: dict[str, set[str]] = {}
    links = language(locale).inflection.links
    for term in terms:
        target = target_of(term, locale)
        for form in target.forms if target else ():
            words = [word for word in _WORD.findall(form.lower()) if len(word) > 3 and word not in links]
            if len(words) > 2:
                found.setdefault("".join(word[0] for word in words), set()).update(word[:4] for word in words)
    return found
