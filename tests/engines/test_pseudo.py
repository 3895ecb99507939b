"""The translation that everybody can read."""

from __future__ import annotations

import pytest

from tmpipe.engines.pseudo import open_engine
from tmpipe.parts import Translation


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "The 30,000 prisoners", "THE 30,000 PRISONERS"),
        ("sv", "see <g1>the page</g1><x12/>", "SEE <g1>THE PAGE</g1><x12/>"),
        (
            "it",
            "at https://example.org/P?q=a or me@example.org.",
            "AT https://example.org/P?q=a OR me@example.org.",
        ),
        ("fr", "literal &lt;g1> and &amp;lt;x2/>", "LITERAL &lt;g1> AND &amp;lt;x2/>"),
        ("fr", "été", "ÉTÉ"),
        ("fa", "truth", "ترجمه TRUTH"),
        ("fa-IR", "truth", "ترجمه TRUTH"),
    ],
)
def test_capitals(locale: str, source: str, target: str) -> None:
    engine = open_engine("en", locale)
    assert engine.name == "pseudo"
    assert list(engine.translate([source])) == [Translation(target, 1.0)]


def test_blank_texts_have_no_translation() -> None:
    assert [each.text for each in open_engine("en", "fa").translate(["", " ", "a"])] == ["", "", "ترجمه A"]


def test_it_gets_texts_with_their_codes() -> None:
    assert getattr(open_engine("en", "fr"), "carries_codes", False) is True
