"""The texts of pages: what is translated is said so, the rest in English, and the tag tells which."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tmpipe.interface.wording import holes, worded
from tmpipe.model import Catalog, Entry


@dataclass(frozen=True, slots=True)
class Texts:
    """Three texts of a page."""

    tag: str = "en"
    count: str = "Pages: {n}"
    order: str = field(default="Order", metadata={"context": "a command"})
    fine: str = "Fine"
    digits: str = "01"


def own(*entries: Entry, locale: str = "de") -> Catalog:
    return Catalog("tmpipe.po", locale, Entry(""), entries)


COUNT, ORDER, FINE = (
    Entry("Pages: {n}", "Seiten: {n}"),
    Entry("Order", "Befehl", msgctxt="a command"),
    Entry("Fine", "Gut"),
)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), Texts()),
        ((COUNT, ORDER, FINE), Texts("de", "Seiten: {n}", "Befehl", "Gut")),
        ((COUNT, ORDER, FINE, Entry("01", "۰۱")), Texts("de", "Seiten: {n}", "Befehl", "Gut", "۰۱")),
        ((COUNT, FINE, Entry("01", "۰")), Texts("de", "Seiten: {n}", fine="Gut")),
        ((COUNT, FINE, Entry("01", "ab")), Texts("de", "Seiten: {n}", fine="Gut")),
        ((COUNT, ORDER), Texts("de", "Seiten: {n}", "Befehl")),
        ((COUNT,), Texts("en", "Seiten: {n}")),
        ((Entry("Order", "Ordnung"), FINE), Texts("en", fine="Gut")),
        ((Entry("Fine", "Gut", fuzzy=True),), Texts()),
        ((Entry("Fine", "Gut", obsolete=True),), Texts()),
        ((Entry("Pages: {n}", "Seiten: {x}"),), Texts()),
        ((Entry("Pages: {n}", "Seiten: {n"),), Texts()),
        ((Entry("Fine", "{0}"),), Texts()),
    ],
)
def test_a_text_is_said_as_its_finished_translation(entries: tuple[Entry, ...], expected: Texts) -> None:
    assert worded(Texts, "de", own(*entries)) == expected


@pytest.mark.parametrize("locale", ["en", "de", "de-AT", "../fr", "fr/../fr", "", "x"])
def test_without_a_catalog_all_is_english(locale: str) -> None:
    assert worded(Texts, locale) == Texts()


def test_a_tag_is_the_locale_of_the_catalog_that_was_taken() -> None:
    assert worded(Texts, "az_arab", own(COUNT, ORDER, FINE)).tag == "az-Arab"


@pytest.mark.parametrize(
    ("text", "found"),
    [("{n} of {m}", {"{n}", "{m}"}), ("none", set()), ("{", {"{"}), ("a {n} }", {"{n}", "}"})],
)
def test_holes(text: str, found: set[str]) -> None:
    assert holes(text) == found
