"""Who comes first, as a table: each row's left unit is offered before its right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from tmpipe.memory.ranking import Candidates, Wish, banded, best
from tmpipe.model import TranslationUnit
from tmpipe.text.rate import rate

SOURCE = "Three judges of the court resigned today."
UNIT = TranslationUnit(SOURCE, "x", "fr")
NEAR = "Three judges of the court resigned today!"
FAR = "Three judges of the court resigned yesterday."
FARTHER = "Three judges of another court resigned yesterday."

FIRST_AND_SECOND = [
    (UNIT, replace(UNIT, source=NEAR)),
    (replace(UNIT, source=FAR, origin="machine"), replace(UNIT, source=FARTHER)),
    (replace(UNIT, source=NEAR, origin="draft"), replace(UNIT, source=FAR, previous="Before.")),
    (replace(UNIT, previous="Before.", origin="draft"), UNIT),
    (replace(UNIT, following="After."), replace(UNIT, date="2026-11-21")),
    (replace(UNIT, previous="Before.", following="After."), replace(UNIT, following="After.")),
    (replace(UNIT, origin="human"), replace(UNIT, origin="edited", date="2026-11-21")),
    (replace(UNIT, origin="edited"), replace(UNIT, origin="unedited")),
    (replace(UNIT, origin="unedited"), replace(UNIT, origin="aligned")),
    (replace(UNIT, origin="aligned"), replace(UNIT, origin="draft")),
    (replace(UNIT, origin="draft"), replace(UNIT, origin="machine")),
    (replace(UNIT, origin="machine"), replace(UNIT, origin="hearsay")),
    (replace(UNIT, date="2026-11-21"), replace(UNIT, date="2026-11-20T23:00:00Z")),
    (replace(UNIT, date="2025"), UNIT),
    (replace(UNIT, source=NEAR), replace(UNIT, penalty=20)),
    (replace(UNIT, origin="machine"), replace(UNIT, previous="Before.", following="After.", penalty=0.5)),
    (UNIT, replace(UNIT, author="P")),
    (replace(UNIT, source=FAR), replace(UNIT, source=NEAR, author="P")),
]


@dataclass(slots=True)
class Shelf:
    """What is held, by the place of its text; it notes what it was asked for."""

    held: Sequence[TranslationUnit]
    asked: list[str] = field(default_factory=list)
    slack: float = 0
    """How much too high the rates of its candidates are, as when different words look the same."""

    def sources(self) -> list[str]:
        return sorted({unit.source for unit in self.held})

    def texts(self, keys: Sequence[int]) -> list[tuple[int, str]]:
        return [(key, self.sources()[key]) for key in keys]

    def units(self, keys: Sequence[int]) -> Iterator[TranslationUnit]:
        sources = [text for _, text in self.texts(keys)]
        self.asked += sources
        return (unit for unit in self.held if unit.source in sources)

    def near(self) -> list[Candidates]:
        rated = [(rate(SOURCE, text), key) for key, text in enumerate(self.sources()) if text != SOURCE]
        found = sorted([(min(99, points + self.slack), key) for points, key in rated], reverse=True)
        return [banded(found[::2]), banded(found[1::2])]


def offered(shelf: Shelf, limit: int = 5) -> list[TranslationUnit]:
    """The units in the order in which they are offered for SOURCE between `Before.` and `After.`"""
    wish = Wish(SOURCE, ("Before.", "After."), 50, limit, lambda unit: 15 if unit.author == "P" else 0)
    same = [unit for unit in shelf.held if unit.source == SOURCE]
    return [match.unit for match in best(wish, same, shelf.near, shelf)]


@pytest.mark.parametrize(("first", "second"), FIRST_AND_SECOND)
@pytest.mark.parametrize("slack", [0, 40])
def test_order(first: TranslationUnit, second: TranslationUnit, slack: float) -> None:
    # Named so that the alphabet is against us, and nothing but the rule puts the first one first.
    first, second = replace(first, target="z"), replace(second, target="a")
    assert offered(Shelf([first, second], slack=slack)) == [first, second]
    assert offered(Shelf([second, first], slack=slack)) == [first, second]
    assert offered(Shelf([second, first], slack=slack), limit=1) == [first]


def test_an_empty_neighbour_tells_nothing() -> None:
    alone, trusted = replace(UNIT, target="z", origin="draft"), replace(UNIT, target="a", previous="Else.")
    shelf = Shelf([alone, trusted])
    matches = best(Wish(SOURCE), shelf.held, shelf.near, shelf)
    assert [match.unit for match in matches] == [trusted, alone]


def test_each_target_once_by_its_best_unit() -> None:
    human, draft = replace(UNIT, document="a"), replace(UNIT, document="b", origin="draft")
    fuzzy, other = replace(UNIT, source=NEAR), replace(UNIT, source=NEAR, target="y")
    assert offered(Shelf([fuzzy, other, draft, human])) == [human, other]


@pytest.mark.parametrize(
    ("limit", "asked"),
    [(1, []), (2, [NEAR, FAR]), (3, [NEAR, FAR]), (4, [NEAR, FAR, FARTHER]), (9, [NEAR, FAR, FARTHER])],
)
def test_units_are_asked_for_only_as_far_as_needed(limit: int, asked: list[str]) -> None:
    sources = [SOURCE, NEAR, FAR, FARTHER]
    shelf = Shelf([replace(UNIT, source=text, target=text, penalty=0) for text in sources])
    assert [unit.source for unit in offered(shelf, limit)] == sources[:limit]
    assert sorted(shelf.asked) == sorted(asked)


def test_of_a_thousand_texts_of_one_rate_the_closest_are_asked_for() -> None:
    words = [f"{number:04}" for number in range(1000)]
    shelf = Shelf([replace(UNIT, source=f"{SOURCE} {word}", target=word) for word in words])
    found = offered(shelf, limit=3)
    assert [unit.target for unit in found] == ["0000", "0001", "0002"]
    assert len(shelf.asked) == 1000
