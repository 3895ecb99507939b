"""The words of our pages: complete, with the same holes in every language, typed as each language is."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import pytest

from tmpipe.catalogs import po
from tmpipe.model import Catalog, Entry
from tmpipe.renditions.words import Readiness, words

LOCALES = ["en", "fr", "it", "sv", "fa"]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_says_all_with_the_same_holes(locale: str) -> None:
    own, english = asdict(words(locale)), asdict(words("en"))
    assert own["tag"] == locale
    holes = {name: re.findall(r"\{\w*\}", text) for name, text in own.items()}
    assert holes == {name: re.findall(r"\{\w*\}", text) for name, text in english.items()}
    assert all(text.strip() == text != "" for text in own.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_draft_and_final_cannot_be_mistaken(locale: str) -> None:
    own = words(locale)
    said = [own.statement(readiness)[0] for readiness in Readiness]
    assert len(set(said)) == len(said)
    assert not any(one in other for one in said for other in said if one != other)


@pytest.mark.parametrize(
    ("locale", "tag"),
    [("fr", "fr"), ("fr-CA", "fr"), ("pt-BR", "en"), ("fa_IR", "fa"), ("de", "en"), ("x", "en")],
)
def test_a_language_that_we_lack_reads_english(locale: str, tag: str) -> None:
    assert words(locale).tag == tag


def test_french_high_punctuation_never_leaves_its_word() -> None:
    for text in asdict(words("fr")).values():
        assert not re.search(r"(?<![\u00a0\u202f])[:;!?»]|«(?![\u00a0\u202f])|'", text)


def test_persian_has_no_arabic_letters_and_joins_with_zwnj() -> None:
    text = " ".join(asdict(words("fa")).values())
    assert not re.search("[يكة]", text)
    assert not re.search(r"\s(ها|های|ند|اند)\b", text)


def test_a_catalog_of_the_project_goes_before_ours() -> None:
    own = po.new_header("fr", "x")
    entries = (Entry("Table", "Grille"), Entry("0123456789", "0"), Entry("Notes", "Notules", fuzzy=True))
    data = po.write(Catalog("", "fr", own, entries))
    found = words("fr", {"tmpipe.fr.po": data, "tmpipe.it.po": b""})
    assert found == replace(words("fr"), table="Grille")


@pytest.mark.parametrize(
    ("locale", "value", "shown"), [("fa", 1988, "۱۹۸۸"), ("fa", "12a", "۱۲a"), ("fr", 7, "7")]
)
def test_number(locale: str, value: int | str, shown: str) -> None:
    assert words(locale).number(value) == shown
