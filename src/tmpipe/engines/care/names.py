"""People's names that a translation has lost, or spells otherwise: `Huhid Balend` as `Huhid Bal`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from tmpipe.engines.care.people import is_given
from tmpipe.model import Locale
from tmpipe.text.languages.base import words
from tmpipe.text.scripts import script_of

Span = tuple[int, int]

_TITLES = words("Mr Mrs Ms Dr Prof Ayatollah Hojatoleslam")
_WORD = re.compile(r"[^\W\d_]+(?:(?<=n)[’']t\b)?")
_TRANSLATED = words(
    "Hague Luxemburg Gothenburg Scandinavia Bethlehem Lombardy Philippines Apennines Castille Dunkirk Thrace"
)
"""Places that have other names elsewhere, and that the dictionary lacks."""
_JOINTS = frozenset({" ", "-", "\N{NO-BREAK SPACE}", "\N{HYPHEN}"})
_DERIVED = ("ian", "ians", "ean", "eans", "ese", "ish", "ic")
"""Ends of adjectives, which are translated: the Caspian Sea."""


def lost_names(source: str, target: str, source_locale: Locale, locale: Locale) -> tuple[Span, ...]:
    """Where people's names stand in the source of which a word is not in the target, each name once.

    Only where both are in Latin letters. A name is a word with a capital after `Mr` and the like, a given
    name before another such word, and any that the dictionary of English lacks. Accents, capitals and endings
    make no difference; of a place it is enough that the consonants are there. `benchmarks/machine/guards.py`
    tells how many good translations spell one otherwise.
    """
    if script_of(locale) != "Latin" or script_of(source_locale) != "Latin":
        return ()
    there = _folded(target)
    lacks = cache(lambda word: _folded(word) not in there)  # once each: it takes as long as the target
    found: dict[str, Span] = {}
    for start, end in _names(source, english=source_locale.partition("-")[0] == "en"):
        name = source[start:end]
        lost = [word for word in _WORD.findall(name) if lacks(word)]
        if lost and not (
            _PLACE.search(source, max(0, start - 10), start) and _sounds(lost) <= _sounds(target)
        ):
            found.setdefault(name, (start, end))
    return tuple(found.values())


_PLACE = re.compile(r"\b(?:in|at|near|inside|outside|around)\s$")
"""Places, unlike people, have names of each language: Shiraz, Chiraz."""
_SOUND = (
    (re.compile("sch|sh|ch|[zx]"), "s"),
    (re.compile("[cq]|kh"), "k"),
    (re.compile("w|ph|f"), "v"),
    (re.compile("[aeiouyh]|(?<=g)u"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""What languages write otherwise."""


def _sounds(text: str | list[str]) -> set[str]:
    """The consonants of each word of a text that has a capital."""
    words = _WORD.findall(text) if isinstance(text, str) else text
    return {_sound(word) for word in words if word[0].isupper()}


@cache
def _sound(word: str) -> str:
    sound = _folded(word)
    for pattern, written in _SOUND:
        sound = pattern.sub(written, sound)
    return sound


def _names(text: str, *, english: bool) -> Iterator[Span]:
    for run in _runs(text):
        titled = next((at for at, one in enumerate(run) if one[0] in _TITLES), -1) + 1
        own = [one[0] for one in run[titled:]]
        marks = _marks(own, titled=titled > 0, english=english)
        for named, group in groupby(zip(marks, run[titled:], strict=True), key=itemgetter(0)):
            if named:
                found = [one for _, one in group]
                yield found[0].start(), found[-1].end()


def _marks(run: Sequence[str], *, titled: bool, english: bool) -> list[bool]:
    """Which words of a run are a person's name."""
    rare = [english and _rare(word) for word in run]
    several = titled or sum(rare) > 1  # of one word alone an adjective's end says that it is none
    given = [is_given(word) and at + 1 < len(run) for at, word in enumerate(run)]
    return [
        _is_title(word)
        and ((titled and at == 0) or given[at] or (rare[at] and (several or not word.endswith(_DERIVED))))
        for at, word in enumerate(run)
    ]


def _is_title(word: str) -> bool:
    return len(word) > 2 and word.istitle()


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with capitals, one after the other; a title may have a stop."""
    run: list[re.Match[str]] = []
    for found in _WORD.finditer(text):
        between = text[run[-1].end() : found.start()] if run else ""
        goes_on = between in _JOINTS or (bool(run) and run[-1][0] in _TITLES and between == ". ")
        if run and not (goes_on and found[0][0].isupper()):
            yield run
            run = []
        if found[0][0].isupper():
            run.append(found)
    if run:
        yield run


@cache
def _rare(word: str) -> bool:
    """Whether the dictionary of English lacks a word of at least four letters."""
    from simplemma import is_known  # 31 MB and a fifth of a second, for the first one

    return (
        len(word) > 3
        and word not in _TRANSLATED
        and not (is_known(word, lang="en") or is_known(word.lower(), lang="en"))
    )


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
