"""How far an entry is, after what people and their tools really do to one."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from tmpipe.catalogs import po
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.catalogs.update import update
from tmpipe.model import Catalog, Entry, Standing

HEADER = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
SUGGESTED = "Un été à Téhéran."


def entry(kind: str = "", text: str = SUGGESTED, *, fuzzy: bool = False, fields: str = "") -> Standing:
    """The standing of an entry with a suggestion by `kind`, as it is read from a catalog with this msgstr."""
    origin = f"# tmpipe: origin={kind}{fields} text={text_hash(SUGGESTED)}\n" if kind else ""
    flag = "#, fuzzy\n" if fuzzy else ""
    data = f'{HEADER}{origin}{flag}msgid "A summer in Tehran."\nmsgstr "{text}"\n'
    return standing(po.read(data.encode(), "x.po", "fr").entries[0])


@pytest.mark.parametrize("kind", ["draft", "memory", "earlier", "machine"])
def test_a_suggestion_and_what_becomes_of_it(kind: str) -> None:
    nfd = unicodedata.normalize("NFD", SUGGESTED)
    assert nfd != SUGGESTED
    assert entry(kind, fuzzy=True) == kind
    assert entry(kind, nfd, fuzzy=True) == kind  # saved in another Unicode form
    assert entry(kind) is Standing.UNEDITED  # only the flag, or the very same text typed again
    assert entry(kind, nfd) is Standing.UNEDITED
    assert entry(kind, "Un été.", fuzzy=True) is Standing.BEGUN  # only the text
    assert entry(kind, "Un été.") is Standing.EDITED  # the text and the flag
    assert entry(kind, SUGGESTED + " ") is Standing.EDITED
    assert entry(kind, "") is Standing.UNTRANSLATED  # deleted, with or without the flag
    assert entry(kind, "", fuzzy=True) is Standing.UNTRANSLATED


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (entry(text=""), Standing.UNTRANSLATED),
        (entry(), Standing.HUMAN),
        (entry(fuzzy=True), Standing.BEGUN),
        (entry("memory", fields=" rate=100 accepted=exact"), Standing.ACCEPTED),
        (entry("memory", "Un été.", fields=" rate=100 accepted=exact"), Standing.EDITED),
        (entry("edited"), Standing.EDITED),
        (entry("unedited"), Standing.UNEDITED),
        (entry("edited", fuzzy=True), Standing.BEGUN),
        (entry("elsewhere", fuzzy=True), Standing.BEGUN),
    ],
)
def test_other_ways_of_an_entry(found: Standing, expected: Standing) -> None:
    assert found is expected


def test_plural_forms_are_one_suggestion() -> None:
    """A change of any form is a human's: an update's hash covers all of them."""
    old = Entry("one day", "", msgid_plural="days", msgstr_plural=("un jour", "des jours"))
    made = update(
        Catalog("x.po", "fr", Entry(""), (old,)), [Entry("one long day", msgid_plural="long days")], cutoff=1
    ).entries[0]
    assert standing(made) is Standing.EARLIER
    begun = replace(made, msgstr_plural=("un jour", "de longs jours"))
    assert standing(begun) is Standing.BEGUN
    assert standing(replace(begun, fuzzy=False)) is Standing.EDITED
    assert standing(replace(made, fuzzy=False)) is Standing.UNEDITED
