"""Sentences that were split or joined: what a translator gets to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs import po, update
from tmpipe.catalogs.borders import cut, joined
from tmpipe.catalogs.groups import MOST
from tmpipe.model import Catalog, Entry, Locale

ONE = "They were taken from their cells at night, and their families were told nothing."
TWO = ["They were taken from their cells at night.", "Their families were told nothing."]
CODED = "They were taken<x1/> from their cells at night, and their <g2>families</g2> were told nothing."
PARTS = ["They were taken<x1/> from their cells at night.", "Their <g1>families</g1> were told nothing."]

FR = "Ils ont été emmenés de leurs cellules la nuit. Leurs familles n’ont rien su."
FR_ONE = "Ils ont été emmenés de leurs cellules la nuit, et leurs familles n’ont rien su."
IT = "Furono portati via di notte dalle loro celle. Alle loro famiglie non fu detto nulla."
SV = "De hämtades ur sina celler om natten. Deras familjer fick ingenting veta."
FA = "آنان را شبانه از سلول‌هایشان بردند. به خانواده‌هایشان هیچ نگفتند."


@pytest.mark.parametrize(
    ("locale", "translation", "expected"),
    [
        ("fr", FR, ["Ils ont été emmenés de leurs cellules la nuit.", "Leurs familles n’ont rien su."]),
        (
            "it",
            IT,
            ["Furono portati via di notte dalle loro celle.", "Alle loro famiglie non fu detto nulla."],
        ),
        ("sv", SV, ["De hämtades ur sina celler om natten.", "Deras familjer fick ingenting veta."]),
        ("fa", FA, ["آنان را شبانه از سلول‌هایشان بردند.", "به خانواده‌هایشان هیچ نگفتند."]),
        ("fr", FR_ONE, [FR_ONE, FR_ONE]),
        ("fr", f"Non. {FR_ONE}", [f"Non. {FR_ONE}"] * 2),
        ("fr", f"{FR} Rien du tout.", [f"{FR} Rien du tout."] * 2),
    ],
)
def test_each_part_sees_its_own_sentence_where_that_is_safe(
    locale: Locale, translation: str, expected: list[str]
) -> None:
    assert cut(translation, ONE, TWO, locale) == expected


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        (
            "Ils ont été emmenés<x1/> de leurs cellules la nuit. Leurs <g2>familles</g2> n’ont rien su.",
            [
                "Ils ont été emmenés<x1/> de leurs cellules la nuit.",
                "Leurs <g1>familles</g1> n’ont rien su.",
            ],
        ),
        (
            "Sans un mot aux <g2>familles</g2>, ils ont été emmenés<x1/>.",
            [
                "Sans un mot aux familles, ils ont été emmenés<x1/>.",
                "Sans un mot aux <g1>familles</g1>, ils ont été emmenés.",
            ],
        ),
    ],
)
def test_each_part_has_its_own_codes(translation: str, expected: list[str]) -> None:
    assert cut(translation, CODED, PARTS, "fr") == expected


def test_codes_are_numbered_on_where_sentences_are_joined() -> None:
    assert joined(["a<x1/> <g2>b</g2>", "<g1>c</g1>"]) == "a<x1/> <g2>b</g2> <g3>c</g3>"
    assert joined(["un", "<g1>trois</g1>"], ["a<x1/>", "<g1>c</g1>"]) == "un <g2>trois</g2>"


# --- in a catalog ---------------------------------------------------------------------------------

BEFORE, AFTER = "Nobody was ever brought to justice.", "The courts remained silent."


def finished(pairs: Sequence[tuple[str, str]], locale: Locale = "fr") -> Catalog:
    entries = (Entry(text, translation, references=("a",)) for text, translation in pairs)
    return again(Catalog("x.po", locale, po.new_header(locale, "statements"), tuple(entries)))


def again(catalog: Catalog) -> Catalog:
    return po.read(po.write(catalog), catalog.path, catalog.locale)


def edition(*texts: str) -> list[Entry]:
    return [Entry(text, references=("a",)) for text in texts]


def shown(catalog: Catalog) -> list[tuple[str, bool, str | None]]:
    return [(e.msgstr, e.fuzzy, e.previous_msgid) for e in catalog.entries if not e.obsolete]


@pytest.mark.parametrize(("locale", "translation"), [("fr", FR), ("it", IT), ("sv", SV), ("fa", FA)])
def test_a_split_and_its_way_back(locale: Locale, translation: str) -> None:
    catalog = finished([(BEFORE, "a"), (ONE, translation), (AFTER, "b")], locale)
    split = again(update.update(catalog, edition(BEFORE, *TWO, AFTER)))
    first, second = cut(translation, ONE, TWO, locale)
    assert shown(split)[1:3] == [(first, True, ONE), (second, True, ONE)]
    assert [entry.msgid for entry in split.entries if entry.obsolete] == [ONE]
    assert po.write(update.update(split, edition(BEFORE, ONE, AFTER))) == po.write(catalog)


def test_a_short_part_sees_the_translation_too() -> None:
    old, new = f"{ONE[:-1]}, ever.", [ONE, "Ever."]
    split = update.update(finished([(BEFORE, "a"), (old, FR_ONE)]), edition(BEFORE, *new))
    assert shown(split)[1:] == [(FR_ONE, True, old), (FR_ONE, True, old)]


def test_a_join_and_its_way_back() -> None:
    catalog = finished([(BEFORE, "a"), (TWO[0], "Un."), (TWO[1], "Deux."), (AFTER, "b")])
    after = again(update.update(catalog, edition(BEFORE, ONE, AFTER)))
    assert shown(after)[1] == ("Un. Deux.", True, " ".join(TWO))
    assert [entry.msgid for entry in after.entries if entry.obsolete] == TWO
    assert po.write(update.update(after, edition(BEFORE, *TWO, AFTER))) == po.write(catalog)


def test_three_sentences() -> None:
    texts = ["They came at night.", "They asked for names.", "They left before the morning prayer."]
    whole = "They came at night, they asked for names, and they left before the morning prayer."
    split = update.update(finished([(whole, "Un, deux, trois.")]), edition(*texts))
    assert shown(split) == [("Un, deux, trois.", True, whole)] * 3
    join = update.update(finished(list(zip(texts, ("Un.", "Deux.", "Trois."), strict=True))), edition(whole))
    assert shown(join) == [("Un. Deux. Trois.", True, " ".join(texts))]


def test_a_sentence_is_not_split_without_end() -> None:
    parts = [f"{ONE[:-1]}, " * 12 + "and so on.", *(f"Number {n} said no." for n in range(20))]
    whole = ", ".join(part[:-1].lower() for part in parts) + "."
    split = update.update(finished([(whole, FR)]), edition(*parts))
    assert sum(fuzzy for _, fuzzy, _ in shown(split)) == MOST


def test_a_part_that_is_changed_keeps_what_it_saw() -> None:
    split = again(update.update(finished([(ONE, FR)]), edition(*TWO)))
    changed = update.update(split, edition(TWO[0], TWO[1].replace("told", "told absolutely")))
    assert shown(changed) == [(text, True, ONE) for text in cut(FR, ONE, TWO, "fr")]


def test_a_part_that_somebody_has_worked_on_is_kept() -> None:
    split = update.update(finished([(ONE, FR)]), edition(*TWO))
    entries = (replace(split.entries[0], msgstr="Emmenés."), *split.entries[1:])
    back = update.update(replace(split, entries=entries), edition(ONE))
    assert [(e.msgstr, e.fuzzy, e.obsolete) for e in back.entries] == [
        (FR, False, False),
        ("Emmenés.", True, True),
    ]


def test_a_part_is_the_last_copy_where_the_whole_was_thrown_away() -> None:
    split = update.update(finished([(ONE, FR)]), edition(*TWO))
    purged = replace(split, entries=tuple(entry for entry in split.entries if not entry.obsolete))
    back = update.update(purged, edition(ONE))
    assert {entry.msgstr for entry in back.entries if entry.obsolete} == set(cut(FR, ONE, TWO, "fr"))
    assert not any(entry.finished for entry in back.entries)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([ONE], [ONE.replace("nothing", "lies"), "Nobody knows why."], ["fuzzy", ""]),
        ([ONE], ["Nobody knows why.", ONE.replace("nothing", "lies")], ["", "fuzzy"]),
        ([ONE, BEFORE], [ONE.replace("nothing", "lies")], ["fuzzy"]),
        ([BEFORE, ONE], [AFTER, "Another day began."], ["", ""]),
    ],
)
def test_a_neighbour_that_has_nothing_to_do_with_it(
    old: list[str], new: list[str], expected: list[str]
) -> None:
    after = update.update(finished([(text, f"fr: {text}") for text in old]), edition(*new))
    assert [("fuzzy" if fuzzy else "") for _, fuzzy, _ in shown(after)] == expected
    assert {previous for _, fuzzy, previous in shown(after) if fuzzy} <= set(old)


VOCABULARY = ("night", "cells", "families", "told", "nothing", "taken", "and", "the")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=9)
EDITIONS = st.lists(st.lists(WORDS.map(" ".join), max_size=6, unique=True), min_size=2, max_size=4)


@given(EDITIONS)
def test_whatever_is_split_or_joined_nothing_is_lost(editions: list[list[str]]) -> None:
    catalog = finished([])
    written: set[str] = set()
    for texts in editions:
        catalog = again(update.update(catalog, edition(*texts)))
        assert update.update(catalog, edition(*texts)) == catalog
        assert written <= {entry.msgstr for entry in catalog.entries}
        entries = [e if e.msgstr else replace(e, msgstr=f"{e.msgid}!") for e in catalog.entries]
        written = {entry.msgstr for entry in entries if not entry.fuzzy}
        catalog = again(replace(catalog, entries=tuple(entries)))
