"""Repetition: a word twice, blanks twice, blanks at the edges, where the source has them not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from tmpipe.checks.base import Context, of_pairs
from tmpipe.model import CODE, Evidence
from tmpipe.parts import Remark
from tmpipe.text.languages import language
from tmpipe.text.languages.base import words

_BLANKS = re.compile(r"[ \t\u00a0\u202f]{2,}")
_AFTER = ".,;:!?…»”’\"')]،؛؟"
_BEFORE = "«“‘\"'(["
_DOUBLED: Mapping[str, frozenset[str]] = {
    "fr": words("nous vous en si très bien non oui tout plus faire de y un bis ter"),
    "it": words("via piano molto quasi poco così mano man sì ben su no"),
    "sv": words("är som det den de på i har var om av för till att man kan ska vi du ni han hon så ja nej"),
    "de": words("sie"),
    "gl": words("se"),
    "pt": words("se"),
}
"""Words that are right beside themselves: `nous nous souvenons`, `via via`, `det som är är`, `Sie sie`."""
_NEVER_DOUBLED: Mapping[str, frozenset[str]] = {
    "fa": words("از به که را و این آن با برای بر است شد شده بود می‌شود می‌کند کرد کرده خود نیز هم یا اما"),
    "tr": words("ve bir bu için ile olarak veya böylece"),
    "vi": frozenset(),
}
"""In languages that double words at will (کم کم), those that they do not."""


def _words(source: str, target: str, context: Context) -> Iterable[Remark]:
    if "<" in target:
        target = CODE.sub("", target)
    listed = target.lower().split()
    if not any(map(str.startswith, listed[1:], listed)):
        return ()
    return list(_told(source, target, language(context.locale).tag))


def _told(source: str, target: str, tag: str) -> Iterator[Remark]:
    fine, wrong = _DOUBLED.get(tag, frozenset()), _NEVER_DOUBLED.get(tag)
    own = source.lower().split()
    if any(one.isalpha() and other.startswith(one) for one, other in pairwise(own)):
        return  # Puyo Puyo-style, had had
    for word, again in dict.fromkeys(_twice(target)):
        if word.lower() not in fine and (wrong is None or word in wrong):
            yield Remark(f"“{word}” stands twice in a row", evidence=Evidence(found=f"{word} {again}"))


def _twice(text: str) -> Iterator[tuple[str, str]]:
    """The words that stand beside themselves, in any capitals but those of an acronym."""
    for one, other in pairwise(text.split()):
        word, again = one.lstrip(_BEFORE), other.rstrip(_AFTER)
        if word.isalpha() and word.lower() == again.lower() and word.isupper() == again.isupper():
            yield word, again


def _spaces(source: str, target: str, _context: Context) -> Iterable[Remark]:
    remarks: list[Remark] = []
    wide = "  " in target or "\t" in target or "\u00a0" in target or "\u202f" in target
    if wide and _BLANKS.search(target) and not _BLANKS.search(source):
        remarks.append(Remark("two blanks in a row"))
    for edge, name in ((0, "begins"), (-1, "ends")):
        if target[edge] in " \t" and source[edge] not in " \t":
            remarks.append(Remark(f"the translation {name} with a blank, the source does not"))
    return remarks


doubled_words = of_pairs(_words)
doubled_spaces = of_pairs(_spaces)
