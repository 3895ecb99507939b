"""Three editions of a catalog into one: by entry, never a translation under another sentence.

Edits of different entries always merge. What humans have done to the same entry on both sides is kept
twice: ours in its place, theirs in a comment (`theirs`), and told as a finding.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from tmpipe.catalogs import charset, po, threeway
from tmpipe.catalogs.places import msgstr_line
from tmpipe.catalogs.update import update
from tmpipe.model import Catalog, Entry, Finding, Kept, Severity

CHECK = "merge-both"
"""The finding's name."""

Slot: TypeAlias = tuple[str | None, str, int]
"""An entry's key, and how many of the same key stand before it."""
_Edition: TypeAlias = dict[Slot, Entry]
"""A catalog's entries by their slots, in its order."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge."""

    catalog: Catalog
    """Ours in width, line ends and order, with what theirs has done."""
    findings: tuple[Finding, ...] = ()
    """An error for each entry that waits for a human's choice, with its line in the merged file."""


def merge(base: Catalog | None, ours: Catalog, theirs: Catalog) -> Merged:
    """Both sides' changes since `base`; None or an empty one: the sides have no edition in common.

    Laws: with one side unchanged it is the other; merged again with the same side it stays as it is; no
    text that a human has typed on either side is lost.
    """
    before = base or replace(ours, header=Entry(""), entries=(), junk=())
    b, o, t = _edition(before), _edition(ours), _edition(theirs)
    entries, clashes = _entries(b, o, t)
    header, clash = _header(before, ours, theirs)
    order = _order(b, o, t, entries)
    messages = [header, *(entries[slot] for slot in order)]
    header, *ordered = [*map(_ended, messages[:-1]), messages[-1]]
    catalog = replace(ours, header=header, entries=tuple(ordered), findings=())
    layouts = _Layout.of(before, b), _Layout.of(ours, o), _Layout.of(theirs, t)
    catalog = replace(catalog, junk=tuple(_junk(_places(header, order), *layouts)))
    told = [header] if clash else []
    return Merged(catalog, _findings(catalog, told + [entries[slot] for slot in clashes]))


# --- entries


def _edition(catalog: Catalog) -> _Edition:
    """The entries by slot; of the same key the living ones are counted first."""
    seen: Counter[tuple[str | None, str]] = Counter()
    numbers: dict[int, int] = {}
    for entry in sorted(catalog.entries, key=lambda entry: entry.obsolete):
        numbers[id(entry)] = seen[entry.key]
        seen[entry.key] += 1
    return {(*entry.key, numbers[id(entry)]): entry for entry in catalog.entries}


def _entries(base: _Edition, ours: _Edition, theirs: _Edition) -> tuple[_Edition, list[Slot]]:
    """The merged entries in no certain order, and which of them wait for a human's choice."""
    base, ours, theirs = _followed(base, ours, theirs)
    merged: _Edition = {}
    clashes: list[Slot] = []
    for slot in ours | theirs:
        first, second, third = base.get(slot), ours.get(slot), theirs.get(slot)
        if second and third:
            merged[slot], clash = threeway.of_entry(first, second, third)
            if clash and not merged[slot].obsolete:
                clashes.append(slot)
        elif (left := second or third) and first is None:
            merged[slot] = left
    return merged, clashes


def _followed(base: _Edition, ours: _Edition, theirs: _Edition) -> tuple[_Edition, _Edition, _Edition]:
    """The three with the sentences that a side has no more, since its source is a new edition.

    A sentence that was worked on here is updated as the other side has updated it, whose entry then is no
    work of its own; where it has gone for good, it becomes obsolete.
    """
    gone, mine, heirs = _carried(base, ours, theirs)
    gone_here, other, heirs_here = _carried(base, theirs, ours)
    left = {slot: entry for slot, entry in base.items() if slot not in gone and slot not in gone_here}
    agreed = {slot: heirs[slot] for slot in heirs if heirs[slot] == heirs_here.get(slot)}
    agreed |= {slot: _of_one(heirs[slot], mine[slot], theirs[slot]) for slot in heirs.keys() - heirs_here}
    agreed |= {slot: _of_one(heirs_here[slot], other[slot], ours[slot]) for slot in heirs_here.keys() - heirs}
    return left | agreed, mine, other


def _of_one(heir: Entry, other: Entry, side: Entry) -> Entry:
    """What one side alone begins with; beside another text, another word for where it is from is no work."""
    return heir if _suggested(heir) == _suggested(other) else replace(heir, origin=side.origin)


def _carried(base: _Edition, mine: _Edition, other: _Edition) -> tuple[set[Slot], _Edition, _Edition]:
    """What of `base` is no measure any more, `mine` carried over, and what `base` would have become."""
    back = {slot for slot in base.keys() & mine.keys() if base[slot].obsolete and not mine[slot].obsolete}
    back -= other.keys()
    gone = [s for s, old in base.items() if s not in other and s not in back and _touched(old, mine.get(s))]
    if not gone:
        return back, mine, {}
    fresh = [s for s, entry in other.items() if s not in base and _differs(entry, mine.get(s))]
    both = [slot for slot in gone if slot in mine]
    own = [mine[slot] for slot in both]
    went = set(both)
    heirs = _heirs(own, fresh, other) | _heirs([base[slot] for slot in both], fresh, other)
    heirs |= _heirs([base[slot] for slot in gone], [slot for slot in fresh if slot in mine], other)
    heirs = {slot: entry for slot, entry in heirs.items() if slot not in mine or _begun(entry, mine[slot])}
    new = [slot for slot in heirs if slot not in mine]
    after = _updated(own, (other[slot] for slot in new))
    left = _slots_of(after[len(new) :], gone)
    mine = {
        slot: left[slot] if slot in left and not entry.obsolete else entry
        for slot, entry in mine.items()
        if slot in left or slot not in went
    }
    heirs = {slot: _shared(entry) if slot in mine else entry for slot, entry in heirs.items()}
    made = {slot: _like(other[slot], entry) for slot, entry in zip(new, after, strict=False)}
    return back.union(gone), mine | made, heirs


def _like(theirs: Entry, made: Entry) -> Entry:
    """What was made here, in the other side's lines where it has made the same."""
    if _suggested(theirs) != _suggested(made):
        return made
    return replace(theirs, comments=made.comments, origin=made.origin)


def _begun(heir: Entry, mine: Entry) -> bool:
    """Whether there is anything to begin with: a sentence without a text has had none taken away."""
    return any(_texts(heir)) and any(_texts(mine))


def _shared(heir: Entry) -> Entry:
    """What both sides have begun with where they have the new sentence, as if neither had placed it."""
    return replace(_unplaced(heir), obsolete=True)


def _touched(before: Entry, now: Entry | None) -> bool:
    """Whether more than what tmpipe itself writes has changed."""
    return now is None or _unplaced(now) != _unplaced(before)


def _unplaced(entry: Entry) -> Entry:
    """The entry without what tmpipe itself writes; of that, a merge unites both sides'."""
    return replace(entry, references=(), extracted=(), flags=())


def _differs(theirs: Entry, mine: Entry | None) -> bool:
    """Whether this is a living entry that the other side has not, or one that it has otherwise."""
    return not theirs.obsolete if mine is None else _touched(theirs, mine)


def _heirs(gone: Iterable[Entry], fresh: Sequence[Slot], other: _Edition) -> _Edition:
    """The new sentences whose translation is just what an update makes of those that are gone."""
    made = zip(fresh, _updated(gone, (other[slot] for slot in fresh)), strict=False)
    return {slot: _like(other[slot], one) for slot, one in made if _suggested(one) == _suggested(other[slot])}


def _updated(old: Iterable[Entry], new: Iterable[Entry]) -> tuple[Entry, ...]:
    """What an update makes of the old entries for the sentences of the new ones."""
    edition = [
        Entry(
            entry.msgid,
            msgctxt=entry.msgctxt,
            msgid_plural=entry.msgid_plural,
            references=entry.references,
            extracted=entry.extracted,
            flags=entry.flags,
        )
        for entry in new
    ]
    return update(Catalog("", "", Entry(""), tuple(old)), edition).entries


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.msgstr, *entry.msgstr_plural


def _suggested(entry: Entry) -> tuple[object, ...]:
    return entry.msgstr, entry.msgstr_plural, entry.fuzzy


def _slots_of(entries: Iterable[Entry], slots: Iterable[Slot]) -> _Edition:
    """The entries in the slots of their keys, in order."""
    free: defaultdict[tuple[str | None, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        free[slot[:2]].append(slot)
    return {free[entry.key].pop(0): entry for entry in entries}


def _header(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[Entry, bool]:
    """The merged header; in UTF-8 where the sides are in different charsets."""
    headers = [one.header for one in (base, ours, theirs)]
    if len({charset.declared(header.msgstr) for header in headers[1:]}) > 1:
        headers = [po.in_utf_8(header) for header in headers]
    merged, clash = threeway.of_header(*headers)
    return merged, clash


def _findings(catalog: Catalog, waiting: Collection[Entry]) -> tuple[Finding, ...]:
    """What a human has to choose, with the lines of the catalog as it will be written."""
    if not waiting:
        return ()
    again = po.read(po.write(catalog), catalog.path, catalog.locale)
    lines = {entry.key: msgstr_line(entry) for entry in (*reversed(again.entries), again.header)}
    found = (_finding(catalog, entry, lines.get(entry.key, 1)) for entry in waiting)
    return tuple(sorted(found, key=lambda finding: finding.line))


def _finding(catalog: Catalog, entry: Entry, line: int) -> Finding:
    what = "this was translated differently on both sides" if entry.msgid else "the headers differ"
    return Finding(
        CHECK,
        Severity.ERROR,
        catalog.path,
        max(line, 1),
        f"{what}; ours stands, theirs is in the comment above; choose, and delete the comment",
        catalog.locale,
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgstr=entry.msgstr,
    )


# --- order


def _order(base: _Edition, ours: _Edition, theirs: _Edition, merged: _Edition) -> list[Slot]:
    """Our order, or theirs where only they have changed it; what the other side adds after its neighbour.

    Obsolete entries stay behind the living ones where they are so on both sides.
    """
    frame, other = ours, theirs
    if _moved(base, theirs) and not _moved(base, ours):
        frame, other = theirs, ours
    followers: defaultdict[Slot | None, list[Slot]] = defaultdict(list)
    neighbour = None
    for slot in other:
        if slot not in frame:
            followers[neighbour].append(slot)
        elif not frame[slot].obsolete:
            neighbour = slot
    order = [*followers[None], *(one for slot in frame for one in (slot, *followers.get(slot, ())))]
    order = [slot for slot in order if slot in merged]
    if _obsolete_last(ours) and _obsolete_last(theirs):
        order.sort(key=lambda slot: merged[slot].obsolete)
    return order


def _obsolete_last(side: _Edition) -> bool:
    return not any(first.obsolete > second.obsolete for first, second in pairwise(side.values()))


def _moved(base: _Edition, side: _Edition) -> bool:
    """Whether the living entries that both have stand in another order."""
    living = {slot for slot in base.keys() & side.keys() if not (base[slot].obsolete or side[slot].obsolete)}
    return [slot for slot in base if slot in living] != [slot for slot in side if slot in living]


# --- what stands between the entries

_START, _HEADER, _NO_HEADER, _END = "start", "header", "no header", "end"
_Place: TypeAlias = Slot | str
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What stands in a catalog's gaps."""

    gaps: Mapping[tuple[_Place, _Place], str | None]
    """Between two neighbours; None: the usual empty line."""
    pieces: tuple[tuple[_Place, str], ...]
    """Damaged lines and comments, each with the place that it stands behind."""

    @classmethod
    def of(cls, catalog: Catalog, edition: _Edition) -> _Layout:
        """The layout of a catalog."""
        texts = dict(catalog.junk)
        neighbours = list(pairwise(_places(catalog.header, edition)))
        pieces = (
            (_behind(pair), piece) for n, pair in enumerate(neighbours) for piece in _pieces(texts.get(n))
        )
        return cls({pair: texts.get(n) for n, pair in enumerate(neighbours)}, tuple(pieces))


def _places(header: Entry, slots: Iterable[Slot]) -> list[_Place]:
    kept = header.kept
    written = kept is None or kept.entry != header or kept.text
    return [_START, _HEADER if written else _NO_HEADER, *slots, _END]


def _behind(pair: tuple[_Place, _Place]) -> _Place:
    """What the gap's pieces stay with: the end of the file, or what stands before them."""
    return _END if pair[1] == _END else pair[0]


def _pieces(text: str | None) -> list[str]:
    """The paragraphs in a gap."""
    if not text:
        return []
    return [piece for part in _EMPTY_LINES.split(f"\n{text}\n") if (piece := part.strip("\n")).strip()]


def _junk(places: list[_Place], base: _Layout, ours: _Layout, theirs: _Layout) -> Iterator[tuple[int, str]]:
    """The merged catalog's gaps: each as a side has it where that fits, the pieces of both in any case."""
    at: defaultdict[_Place, list[str]] = defaultdict(list)
    before, mine, other = ({piece for _, piece in side.pieces} for side in (base, ours, theirs))
    for side, wanted in ((ours, (mine - before) | other), (theirs, other - before - mine)):
        anchors = _anchors(side, set(places))
        for place, piece in side.pieces:
            if piece in wanted:
                at[anchors[place]].append(piece)
    for number, pair in enumerate(pairwise(places)):
        gap = ours.gaps[pair] if pair in ours.gaps else theirs.gaps.get(pair)
        pieces = at.get(_behind(pair), [])
        if pieces != _pieces(gap):
            gap = _between(pieces, *pair) if pieces else None
        if gap is not None:
            yield number, gap


def _anchors(side: _Layout, present: Collection[_Place]) -> dict[_Place, _Place]:
    """For each of a side's places the last one before it, or itself, that the merged catalog has."""
    anchors: dict[_Place, _Place] = {_END: _END}
    last: _Place = _START
    for place, _ in side.gaps:
        last = place if place in present else last
        anchors[place] = last
    return anchors


def _between(pieces: Iterable[str], before: _Place, after: _Place) -> str:
    """A gap with these pieces, an empty line around each."""
    text = "\n\n".join(pieces)
    start, end = before == _START, after == _END
    return ("" if start else "\n") + text + ("\n" if end else "\n\n")


def _ended(entry: Entry) -> Entry:
    """The entry with a line end behind its own lines, which the last of a file may lack."""
    kept = entry.kept
    if kept is None or not kept.text or kept.text.endswith("\n"):
        return entry
    return replace(entry, kept=Kept(kept.text + "\n", kept.entry))
