"""A new edition of a document into the catalog of the old one: nothing that a human finished is lost.

In this order a sentence gets the translation of: the same sentence; the sentence that it once was, when a
change is taken back; one that differs in typography alone; the nearest one, as fuzzy; the one that it is a
part of, or those that it joins, as fuzzy.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from tmpipe.catalogs.groups import groups
from tmpipe.catalogs.nearest import BEST, Earlier, assigned
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.revision import (
    before_change,
    borrowed,
    carried,
    comments_on_place,
    lenders,
    made_for,
    pluralized,
    regrouped,
    restored,
    retyped,
    revised,
    shaped,
    translated,
    translation,
    worth_keeping,
    worth_showing,
)
from tmpipe.catalogs.typewriter import bare
from tmpipe.model import Catalog, Entry, Locale

CUTOFF = 60
"""The match rate from which on an earlier translation is worth showing."""


def template(
    entries: Sequence[Entry],
    header: Entry | None = None,
    *,
    path: str = "",
    locale: Locale = "en",
    known: Catalog | None = None,
) -> Catalog:
    """The catalog of a document without any translation; `known` is that of its last edition."""
    before = {entry.key: entry for entry in known.entries} if known else {}
    told = (
        replace(entry, extracted=comments_on_place(before[entry.key], entry))
        if entry.key in before
        else entry
        for entry in entries
    )
    return Catalog(path, locale, header or Entry(""), tuple(shaped(entry, 2) for entry in told))


def update(
    catalog: Catalog | None,
    entries: Sequence[Entry],
    header: Entry | None = None,
    *,
    path: str = "",
    locale: Locale = "",
    cutoff: float = CUTOFF,
) -> Catalog:
    """The catalog for the new edition's `entries`, in their order, the obsolete ones behind them.

    An entry whose sentence is still there changes in its `#.` and `#:` alone. `header`, `path` and
    `locale` are for the first catalog of a document. Law: updated twice with the same entries, the second
    time changes nothing.
    """
    if catalog is None:
        catalog = Catalog(path, locale, header or Entry(""))
    elif header and not catalog.header.msgstr:
        catalog = replace(catalog, header=header)
    edition = _Edition(catalog.entries, entries, _forms(catalog.header))
    edition.carry(lambda old: old.key, lambda new: new.key, carried)
    edition.carry(before_change, lambda new: new.key, restored)
    edition.carry(_typed, _typed, retyped)
    edition.carry(lambda old: _bare(before_change(old)), _typed, restored)
    edition.revise(cutoff)
    edition.revise(cutoff)  # for those whose nearest one went to another
    edition.regroup(cutoff, catalog.locale)
    kept, where = edition.finished()
    return replace(catalog, entries=kept, junk=_moved(catalog, where, len(kept)))


def foreign(before: Catalog, after: Catalog) -> bool:
    """Whether the catalog `before`, updated to `after`, seems to be that of another document.

    So it is where it has at least five translations and not one in ten is still of use, exact or fuzzy.
    The others are obsolete in `after`: nothing is lost, and the next update does not say so again.
    """
    used = {translation(entry) for entry in after.entries if not entry.obsolete}
    had = [translation(entry) for entry in before.entries if translated(entry) and not entry.obsolete]
    return len(had) >= 5 and sum(text in used for text in had) * 10 < len(had)


@dataclass(slots=True)
class _Edition:
    """Two editions of a document's entries, and who of the new comes from whom of the old."""

    old: Sequence[Entry]
    new: Sequence[Entry]
    forms: int
    """Plural forms of the locale."""
    result: dict[int, Entry] = field(default_factory=dict)
    source: dict[int, int] = field(default_factory=dict)
    """The old entry of a new one that is the same sentence."""
    changed: dict[int, int] = field(default_factory=dict)
    """The old entry of a new one that is the nearest sentence."""
    used: set[int] = field(default_factory=set)

    def carry(
        self,
        old_key: Callable[[Entry], Hashable],
        new_key: Callable[[Entry], Hashable],
        make: Callable[[Entry, Entry], Entry | None],
    ) -> None:
        """Gives new entries without a partner the old one of the same key.

        One that is left comes first; one that stays elsewhere in the document, as repeated sentences do,
        serves again.
        """
        left = {}
        for number, entry in enumerate(self.new if self.old else ()):
            if number not in self.result and (key := new_key(entry)) is not None:
                left[number] = key
        by_key = self._by_key(old_key, set(left.values()))
        for number, key in left.items():
            for old in by_key.get(key, ()):
                if made := make(self.old[old], self.new[number]):
                    self.result[number] = pluralized(made, self.new[number], self.forms)
                    if old not in self.used:
                        self.source[number] = old
                        self.used.add(old)
                    break

    def _by_key(
        self, key_of: Callable[[Entry], Hashable], wanted: set[Hashable]
    ) -> dict[Hashable, list[int]]:
        """The old entries of the wanted keys, those first that have most to give; at most 20 of a key."""
        by_key: defaultdict[Hashable, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.old) if wanted else ():
            if (key := key_of(entry)) in wanted:
                by_key[key].append(number)
        for key, numbers in by_key.items():
            numbers.sort(key=partial(self._poverty, key))
            del numbers[BEST:]
        return by_key

    def _poverty(self, key: Hashable, old: int) -> tuple[bool, ...]:
        """Orders by what an entry has to give; the same sentence keeps what it has, finished or not."""
        entry = self.old[old]
        return not translated(entry), entry.fuzzy and key != entry.key, old in self.used, entry.obsolete

    def revise(self, cutoff: float) -> None:
        """Gives the new entries that are left the nearest earlier translation that is left, as fuzzy."""
        left = [number for number in range(len(self.new)) if number not in self.result]
        texts = [(number, self._text(number)) for number in self._left_over()]
        if not left or not texts:
            return
        earlier = Earlier(texts, len(left))
        beside = self._beside(left)
        pairs = (pair for n in left for pair in earlier.pairs(n, self.new[n].msgid, beside[n], cutoff))
        for number, pair in assigned(pairs).items():
            entry = revised(self.old[pair.old], self.new[number], pair.rate)
            self.result[number] = pluralized(entry, self.new[number], self.forms)
            self.changed[number] = pair.old
            if not self.old[pair.old].obsolete:
                self.used.add(pair.old)

    def _left_over(self) -> list[int]:
        """The old entries that a new one may come from."""
        return [n for n, entry in enumerate(self.old) if n not in self.used and worth_showing(entry)]

    def _text(self, old: int) -> str:
        return made_for(self.old[old])[1]

    def _beside(self, left: Iterable[int]) -> dict[int, list[int]]:
        """For new entries, the old ones that stood after their predecessor and before their successor."""
        active = [number for number, entry in enumerate(self.old) if not entry.obsolete]
        following = dict(pairwise(active))
        preceding = {after: before for before, after in following.items()}
        return {
            number: [
                old
                for old in (
                    following.get(self.source.get(number - 1, -1)),
                    preceding.get(self.source.get(number + 1, -1)),
                )
                if old is not None
            ]
            for number in left
        }

    def regroup(self, cutoff: float, locale: Locale) -> None:
        """Gives the parts of a sentence that was split, and one that joins several, what they come from."""
        new = {n: e.msgid for n, e in enumerate(self.new) if n not in self.source and e.msgid_plural is None}
        new = {n: text for n, text in new.items() if n not in self.result or n in self.changed}
        old = {n: self._text(n) for n in (*self._left_over(), *self.changed.values())}
        old = {n: text for n, text in old.items() if self.old[n].msgid_plural is None}
        if not old:
            return
        for group in groups(new, old, self.changed, cutoff):
            parts = [self.new[number] for number in group.new]
            made = regrouped([self.old[number] for number in group.old], parts, locale)
            self.result.update(zip(group.new, made, strict=True))
            self.used.difference_update(group.old)

    def finished(self) -> tuple[tuple[Entry, ...], list[int | None]]:
        """The new edition's entries and the obsolete ones; and for each old entry its new place."""
        where: list[int | None] = [None] * len(self.old)
        entries = [self.result.get(n) or shaped(entry, self.forms) for n, entry in enumerate(self.new)]
        for new, old in self.source.items():
            where[old] = new
        standing = {entry.key: entry for entry in entries}
        for number in self._gone():
            entry = self.old[number]
            twin = standing.get(entry.key)
            if twin is None or translation(twin) != translation(entry):
                where[number] = len(entries)
                entries.append(replace(entry, obsolete=True, references=(), extracted=()))
        return tuple(entries), where

    def _gone(self) -> list[int]:
        """The old entries that no new one has taken, save those that nobody wrote and those that only show
        what others have.
        """
        left = [(n, entry) for n, entry in enumerate(self.old) if n not in self.used]
        remarks = {entry.comments for entry in self.old if entry.comments and worth_showing(entry)}
        gone = [n for n, entry in left if worth_keeping(entry, remarks)]
        if not any(borrowed(self.old[number]) for number in gone):
            return gone
        own = {text_hash(entry.msgstr) for entry in self.old if not borrowed(entry)}
        return [n for n in gone if not borrowed(self.old[n]) or not lenders(self.old[n]) <= own]


def _typed(entry: Entry) -> Hashable:
    return _bare(entry.key, entry.msgid_plural)


def _bare(key: tuple[str | None, str] | None, plural: str | None = None) -> Hashable:
    """The same for messages that differ in typography and codes alone; None for None."""
    return key and (key[0], bare(key[1]), plural and bare(plural))


def _forms(header: Entry) -> int:
    """The plural forms of its locale; two where the header tells none, or more than any language has."""
    found = re.search(r"nplurals *= *([1-9]\d?)(?!\d)", header.msgstr)
    return int(found[1]) if found else 2


def _moved(catalog: Catalog, where: Sequence[int | None], length: int) -> tuple[tuple[int, str], ...]:
    """The junk behind the same messages as before; empty lines only between the same two."""
    last = [1]
    for at in where:
        last.append(last[-1] if at is None else at + 2)
    moved: dict[int, str] = {}
    for number, text in catalog.junk:
        if number in (0, len(where) + 1):
            place = 0 if number == 0 else length + 1
        elif text.strip() or _side_by_side(where, number):
            place = last[number - 1]
        else:
            continue
        moved[place] = moved.get(place, "") + text
    return tuple(sorted(moved.items()))


def _side_by_side(where: Sequence[int | None], number: int) -> bool:
    """Whether the messages before and after gap `number` (the header is message 0) are still neighbours."""
    before = -1 if number == 1 else where[number - 2]
    return before is not None and where[number - 1] == before + 1
