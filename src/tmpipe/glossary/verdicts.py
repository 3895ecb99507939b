"""Judges a translation: which terms lack a permitted form, have a forbidden one, or the wrong capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tmpipe.glossary.accounts import Account, Rule, key_of, settle, standing, standing_alone
from tmpipe.glossary.forms import Form, Place, Room, nearest, places
from tmpipe.glossary.mentions import Mention, without
from tmpipe.glossary.tokens import Words, origins
from tmpipe.glossary.verbs import reworded
from tmpipe.model import Forbidden, Term

_ANOTHER = re.compile(
    r"\b(another|other (?!usage|form|spelling)\w+|that is)\b|\b(only|office|squad|parliament)$"
)
"""Reasons that say, where a table has no `elsewhere:`, that a form is right for something else."""
_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans("kqzj", "cccg")
"""Consonants that cousins spell in two ways: *judiciary*, *giudiziario*."""
_TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with one term in one translation."""

    check: str
    """`term-missing`, `term-forbidden`, `term-case`."""
    term: Term
    expected: tuple[str, ...]
    """The forms that are fine, the preferred first."""
    words: tuple[str, ...]
    """The words of the source that name the term, one a mention."""
    needed: int
    found: int
    """Permitted forms with the right capitals."""
    nearest: str
    """What the target has instead; empty where it has nothing like it."""
    message: str
    tried: tuple[str, ...] = ()
    """The forms that were looked for, each in its inflections and spellings."""
    place: tuple[int, int] | None = None
    """Where `nearest` stands in the target."""


@dataclass(frozen=True)
class Text:
    """A target, and what else there is to know to judge it."""

    target: str
    words: Words
    source: str = ""
    mentions: tuple[Mention, ...] = ()
    bodies: tuple[Rule, ...] = ()
    """The rules of the glossary's acronyms."""
    closed: frozenset[int] = frozenset()
    """Words that are names left as the source has them: UN *Watch*, *Tehran Times*."""

    @cached_property
    def guests(self) -> frozenset[int]:
        """The words that are acronyms or what these stand for, and those that say *so-called*."""
        called = self.words.rules.called
        full = {at for rule in self.bodies for place in standing_alone(rule, self.words) for at in place.at}
        return frozenset(full).union(
            at
            for at, word in enumerate(self.words.raw)
            if (word.isupper() and len(word) > 1 and word.isalpha())
            or (called and not called.isdisjoint(self.words.folded[max(0, at - 1) : at + 1]))
        )

    @cached_property
    def _origins(self) -> tuple[tuple[int, int], ...]:
        return origins(self.words, self.target)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the words from `start` up to `end` stand in the target."""
        return self._origins[start][0], self._origins[end - 1][1]

    @cached_property
    def roots(self) -> frozenset[str]:
        """The first consonants of the source's words that are in no term."""
        return frozenset(map(consonants, _WORD.findall(without(self.source, self.mentions))))


def judge(accounts: Sequence[Account], text: Text) -> Iterator[Verdict]:
    """The verdicts on the terms of one source, in their order."""
    plain = [standing(one, text.words) for one in accounts]
    if _clean(accounts, plain, text):
        return
    hosts = [frozenset(at for place in found for at in place.at) for found in plain]
    for number, one in enumerate(accounts):
        beside = (words for other, words in enumerate(hosts) if other != number)
        settle(one, text.words, Room(guests=text.guests.union(*beside)), text.closed)
    for one in accounts:
        others = [other for other in accounts if other is not one]
        yield from _verdicts(one, others, text)


def _clean(accounts: Sequence[Account], plain: Sequence[Iterable[Place]], text: Text) -> bool:
    """Whether each term has its forms word by word, none of them in two terms, and nothing is forbidden."""
    taken = set(text.closed)
    for one, found in zip(accounts, plain, strict=True):
        own: set[int] = set()
        count = 0
        for place in found:
            if own.isdisjoint(place.at) and (
                not one.rule.fixed or one.rule.capitals_kept(place, text.words, one.words)
            ):
                count += 1
            own.update(place.at)
        if count < one.needed or not taken.isdisjoint(own):
            return False
        taken |= own
        if any(places(wrong, text.words) for wrong, _ in one.rule.forbidden):
            return False
    return True


def _verdicts(one: Account, others: Sequence[Account], text: Text) -> Iterator[Verdict]:
    own = [place for place in one.right if not _part_of_another(place, one, others)]
    cased = (
        [place for place in own if not one.rule.capitals_kept(place, text.words, one.words)]
        if one.rule.fixed
        else []
    )
    found = len(own) - len(cased)
    short = one.needed - found if one.rule.permitted else 0
    if short > 0 and (one.verbs or one.adverbs):
        short -= reworded(one.rule.permitted, text.words, one.verbs, one.adverbs)
    wrong = [bad for bad in one.wrong if not _right_elsewhere(bad[0], short, others)]
    if short <= 0:
        wrong = _wrong_beside_right(wrong, one, text)
    told = _Told(one, tuple(one.words), found, text)
    for place, why in wrong[: max(1, short)]:
        reason = why.reason.removeprefix(why.MARKER).strip()
        yield told.at("term-forbidden", place, "is forbidden" + (f" ({reason})" if reason else ""))
    if short > 0 and cased:
        yield told.at("term-case", cased[0], f"has other capitals than “{cased[0].form.text}”")
    if short - len(cased) - len(wrong) > 0:
        yield told.missing()


def _wrong_beside_right(
    wrong: Sequence[tuple[Place, Forbidden]], one: Account, text: Text
) -> list[tuple[Place, Forbidden]]:
    """Of the forbidden forms beside enough right ones those that no other word of the source accounts for."""
    if text.words.shouted:
        return []
    kept = [bad for bad in wrong if not (bad[1].elsewhere or _ANOTHER.search(bad[1].reason))]
    said = {
        form.text: _said(form, one, text.roots)
        for form in {bad[0].form.text: bad[0].form for bad in kept}.values()
    }
    return [bad for bad in kept if not said[bad[0].form.text]]


def _said(wrong: Form, one: Account, roots: frozenset[str]) -> bool:
    """Whether the source itself says what makes the form another one than the term: *summary* executions
    beside extrajudicial ones, exécutions *sommaires*. Where the form has no word of its own, all of it.
    """
    fine = {word for right in one.rule.permitted for surfaces in right.surfaces for word in surfaces}
    whole = {consonants(word) for word in wrong.words.folded} - {""}
    own = {consonants(word) for word in wrong.words.folded if word not in fine} - {""}
    return not own.isdisjoint(roots) if own else bool(whole) and whole <= roots


@lru_cache(maxsize=1 << 14)
def consonants(word: str) -> str:
    """The first three consonants of a word, which its cousins in other languages share; empty: too few."""
    letters = unicodedata.normalize("NFD", word.lower()).translate(_ALIKE)
    plain = _TWICE.sub(r"\1", re.sub(r"[^b-df-hj-np-tv-z]", "", letters))
    return plain[:3] if len(plain) > 2 else ""


def _part_of_another(place: Place, one: Account, others: Iterable[Account]) -> bool:
    """Whether the place is within a longer form of another term, which the source has no less often."""
    return any(
        len(longer.at) > len(place.at) and not _kin(one.rule, other.rule)
        for other in others
        if len(other.right) <= other.needed and (longer := other.around(place))
    )


def _kin(one: Rule, other: Rule) -> bool:
    """Whether one form serves both terms."""
    return not {key_of(text) for text in one.target.forms}.isdisjoint(map(key_of, other.target.forms))


def _right_elsewhere(place: Place, short: int, others: Iterable[Account]) -> bool:
    """Whether the forbidden form is here a right one of another term, as often as the source has that."""
    return any(other.around(place) and (short <= 0 or len(other.right) <= other.needed) for other in others)


@dataclass(frozen=True, slots=True)
class _Told:
    """Makes the verdicts on one term."""

    one: Account
    words: tuple[str, ...]
    found: int
    text: Text

    def at(self, check: str, place: Place, what: str) -> Verdict:
        """A verdict on words of the target."""
        shown = self.text.words.shown(place.start, place.end)
        return self._verdict(check, (place.start, place.end), f"“{shown}” {what}")

    def missing(self) -> Verdict:
        """The verdict that forms are too few."""
        rule = self.one.rule
        near = nearest(rule.permitted[0], self.text.words) if rule.permitted else None
        count = "no permitted form" if self.one.needed == 1 else f"{self.found} of {self.one.needed} found"
        shown = f", nearest “{self.text.words.shown(*near)}”" if near else ""
        others = "; also permitted: " + ", ".join(rule.target.permitted) if rule.target.permitted else ""
        return self._verdict("term-missing", near, f"{count} in the translation{shown}{others}")

    def _verdict(self, check: str, near: tuple[int, int] | None, message: str) -> Verdict:
        rule, words = self.one.rule, self.words
        expected = rule.target.forms
        named = f"“{words[0]}” → “{expected[0]}”" if expected else f"“{words[0]}”"
        return Verdict(
            check,
            rule.term,
            expected,
            self.words,
            self.one.needed,
            self.found,
            self.text.words.shown(*near) if near else "",
            f"{named}: {message}",
            tuple(dict.fromkeys(form.text for form in rule.permitted)),
            self.text.place(*near) if near else None,
        )
