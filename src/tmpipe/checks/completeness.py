"""Completeness: nothing there, the source once more, or far too little or too much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import CODE, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language

_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]{3}")
_LOWER = re.compile(r"(?<![\w./@#%&$\\<{_-])[a-z]{2,}(?![\w/@=}>_]|\.\w)")
"""Common words: small letters alone, no part of an address, a file name, a placeholder or code."""
_RATIOS: Mapping[str, float] = {"fr": 1.15, "it": 1.11, "sv": 1.02, "fa": 0.95}
"""Letters of a translation to each letter of English: medians of benchmarks/checks."""
_LEAST = 20
"""Shorter sources say nothing about length."""


def _untranslated(source: str, target: str, _context: Context) -> Iterable[Remark]:
    if "<" in target:
        target = CODE.sub("", target)
    if _LETTER.search(target) or not _WORD.search(CODE.sub("", source)):
        return ()
    return [Remark(f"no words: “{target}”; translate it, or leave it empty")]


def _copied(source: str, target: str, context: Context) -> Iterable[Remark]:
    if len(source) != len(target) or source.casefold() != target.casefold() or _same_language(context):
        return ()
    words = _LOWER.findall(_translatable(CODE.sub(" ", source), context))
    if len(words) < 3:
        return ()
    return [Remark("the translation is the source again; translate it", evidence=Evidence(found=target))]


def _translatable(source: str, context: Context) -> str:
    """The source without the terms that stay as they are."""
    if context.termbase is None:
        return source
    at, kept = 0, []
    for one in context.termbase.find(source):
        if one.term.do_not_translate != "no":
            kept.append(source[at : one.start])
            at = one.end
    return "".join((*kept, source[at:]))


def _same_language(context: Context) -> bool:
    return language(context.locale).tag == language(context.source_locale).tag


def _length(source: str, target: str, context: Context) -> Iterable[Remark]:
    """Beyond what one in some thousand good translations is. The longer a text, the less its length differs:
    the bound on the ratio is 1.7 + 25/length times the language's usual one, either way.
    """
    size = len(source)
    usual = _RATIOS.get(language(context.locale).tag, 0) * size
    if size < _LEAST or not usual or language(context.source_locale).tag != "en":
        return ()
    bound = 1.7 + 25 / size
    if usual / bound <= len(target) <= usual * bound:
        return ()
    what = "long" if len(target) > usual else "short"
    return [Remark(f"{len(target)} letters for {size}: too {what}; is something missing, or added?")]


untranslated = of_pairs(_untranslated)
copied = of_pairs(_copied)
length = of_pairs(_length)
