"""The badge: well-formed, readable by those who do not see it, wide enough for its words."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tmpipe.model import Standing, Standings
from tmpipe.reports import badge

SVG = "{http://www.w3.org/2000/svg}"
HALF = Standings("x", "fr", {Standing.HUMAN: 1, Standing.DRAFT: 1}, {Standing.HUMAN: 5, Standing.DRAFT: 5})
WHOLE = Standings("y", "fa", {Standing.HUMAN: 1}, {Standing.HUMAN: 5})


@pytest.mark.parametrize(
    ("rows", "words", "title"),
    [
        ((), ["translations", "empty"], "translations, 0 documents: empty, 0 % finished"),
        ((HALF,), ["français (fr)", "draft · 50 %"], "français (fr), x: draft, 50 % finished"),
        ((WHOLE,), ["فارسی (fa)", "complete"], "فارسی (fa), y: complete, 100 % finished"),
        ((HALF, WHOLE), ["translations", "draft · 66 %"], "translations, 2 documents: draft, 66 % finished"),
        ((Standings("x", "tlh", {}, {}),), ["tlh", "empty"], "tlh, x: empty, 0 % finished"),
    ],
)
def test_what_it_says(rows: tuple[Standings, ...], words: list[str], title: str) -> None:
    picture = ET.fromstring(badge.write(rows))
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == title
    assert [text.text for text in picture.iter(f"{SVG}text")] == words


def test_its_words_fit() -> None:
    picture = ET.fromstring(badge.write((HALF,)))
    lengths = [float(text.get("textLength", "")) for text in picture.iter(f"{SVG}text")]
    assert float(picture.get("width", "")) == sum(lengths) + 4 * 8


def test_it_fetches_nothing() -> None:
    text = badge.write((HALF,)).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"http|href|@import|url\((?!#)", text)


def _light(colour: str) -> float:
    """WCAG 2's relative luminance."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("rows", [(), (HALF,), (WHOLE,)])
def test_white_on_its_colours_can_be_read(rows: tuple[Standings, ...]) -> None:
    for colour in re.findall(r'fill="(#[0-9a-f]{6})"', badge.write(rows)):
        assert 1.05 / (_light(colour) + 0.05) >= 4.5
