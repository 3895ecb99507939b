"""Who comes first, as a table: each row's left unit is offered before its right one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tmpipe.memory.ranking import best
from tmpipe.model import TranslationUnit

SOURCE = "Three judges of the court resigned today."
UNIT = TranslationUnit(SOURCE, "x", "fr")
NEAR = "Three judges of the court resigned today!"
FAR = "Three judges of the court resigned yesterday."
FARTHER = "Three judges of another court resigned yesterday."

FIRST_AND_SECOND = [
    (100, UNIT, 99, replace(UNIT, source=NEAR)),
    (99, replace(UNIT, source=FAR, origin="machine"), 80, replace(UNIT, source=FARTHER)),
    (80, replace(UNIT, source=NEAR, origin="draft"), 80, replace(UNIT, source=FAR, previous="Before.")),
    (100, replace(UNIT, previous="Before.", origin="draft"), 100, UNIT),
    (100, replace(UNIT, following="After."), 100, replace(UNIT, date="2026-11-21")),
    (100, replace(UNIT, previous="Before.", following="After."), 100, replace(UNIT, following="After.")),
    (100, replace(UNIT, origin="human"), 100, replace(UNIT, origin="edited", date="2026-11-21")),
    (100, replace(UNIT, origin="edited"), 100, replace(UNIT, origin="unedited")),
    (100, replace(UNIT, origin="unedited"), 100, replace(UNIT, origin="aligned")),
    (100, replace(UNIT, origin="aligned"), 100, replace(UNIT, origin="draft")),
    (100, replace(UNIT, origin="draft"), 100, replace(UNIT, origin="machine")),
    (100, replace(UNIT, origin="machine"), 100, replace(UNIT, origin="hearsay")),
    (100, replace(UNIT, date="2026-11-21"), 100, replace(UNIT, date="2026-11-20T23:00:00Z")),
    (100, replace(UNIT, date="2025"), 100, UNIT),
]


def offered(*rated: tuple[float, TranslationUnit], limit: int = 5) -> list[TranslationUnit]:
    """The units in the order in which they are offered for SOURCE between `Before.` and `After.`"""

    def units(text: str) -> Iterator[TranslationUnit]:
        return (unit for _, unit in rated if unit.source == text)

    candidates = {(rate, unit.source) for rate, unit in rated}
    return [m.unit for m in best(SOURCE, candidates, units, context=("Before.", "After."), limit=limit)]


@pytest.mark.parametrize(("rate", "first", "other_rate", "second"), FIRST_AND_SECOND)
def test_order(rate: float, first: TranslationUnit, other_rate: float, second: TranslationUnit) -> None:
    # Named so that the alphabet is against us, and nothing but the rule puts the first one first.
    first, second = replace(first, target="z"), replace(second, target="a")
    assert offered((rate, first), (other_rate, second)) == [first, second]
    assert offered((other_rate, second), (rate, first)) == [first, second]
    assert offered((other_rate, second), (rate, first), limit=1) == [first]


def test_an_empty_neighbour_tells_nothing() -> None:
    alone, trusted = replace(UNIT, target="z", origin="draft"), replace(UNIT, target="a", previous="Else.")
    assert [m.unit for m in best(SOURCE, [(100, SOURCE)], lambda _: [alone, trusted])] == [trusted, alone]


def test_each_target_once_by_its_best_unit() -> None:
    human, draft = replace(UNIT, document="a"), replace(UNIT, document="b", origin="draft")
    fuzzy, other = replace(UNIT, source=NEAR), replace(UNIT, source=NEAR, target="y")
    assert offered((99, fuzzy), (99, other), (100, draft), (100, human)) == [human, other]


def test_units_are_asked_for_only_as_far_as_needed() -> None:
    asked: list[str] = []

    def units(text: str) -> list[TranslationUnit]:
        asked.append(text)
        return [replace(UNIT, source=text, target=text)]

    best(SOURCE, [(80, FARTHER), (99, FAR), (100, SOURCE)], units, limit=2)
    assert asked == [SOURCE, FAR]
