"""The state of entries: not looked at, or at odds with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmpipe.catalogs.origin import text_hash
from tmpipe.checks import base
from tmpipe.checks.base import Context, Seen
from tmpipe.checks.consistency import accepted, same_source
from tmpipe.checks.state import unedited
from tmpipe.model import Catalog, Entry, Origin
from tmpipe.pipeline.check import check_files

MACHINE = Origin("machine", (("text", text_hash("b")),))
UNEDITED = [
    (Entry("a", "b", origin=MACHINE), True),
    (Entry("a", "c", origin=MACHINE), False),
    (Entry("a", "b", origin=MACHINE, fuzzy=True), False),
    (Entry("a", "b", origin=Origin("unedited", (("from", "machine"),))), True),
    (Entry("a", "b", origin=Origin("memory", (("text", text_hash("b")), ("accepted", "exact")))), False),
    (Entry("a", "b"), False),
]


@pytest.mark.parametrize(("entry", "found"), UNEDITED)
def test_a_flag_that_vanished(entry: Entry, found: bool) -> None:
    told = [one.message for one in unedited(entry, Context("fr"))]
    assert ["(machine)" in one for one in told] == ([True] if found else [])


SAME = [
    (Entry("a", "b"), Entry("a", "c"), True),
    (Entry("a", "b"), Entry("a", "b"), False),
    (Entry("a", "b"), Entry("a", "b", origin=Origin("edited")), False),
    (Entry("a", "b"), Entry("a", "c", fuzzy=True), False),
    (Entry("a", "b", fuzzy=True), Entry("a", "c"), False),
    (Entry("a", "b"), Entry("a", "c", msgctxt="menu"), False),
    (Entry("a", "b"), Entry("d", "c"), False),
    (
        Entry("a", msgid_plural="d", msgstr_plural=("b", "e")),
        Entry("a", msgid_plural="d", msgstr_plural=("b", "c")),
        True,
    ),
]


@pytest.mark.parametrize(("first", "second", "found"), SAME)
def test_one_source_with_two_translations(first: Entry, second: Entry, found: bool) -> None:
    seen = Seen()
    one = Catalog("one.po", "fr", Entry(""), (first,))
    told = [list(same_source(entry, Context("fr", catalog=one, seen=seen))) for entry in (first, second)]
    assert told[0] == []
    assert ["one.po:0" in remark.message for remark in told[1]] == ([True] if found else [])
    assert not list(same_source(second, Context("it", catalog=one, seen=seen)))


TAKEN = Origin("memory", (("from", "one"), ("accepted", "exact"), ("text", text_hash("b"))))
STALE = [
    ("one", Entry("a", "b", origin=TAKEN), Entry("a", "c"), True),
    ("one", Entry("a", "b", origin=TAKEN), Entry("a", "b"), False),
    ("two", Entry("a", "b", origin=TAKEN), Entry("a", "c"), False),  # taken from elsewhere
    ("one", Entry("a", "d", origin=TAKEN), Entry("a", "c"), False),  # a human has changed it
    ("one", Entry("a", "b"), Entry("a", "c"), False),
    ("one", Entry("a", "b", origin=TAKEN), Entry("a", "c", fuzzy=True), False),
    ("one", Entry("a", "b", origin=TAKEN, fuzzy=True), Entry("a", "c"), False),
    ("one", Entry("a", "b", origin=TAKEN), Entry("a"), False),
    ("one", Entry("a", "b", origin=TAKEN), Entry("a", "c", msgctxt="menu"), False),
]


@pytest.mark.parametrize("human_first", [True, False])
@pytest.mark.parametrize("folder", ["", "locales/fr/LC_MESSAGES/"])
@pytest.mark.parametrize(("document", "taken", "human", "found"), STALE)
def test_a_text_that_was_taken_over(
    document: str, taken: Entry, human: Entry, found: bool, *, folder: str, human_first: bool
) -> None:
    seen = Seen()
    own = (human, Catalog(f"{folder}{document}.po", "fr", Entry("")))
    both = (own, (taken, Catalog(f"{folder}three.po", "fr", Entry(""))))
    told = [
        list(accepted(entry, Context("fr", catalog=catalog, seen=seen)))
        for entry, catalog in (both if human_first else both[::-1])
    ]
    assert told[0] == []
    first = document if human_first else "three"
    assert [f"{first}.po:0" in remark.message for remark in told[1]] == ([True] if found else [])


def test_all_catalogs_of_a_run_are_compared(tmp_path: Path) -> None:
    for name, text in (("one", "b"), ("two", "c")):
        place = tmp_path / "fr" / "LC_MESSAGES" / f"{name}.po"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f'msgid "house rules"\nmsgstr "{text}"\n', encoding="utf-8")
    levels = base.Levels(select=["same-source-different-target"])
    (found,) = check_files([str(tmp_path)], levels=levels).findings
    assert found.path.endswith("two.po")
    assert "one.po:1" in found.message
