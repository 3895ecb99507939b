"""How far an entry is, after what people and their tools really do to one."""

from __future__ import annotations

import unicodedata

import pytest

from tmpipe.catalogs import po
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import standing
from tmpipe.model import Standing

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
