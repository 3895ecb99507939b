"""Names in a translation that its source does not mention.

Told only where nothing in the source could be what the name translates: no term of a like form or circle
(the Secretary-General is *dell’ONU*), no word of the name in its own language, no cousin of a word of it, and
for an acronym no acronym or name that the glossary does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from tmpipe.glossary.accounts import Rule, key_of, standing_alone
from tmpipe.glossary.forms import Form, Place, capitals_kept, places
from tmpipe.glossary.mentions import Mention, without
from tmpipe.glossary.tokens import Words
from tmpipe.glossary.verdicts import Text, consonants
from tmpipe.model import Term
from tmpipe.text.languages import language

_WORD = re.compile(r"\w+")
_ALONE = frozenset({"", "people", "place"})
"""Domains whose names do not explain one another."""
_STEM = 5
"""Letters by which a word of the source is known again."""
_FIRST = 4
"""Letters by which a form is looked for at first."""
_ACRONYM = re.compile(r"(?<!\w)(?=\w*[A-Z]\w*[A-Z])\w+")
_NAME = re.compile(r"[A-Z]\w+(?:(?: of| for| the| and)* [A-Z]\w+)+")


@dataclass(frozen=True, slots=True)
class Surplus:
    """A name that only the target has."""

    term: Term
    words: str
    """As they stand in the target."""
    place: tuple[int, int]
    """Where they stand there."""

    @property
    def message(self) -> str:
        """What there is to say."""
        return f"“{self.words}” names “{self.term.source[0]}”, of which the source says nothing"


@dataclass(frozen=True, slots=True)
class Name:
    """A form that is a name, and by what its source would mention it."""

    rule: Rule
    form: Form
    kin: frozenset[str]
    """Ids of its term and of those that share a form or stand for its letters."""
    stems: frozenset[str]
    """How the words begin that name it in the source's language."""
    begins: tuple[str, ...]
    """How the form's own words begin, the longest first."""
    roots: frozenset[str]
    """The consonants of its words; a person's name has no cousins."""


class Names:
    """The names of a glossary in one locale; `cased`: its script tells names by their capitals."""

    def __init__(
        self, rules: Sequence[Rule], tag: str, cut: Callable[[str, str], Words], *, cased: bool
    ) -> None:
        self.tag, self.cased, self.cut = tag, cased, cut
        self.letters = language(tag).inflection.letters
        self.rules = {rule.term.id: rule for rule in rules}
        self.names = tuple(self._all(rules))

    def _all(self, rules: Sequence[Rule]) -> Iterator[Name]:
        keys = {rule.term.id: frozenset(_keys(rule)) for rule in rules}
        bearers: dict[str, set[str]] = {}
        for term, own in keys.items():
            for key in own:
                bearers.setdefault(key, set()).add(term)
        for rule in rules:
            kin = frozenset(one for key in keys[rule.term.id] for one in bearers[key])
            forms = (form for one in sorted(kin) for form in self.rules[one].term.source)
            stems = frozenset(stem for form in forms for stem in _stems(form))
            for form in rule.permitted:
                if rule.term.pos in {"proper noun", "acronym"} and self._told(form):
                    people = rule.term.domain == "people"
                    roots = () if people else map(consonants, form.words.folded)
                    yield Name(rule, form, kin, stems, _begins(form), frozenset(roots) - {""})

    def _told(self, form: Form) -> bool:
        """Whether the form cannot be taken for common words."""
        return form.text[:1].isupper() if self.cased else len(form.words.folded) > 1

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick([name.begins[0] for name in self.names])

    def surplus(self, source: str, mentions: Sequence[Mention], target: str) -> Iterator[Surplus]:
        """The names that the target has and nothing in the source accounts for."""
        letters = (target.translate(self.letters) if self.letters else target).lower()
        hits = {hit[0] for hit in self._automaton.find_matches_as_indexes(letters, overlapping=True)}
        likely = (self.names[hit] for hit in sorted(hits))
        found = [name for name in likely if all(begin in letters for begin in name.begins)]
        if found and (names := list(_unmentioned(found, source, mentions, target))):
            words = self.cut(target, self.tag)
            text = Text(target, words)
            taken = set(self._of_terms(mentions, words))
            for name in names:
                for place in self._places(name, words):
                    if taken.isdisjoint(place.at):
                        taken.update(place.at)
                        shown = words.shown(place.start, place.end)
                        where = text.place(place.start, place.end)
                        yield Surplus(name.rule.term, shown, where)

    def _of_terms(self, mentions: Iterable[Mention], words: Words) -> Iterator[int]:
        """The words that are forms of the terms which the source names."""
        for term in {one.term.id for mention in mentions for one in (mention, *mention.also)}:
            if rule := self.rules.get(term):
                yield from (at for place in standing_alone(rule, words) for at in place.at)

    def _places(self, name: Name, words: Words) -> list[Place]:
        if words.shouted:
            return []
        own = {place.at for place in standing_alone(name.rule, words)}
        found = [place for place in places(name.form, words) if place.at in own]
        return [place for place in found if not self.cased or capitals_kept(place, words)]


def _unmentioned(
    found: Iterable[Name], source: str, mentions: Sequence[Mention], target: str
) -> Iterator[Name]:
    terms = {one.term.id: one.term for mention in mentions for one in (mention, *mention.also)}
    circles = {term.domain for term in terms.values()} - _ALONE
    names = [
        name for name in found if name.rule.term.domain not in circles and terms.keys().isdisjoint(name.kin)
    ]
    if not names:
        return
    words = _WORD.findall(source)
    stems = {stem for word in words for stem in _plain(word)}
    roots = frozenset(map(consonants, words))
    rest = without(source, mentions)
    unknown = any(word not in target for word in _ACRONYM.findall(rest)) or _NAME.search(rest)
    for name in names:
        if stems.isdisjoint(name.stems) and roots.isdisjoint(name.roots):
            short = any(form.text.isupper() for form in name.rule.permitted)
            yield from () if short and unknown else (name,)


def _begins(form: Form) -> tuple[str, ...]:
    """How the words begin, whatever their endings; the longest first."""
    words = sorted(form.words.folded, key=len, reverse=True)
    return tuple([word[: max(_FIRST, len(word) - 2)] for word in words if len(word) > 2 or word == words[0]])


def _keys(rule: Rule) -> Iterator[str]:
    """What a term's forms are known by: their letters, and their initials."""
    for text in (*rule.term.source, *(form.text for form in rule.permitted)):
        words = _WORD.findall(text.lower())
        yield key_of(text)
        initials = ("".join(word[0] for word in words), "".join(word[0] for word in words if len(word) > 3))
        yield from (letters for letters in initials if len(letters) > 2)


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> tuple[str, str]:
    """How a word begins, with its accents and without."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    return word[:_STEM].lower(), bare[:_STEM].lower()


def _stems(form: str) -> Iterator[str]:
    return (word[:_STEM].lower() for word in _WORD.findall(form) if len(word) > 3 or word.isupper())
