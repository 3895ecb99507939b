"""The forms of a term in a target text: any regular inflection, any spelling; nothing that looks alike."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tmpipe.glossary.tokens import JOINER, Words, cut
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Inflection

_SOFT = re.compile("[\\s\u200c\"'“”„«»‘’‚‹›*_‐‑‒–—―−-]+")
_WHOLE = 60
"""A form of more words is a quotation: it is looked for as it is, with nothing between."""
_REMEMBERED = 1 << 16
"""Dead states kept at a time."""
_AHEAD = 8
"""Prepositions and articles at most before a guest."""
_COMPOUND = 5
"""Letters at least that follow a name in a compound without a joint: Genève*konventionen*."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What else there is to know of a form."""

    named: bool = False
    """A name: its words inflect as names do."""
    cased: bool = False
    """Capitals must be the form's own: others mean another form of the term."""
    spaced: bool = False
    """Blanks and hyphens must be the form's own."""
    blunt: bool = False
    """A name that begins compounds without a joint, Genèvekonventionen; a person's might be another one's."""


PLAIN = Traits()


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a term: at each word the spellings and inflections of it."""

    text: str
    words: Words
    surfaces: tuple[frozenset[str], ...]
    needs: tuple[frozenset[str], ...]
    """Those without which the form is nowhere, the longest word's first."""
    traits: Traits

    @property
    def named(self) -> bool:
        """Whether it is a name."""
        return self.traits.named

    @property
    def dated(self) -> bool:
        """Whether it ends with a year."""
        return len(self.surfaces) > 1 and self.words.folded[-1].isdigit()


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a text that are the form; others may stand between them."""

    at: tuple[int, ...]
    form: Form
    listed: bool
    """They are the form as it is listed, not an inflection."""

    @property
    def start(self) -> int:
        """The first of the words."""
        return self.at[0]

    @property
    def end(self) -> int:
        """The one after the last."""
        return self.at[-1] + 1


class Room(NamedTuple):
    """How many other words may stand within a form. A tuple: many are made and compared."""

    anywhere: int = 0
    before_links: int = 0
    """Before a preposition alone: crimes *persistants* contre l’humanité."""
    coordinated: int = 0
    """In a coordination: exécutions *sommaires et* extrajudiciaires, prisonniers *et civils* politiques."""
    guests: frozenset[int] = frozenset()
    """Words of the text that may stand within any form, with prepositions before them, and take no room:
    Consiglio *dell’ONU* per i diritti umani."""
    inside: bool = False
    """Whether the last word seen took room: what a non-joiner joins to it belongs to it."""
    free: int = 12
    """Words at most that take no room: guests, groups of a number, what stands before a year."""


NO_ROOM = Room()
CLOSE = Room(free=0)
"""Not even for what takes no room: word by word, which is quick."""


def form(text: str, tag: str, traits: Traits = PLAIN) -> Form:
    """A listed form, ready to be looked for."""
    rules = language(tag).inflection
    words = cut(text.replace(JOINER, "") if rules.joins else text, tag)
    several = len(words.folded) > 1
    surfaces = tuple(
        frozenset(_surfaces(word, rules, traits.named or _capital(words.raw[at]), several))
        for at, word in enumerate(words.folded)
    )
    whole = sorted(zip(words.folded, surfaces, strict=True), key=lambda pair: -len(pair[0]))
    last = surfaces[-1:] if rules.compounds else ()  # it may begin a compound
    needs = tuple(found for _, found in whole if found not in last)
    return Form(text, words, surfaces, needs, traits)


def _capital(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _surfaces(word: str, rules: Inflection, named: bool, several: bool) -> Iterator[str]:
    yield word
    for equal in rules.equals:
        if word in equal:
            yield from equal
    if word.endswith("'") or word in rules.links or word.isdigit():
        return
    inflected = rules.names if named else rules.agreements if several else rules.variants
    yield from inflected(word)


_State = tuple[int, int, Room]
"""A word of the form, the word of the text where it is to begin, the room that is left."""


def places(form: Form, words: Words, room: Room = NO_ROOM) -> list[Place]:
    """Where the form stands in the text, with room for other words within it."""
    for need in form.needs:
        if need.isdisjoint(words.known):
            return []  # a word of the form is nowhere in the text
    if len(form.surfaces) > _WHOLE:
        return list(_wholes(form, words))
    found = []
    dead: set[_State] = set()
    for first in _firsts(form, words):
        if len(dead) > _REMEMBERED:
            dead.clear()
        close = room is CLOSE
        at = _straight(form, words, first) if close else _match(form, words, (0, first, room), dead)
        if at is not None and _same(form, words, at):
            found.append(Place(at, form, _listed(form, words, at)))
    return found


def _straight(form: Form, words: Words, first: int) -> tuple[int, ...] | None:
    """The words of the text that are the form, one after another; parts of words as needed."""
    at, count, last = first, len(words.folded), len(form.surfaces) - 1
    for k, surfaces in enumerate(form.surfaces):
        if at >= count or (k and not _near(words.gaps[at], form.words.gaps[k])):
            return None
        if words.folded[at] in surfaces:
            at += 1
        elif size := next((size for run, size in words.runs_at(at) if run in surfaces), 0):
            at += size
        elif k == last and _compound(words.folded[at], form, words.rules):
            at += 1
        else:
            return None
    return tuple(range(first, at)) if words.gaps[at] != JOINER else None


def _wholes(form: Form, words: Words) -> Iterator[Place]:
    """Where the form stands word by word as it is listed, one place after another."""
    end = 0
    for first in words.starts.get(form.words.folded[0], ()):
        if first >= end and words.folded[first : first + len(form.surfaces)] == form.words.folded:
            end = first + len(form.surfaces)
            yield Place(tuple(range(first, end)), form, listed=True)


def _firsts(form: Form, words: Words) -> list[int]:
    """The words of the text that may begin the form."""
    if not form.surfaces:
        return []
    found = {at for run in form.surfaces[0] & words.known for at in words.starts[run]}
    if len(form.surfaces) == 1:
        if words.rules.compounds:
            found |= {at for at, word in enumerate(words.folded) if _compound(word, form, words.rules)}
        if form.named and words.rules.unnamed:
            found = {at for at in found if not _common(words, at)}
    return sorted([at for at in found if words.gaps[at] != JOINER])


def _common(words: Words, at: int) -> bool:
    """Whether what looks like a name is a common noun by the word before it or after it."""
    before, after = words.folded[at - 1 : at], words.folded[at + 1 : at + 2]
    return not (words.rules.unnamed.isdisjoint(before) and words.rules.unnamed_before.isdisjoint(after))


def _listed(form: Form, words: Words, at: tuple[int, ...]) -> bool:
    folded = tuple([words.folded[one] for one in at])
    return folded == form.words.folded or (
        words.rules.joins and "".join(folded) == "".join(form.words.folded)
    )


def _compound(word: str, form: Form, rules: Inflection) -> bool:
    """Whether the word is a compound that begins with the form."""
    base = form.words.folded[-1]
    if not (rules.compounds and word.startswith(base)) or len(base) <= _COMPOUND:
        return False
    rest = word[len(base) :]
    return len(rest) > 3 and (
        rest[0] in rules.compounds or (form.traits.blunt and len(rest) >= _COMPOUND and rest.isalpha())
    )


def _match(form: Form, words: Words, state: _State, dead: set[_State]) -> tuple[int, ...] | None:
    """The words of the text that are words `k` and on of the form, if these begin at word `at`.

    A state that led nowhere is `dead` and not tried again: the time is by the length of the text and of the
    form, whatever they repeat.
    """
    if state in dead:
        return None
    found = next(_matches(form, words, state, dead), None)
    if found is None:
        dead.add(state)
    return found


def _matches(form: Form, words: Words, state: _State, dead: set[_State]) -> Iterator[tuple[int, ...]]:
    """The ways in which the form may go on, the better first."""
    k, at, room = state
    if k == len(form.surfaces):
        yield from () if words.gaps[at] == JOINER else ((),)
        return
    if at >= len(words.folded):
        return
    if k and room.coordinated and (end := _coordinated(form, words, k, at, room.coordinated)):
        yield from _found(_match(form, words, (k, end, room._replace(coordinated=0)), dead))
    if k and not (_near(words.gaps[at], form.words.gaps[k]) or _grouped(words, at)):
        return
    for run, size in words.runs_at(at):
        if run in form.surfaces[k]:
            for rest in _found(_match(form, words, (k + 1, at + size, room), dead)):
                yield (*range(at, at + size), *rest)
    if k == len(form.surfaces) - 1 and _compound(words.folded[at], form, words.rules):
        yield from () if words.gaps[at + 1] == JOINER else ((at,),)
    if k and (left := _left(form, words, k, at, room)):
        yield from _found(_match(form, words, (k, at + 1, left), dead))


def _found(match: tuple[int, ...] | None) -> Iterator[tuple[int, ...]]:
    return iter(() if match is None else (match,))


def _left(form: Form, words: Words, k: int, at: int, room: Room) -> Room | None:
    """The room that is left when word `at` stands before word `k` of the form; None: it may not."""
    word, following, rules = words.folded[at], form.words.folded[k], words.rules
    if _grouped(words, at):
        return _freely(room)
    if not _near(words.gaps[at], ""):
        return None
    if room.free and (_guest(words, at, room.guests) or word in rules.suffixes):
        return _freely(room)
    if room.inside and words.gaps[at] == JOINER:
        return _freely(room)
    if room.anywhere:
        return room._replace(anywhere=room.anywhere - 1, inside=True)
    if room.before_links and word not in rules.links:
        owned = rules.genitive and form.words.folded[k - 1].endswith(rules.genitive)
        if following in rules.links:
            return room._replace(before_links=room.before_links - 1, inside=True)
        if rules.juxtaposes or owned:
            return room._replace(before_links=0, inside=True)
    return _freely(room) if word in rules.fillers and following.isdigit() else None


def _freely(room: Room) -> Room | None:
    """The room that is left after a word that takes none."""
    return room._replace(free=room.free - 1) if room.free else None


def _guest(words: Words, at: int, guests: frozenset[int]) -> bool:
    """Whether word `at` is a guest, or a preposition or article before one."""
    if not guests:
        return False
    end = min(at + _AHEAD, len(words.folded) - 1)
    while at not in guests and at < end and words.folded[at] in words.rules.links:
        at += 1
    return at in guests


def _coordinated(form: Form, words: Words, k: int, at: int, most: int) -> int:
    """Where a coordination from word `at` up to word `k` of the form ends; 0: there is none.

    It holds a conjunction; prepositions only where the form goes on with one: crimes *de guerre et* contre
    l’humanité.
    """
    links = words.rules.links
    prepositional = form.words.folded[k] in links
    joined = False
    for end in range(at, min(at + most, len(words.folded))):
        word = words.folded[end]
        if not (_near(words.gaps[end], "") or words.gaps[end].strip() in {",", "،"}):
            return 0
        joined = joined or word in words.rules.conjunctions
        if word in links and word not in words.rules.conjunctions and not prepositional:
            return 0
        if joined and end > at and any(run in form.surfaces[k] for run, _ in words.runs_at(end + 1)):
            return end + 1
    return 0


def _grouped(words: Words, at: int) -> bool:
    """Whether word `at` goes on with a number: 30.*000*."""
    return words.gaps[at] in {".", ","} and words.folded[at - 1].isdigit() and words.folded[at].isdigit()


def _near(gap: str, wanted: str) -> bool:
    """Whether nothing but blanks, hyphens and quotation marks parts two words, or what the form has there."""
    return (
        gap in {" ", wanted}
        or not (rest := _SOFT.sub("", gap))
        or rest.replace("،", ",") == _SOFT.sub("", wanted).replace("،", ",")
    )


def _same(form: Form, words: Words, at: tuple[int, ...]) -> bool:
    """Whether capitals, and blanks and hyphens, are the form's own where they must be."""
    traits, listed = form.traits, form.words
    if not (traits.cased or traits.spaced):
        return True
    return len(at) == len(listed.raw) and all(
        (not traits.cased or words.shouted or words.raw[one].startswith(listed.raw[k]))
        and (k == 0 or not traits.spaced or _hyphened(words.gaps[one]) == _hyphened(listed.gaps[k]))
        for k, one in enumerate(at)
    )


def _hyphened(gap: str) -> bool:
    return any(mark in gap for mark in "-‐‑‒–")


def capitals_kept(place: Place, words: Words, *, title: bool = False) -> bool:
    """Whether the words have the form's capitals, or all of the text is in capitals. A word may begin with
    a capital where the form has none; in a `title` only the first.
    """
    if words.shouted or len(place.at) != len(place.form.surfaces):
        return True
    listed = place.form.words.raw
    return all(_fits(listed[k], words.raw[at], title and k > 0) for k, at in enumerate(place.at))


def _fits(form: str, word: str, strict: bool) -> bool:
    return word.startswith(form) or all(
        b.isupper() if a.isupper() else not b.isupper() or (at == 0 and not strict)
        for at, (a, b) in enumerate(zip(form, word, strict=False))
    )


def nearest(form: Form, words: Words) -> tuple[int, int] | None:
    """From where to where the words of the text stand that look most like the form; None: nothing does."""
    starts = {word[:4] for word in form.words.folded if len(word) > 3}
    alike = [at for at, word in enumerate(words.folded) if word[:4] in starts]
    ends = (bisect_left(alike, first + len(form.surfaces), number) for number, first in enumerate(alike))
    runs = ((alike[number], alike[end - 1], end - number) for number, end in enumerate(ends))
    start, last, size = max(runs, key=lambda run: run[2], default=(0, 0, 0))
    return (start, last + 1) if size else None


def closed_by(names: Iterable[str], words: Words, tag: str) -> frozenset[int]:
    """The words of the text that are one of the names as they stand."""
    found: set[int] = set()
    for name in names:
        wanted = cut(name, tag)
        for at in words.starts.get(wanted.folded[0], ()):
            if words.raw[at : at + len(wanted.raw)] == wanted.raw:
                found.update(range(at, at + len(wanted.raw)))
    return frozenset(found)
