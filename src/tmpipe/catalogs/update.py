"""A new edition of a document into the catalog of the old one: nothing that a human finished is lost.

In this order a sentence gets the translation of: the same sentence; the sentence that it once was, when a
change is taken back; one that differs in typography alone; the nearest one, as fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tmpipe.catalogs.nearest import Earlier, assigned
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import untouched
from tmpipe.model import CODE, Catalog, Entry, Locale, Origin
from tmpipe.text.words import words

CUTOFF = 60
"""The match rate from which on an earlier translation is worth showing."""


def template(
    entries: Sequence[Entry], header: Entry | None = None, *, path: str = "", locale: Locale = "en"
) -> Catalog:
    """The catalog of a document without any translation."""
    return Catalog(path, locale, header or Entry(""), tuple(_shaped(entry, 2) for entry in entries))


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
    edition.carry(lambda old: old.key, lambda new: new.key, _carried)
    edition.carry(_before_change, lambda new: new.key, _restored)
    edition.carry(_typewritten, _typewritten, _carried)
    edition.revise(cutoff)
    edition.revise(cutoff)  # for those whose nearest one went to another
    kept, where = edition.finished()
    return replace(catalog, entries=kept, junk=_moved(catalog, where, len(kept)))


def foreign(before: Catalog, after: Catalog) -> bool:
    """Whether the catalog `before`, updated to `after`, seems to be that of another document.

    So it is where it has at least five translations and not one in ten is still of use, exact or fuzzy.
    The others are obsolete in `after`: nothing is lost, and the next update does not say so again.
    """
    used = {_translation(entry) for entry in after.entries if not entry.obsolete}
    had = [_translation(entry) for entry in before.entries if _translated(entry) and not entry.obsolete]
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
    used: set[int] = field(default_factory=set)

    def carry(
        self,
        old_key: Callable[[Entry], Hashable],
        new_key: Callable[[Entry], Hashable],
        make: Callable[[Entry, Entry], Entry],
    ) -> None:
        """Gives new entries without a partner the old one of the same key, if there is one left."""
        left = [number for number in range(len(self.old)) if number not in self.used]
        by_key: dict[Hashable, int] = {}
        for number in sorted(left, key=lambda n: (not _translated(self.old[n]), self.old[n].obsolete)):
            if (key := old_key(self.old[number])) is not None:
                by_key.setdefault(key, number)
        for number, entry in enumerate(self.new):
            found = None if number in self.result else by_key.pop(new_key(entry), None)
            if found is not None:
                self.result[number] = _pluralized(make(self.old[found], entry), entry, self.forms)
                self.source[number] = found
                self.used.add(found)

    def revise(self, cutoff: float) -> None:
        """Gives the new entries that are left the nearest earlier translation that is left, as fuzzy."""
        left = [number for number in range(len(self.new)) if number not in self.result]
        texts = [
            (n, _source(e)[1]) for n, e in enumerate(self.old) if n not in self.used and _worth_showing(e)
        ]
        if not left or not texts:
            return
        earlier = Earlier(texts, len(left))
        beside = self._beside(left)
        pairs = (pair for n in left for pair in earlier.pairs(n, self.new[n].msgid, beside[n], cutoff))
        for number, pair in assigned(pairs).items():
            revised = _revised(self.old[pair.old], self.new[number], pair.rate)
            self.result[number] = _pluralized(revised, self.new[number], self.forms)
            if not self.old[pair.old].obsolete:
                self.used.add(pair.old)

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

    def finished(self) -> tuple[tuple[Entry, ...], list[int | None]]:
        """The new edition's entries and the obsolete ones; and for each old entry its new place."""
        where: list[int | None] = [None] * len(self.old)
        entries = [self.result.get(n) or _shaped(entry, self.forms) for n, entry in enumerate(self.new)]
        for new, old in self.source.items():
            where[old] = new
        standing = {entry.key: entry for entry in entries}
        for number, entry in enumerate(self.old):
            twin = standing.get(entry.key)
            told = twin is not None and _translation(twin) == _translation(entry)
            if number not in self.used and _translated(entry) and not told:
                where[number] = len(entries)
                entries.append(replace(entry, obsolete=True, references=(), extracted=()))
        return tuple(entries), where


def _carried(old: Entry, new: Entry) -> Entry:
    """The old entry in its new place, with the new edition's way to write it."""
    return replace(
        old,
        msgid=new.msgid,
        msgctxt=new.msgctxt,
        references=new.references,
        extracted=new.extracted,
        flags=tuple(dict.fromkeys((*old.flags, *new.flags))),
        obsolete=False,
    )


def _typewritten(entry: Entry) -> Hashable:
    """The same for two entries that differ in quotes, dashes, blanks and Unicode form alone, not in codes."""
    texts = (entry.msgid, entry.msgid_plural or "")
    plain = (" ".join(words(CODE.sub(lambda code: f"\0{code[0][1:-1]}\0", text))) for text in texts)
    return entry.msgctxt, *plain


def _before_change(old: Entry) -> tuple[str | None, str] | None:
    """The key that a revised entry had, while nobody has touched its translation."""
    revised = old.fuzzy and old.origin is not None and old.origin.kind == "earlier" and untouched(old)
    if not revised or old.previous_msgid is None or old.msgid_plural is not None:
        return None
    return old.previous_msgctxt, old.previous_msgid


def _restored(old: Entry, new: Entry) -> Entry:
    """The entry as it was before its sentence was changed. Inverse of `_revised`."""
    assert old.origin
    told = {name: value for name, value in old.origin.fields if name.startswith(_FROM)}
    kind, fuzzy = told.pop(_FROM, None), told.pop(_FUZZY, None) is not None
    fields = tuple((name.removeprefix(f"{_FROM}-"), value) for name, value in told.items())
    before = replace(_carried(old, new), fuzzy=fuzzy, origin=Origin(kind, fields) if kind else None)
    return replace(before, previous_msgid=None, previous_msgctxt=None)


def _revised(old: Entry, new: Entry, rate: float) -> Entry:
    """The old translation as a suggestion for the changed sentence, with the sentence it was made for."""
    revised = replace(_carried(old, new), fuzzy=True)
    shown = ("rate", f"{rate:.0f}")
    if old.origin and _before_change(old):
        fields = (shown, *(field for field in old.origin.fields if field[0] != "rate"))
        return replace(revised, origin=Origin("earlier", fields))
    origin = Origin("earlier", (shown, *_told_before(old), ("text", text_hash(old.msgstr))))
    context, text, plural = _source(old)
    return replace(
        revised,
        origin=origin,
        previous_msgctxt=context,
        previous_msgid=text,
        previous_msgid_plural=plural,
    )


_FROM = "from"
_FUZZY = "from-fuzzy"


def _told_before(old: Entry) -> Iterator[tuple[str, str]]:
    """What an origin has to tell of an entry so that `_restored` can bring it back."""
    if old.origin:
        yield _FROM, old.origin.kind
        yield from ((f"{_FROM}-{name}", value) for name, value in old.origin.fields)
    if old.fuzzy:
        yield _FUZZY, "yes"


def _source(old: Entry) -> tuple[str | None, str, str | None]:
    """The context and texts that its translation was made for: gettext's previous ones while it is fuzzy."""
    retouched = old.origin is not None and old.origin.kind == "earlier" and not untouched(old)
    if old.fuzzy and old.previous_msgid is not None and not retouched:
        return old.previous_msgctxt, old.previous_msgid, old.previous_msgid_plural
    return old.msgctxt, old.msgid, old.msgid_plural


def _translation(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.msgstr, entry.msgstr_plural


def _translated(entry: Entry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural))


def _worth_showing(entry: Entry) -> bool:
    """Whether a human or the project's makers had a hand in it: a stale suggestion is better made anew."""
    suggested = entry.fuzzy and entry.origin is not None and entry.origin.kind in ("machine", "memory")
    return _translated(entry) and not (suggested and untouched(entry))


def _shaped(entry: Entry, forms: int) -> Entry:
    """An entry without a translation, with an empty one for each plural form."""
    if entry.msgid_plural is None or entry.msgstr_plural:
        return entry
    return replace(entry, msgstr_plural=("",) * forms)


def _pluralized(entry: Entry, new: Entry, forms: int) -> Entry:
    """The entry with the new one's msgid_plural, or without: fuzzy where that changed, taken back or not."""
    if entry.msgid_plural == new.msgid_plural:
        return entry
    text = entry.msgstr or next(iter(entry.msgstr_plural), "")
    several = () if new.msgid_plural is None else entry.msgstr_plural or (text,) * forms
    changed = replace(
        entry, msgid_plural=new.msgid_plural, msgstr="" if several else text, msgstr_plural=several
    )
    if not text:
        return changed
    made_for = _source(entry)
    taken_back = made_for == (new.msgctxt, new.msgid, new.msgid_plural)
    context, single, plural = (None, None, None) if taken_back else made_for
    return replace(
        changed,
        fuzzy=True,
        previous_msgctxt=context,
        previous_msgid=single,
        previous_msgid_plural=plural,
    )


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
