"""What reads from the left in a right-to-left text, and which texts are such."""

from __future__ import annotations

import pytest

from tmpipe.text.islands import ISLAND
from tmpipe.text.languages import language


@pytest.mark.parametrize(
    ("text", "islands"),
    [
        ("سازمان PMOI در سال 1988", ["PMOI", "1988"]),
        ("زبان C++ و C# است", ["C++", "C#"]),
        ("حدود PMOI 5% رشد", ["PMOI 5%"]),
        ("رشد 12.5% بود", ["12.5%"]),
        ("شماره +44 20 7946 است", ["+44 20 7946"]),
        ("نشانی https://example.org/a?b=1. پایان", ["https://example.org/a?b=1"]),
        ("آقای George W. گفت در U.S.A. بود", ["George W", "U.S.A."]),
        ("نامه به @amnesty نوشت", ["@amnesty"]),
        ("کتاب (Blood-soaked secrets) را", ["Blood-soaked secrets"]),
    ],
)
def test_islands(text: str, islands: list[str]) -> None:
    assert [found[0] for found in ISLAND.finditer(text)] == islands


@pytest.mark.parametrize(
    ("locale", "direction"),
    [
        ("fa", "rtl"),
        ("fa-IR", "rtl"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("ur", "rtl"),
        ("az-Arab", "rtl"),
        ("pa_Arab_PK", "rtl"),
        ("ar-Latn", "ltr"),
        ("az", "ltr"),
        ("de", "ltr"),
        ("sr-Latn-RS", "ltr"),
    ],
)
def test_directions(locale: str, direction: str) -> None:
    assert language(locale).direction == direction
