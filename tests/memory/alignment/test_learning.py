"""What beads teach."""

from __future__ import annotations

import numpy as np
import pytest

from tmpipe.memory.alignment.evidence import expected
from tmpipe.memory.alignment.learning import coverage, learned, meetings
from tmpipe.memory.alignment.lexicon import lexicon, tabled
from tmpipe.memory.alignment.traits import side
from tmpipe.model import Bead

ENGLISH = ["big house", "big dog", "small house", "small dog", "old dog"]
NONSENSE = ["gro hut", "gro vuf", "kle hut", "kle vuf", "alt vuf"]


def taught() -> dict[tuple[str, str], float]:
    source, target = side(ENGLISH, "en"), side(NONSENSE, "xx")
    found = learned(meetings(source, target, [Bead((n,), (n,), 1.0) for n in range(5)]))
    rows = zip(found.source, found.target, found.strength, strict=True)
    return {(source.traits[one], target.traits[other]): float(strength) for one, other, strength in rows}


@pytest.mark.parametrize(
    ("word", "its"), [("big", "gro"), ("small", "kle"), ("house", "hut"), ("dog", "vuf")]
)
def test_words_that_meet_again_and_again(word: str, its: str) -> None:
    found = taught()
    assert found[word, its] == max(value for (one, _), value in found.items() if one == word)
    assert found[word, its] > 0.4


def test_what_has_met_but_once_says_nothing() -> None:
    assert not [pair for pair in taught() if pair[0] == "old"]


def test_coverage_moves_from_what_was_usual_to_what_was_seen() -> None:
    source, target = side(["one two"] * 20, "xx"), side(["uno"] * 10 + ["due"] * 10, "xx")
    words = lexicon([(0, 0, 0.9)])
    met = meetings(source, target, [Bead((n,), (n,), 1.0) for n in range(20)])
    found = coverage(met, words, expected(words, source))
    assert 0.45 < found[0] < 0.55
    assert not found[1:].any()


def test_of_equal_pairs_the_strongest_counts() -> None:
    words = lexicon([(1, 2, 0.3), (0, 0, 0.5), (1, 2, 0.8), (1, 2, 0.1)])
    assert list(zip(words.source, words.target, words.strength, strict=True)) == [(0, 0, 0.5), (1, 2, 0.8)]


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("fr", "work", "travail"),
        ("it", "law", "legge"),
        ("sv", "work", "arbete"),
        ("fa", "people", "افراد"),
        ("fr-CA", "work", "Travail"),
    ],
)
def test_tables_have_common_words_both_ways(locale: str, source: str, target: str) -> None:
    ours, theirs = side([source], "en"), side([target], locale)
    ((one, other, strength),) = tabled(ours, theirs, "en", locale)
    assert 0 < strength < 1
    assert (other, one, strength) in list(tabled(theirs, ours, locale, "en"))


@pytest.mark.parametrize(("one", "other"), [("fr", "it"), ("en", "ja"), ("xx", "en")])
def test_other_languages_have_no_table(one: str, other: str) -> None:
    assert not list(tabled(side(["law loi"], one), side(["law legge"], other), one, other))


def test_of_many_meetings_only_some_are_asked() -> None:
    words = " ".join(f"w{n}" for n in range(1500))
    source, target = side([words] * 3, "xx"), side([words] * 3, "xx")
    met = meetings(source, target, [Bead((n,), (n,), 1.0) for n in range(3)])
    assert len(np.unique(met.bead)) == 1
