"""Which mark stands for which footnote, and which of them a program may count by itself."""

from __future__ import annotations

import pytest

from tmpipe.model import Block, Code, Document, Role
from tmpipe.renditions.office.feet import Feet
from tmpipe.renditions.reading import reading
from tmpipe.renditions.words import words


def feet(called: str, noted: str, locale: str = "fr") -> tuple[list[tuple[str, bool, bool]], list[str], int]:
    """What the marks become (mark, automatic, first), the labels of what is left, the first number."""
    codes = tuple(Code("note", label, target=label) for label in called.split())
    block = Block("".join(f"<x{n}/>" for n in range(1, len(codes) + 1)) + "a", 1, codes=codes)
    notes = tuple(Block(f"n{label}", 2, Role.FOOTNOTE, label=label) for label in noted.split())
    found = Feet(reading(Document("a", locale, (block, *notes))), words(locale))
    marks = []
    for code in codes:
        foot, first = found.called(code, block)
        marks.append((foot.mark if foot else found.mark(code), bool(foot and foot.automatic), first))
    return marks, [note.block.label for note in found.uncalled()], found.start


@pytest.mark.parametrize(
    ("called", "noted", "expected", "left", "start"),
    [
        ("1 2", "1 2", [("1", True, True), ("2", True, True)], [], 1),
        ("1 1 2", "1 2", [("1", True, True), ("1", True, False), ("2", True, True)], [], 1),
        ("3 4 5", "4 5", [("3", False, False), ("4", True, True), ("5", True, True)], [], 4),
        ("1 3", "1 3", [("1", True, True), ("3", False, True)], [], 1),
        ("* 1", "* 1", [("*", False, True), ("1", True, True)], [], 1),
        ("1", "1 2 *", [("1", True, True)], ["2", "*"], 1),
    ],
)
def test_feet(
    called: str, noted: str, expected: list[tuple[str, bool, bool]], left: list[str], start: int
) -> None:
    assert feet(called, noted) == (expected, left, start)


def test_persian_marks_have_persian_digits() -> None:
    assert feet("1 12", "1 12", "fa")[0] == [("۱", True, True), ("۱۲", False, True)]
