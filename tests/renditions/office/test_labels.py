"""A pattern and a value show the label that the document has."""

from __future__ import annotations

import pytest

from tmpipe.model import Block, Document, Role
from tmpipe.renditions.groups import List, groups
from tmpipe.renditions.office.labels import Pattern, labels
from tmpipe.renditions.reading import reading


def lists(*shown: str) -> list[List]:
    items = tuple(Block("a", 1, Role.LIST_ITEM, label=label, level=1) for label in shown)
    return [group for group in groups(reading(Document("a", "fr", items))) if isinstance(group, List)]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (["-", "•"], [("bullet", "", "", 0)] * 2),
        (["1.", "2."], [("decimal", "", ".", 1), ("decimal", "", ".", 2)]),
        (["(3)", "۵-"], [("decimal", "(", ")", 3), ("decimal", "", "-", 5)]),
        (["a)", "b)"], [("lowerLetter", "", ")", 1), ("lowerLetter", "", ")", 2)]),
        (["H.", "I."], [("upperLetter", "", ".", 8), ("upperLetter", "", ".", 9)]),
        (["(iii)", "(iv)"], [("lowerRoman", "(", ")", 3), ("lowerRoman", "(", ")", 4)]),
        (["i)", "ii)", "j)"], [("literal", label, "", 0) for label in ("i)", "ii)", "j)")]),
        (["XC."], [("upperRoman", "", ".", 90)]),
        (["الف)", "ب)"], [("literal", "الف)", "", 0), ("literal", "ب)", "", 0)]),
        (["a)", "الف)"], [("lowerLetter", "", ")", 1), ("literal", "الف)", "", 0)]),
    ],
)
def test_labels(shown: list[str], expected: list[tuple[str, str, str, int]]) -> None:
    found = [label for one in lists(*shown) for label in labels(one)]
    assert found == [(Pattern(form, before, after), value) for form, before, after, value in expected]
