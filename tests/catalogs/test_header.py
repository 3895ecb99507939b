from __future__ import annotations

from collections.abc import Callable

import polib
import pytest

from tmpipe.catalogs import po, update
from tmpipe.model import Catalog, Entry

LOCALES = ["fr", "it", "sv", "fa", "en", "pt-BR", "ru", "pl", "ar", "ja", "ga", "xx"]


def _catalog(locale: str) -> Catalog:
    entries = [
        Entry("A sentence.", references=("a.txt",)),
        Entry("%d file", msgid_plural="%d files", flags=("c-format",)),
    ]
    return update.update(None, entries, po.new_header(locale, "statements", "Detained protesters"))


@pytest.mark.parametrize("locale", LOCALES)
def test_msgfmt_has_nothing_to_say(locale: str, tool: Callable[..., tuple[bytes, str]]) -> None:
    data = po.write(_catalog(locale))
    _, said = tool("msgfmt", "-c", "--check-header", "--check-format", "-o", "/dev/null", "-", data=data)
    assert said == ""


def test_msgcat_changes_nothing(tool: Callable[..., tuple[bytes, str]]) -> None:
    data = po.write(_catalog("fr"))
    assert tool("msgcat", "-", data=data) == (data, "")


def test_each_language_has_its_plural_forms() -> None:
    assert _catalog("fr").field("Plural-Forms") == "nplurals=2; plural=(n > 1);"
    assert _catalog("fr-CA").field("Plural-Forms") == "nplurals=2; plural=(n > 1);"
    assert _catalog("pt").field("Plural-Forms") == "nplurals=2; plural=(n != 1);"
    assert _catalog("pt-BR").field("Plural-Forms") == "nplurals=2; plural=(n > 1);"
    assert [len(_catalog(locale).entries[1].msgstr_plural) for locale in ("ja", "sv", "pl", "ar")] == [
        1,
        2,
        3,
        6,
    ]


def test_what_a_header_says() -> None:
    catalog = _catalog("pt-BR")
    assert catalog.header.comments == ("Detained protesters",)
    assert catalog.field("language") == "pt_BR"
    assert catalog.field("X-Generator") == "tmpipe"
    assert catalog.field("POT-Creation-Date") is None


def test_a_template_has_no_language_and_no_plural_rule() -> None:
    catalog = update.template([Entry("a")], po.new_header("en", "statements", template=True))
    metadata = polib.pofile(po.write(catalog).decode()).metadata
    assert (metadata["Language"], metadata["X-Source-Language"]) == ("", "en")
    assert "Plural-Forms" not in metadata
