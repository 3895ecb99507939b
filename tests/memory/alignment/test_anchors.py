"""Long texts are cut into stretches."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tmpipe.memory.alignment.anchors import boxes
from tmpipe.memory.alignment.kin import same
from tmpipe.memory.alignment.lexicon import Lexicon, lexicon
from tmpipe.memory.alignment.traits import Side, side


def text(numbers: range, locale: str) -> Side:
    word = {"en": "paragraph", "fr": "alinéa"}[locale]
    return side([f"{word} {number} {number * 13}" for number in numbers], locale)


def known(source: Side, target: Side) -> Lexicon:
    return lexicon(same(source, target))


def test_a_short_text_is_one_stretch() -> None:
    source, target = text(range(600), "en"), text(range(600), "fr")
    assert boxes(source, target, known(source, target)) == [((0, 0), (600, 600))]


def test_cuts_stand_between_anchors_that_are_right() -> None:
    source, target = text(range(2000), "en"), text(range(100, 2000), "fr")
    found = boxes(source, target, known(source, target))
    assert len(found) > 4
    assert all(top == left + 100 for (top, left), _ in found[1:])


@pytest.mark.parametrize("sizes", [(3000, 2500), (1500, 1500), (1201, 1001)])
def test_stretches_are_all_of_both_texts(sizes: tuple[int, int]) -> None:
    """Texts that share nothing are cut as well, where half of their letters are."""
    source, target = (side(["a"], "en").part(0, 1) for _ in sizes)
    source, target = (
        Side(one.traits, one.names, one.has * size, one.lengths.repeat(size))
        for one, size in zip((source, target), sizes, strict=True)
    )
    found = boxes(source, target, lexicon([]))
    assert found[0][0] == (0, 0)
    assert found[-1][1] == sizes
    assert all(one[1] == other[0] for one, other in pairwise(found))
    assert all(
        (bottom - top) * (right - left) <= 1_200_000 or bottom - top < 3
        for (top, left), (bottom, right) in found
    )
