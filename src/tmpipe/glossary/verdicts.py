"""Judges a translation: which terms lack a permitted form, have a forbidden one, or the wrong capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tmpipe.glossary.forms import Form, Place, Room, Words, capitals_kept, form, nearest, places
from tmpipe.model import Locale, Term, TermTarget

_ANOTHER = re.compile(
    r"\b(another|other (?!usage|form|spelling)\w+|that is)\b|\b(only|office|squad|parliament)$"
)
"""Reasons that say: right for something else. Such a form is wrong where it stands instead of the term."""

_TWICE = re.compile(r"(.)\1+")
_DATED = 5
"""Words that may stand within a term that ends with a year: the massacre *of political prisoners* of 1988."""
_LONGER = 6
"""Words at most that stand within a form where the source has a longer one."""
_ADJECTIVES = 2
"""Words that may stand before the preposition of a common noun."""
_BEFORE = 60
"""Words before an acronym that may be what it stands for."""
_COORDINATED = 4
"""Words of a coordination within a common noun."""


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


@dataclass(frozen=True, slots=True)
class Rule:
    """What a glossary says of a term in a locale, ready to be looked for."""

    term: Term
    target: TermTarget
    permitted: tuple[Form, ...]
    forbidden: tuple[tuple[Form, str], ...]
    """Each with its reason."""
    spelled_out: frozenset[str] = frozenset()
    """How the words begin that its acronyms stand for."""


@dataclass(slots=True)
class Account:
    """A term of the source, and where its forms stand in the target."""

    rule: Rule
    words: tuple[str, ...]
    needed: int
    right: list[Place]
    wrong: list[tuple[Place, str]]
    extra: int
    """Words of the source mention that the term could do without: as many may stand within its form."""
    over: dict[int, Place] = field(default_factory=dict)
    """The right place that each word is of."""

    def around(self, place: Place) -> Place | None:
        """The right place that holds all words of this one."""
        longer = self.over.get(place.start)
        return longer if longer and set(place.at) <= set(longer.at) else None


def rule(
    term: Term, target: TermTarget, locale: Locale, *, latin: bool, spelled_out: frozenset[str] = frozenset()
) -> Rule:
    """The rule of a term for a locale whose target forms are given."""
    tag = locale.replace("_", "-").split("-")[0].lower()
    bad = [one.form for one in target.forbidden]
    named = term.case == "exact"
    right = list(target.forms)
    if latin and term.do_not_translate != "no":
        known = {text.lower() for text in right}
        right += [
            text
            for text in term.source
            if text.lower() not in known and not any(form in text for form in bad)
        ]
    return Rule(
        term,
        target,
        tuple(form(text, tag, named=named, exact=any(_clash(one, text) for one in bad)) for text in right),
        tuple(
            (
                form(one.form, tag, named=named, exact=any(_clash(one.form, text) for text in right)),
                one.reason,
            )
            for one in target.forbidden
        ),
        spelled_out,
    )


def _clash(part: str, text: str) -> bool:
    """Whether words of `text` are `part` but for capitals, blanks and hyphens."""
    words, key = re.findall(r"\w+", text.lower()), _key(part)
    joined, edges = "".join(words), {0, *accumulate(map(len, words))}
    found = (at.start() for at in re.finditer(f"(?={re.escape(key)})", joined)) if key else iter(())
    return part not in text and any(at in edges and at + len(key) in edges for at in found)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def judge(accounts: Sequence[Account], words: Words, rest: str = "") -> Iterator[Verdict]:
    """The verdicts on the terms of one source, in their order; `rest`: the source without its terms."""
    hosts = [frozenset(_plain(one, words) if len(accounts) > 1 else ()) for one in accounts]
    acronyms = frozenset(at for at in range(len(words.spans)) if _acronym(words.word(at)))
    for number, one in enumerate(accounts):
        beside = (places for other, places in enumerate(hosts) if other != number)
        _settle(one, words, acronyms.union(*beside))
    for one in accounts:
        others = [other for other in accounts if other is not one]
        yield from _verdicts(one, others, words, rest)


def _plain(one: Account, words: Words) -> Iterator[int]:
    """The words that are permitted forms of the term, with nothing between."""
    for right in one.rule.permitted:
        for place in places(right, words):
            yield from place.at


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word.isupper()


def _settle(one: Account, words: Words, guests: frozenset[int]) -> None:
    """Finds where the forms stand; of two that overlap the longer counts, then the listed, then the right."""
    found: list[tuple[Place, str | None]] = []
    for right in one.rule.permitted:
        room = _room(one, right, guests)
        found += [
            (place, None) for place in places(right, words, room) if not _foreign(place, words, one.rule)
        ]
    for wrong, reason in one.rule.forbidden:
        meant = (place for place in places(wrong, words) if _meant(place, words, one.rule.term))
        found += [(place, reason) for place in meant]
    taken: set[int] = set()
    if len(found) > 1:
        found.sort(key=lambda one: _weight(one, words))
    for place, why in found:
        if taken.isdisjoint(place.at):
            taken.update(place.at)
            if why is None:
                one.right.append(place)
                one.over.update(dict.fromkeys(place.at, place))
            else:
                one.wrong.append((place, why))


def _room(one: Account, form: Form, guests: frozenset[int]) -> Room:
    """A term that ends with a year, or that the source names with more words, has others within it."""
    anywhere = max(min(3 * one.extra, _LONGER), _DATED if form.dated else 0)
    if one.rule.term.pos != "common noun":
        return Room(anywhere, guests=guests)
    return Room(anywhere, _ADJECTIVES, _COORDINATED, guests)


def _foreign(place: Place, words: Words, rule: Rule) -> bool:
    """Whether an acronym in brackets stands for the words before it, and these are another body's name:
    `Organisation mondiale de la propriété intellectuelle (OMPI)`.
    """
    if len(place.at) > 1 or not rule.spelled_out or words.gaps[place.start].strip() not in {"(", "["}:
        return False
    before = [word for word in words.folded[max(0, place.start - _BEFORE) : place.start] if len(word) > 3]
    full = before[-len(words.folded[place.start]) :]
    if "".join(word[0] for word in full) != words.folded[place.start]:
        return False
    return 2 * sum(word[:4] in rule.spelled_out for word in full) < len(full)


def _weight(found: tuple[Place, str | None], words: Words) -> tuple[int, bool, bool, bool, int]:
    place, reason = found
    return -len(place.at), not place.listed, reason is not None, not capitals_kept(place, words), place.start


def _meant(place: Place, words: Words, term: Term) -> bool:
    """Whether a forbidden form is that form: an acronym has its capitals, a name begins with one."""
    if words.shouted:
        return True
    for k, at in enumerate(place.at[: len(place.form.surfaces)]):
        listed, word = place.form.words.word(k), words.word(at)
        if sum(map(str.isupper, listed)) > 1 and word[: len(listed)] != listed:
            return False
    return (
        term.case != "exact" or words.word(place.start)[0].isupper() >= place.form.words.word(0)[0].isupper()
    )


def _said(wrong: Form, one: Account, rest: str) -> bool:
    """Whether the source itself says what makes the form another one than the term: *summary* executions
    beside extrajudicial ones, exécutions *sommaires*.
    """
    fine = {word for right in one.rule.permitted for surfaces in right.surfaces for word in surfaces}
    own = {_consonants(word) for word in wrong.words.folded if word not in fine} - {""}
    return not own.isdisjoint(map(_consonants, re.findall(r"\w+", rest)))


def _consonants(word: str) -> str:
    """The first three consonants of a word, which its cousins in other languages share; empty: too few."""
    letters = unicodedata.normalize("NFD", word.lower()).replace("k", "c").replace("q", "c")
    plain = _TWICE.sub(r"\1", re.sub(r"[^b-df-hj-np-tv-z]", "", letters))
    return plain[:3] if len(plain) > 2 else ""


def _verdicts(one: Account, others: Sequence[Account], words: Words, rest: str) -> Iterator[Verdict]:
    own = [place for place in one.right if not _part_of_another(place, one, others)]
    fixed = one.rule.term.case != "free"
    cased = [place for place in own if fixed and not capitals_kept(place, words)]
    found = len(own) - len(cased)
    short = one.needed - found if one.rule.permitted else 0
    wrong = [bad for bad in one.wrong if not _right_elsewhere(bad[0], short, others)]
    if short <= 0:
        wrong = [bad for bad in wrong if not _ANOTHER.search(bad[1]) and not words.shouted]
        said = {
            text: _said(form, one, rest) for text, form in {w[0].form.text: w[0].form for w in wrong}.items()
        }
        wrong = [bad for bad in wrong if not said[bad[0].form.text]]
    for place, reason in wrong[: max(1, short)]:
        text = words.shown(place.start, place.end)
        yield _verdict(
            "term-forbidden", one, found, text, f"“{text}” is forbidden" + (f" ({reason})" if reason else "")
        )
    if short > 0 and cased:
        place = cased[0]
        text = words.shown(place.start, place.end)
        yield _verdict("term-case", one, found, text, f"“{text}” has other capitals than “{place.form.text}”")
    if short - len(cased) - len(wrong) > 0:
        near = nearest(one.rule.permitted[0], words) if one.rule.permitted else ""
        yield _verdict("term-missing", one, found, near, _lacking(one, found, near))


def _part_of_another(place: Place, one: Account, others: Iterable[Account]) -> bool:
    """Whether the place is within a longer form of another term, which the source has no less often."""
    return any(
        len(longer.at) > len(place.at) and not _kin(one.rule, other.rule)
        for other in others
        if len(other.right) <= other.needed and (longer := other.around(place))
    )


def _kin(one: Rule, other: Rule) -> bool:
    """Whether one form serves both terms."""
    return not {_key(text) for text in one.target.forms}.isdisjoint(map(_key, other.target.forms))


def _right_elsewhere(place: Place, short: int, others: Iterable[Account]) -> bool:
    """Whether the forbidden form is here a right one of another term, as often as the source has that."""
    return any(other.around(place) and (short <= 0 or len(other.right) <= other.needed) for other in others)


def _verdict(check: str, one: Account, found: int, near: str, message: str) -> Verdict:
    expected = one.rule.target.forms
    named = f"“{one.words[0]}” → “{expected[0]}”" if expected else f"“{one.words[0]}”"
    tried = tuple(dict.fromkeys(form.text for form in one.rule.permitted))
    message = f"{named}: {message}"
    return Verdict(check, one.rule.term, expected, one.words, one.needed, found, near, message, tried)


def _lacking(one: Account, found: int, near: str) -> str:
    count = "no permitted form" if one.needed == 1 else f"{found} of {one.needed} found"
    others = "; also permitted: " + ", ".join(one.rule.target.permitted) if one.rule.target.permitted else ""
    return f"{count} in the translation" + (f", nearest “{near}”" if near else "") + others
