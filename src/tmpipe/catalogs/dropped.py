"""What a side of a merge lacks though no update took it away: of a file that was cut off, or by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tmpipe.catalogs.update import update
from tmpipe.model import Catalog, Entry


def dropped(base: Catalog, side: Catalog, other: Catalog) -> tuple[Entry, ...]:
    """The translations of `base` that the side lacks and the other has, as obsolete entries.

    Those that an update to the side's sentences would have left there. So a side that was updated lacks
    none: what it has no more is obsolete in it, or the suggestion for a changed sentence.
    """
    before, here, there = ({entry.key for entry in one.entries} for one in (base, side, other))
    gone = tuple(e for e in base.entries if not e.obsolete and e.key not in here and e.key in there)
    if not any(map(_texts, gone)):
        return ()
    fresh = [entry for entry in side.entries if not entry.obsolete and entry.key not in before]
    said = set(map(_texts, side.entries))
    left = update(replace(base, entries=gone, junk=()), fresh).entries[len(fresh) :]
    return tuple(entry for entry in left if _texts(entry) not in said)


def with_dropped(side: Catalog, entries: Collection[Entry]) -> Catalog:
    """The side with these at its end."""
    end = len(side.entries) + 1
    junk = tuple((gap + len(entries) if gap == end else gap, text) for gap, text in side.junk)
    return replace(side, entries=(*side.entries, *entries), junk=junk) if entries else side


def _texts(entry: Entry) -> tuple[str, ...]:
    """What it says; empty where it is not translated."""
    texts = entry.msgstr_plural or (entry.msgstr,)
    return texts if any(texts) else ()
