"""What is offered: the memory's matches, and what they become with the asked numbers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory import open_memory
from tmpipe.memory.offers import offers
from tmpipe.model import Match, TranslationUnit
from tmpipe.parts import Memory

UNITS = [
    TranslationUnit("In 1988, 30,000 died.", "En 1988, 30 000 sont morts.", "fr", document="a"),
    TranslationUnit("In 1988, 30,000 died.", "En 1988, 30 000 morts.", "fr", document="b", penalty=5),
    TranslationUnit("See page 7.", "Voir page 7.", "fr"),
    TranslationUnit("See page 8.", "Voir page huit.", "fr"),
    TranslationUnit("They died.", "Ils sont morts.", "fr", document="c", previous="Why?", following="So."),
    TranslationUnit("They died.", "Elles sont mortes.", "fr", document="d"),
]


@pytest.fixture
def memory() -> Iterator[Memory]:
    opened = open_memory("sqlite::memory:")
    opened.add(UNITS)
    yield opened
    opened.close()


def shown(matches: list[Match]) -> list[tuple[str, float]]:
    return [(match.unit.target, match.rate) for match in matches]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("In 1989, 20,000 died.", [("En 1989, 20 000 sont morts.", 99), ("En 1989, 20 000 morts.", 94)]),
        ("In 1988, 30,000 died.", [("En 1988, 30 000 sont morts.", 100), ("En 1988, 30 000 morts.", 95)]),
        ("See page 9.", [("Voir page 9.", 99)]),
        ("See page 8.", [("Voir page huit.", 100), ("Voir page 8.", 99)]),
        ("See page 1988.", []),
        ("They died.", [("Elles sont mortes.", 100), ("Ils sont morts.", 100)]),
        ("They all vanished.", []),
    ],
)
def test_what_is_offered(memory: Memory, source: str, wanted: list[tuple[str, float]]) -> None:
    assert shown(offers(memory, [source], "fr")[0]) == wanted


def test_neighbours_penalties_and_limits(memory: Memory) -> None:
    contexts = [("Why?", "So.")]
    assert shown(offers(memory, ["They died."], "fr", contexts=contexts, limit=1)[0]) == [
        ("Ils sont morts.", 100)
    ]
    lost = offers(
        memory, ["See page 9."], "fr", penalty=lambda unit: 20 if unit.source == "See page 7." else 0
    )
    assert shown(lost[0]) == [("Voir page 9.", 79)]
    assert offers(memory, ["See page 9."], "fr", cutoff=100) == [[]]


@given(st.lists(st.sampled_from([unit.source for unit in UNITS] + ["In 1975, 12 died.", "So?"])))
def test_exact_matches_are_those_of_the_memory(sources: list[str]) -> None:
    memory = open_memory("sqlite::memory:")
    memory.add(UNITS)
    found = memory.look_up(sources, "fr", cutoff=100)
    assert offers(memory, sources, "fr", cutoff=100) == found
    some = offers(memory, sources, "fr", cutoff=50)
    assert all(m.rate >= 50 for matches in some for m in matches)
    assert all(len({m.unit.target for m in matches}) == len(matches) for matches in some)
    memory.close()
