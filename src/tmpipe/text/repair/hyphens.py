"""Hyphens at the ends of lines: the printer's, which go when the lines are joined, and the word's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from tmpipe.text.languages.base import words
from tmpipe.text.repair.lines import Line

Halves: TypeAlias = tuple[str, str]
"""What stands before and after the hyphen, in lower case."""

_FIRST = re.compile(r"(?<![\w/.@-])[^\W\d_]{2,30}\Z")
_SECOND = re.compile(r"[^\W\d_]{2,30}(?![\w@/]|-\w)")
_PART = re.compile(r"[^\W\d_]{2,30}(?![\w@/])")
"""The second half in a typeset text, where it may be a part of a compound: `Lon-` `don-based`."""
_ENDINGS = re.compile(
    r"(?:[ctsx]?ions?|tional(?:ly)?|ments?|ness|ities|ity|tives?|sive|tance|tences?|dence|ture[sd]?|cally|tially|"
    r"ting|ted|tory|cution|zation|sation|tations?|mente?|zione|zioni|mento|ningar?|ande[nt]?|heten?)\Z"
)
"""No word is one of these: what it follows was broken."""
_PREFIXES = words(
    """
    a ad afro air all anti arch auto bi big by bus car co counter cross cut day dis de double dry due eco
    en ex extra eye euro far few five four full gas gay gun half hard high hot ice ill in indo inter intra
    iran job key land large last late law left life long low mad man mega meta micro mid mini mis mono
    multi near neo net never new nine no non north odd off oil old on one open out over own pan para pay
    per poly post pre pro pseudo quasi rain raw re red right sea self semi set seven sex short single sino
    six small so socio south state step sub sun super tax tele ten third thirty three to top trans tri
    turn tv twenty two uk ultra un under up us vice war water we well west wide world year au c ci d deux
    dix entre est grand haut là l mi moyen nord nous ouest peut petit plus porte prud quatre quant quelqu
    sans sous soi sud trois vis vous eux elle elles lui toi moi il ils dit sont fait alto basso capo
    centro ovest ben mal ny sju tre ett tva tolv
    """
)
"""First parts of compounds; after them a hyphen may be the word's own."""
_SYLLABLES = words("ad de di dis en in inter mis mono para per poly pre pro re sub super tele trans un")
"""Those of them that words mostly begin with without a hyphen."""
_LITTLE = words(
    "for be in to an as at is of or her his the per so it by on con all are can men our out any end"
)
_HABIT = 2
"""Words surely broken by the printer, from which on others of which nothing is known are his, too."""


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The halves of broken words by whose hyphen stands between them; all others are the words' own."""

    printed: frozenset[Halves] = frozenset()
    doubtful: frozenset[Halves] = frozenset()


def halves(before: str, after: str, *, typeset: bool = False) -> Halves | None:
    """The halves of a word in small letters, broken after a hyphen between these two texts."""
    if not before.endswith("-") or not after[:1].islower():
        return None
    first, second = _FIRST.search(before[-32:-1]), (_PART if typeset else _SECOND).match(after)
    if first is None or second is None or not first[0][1:].islower():
        return None
    return first[0].lower(), second[0].lower()


def hyphens(lines: Sequence[Line], known: Mapping[str, int], *, typeset: bool = False) -> Hyphens:
    """Whose the hyphens at the lines' ends are; `known` says how often each word stands in the text.

    In a `typeset` text a printer's habit is enough where one half stands nowhere else.

    A hyphen is the printer's where the word stands elsewhere without it and nowhere with it, where its second
    half is a mere ending, or its first one too short to be a word. Where he broke several, he broke those,
    too, whose halves stand nowhere else. In doubt the hyphen stays.
    """
    ends = ((a.text, b.text) for a, b in pairwise(lines) if a.text[-1] == "-")
    broken = [pair for a, b in ends if (pair := halves(a, b, typeset=typeset))]
    if not broken:
        return Hyphens()
    elsewhere = _elsewhere(broken, known)
    apart = {pair for pair in broken if "-".join(pair) not in known}
    sure = frozenset(pair for pair in apart if _surely_printed(pair, elsewhere))
    strange = frozenset(pair for pair in apart - sure if _strange(pair, elsewhere))
    likely = frozenset(pair for pair in strange if pair[0] not in _PREFIXES)
    if len(sure) < _HABIT:
        return Hyphens(sure, likely)
    if typeset:
        half = {pair for pair in apart if not _compound(pair, elsewhere)}
        return Hyphens(frozenset(half | sure))
    return Hyphens(sure | likely | {pair for pair in strange if pair[0] in _SYLLABLES})


def _compound(pair: Halves, elsewhere: frozenset[str]) -> bool:
    """Whether both halves are words, so that the hyphen may be their own."""
    first, second = pair
    return second in elsewhere and (first in elsewhere or first in _PREFIXES - _SYLLABLES)


def _elsewhere(broken: Sequence[Halves], known: Mapping[str, int]) -> frozenset[str]:
    """The words that stand somewhere whole, the parts of compounds, too."""
    left = dict(known)
    for half in (half for pair in broken for half in pair):
        left[half] = left.get(half, 0) - 1
    compounds = (part for word in left if "-" in word for part in word.split("-"))
    return frozenset((*(word for word, times in left.items() if times > 0), *compounds))


def _surely_printed(pair: Halves, elsewhere: frozenset[str]) -> bool:
    first, second = pair
    if first + second in elsewhere or _ENDINGS.match(second):
        return True
    return len(first) <= 3 and first not in _PREFIXES and elsewhere.isdisjoint(pair) and first not in _LITTLE


def _strange(pair: Halves, elsewhere: frozenset[str]) -> bool:
    """Whether neither half is a word of the text, a little one before a strange one set aside."""
    first, second = pair
    return second not in elsewhere and (first not in elsewhere or first in _LITTLE)
