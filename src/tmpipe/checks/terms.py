"""The glossary's checks: a term has a permitted form in the target, no forbidden one, and its capitals; no
name stands there of which the source says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tmpipe.checks.base import Context, pairs
from tmpipe.glossary.termbase import Termbase
from tmpipe.glossary.verdicts import Verdict
from tmpipe.model import Entry, Evidence, Locale
from tmpipe.parts import Check, Remark


@lru_cache(maxsize=8)
def _judged(termbase: Termbase, source: str, target: str, locale: Locale) -> tuple[Verdict, ...]:
    """The three checks of an entry come one after another and share one judgement."""
    return termbase.judge(source, target, locale)


def _evidence(verdict: Verdict) -> Evidence:
    """What was looked for and what stands there; the best form is a suggestion where it may replace that."""
    suggestion = verdict.expected[0] if verdict.nearest and verdict.expected else ""
    return Evidence(verdict.words, verdict.expected, verdict.tried, verdict.nearest, suggestion)


def _reporting(check: str) -> Check:
    def reported(entry: Entry, context: Context) -> Iterator[Remark]:
        if context.termbase is None or not entry.msgid:
            return
        for source, target in pairs(entry):
            for verdict in _judged(context.termbase, source, target, context.locale):
                if verdict.check == check:
                    yield Remark(verdict.message, verdict.term.id, _evidence(verdict))

    return reported


missing = _reporting("term-missing")
forbidden = _reporting("term-forbidden")
case = _reporting("term-case")


def surplus(entry: Entry, context: Context) -> Iterator[Remark]:
    """Names of the glossary that only the translation has."""
    if context.termbase is None or not entry.msgid:
        return
    for source, target in pairs(entry):
        for one in context.termbase.surplus(source, target, context.locale):
            yield Remark(one.message, one.term.id, Evidence(found=one.words))
