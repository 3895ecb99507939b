"""Random histories replayed the whole way, from the document's text to its catalog, with translators between.

What may be kept is told by the history, which knows what every sentence says, and by the file as it was
before: no law here asks the update what it did.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Protocol, TypeAlias

import pytest

from tmpipe.catalogs import po, update
from tmpipe.catalogs.origin import text_hash
from tmpipe.formats import plain
from tmpipe.model import Catalog, Entry
from tmpipe.pipeline.passages import messages

HEADER = po.new_header("fr", "statements")
SEEDS = Path(__file__).parents[2] / "seeds"
FITTING = re.compile(r"[A-Z][\w,'\"“”’ –—-]{30,250}\.")
OWN = (
    'Their letter says "never again", and their children\'s children - all of them - say so, too.',
    "The truth - nobody has told it yet... but the families of the dead will not wait for it in silence.",
    "It's the first time that the committee's members - experts in law - have signed such a statement.",
    'The judge asked "Are you ready to speak?" of each of the men - and then sent them to the left.',
)


class Edition(Protocol):
    """What `histories.py` gives."""

    @property
    def text(self) -> str:
        """The document."""

    @property
    def says(self) -> Mapping[str, str]:
        """What each sentence says."""

    @property
    def edits(self) -> tuple[str, ...]:
        """What was done."""


Says: TypeAlias = Mapping[str, str]
Known: TypeAlias = set[tuple[str, str]]


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Sentences of the seeds that read the same wherever they stand, and some with all our typography."""
    found: list[str] = []
    for path in sorted(SEEDS.glob("*.txt")):
        document = plain.read(path.read_bytes(), path.name, "en")
        found += (entry.msgid for entry in messages(document))
    return [*OWN, *(text for text in found if FITTING.fullmatch(text))]


def blank(text: str) -> str:
    return " ".join(text.split())


def edition(text: str, says: Says) -> tuple[Entry, ...]:
    """The entries of a document, which are its sentences and no others."""
    entries = messages(plain.read(text.encode(), "seeds/a.txt", "en"))
    assert {blank(entry.msgid) for entry in entries} == set(says)
    return entries


def updated(before: Catalog, entries: tuple[Entry, ...]) -> Catalog:
    """The catalog of the edition as read from its file, which a second update leaves alone."""
    data = po.write(update.update(before, entries))
    after = po.read(data, "a.po", "fr")
    assert po.write(update.update(after, entries)) == data
    assert not after.findings
    return after


def known(catalog: Catalog, says: Says) -> Known:
    """What a human has finished and the file still holds: what the sentence says, and its translation."""
    found: Known = set()
    for entry in catalog.entries:
        told = dict(entry.origin.fields) if entry.origin and entry.origin.kind == "earlier" else {}
        untouched = told.get("text") == text_hash(entry.msgstr)
        if entry.msgstr and not entry.fuzzy:
            found.add((says[blank(entry.msgid)], entry.msgstr))
        elif entry.previous_msgid and untouched and not told.keys() & {"from-fuzzy", "of"}:
            found.add((says[blank(entry.previous_msgid)], entry.msgstr))
    return found


def looked_at_again(catalog: Catalog) -> set[str]:
    return {blank(entry.msgid) for entry in catalog.entries if not entry.finished and not entry.obsolete}


def unavoidable(before: Catalog, now: Edition, known: Known) -> set[str]:
    """The sentences of an edition that somebody has to look at, whatever the tool.

    Those that say what nobody has finished, and those that stand unfinished in the file themselves.
    """
    finished = {says for says, _ in known}
    waiting = {blank(entry.msgid) for entry in before.entries if entry.fuzzy or not entry.msgstr}
    return {text for text, says in now.says.items() if says not in finished or text in waiting}


def translated(entry: Entry, rnd: random.Random, number: int) -> Entry:
    """What a translator makes of an unfinished entry: a text of their own, the suggestion, a half of it."""
    text = f"{entry.msgid.upper()[:-1]} {number}."
    if rnd.random() < 0.3:
        text = text.replace(", AND ", f". {number} ")
    begun = replace(entry, msgstr=f"{entry.msgstr} HALF DONE", fuzzy=True)
    done = replace(entry, msgstr=text, fuzzy=False, previous_msgid=None)
    accepted = replace(entry, fuzzy=False, previous_msgid=None) if entry.msgstr else done
    return rnd.choices((entry, begun, done, accepted), (2, 1, 6, 3))[0]


def worked_on(catalog: Catalog, rnd: random.Random, number: int) -> Catalog:
    """The catalog after a day's work: entries finished, corrected, and remarked on; saved."""
    entries = list(catalog.entries)
    for place, entry in enumerate(entries):
        if not entry.finished and not entry.obsolete:
            entries[place] = translated(entry, rnd, number * 1000 + place)
        elif entry.finished and rnd.random() < 0.03:
            entries[place] = replace(entry, msgstr=f"{entry.msgstr} CORRECTED {number}")
        if not entry.obsolete and rnd.random() < 0.05:
            entries[place] = replace(entries[place], comments=(*entry.comments, f"remark {number}"))
    return po.read(po.write(replace(catalog, entries=tuple(entries))), "a.po", "fr")


def assert_unchanged(before: Catalog, after: Catalog) -> None:
    """An entry that stays where it was changes no byte, and in `#.` alone where only its place is new."""

    def lines(entry: Entry, *, place: bool) -> list[str]:
        assert entry.kept
        return [line for line in entry.kept.text.splitlines() if place or not line.startswith("#.")]

    old = {(entry.key, entry.obsolete): entry for entry in before.entries}
    for entry in after.entries:
        if was := old.get((entry.key, entry.obsolete)):
            same_place = was.extracted == entry.extracted
            assert lines(entry, place=same_place) == lines(was, place=same_place)


@pytest.mark.parametrize("seed", range(12))
def test_the_least_possible_is_looked_at_again(
    seed: int, histories: ModuleType, sentences: list[str]
) -> None:
    rnd = random.Random(seed)
    catalog = Catalog("a.po", "fr", HEADER)
    says: dict[str, str] = {}
    for number, now in enumerate(histories.History.begun(sentences, seed).editions(20)):
        says |= now.says
        entries = edition(now.text, now.says)
        after = updated(catalog, entries)
        had = known(catalog, says)
        assert had <= known(after, says), "something finished is lost"
        assert looked_at_again(after) == unavoidable(catalog, now, had), now.edits
        finished = {(says[blank(entry.msgid)], entry.msgstr) for entry in after.entries if entry.finished}
        assert finished <= had, "something is finished that nobody finished"
        assert_unchanged(catalog, after)
        catalog = worked_on(after, rnd, number)


def finished(now: Edition) -> Catalog:
    """The catalog of a first edition, translated by a human."""
    catalog = update.update(None, edition(now.text, now.says), HEADER, path="a.po", locale="fr")
    entries = (replace(entry, msgstr=entry.msgid.upper()) for entry in catalog.entries)
    return po.read(po.write(replace(catalog, entries=tuple(entries))), "a.po", "fr")


AGAIN = {
    "rewrap": 0,
    "typography": 0,
    "move": 0,
    "paragraph": 0,
    "delete": 0,
    "back_in": 0,
    "repeat": 0,
    "back": 0,
    "change": 1,
    "insert": 1,
    "join": 1,
    "title": 1,
    "split": 2,
}


@pytest.mark.parametrize("edit", AGAIN)
def test_how_many_sentences_an_edit_costs(edit: str, histories: ModuleType, sentences: list[str]) -> None:
    """In a document that is finished: as many, and each that has an earlier translation shows it."""
    for seed in range(8):
        history = histories.History.begun(sentences, seed, 20)
        catalog = finished(history.edition())
        for before in {"back_in": ("delete",), "back": ("change",)}.get(edit, ()):
            history.edit(before)
            now = history.edition()
            catalog = updated(catalog, edition(now.text, now.says))
        assert history.edit(edit)
        now = history.edition()
        after = updated(catalog, edition(now.text, now.says))
        again = [entry for entry in after.entries if not entry.finished and not entry.obsolete]
        assert len(again) == AGAIN[edit]
        if edit in ("change", "join", "split", "title"):
            assert all(entry.fuzzy and entry.msgstr and entry.previous_msgid for entry in again)
