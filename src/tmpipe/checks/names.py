"""Names: one that a slip of the hand has changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language

_NAME = re.compile(r"[A-Z](?<![^\W\d_].)[^\W\d_]{2,}(?:[ -][A-Z][^\W\d_]{2,}){1,4}")
"""Words with capitals, one after the other."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 5
"""Letters of a word that can be told from another when one of them is wrong."""

_MEASURED = frozenset({"fr", "it", "sv"})
"""Languages in which the check was measured; elsewhere cognates look like slips: German Projekt."""
_MANY = 20
"""Neighbours of a word that are looked at."""


def _misspelt(source: str, target: str, context: Context) -> Iterable[Remark]:
    """A word of a name of several differs in one letter, or in two that changed places, from the one that
    stands beside the same neighbour in the target: Michelle Bachellet. Accents and small letters may differ,
    they are the target's language, and the glossary judges its own names. A name that is not there at all is
    not told: the United Nations are no name, to a program.
    """
    if language(context.locale).tag not in _MEASURED:
        return ()
    torn = [name for name in _NAME.findall(source) if name not in target and _torn(name, target)]
    if not torn:
        return ()
    beside = _neighbours(target)
    slips = list(dict.fromkeys(slip for name in torn for slip in _slips(name, beside)))
    if slips and context.termbase:
        terms = " ".join(source[one.start : one.end] for one in context.termbase.find(source))
        slips = [slip for slip in slips if slip[0] not in terms]
    return [
        Remark(f"“{name}” of the source is “{found}” here", evidence=Evidence((name,), (name,), found=found))
        for name, found in slips
    ]


def _torn(name: str, target: str) -> bool:
    """Whether some of its words are there, and some are not."""
    return len({word in target for word in _WORD.findall(name)}) == 2


def _neighbours(target: str) -> Mapping[tuple[str, bool], list[str]]:
    """The words that follow a word of the target (True), and those that it follows (False)."""
    beside: dict[tuple[str, bool], list[str]] = {}
    for first, second in dict.fromkeys(pairwise(_WORD.findall(target))):
        beside.setdefault((first, True), []).append(second)
        beside.setdefault((second, False), []).append(first)
    return beside


def _slips(name: str, beside: Mapping[tuple[str, bool], list[str]]) -> Iterator[tuple[str, str]]:
    """Two words of a name, and the two words of the target that seem to be them."""
    for first, second in pairwise(_WORD.findall(name)):
        for right, wrong, before in ((first, second, True), (second, first, False)):
            candidates = () if right.isupper() or (wrong, True) in beside else beside.get((right, before), ())
            for found in candidates[:_MANY]:
                if found[0].isupper() and _slip(_folded(wrong), _folded(found)):
                    yield f"{first} {second}", f"{right} {found}" if before else f"{found} {right}"


def _folded(word: str) -> str:
    """Without accents and capitals."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()


def _slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, missing or surplus, or two changed places; not in the last two, where
    words are inflected.
    """
    if len(word) < _LEAST or abs(len(word) - len(other)) > 1:
        return False
    begin = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    a, b = word[begin:], other[begin:]
    if begin == 0 or len(a) < 2 or len(b) < 2:
        return False
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


misspelt = of_pairs(_misspelt)
