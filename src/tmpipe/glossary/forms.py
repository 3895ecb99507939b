"""The forms of a term in a target text: any regular inflection, any spelling; nothing that looks alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tmpipe.model import CODE
from tmpipe.text.languages import language
from tmpipe.text.languages.base import Inflection

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_][^\W_{_MARKS}]*(?:[{_MARKS}]+[^\W_]*)*(?:['’‘`´](?=[^\W_]))?")
_UNSEEN = re.compile("[\u00ad\u200b\u200d\u200e\u200f\u2060-\u2069\u202a-\u202e\ufeff]+|[⁰¹²³⁴-⁹]+")
_SOFT = re.compile("[\\s\u200c\"'“”„«»‘’‚‹›*_‐‑‒–—―−-]+")
_DOUBLE = re.compile(" +\u200c[ \u200c]*|\u200c[ \u200c]+")
_JOINER = "\u200c"
_WHOLE = 60
"""A form of more words is a quotation: it is looked for as it is, with nothing between."""
_REMEMBERED = 1 << 16
"""Dead states kept at a time."""
_AHEAD = 8
"""Prepositions and articles at most before a guest."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words, each in its language's one spelling."""

    text: str
    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands before each word, and after the last."""
    runs: tuple[tuple[tuple[str, int], ...], ...]
    """At each word what may be one: it and, where parts of words may stand apart, it and the next ones."""
    starts: dict[str, list[int]]
    """Where each run begins."""
    rules: Inflection
    shouted: bool = False
    """Whether all of the text is in capitals."""

    def shown(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end`, as it stands."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]

    def word(self, at: int) -> str:
        """Word number `at` as it stands."""
        return self.text[slice(*self.spans[at])]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a term: at each word the spellings and inflections of it."""

    text: str
    words: Words
    surfaces: tuple[frozenset[str], ...]
    named: bool = False
    """Whether it is a name."""
    exact: bool = False
    """Whether capitals, blanks and hyphens must be the form's own: others mean another form of the term."""

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


@dataclass(frozen=True, slots=True)
class Room:
    """How many other words may stand within a form."""

    anywhere: int = 0
    before_links: int = 0
    """Before a preposition alone: crimes *persistants* contre l’humanité."""
    coordinated: int = 0
    """In a coordination: exécutions *sommaires et* extrajudiciaires, prisonniers *et civils* politiques."""
    guests: frozenset[int] = frozenset()
    """Words of the text that may stand within any form, with prepositions before them, and take no room:
    Consiglio *dell’ONU* per i diritti umani."""
    free: int = 12
    """Words at most that take no room: guests, groups of a number, what stands before a year."""


def cut(text: str, tag: str) -> Words:
    """The words of a text. Inline codes and unseen characters are no part of it."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", CODE.sub("", text))).replace("ʼ", "’")
    rules = language(tag).inflection
    if rules.joins:
        text = _DOUBLE.sub(lambda gap: " " if " " in gap[0] else _JOINER, text).rstrip(_JOINER)
    spans = tuple([match.span() for match in _WORD.finditer(text)])
    folded = tuple([_fold(text[start:end], tag) for start, end in spans])
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = tuple([text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)])
    runs = tuple([_runs(folded, gaps, at) if rules.joins else ((word, 1),) for at, word in enumerate(folded)])
    if rules.compounds and "- " in text:
        runs = tuple([(*here, *_shared(folded, gaps, at, rules)) for at, here in enumerate(runs)])
    starts: dict[str, list[int]] = {}
    for at, here in enumerate(runs):
        for run, _ in here:
            starts.setdefault(run, []).append(at)
    return Words(text, spans, folded, gaps, runs, starts, rules, text.isupper())


@lru_cache(maxsize=1 << 16)
def _fold(word: str, tag: str) -> str:
    letters = language(tag).inflection.letters
    plain = unicodedata.normalize("NFKC", word).lower().translate(letters)
    return plain[:-1] + "'" if plain[-1:] in {"’", "‘", "`", "´"} else plain


def _runs(folded: Sequence[str], gaps: Sequence[str], at: int) -> tuple[tuple[str, int], ...]:
    runs = [(folded[at], 1)]
    for more in range(at + 1, min(at + 4, len(folded))):
        if gaps[more] not in {_JOINER, " ", "\u00a0", "\u202f"}:
            break
        runs.append((runs[-1][0] + folded[more], more + 1 - at))
    return tuple(runs)


def _shared(
    folded: Sequence[str], gaps: Sequence[str], at: int, rules: Inflection
) -> Iterator[tuple[str, int]]:
    """What word `at` may be where it shares its end with a later one: *säkerhets-* och polisstyrkor."""
    if gaps[at + 1].startswith("- ") and at + 2 < len(folded) and folded[at + 1] in rules.conjunctions:
        last = folded[at + 2]
        yield from ((folded[at] + last[cut:], 1) for cut in range(1, min(len(last) - 3, 20)))


def form(text: str, tag: str, *, named: bool = False, exact: bool = False) -> Form:
    """A listed form, ready to be looked for; `named`: its words inflect as names do."""
    rules = language(tag).inflection
    text = text.replace(_JOINER, "") if rules.joins else text
    words = cut(text, tag)
    several = len(words.folded) > 1
    surfaces = tuple(
        frozenset(_surfaces(word, rules, named or _capital(words.word(at)), several))
        for at, word in enumerate(words.folded)
    )
    return Form(text, words, surfaces, named, exact)


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


def places(form: Form, words: Words, room: Room | None = None) -> Iterator[Place]:
    """Where the form stands in the text, with room for other words within it."""
    if len(form.surfaces) > _WHOLE:
        yield from _wholes(form, words)
        return
    dead: set[_State] = set()
    for first in _firsts(form, words):
        if len(dead) > _REMEMBERED:
            dead.clear()
        at = _match(form, words, (0, first, room or Room()), dead)
        if at is not None and (not form.exact or _same(form, words, at)):
            yield Place(at, form, _listed(form, words, at))


def _wholes(form: Form, words: Words) -> Iterator[Place]:
    """Where the form stands word by word as it is listed, one place after another."""
    end = 0
    for first in words.starts.get(form.words.folded[0], ()):
        if first >= end and words.folded[first : first + len(form.surfaces)] == form.words.folded:
            end = first + len(form.surfaces)
            yield Place(tuple(range(first, end)), form, listed=True)


def _firsts(form: Form, words: Words) -> list[int]:
    """The words of the text that may begin the form."""
    whole = form.surfaces if not words.rules.compounds else form.surfaces[:-1]
    if not form.surfaces or any(surfaces.isdisjoint(words.starts) for surfaces in whole):
        return []  # a word of the form is nowhere in the text
    found = {at for run in form.surfaces[0] & words.starts.keys() for at in words.starts[run]}
    if len(form.surfaces) == 1:
        if words.rules.compounds:
            found |= {at for at, word in enumerate(words.folded) if _compound(word, form, words.rules)}
        if form.named:
            found = {at for at in found if not _common(words, at)}
    return sorted(at for at in found if words.gaps[at] != _JOINER)


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
    if not rules.compounds:
        return False
    base = form.words.folded[-1]
    rest = word.removeprefix(base)
    return len(base) > 5 and len(rest) > 3 and rest != word and rest[0] in rules.compounds


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
        yield from () if words.gaps[at] == _JOINER else ((),)
        return
    if at >= len(words.folded):
        return
    if k and room.coordinated and (end := _coordinated(form, words, k, at, room.coordinated)):
        yield from _found(_match(form, words, (k, end, replace(room, coordinated=0)), dead))
    if k and not (_near(words.gaps[at], form.words.gaps[k]) or _grouped(words, at)):
        return
    for run, size in words.runs[at]:
        if run in form.surfaces[k]:
            for rest in _found(_match(form, words, (k + 1, at + size, room), dead)):
                yield (*range(at, at + size), *rest)
    if k == len(form.surfaces) - 1 and _compound(words.folded[at], form, words.rules):
        yield from () if words.gaps[at + 1] == _JOINER else ((at,),)
    if k and (left := _left(form, words, k, at, room)):
        yield from _found(_match(form, words, (k, at + 1, left), dead))


def _found(match: tuple[int, ...] | None) -> Iterator[tuple[int, ...]]:
    return iter(() if match is None else (match,))


def _left(form: Form, words: Words, k: int, at: int, room: Room) -> Room | None:
    """The room that is left when word `at` stands before word `k` of the form; None: it may not."""
    word, following, links = words.folded[at], form.words.folded[k], words.rules.links
    freely = replace(room, free=room.free - 1) if room.free else None
    if _grouped(words, at):
        return freely
    if not _near(words.gaps[at], ""):
        return None
    if freely and _guest(words, at, room.guests):
        return freely
    if room.anywhere:
        return replace(room, anywhere=room.anywhere - 1)
    if room.before_links and word not in links and (following in links or words.rules.juxtaposes):
        return replace(room, before_links=room.before_links - 1 if following in links else 0)
    return freely if word in words.rules.fillers and following.isdigit() else None


def _guest(words: Words, at: int, guests: frozenset[int]) -> bool:
    """Whether word `at` is a guest, or a preposition or article before one."""
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
        following = words.runs[end + 1] if end + 1 < len(words.runs) else ()
        if joined and end > at and any(run in form.surfaces[k] for run, _ in following):
            return end + 1
    return 0


def _grouped(words: Words, at: int) -> bool:
    """Whether word `at` goes on with a number: 30.*000*."""
    return words.gaps[at] in {".", ","} and words.folded[at - 1].isdigit() and words.folded[at].isdigit()


def _near(gap: str, wanted: str) -> bool:
    """Whether nothing but blanks, hyphens and quotation marks parts two words, or what the form has there."""
    return (
        gap == wanted
        or not (rest := _SOFT.sub("", gap))
        or rest.replace("،", ",") == _SOFT.sub("", wanted).replace("،", ",")
    )


def _same(form: Form, words: Words, at: tuple[int, ...]) -> bool:
    """Whether capitals, blanks and hyphens are the form's own."""
    listed = form.words
    return len(at) == len(listed.spans) and all(
        (words.shouted or words.word(one).startswith(listed.word(k)))
        and (k == 0 or _hyphened(words.gaps[one]) == _hyphened(listed.gaps[k]))
        for k, one in enumerate(at)
    )


def _hyphened(gap: str) -> bool:
    return any(mark in gap for mark in "-‐‑‒–")


def capitals_kept(place: Place, words: Words) -> bool:
    """Whether the words have the form's capitals, or all of the text is in capitals. A word may begin with
    a capital where the form has none.
    """
    if words.shouted or len(place.at) != len(place.form.surfaces):
        return True
    listed = place.form.words
    return all(_fits(listed.word(k), words.word(at)) for k, at in enumerate(place.at))


def _fits(form: str, word: str) -> bool:
    pairs = list(zip(form, word, strict=False))
    return all(b.isupper() if a.isupper() else not b.isupper() or at == 0 for at, (a, b) in enumerate(pairs))


def nearest(form: Form, words: Words) -> str:
    """The words of the text that look most like the form; empty where nothing does."""
    starts = {word[:4] for word in form.words.folded if len(word) > 3}
    alike = [at for at, word in enumerate(words.folded) if word[:4] in starts]
    ends = (bisect_left(alike, first + len(form.surfaces), number) for number, first in enumerate(alike))
    runs = ((alike[number], alike[end - 1], end - number) for number, end in enumerate(ends))
    start, last, size = max(runs, key=lambda run: run[2], default=(0, 0, 0))
    return words.shown(start, last + 1) if size else ""
