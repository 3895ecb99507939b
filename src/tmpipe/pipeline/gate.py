"""What the glossary demands of a machine's texts in a locale, and what the checks find in one.

Only checks of what a model gets wrong are asked. What typography wants (blanks before `:`, quotation marks)
makes no translation worse than none, and is mended; what needs a catalog's habits cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from tmpipe import parts
from tmpipe.checks.base import ALL, Context, Levels
from tmpipe.glossary.termbase import Mention, Termbase, stays, target_of
from tmpipe.model import Entry, Locale, Term
from tmpipe.parts import Demand
from tmpipe.pipeline.mending import MENDS, mended
from tmpipe.record import digest

CHECKS = (
    "term-missing",
    "term-forbidden",
    "term-case",
    "term-surplus",
    "code-mismatch",
    "number-mismatch",
    "date-mismatch",
    "address-mismatch",
    "name-mismatch",
    "untranslated",
    "copied-source",
    "length-odd",
    "wrong-script",
    "mixed-script",
    "doubled-word",
    "bidi-unbalanced",
    "bidi-override",
    "control-character",
    "invisible-character",
    "encoding-damage",
    "conflict-marker",
    "newline-mismatch",
    "quotation-balance",
)
"""What a model's mistakes can trigger, and good translations hardly ever do."""
_LATEST = 4096
"""Texts whose judgement is remembered: the ways of a contest often come to the same."""


class Gate:
    """A `parts.Gate` of a project's glossary and checks; a check that is `off` judges nothing."""

    def __init__(
        self, termbase: Termbase, locale: Locale, source_locale: Locale = "en", levels: Levels = ALL
    ) -> None:
        self._termbase = termbase
        self._locale = locale
        self._context = Context(locale, source_locale, termbase)
        self._levels = levels
        self._names = tuple(name for name in CHECKS if levels.of(name))
        self._checks = [(name, parts.part("checks", name)) for name in self._names]
        self._demanded = lru_cache(_LATEST)(self._demands)
        self._judged = lru_cache(_LATEST)(self._findings)

    def demands(self, source: str) -> Sequence[Demand]:
        """The terms of a source text that the glossary has in the locale, in order, without overlap; the
        form that matches the source's words first.
        """
        return self._demanded(source)

    def findings(self, source: str, target: str) -> Sequence[str]:
        """What is wrong with a target, each thing once: `term-missing:pmoi`, `number-mismatch`."""
        return self._judged(source, target)

    def mended(self, source: str, target: str) -> str:
        """The target with its language's typography, if nothing more is found in it so."""
        made = mended(source, target, self._context, self._levels)
        return made if {*self.findings(source, made)} <= {*self.findings(source, target)} else target

    @cached_property
    def stamp(self) -> str:
        """A hash of all that it judges by: of the glossary, what says something of the locale."""
        checks = self._names, [name for name in MENDS if self._levels.of(name)]
        return digest(self._locale, checks, [_told(term, self._locale) for term in self._termbase.terms])

    def _demands(self, source: str) -> tuple[Demand, ...]:
        return tuple(self._each(source))

    def _each(self, source: str) -> Iterator[Demand]:
        for mention in self._termbase.find(source):
            for one in (mention, *mention.also):
                if forms := self._termbase.wanted(one, self._locale):
                    yield Demand(one.start, one.end, one.term.id, forms, _kept(one, self._locale))

    def _findings(self, source: str, target: str) -> tuple[str, ...]:
        if not source or not target:
            return ()
        entry = Entry(source, target)
        found = {
            f"{name}:{remark.term}" if remark.term else name: None
            for name, check in self._checks
            for remark in check(entry, self._context)
        }
        return tuple(found)


def _kept(mention: Mention, locale: Locale) -> bool:
    """Whether it is a name, an acronym, or not to be translated: such a form stays as it is."""
    term = mention.term
    return term.case != "free" or term.domain == "people" or stays(term, locale)


def _told(term: Term, locale: Locale) -> tuple[object, ...]:
    """What a term says of a locale."""
    target = target_of(term, locale)
    known = term.id, term.source, term.case, term.do_not_translate, term.pos, term.domain, term.occurrences
    return (*known, target)
