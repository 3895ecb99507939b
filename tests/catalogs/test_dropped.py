"""A side that was cut off: what it lacks is obsolete after the merge, and an update puts it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tmpipe.catalogs import po
from tmpipe.catalogs.dropped import dropped, with_dropped
from tmpipe.catalogs.merge import merge
from tmpipe.catalogs.update import update
from tmpipe.model import Catalog, Entry, Origin

FIRST = "The experts called on the authorities to end the executions at once."
SECOND = "Thousands of political prisoners were killed in the summer of 1988."
THIRD = "Their families have never been told where the bodies were buried."
CHANGED = SECOND.replace("killed", "executed in secret")


def catalog(*entries: Entry) -> Catalog:
    one = Catalog("x.po", "fr", po.new_header("fr", "statements"), entries)
    return po.read(po.write(one), "x.po", "fr")


def done(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text, text.upper()) for text in texts)


def sources(*texts: str) -> list[Entry]:
    return [Entry(text) for text in texts]


BASE = catalog(*done(FIRST, SECOND), Entry(THIRD, "ébauche", fuzzy=True, origin=Origin("draft")))


@pytest.mark.parametrize(
    ("side", "wanted"),
    [
        (BASE, []),
        (catalog(*BASE.entries[:1]), [SECOND.upper(), "ébauche"]),
        (catalog(), [FIRST.upper(), SECOND.upper(), "ébauche"]),
        (catalog(*BASE.entries[:2], *sources("Another one.")), ["ébauche"]),
        (update(BASE, sources(FIRST, CHANGED, THIRD)), []),
        (update(BASE, sources(THIRD)), []),
        (catalog(Entry(FIRST, "a"), Entry(CHANGED, "anew"), Entry(THIRD, "b")), []),
        (catalog(replace(BASE.entries[0], obsolete=True), *BASE.entries[1:]), []),
    ],
)
def test_only_what_no_update_takes_away(side: Catalog, wanted: list[str]) -> None:
    found = dropped(BASE, side, BASE)
    assert [entry.msgstr for entry in found] == wanted
    assert all(entry.obsolete for entry in found)


def test_what_both_sides_have_taken_away_is_gone() -> None:
    side = catalog(*BASE.entries[:1])
    assert dropped(BASE, side, side) == ()


def test_what_was_not_translated_and_what_was_obsolete_goes() -> None:
    base = catalog(*sources(FIRST), *(replace(one, obsolete=True) for one in done(SECOND)))
    assert dropped(base, catalog(), base) == ()


def test_an_update_brings_all_of_it_back() -> None:
    cut = po.read(po.write(BASE).partition(b'msgid "Thousands')[0] + b'msgid "Thou', "x.po", "fr")
    assert cut.findings
    whole = with_dropped(cut, dropped(BASE, cut, BASE))
    for sides in ((BASE, whole), (whole, BASE)):
        merged = po.read(po.write(merge(BASE, *sides).catalog), "x.po", "fr")
        again = update(merged, sources(FIRST, SECOND, THIRD))
        assert again.entries == BASE.entries
