"""Pages that work wherever they lie, ask nobody for anything, and need no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from browser.conftest import Published, Visitor

LOCALES = ("", "en", "fr", "it", "sv", "fa")


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale or "first page")
def test_pages_ask_nobody_for_anything_and_complain_of_nothing(
    visitor: Visitor, published: Published, locale: str
) -> None:
    told = {}
    for path in published.pages(locale):
        visitor.go(path)
        if wrong := visitor.wrong():
            told[path] = wrong
    assert told == {}
    assert any(url.endswith(".css") for url in visitor.asked)
