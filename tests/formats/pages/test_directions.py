"""Lines that read from the right: glyphs as they stand on the page, and the words that they are."""

from __future__ import annotations

import pytest

from tmpipe.formats.pages.directions import Glyph, words_of


def shown(visual: str) -> list[Glyph]:
    """The glyphs of a line from the left, each as wide as 5 points; blanks are gaps."""
    return [
        Glyph(text, 5 * at, 5 * at + 5, 5 * at, 700, 10, False, False, False)
        for at, text in enumerate(visual)
        if text != " "
    ]


@pytest.mark.parametrize(
    ("visual", "read"),
    [
        ("مالس ایند", "دنیا سلام"),
        ("دش مادعا 1988 لاس رد", "در سال 1988 اعدام شد"),
        ("ناریا Amnesty International شرازگ", "گزارش Amnesty International ایران"),
        ("۱۳۶۷/۵/۶ خیرات", "تاریخ ۱۳۶۷/۵/۶"),
        ("دینک هاگن https://example.org/a_1 هب", "به https://example.org/a_1 نگاه کنید"),
        ("https://example.org/ هب", "به https://example.org/"),
        ("(هحفص) ار", "را (صفحه)"),
        (")هحفص( ار", "را (صفحه)"),
        ("(PMOI) نامزاس", "سازمان (PMOI)"),
    ],
)
def test_a_line_from_the_right(visual: str, read: str) -> None:
    assert " ".join(word.text for word in words_of(shown(visual), from_right=True)) == read


def test_a_name_in_a_line_from_the_left() -> None:
    words = words_of(shown("signed ناریا نانز union"), from_right=False)
    assert " ".join(word.text for word in words) == "signed زنان ایران union"


def glyph(text: str, left: float, right: float, base: float = 700) -> Glyph:
    return Glyph(text, left, right, left, base, 10, False, False, False)


@pytest.mark.parametrize(
    ("glyphs", "read"),
    [
        ([glyph("ا", 10, 15), glyph("ل", 10, 15)], "لا"),
        ([glyph("ب", 15, 20), glyph("\u200c", 15, 15), glyph("ه", 10, 15)], "ب\u200cه"),
        ([glyph("ه", 10, 15), glyph("ٔ", 12, 14, 703)], "هٔ"),
        ([glyph("ه", 10, 15), glyph("ه", 10.2, 15.2)], "ه"),
    ],
    ids=["ligature", "joiner", "sign", "twice"],
)
def test_what_one_place_holds(glyphs: list[Glyph], read: str) -> None:
    assert [word.text for word in words_of(glyphs, from_right=True)] == [read]
