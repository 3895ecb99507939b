"""Nouns that a translation gives as verbs and adverbs, where the source does so too: *exécutés de manière
extrajudiciaire* for *extrajudicially executed*, *impunément* for *with impunity*.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tmpipe.glossary.forms import Form
from tmpipe.glossary.tokens import Words, prefix

_STEM = 4
"""Letters at least that two words of a stem share."""
_NAMED = 5
"""Letters at least that an adverb shares with its noun."""
_TELLING = 10
"""Letters that say enough, whatever verb stands beside: *giustiziati in modo extragiudiziale*."""
_WITHIN = 8
"""Words of the target within which the stems of a form stand."""


def reworded(forms: Iterable[Form], words: Words, verbs: int, adverbs: int) -> int:
    """How often the stems of a form stand in the text as other kinds of words: of several for `verbs`, of one
    for `adverbs`, and not more often than these are.
    """
    phrases: set[int] = set()
    single: set[int] = set()
    for form in forms:
        if len(form.surfaces) > 1 and verbs:
            phrases.update(_phrases(form, words))
        elif adverbs:
            single.update(_adverbs(form, words))
    return min(len(phrases), verbs) + min(len(single), adverbs)


def _adverbs(form: Form, words: Words) -> Iterable[int]:
    ending, noun = words.rules.adverbs, form.words.folded[0]
    return (
        at
        for at, word in enumerate(words.folded)
        if ending and word.endswith(ending) and prefix(noun, word) >= _NAMED
    )


def _phrases(form: Form, words: Words) -> Iterable[int]:
    """Where a word stands that says enough, or the stems of all words that weigh stand together."""
    stems = [word for word in form.words.folded if len(word) >= _STEM and word not in words.rules.links]
    if len(stems) < 2:
        return ()
    places = [
        [at for at, word in enumerate(words.folded) if prefix(stem, word) >= max(_STEM, len(stem) // 2)]
        for stem in stems
    ]
    telling = max(range(len(stems)), key=lambda one: len(stems[one]))
    return (
        at
        for at in places[telling]
        if prefix(stems[telling], words.folded[at]) >= _TELLING
        or all(_beside(at, others) for others in places)
    )


def _beside(at: int, others: Sequence[int]) -> bool:
    """Whether one of the places, which are in order, is near."""
    number = bisect_left(others, at - _WITHIN + 1)
    return number < len(others) and others[number] < at + _WITHIN
