"""Localized documents: the identity gives the source back, and each sentence tells its state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tmpipe.formats import plain
from tmpipe.model import Catalog, Entry, State
from tmpipe.pipeline.localized import in_locale
from tmpipe.pipeline.passages import messages, passages

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
HEADER = Entry("", "Language: fr\n")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_identity_gives_the_source_back(path: Path) -> None:
    document = plain.read(path.read_bytes(), path.name, "en")
    same = Catalog("x.po", "fr", HEADER, tuple(Entry(one.msgid, one.msgid) for one in messages(document)))
    assert plain.write(in_locale(document, same, "fr")) == path.read_bytes()
    assert plain.write(in_locale(document, None, "fr")) == path.read_bytes()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_passages_are_the_block_again(path: Path) -> None:
    for block in plain.read(path.read_bytes(), path.name, "en").blocks():
        assert "".join(one.text + one.tail for one in passages(block, "en")) == block.text


def test_it_is_told_who_answers() -> None:
    document = plain.read(b"A.\n", "x.txt", "en")
    assert in_locale(document, None, "fr", signed_by=["Anne"]).signed_by == ("Anne",)
    assert in_locale(document, None, "fr").signed_by == ()


TEXT = b"A Massacre\n\nMany were tortured. Some died.\n"


def localized(*entries: Entry, drafts: bool = True) -> list[tuple[str, list[State]]]:
    document = plain.read(TEXT, "x.txt", "en")
    done = in_locale(document, Catalog("x.po", "fr", HEADER, entries), "fr", drafts=drafts)
    return [(block.text, [span.state for span in block.spans]) for block in done.blocks()]


def test_each_sentence_tells_its_state() -> None:
    final, draft = Entry("Many were tortured.", "Torturés."), Entry("Some died.", "Morts.", fuzzy=True)
    assert localized(final, draft) == [
        ("A Massacre", [State.SOURCE]),
        ("Torturés. Morts.", [State.FINAL, State.DRAFT]),
    ]
    assert localized(final, draft, drafts=False)[1] == (
        "Torturés. Some died.",
        [State.FINAL, State.SOURCE],
    )


def test_obsolete_entries_are_not_used() -> None:
    assert localized(Entry("Some died.", "Morts.", obsolete=True))[1][1] == [State.SOURCE, State.SOURCE]


def test_spans_are_where_the_segments_are() -> None:
    document = plain.read(TEXT, "x.txt", "en")
    catalog = Catalog("x.po", "fr", HEADER, (Entry("Some died.", "Morts."),))
    block = list(in_locale(document, catalog, "fr").blocks())[1]
    assert [block.text[span.start : span.end] for span in block.spans] == ["Many were tortured.", "Morts."]


def test_the_title_is_translated_where_it_is_a_heading() -> None:
    document = plain.read(TEXT, "x.txt", "en")
    catalog = Catalog("x.po", "fr", HEADER, (Entry("A Massacre", "Un massacre"),))
    assert in_locale(document, catalog, "fr").title == "Un massacre"


def test_a_title_of_its_own_is_translated_too() -> None:
    document = replace(plain.read(TEXT, "x.txt", "en"), title="Shown to readers")
    catalog = Catalog("x.po", "fr", HEADER, (Entry("Shown to readers", "Montré aux lecteurs", fuzzy=True),))
    assert in_locale(document, catalog, "fr").title == "Montré aux lecteurs"
    assert in_locale(document, catalog, "fr", drafts=False).title == "Shown to readers"
