"""What a glossary wants of a term in a translation, and where the translation has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from tmpipe.glossary.forms import CLOSE, Form, Place, Room, Traits, capitals_kept, form, places
from tmpipe.glossary.mentions import size
from tmpipe.glossary.tokens import Words, prefix
from tmpipe.model import Forbidden, Locale, Term, TermTarget

_DATED = 5
"""Words that may stand within a term that ends with a year: the massacre *of political prisoners* of 1988."""
_LONGER = 6
"""Words at most that stand within a form where the source has a longer one."""
_ADJECTIVES = 3
"""Words that may stand before the preposition of a common noun."""
_TITLE = 8
"""Words from which on a proper noun is a title that one adjective leaves what it is."""
_COORDINATED = 4
"""Words of a coordination within a common noun."""
_APART = frozenset("([,–—")
"""Signs between an acronym and what it stands for."""
_BEFORE = 60
"""Words before an acronym that may be what it stands for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a glossary says of a term in a locale, ready to be looked for."""

    term: Term
    target: TermTarget
    permitted: tuple[Form, ...]
    forbidden: tuple[tuple[Form, Forbidden], ...]
    spelled_out: frozenset[str]
    """How the words begin that its acronyms stand for."""
    least: int
    """Words that weigh in the shortest source form."""
    named: bool
    """Whether it is a name."""
    fixed: bool
    """Whether capitals are the form's own."""

    def capitals_kept(self, place: Place, words: Words, said: Iterable[str] = ()) -> bool:
        """Whether the place has the capitals that the term wants; a title also those that the source has."""
        title = self.term.pos == "title" and self.fixed
        if capitals_kept(place, words, title=title):
            return True
        return title and words.shown(place.start, place.end) in said and capitals_kept(place, words)


@dataclass(slots=True)
class Account:
    """A term of the source, and where its forms stand in the target."""

    rule: Rule
    words: list[str]
    """Of the source, one string a mention."""
    needed: int
    extra: int
    """Words of the source mention that the term could do without: as many may stand within its form."""
    verbs: int = 0
    """Mentions that are verbs: *extrajudicially executed*."""
    adverbs: int = 0
    """Mentions that are adverbs with their prepositions: *with impunity*."""
    right: list[Place] = field(default_factory=list)
    wrong: list[tuple[Place, Forbidden]] = field(default_factory=list)
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
        tuple(form(text, tag, _traits(term, [(one, text) for one in bad])) for text in right),
        tuple(
            (form(one.form, tag, _traits(term, [(one.form, text) for text in right])), one)
            for one in target.forbidden
        ),
        spelled_out,
        min(map(size, term.source)),
        term.case == "exact",
        term.case != "free",
    )


def _traits(term: Term, opposed: Iterable[tuple[str, str]]) -> Traits:
    """What a form must keep because a forbidden and a permitted one differ in no more."""
    clashes = [(bad, good) for bad, good in opposed if clash(bad, good)]
    cased = any(bad.lower() in good.lower() for bad, good in clashes)
    spaced = any(bad.lower() not in good.lower() for bad, good in clashes)
    named = term.case == "exact"
    return Traits(named, cased, spaced, blunt=named and term.domain != "people")


def clash(part: str, text: str) -> bool:
    """Whether words of `text` are `part` but for capitals, blanks and hyphens."""
    words, key = re.findall(r"\w+", text.lower()), key_of(part)
    joined, edges = "".join(words), {0, *accumulate(map(len, words))}
    found = (at.start() for at in re.finditer(f"(?={re.escape(key)})", joined)) if key else iter(())
    return part not in text and any(at in edges and at + len(key) in edges for at in found)


def key_of(text: str) -> str:
    """The letters and digits of a form."""
    return re.sub(r"[\W_]+", "", text).lower()


def standing(one: Account, words: Words, room: Room = CLOSE) -> list[Place]:
    """Where permitted forms stand, with `room` for guests and what else the term may have within it."""
    found: list[Place] = []
    for right in one.rule.permitted:
        found += places(right, words, room if room is CLOSE else _room(one, right, room))
    return [place for place in found if not _foreign(place, words, one.rule)] if found else found


def standing_alone(rule: Rule, words: Words) -> list[Place]:
    """Where permitted forms of the rule's term stand, whatever the source says."""
    return standing(Account(rule, [], 0, 0), words)


def settle(one: Account, words: Words, room: Room, closed: frozenset[int]) -> None:
    """Finds where the forms stand outside of what is `closed`.

    Of two that overlap the longer counts, then the listed, then the one that is nearer to what is listed,
    then the right.
    """
    found: list[tuple[Place, Forbidden | None]] = [(place, None) for place in standing(one, words, room)]
    for wrong, why in one.rule.forbidden:
        found += [(place, why) for place in places(wrong, words) if meant(place, words, one.rule.term)]
    if len(found) > 1:
        found.sort(key=lambda one: _weight(one, words))
    taken = set(closed)
    for place, reason in found:
        if taken.isdisjoint(place.at):
            taken.update(place.at)
            if reason is None:
                one.right.append(place)
                one.over.update(dict.fromkeys(place.at, place))
            else:
                one.wrong.append((place, reason))


def _room(one: Account, form: Form, room: Room) -> Room:
    """A term that ends with a year, or that the source names with more words, has others within it."""
    term = one.rule.term
    anywhere = max(min(3 * one.extra, _LONGER), _DATED if form.dated else 0)
    if term.pos == "common noun":
        return Room(anywhere, _ADJECTIVES, _COORDINATED, room.guests)
    adjectives = _ADJECTIVES if term.domain == "history" else len(form.surfaces) >= _TITLE
    return Room(anywhere, int(adjectives), _COORDINATED if term.domain == "place" else 0, room.guests)


def _foreign(place: Place, words: Words, rule: Rule) -> bool:
    """Whether the next word makes the name another body's: Conseil de sécurité *nationale*; or an acronym
    stands for the words right before or after it, and these are another body's name: `Organisation mondiale
    de la propriété intellectuelle (OMPI)`, `OMPI, Organisation mondiale ...`.
    """
    if len(place.at) > 1:
        following = words.folded[place.end : place.end + 1]
        named = rule.term.pos == "proper noun" and not words.rules.beyond.isdisjoint(following)
        return named and words.gaps[place.end].isspace()
    if not rule.spelled_out:
        return False
    before, after = words.gaps[place.start].strip(), words.gaps[place.end].strip()
    short = words.folded[place.start]
    if before[-1:] in _APART:
        full = _weighty(words, max(0, place.start - _BEFORE), place.start)[-len(short) :]
        if _stands_for_another(short, full, rule):
            return True
    if after[:1] in _APART:
        full = _weighty(words, place.end, place.end + _BEFORE)[: len(short)]
        return _stands_for_another(short, full, rule)
    return False


def _weighty(words: Words, start: int, end: int) -> list[str]:
    """Words that give an acronym its letters."""
    return [word for word in words.folded[start:end] if len(word) > 3 and word not in words.rules.links]


def _stands_for_another(short: str, full: list[str], rule: Rule) -> bool:
    known = sum(word[:4] in rule.spelled_out for word in full)
    return "".join(word[0] for word in full) == short and 2 * known < len(full)


def _weight(found: tuple[Place, Forbidden | None], words: Words) -> tuple[int, bool, int, bool, bool, int]:
    place, reason = found
    far = 0 if place.listed else _distance(place, words)
    kept = capitals_kept(place, words)
    return -len(place.at), not place.listed, far, reason is not None, not kept, place.start


def _distance(place: Place, words: Words) -> int:
    """Letters in which the words differ from the form at their ends."""
    far = 0
    for at, listed in zip(place.at, place.form.words.folded, strict=False):
        word = words.folded[at]
        far += len(word) + len(listed) - 2 * prefix(word, listed)
    return far


def meant(place: Place, words: Words, term: Term) -> bool:
    """Whether a forbidden form is that form: an acronym has its capitals, a name begins with one."""
    if words.shouted:
        return True
    for listed, at in zip(place.form.words.raw, place.at, strict=False):
        if sum(map(str.isupper, listed)) > 1 and words.raw[at][: len(listed)] != listed:
            return False
    first = place.form.words.raw[0]
    return term.case != "exact" or words.raw[place.start][0].isupper() >= first[0].isupper()
