"""The match rate against its definition, written out plainly."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import TmpipeError
from tmpipe.text import rate as r
from tmpipe.text.words import words

TEXTS = st.lists(
    st.sampled_from(["a", "A", "b", "c", "d", "“e”", '"e"', "<g1>f</g1>", "f"]), max_size=12
).map(" ".join)
RATES = [
    ("He left.", "He left.", 100),
    ("", "", 100),
    ("He left.", "He  left.", 99),
    ("He said “no”.", 'He said "no".', 99),
    ("He <g1>left</g1>.", "He left.", 99),
    ("", " ", 99),
    ("He left.", "", 0),
    ("He left.", "He left", 50),
    ("He left.", "he left.", 50),
    ("In Iran 30,000 were killed.", "In Iran 33,000 were killed.", 80),
    ("a b c d e f g h i j", "a b c d e f g", 70),
    ("a b c", "c b a", 100 / 3),
    (" ".join("ab" * 500), " ".join("ab" * 500) + " c", 99),
]


def slow_distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Levenshtein, as every textbook has it."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        left, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            left, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, left + (x != y))
    return row[-1]


def slow_rate(a: str, b: str) -> float:
    if a == b:
        return 100
    one, other = words(a), words(b)
    longer = max(len(one), len(other))
    return min(99, 100 * (1 - slow_distance(one, other) / longer)) if longer else 99


@pytest.mark.parametrize(("a", "b", "rate"), RATES)
def test_table(a: str, b: str, rate: float) -> None:
    assert r.rate(a, b) == pytest.approx(rate)


@given(TEXTS, TEXTS)
def test_rate_is_what_the_contract_says(a: str, b: str) -> None:
    assert r.rate(a, b) == pytest.approx(slow_rate(a, b))


@given(TEXTS, TEXTS)
def test_symmetric_and_100_only_for_the_same(a: str, b: str) -> None:
    assert r.rate(a, b) == r.rate(b, a)
    assert (r.rate(a, b) == 100) == (a == b)
    assert a == b or r.rate(a, b) <= r.NEAREST


@given(TEXTS, TEXTS, st.integers(0, 100))
def test_a_cutoff_only_hides(a: str, b: str, cutoff: int) -> None:
    full = r.rate(a, b)
    assert r.rate(a, b, cutoff=cutoff) == (full if full >= cutoff else 0)


@given(st.integers(0, 300), st.floats(0, 101))
def test_allowed_is_the_greatest_distance_at_the_cutoff(longer: int, cutoff: float) -> None:
    fitting = [d for d in range(longer + 1) if r.score(d, longer) >= cutoff]
    assert r.allowed(longer, cutoff) == max(fitting, default=-1)


@given(st.text(), st.text())
def test_closeness_is_by_character(a: str, b: str) -> None:
    longer = max(len(a), len(b))
    near = 100 * (1 - slow_distance(a, b) / longer) if longer else 100
    assert r.closeness(a, b) == pytest.approx(near)


@given(st.text("ab ", max_size=12), st.lists(st.text("ab ", max_size=12), max_size=40), st.integers(1, 9))
def test_the_closest_are_as_close_as_that(text: str, others: list[str], limit: int) -> None:
    found = r.by_closeness(text, others, limit)
    assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)
    assert all(share == r.closeness(text, others[number]) for number, share in found)
    rest = set(range(len(others))) - {number for number, _ in found}
    assert len(found) >= min(limit, len(others))
    assert not rest or max(r.closeness(text, others[number]) for number in rest) < found[limit - 1][1]


@given(TEXTS, st.lists(TEXTS), st.integers(0, 12))
def test_within_finds_all_and_only_the_near(text: str, others: list[str], most: int) -> None:
    alphabet = r.Alphabet()
    spellings = [alphabet.learn(words(other)) for other in others]
    near = dict(r.within(alphabet.spell(words(text)), spellings, most))
    true = {n: slow_distance(words(text), words(other)) for n, other in enumerate(others)}
    assert near == {number: distance for number, distance in true.items() if distance <= most}


def test_unknown_words_are_like_no_known_one() -> None:
    alphabet = r.Alphabet()
    known = alphabet.learn(["a", "b", "a"])
    assert known[0] == known[2] != known[1]
    assert alphabet.spell(["b", "a"]) == known[1] + known[0]
    assert alphabet.spell(["x", "y"]) == r.Alphabet().spell(["z", "z"])
    assert not set(alphabet.spell(["x"])) & set(known)


def test_more_words_than_characters_are_an_error_that_says_so() -> None:
    with pytest.raises(TmpipeError, match="million different words"):
        r.Alphabet().learn(map(str, range(0x110000)))


def test_a_segment_of_100_000_words_has_a_rate() -> None:
    text = [f"w{n % 4000}" for n in range(100_000)]
    assert r.rate(" ".join(text), " ".join(["x", *text[1:]]), cutoff=70) == r.NEAREST
    assert r.rate(" ".join(text), "w1 w2", cutoff=70) == 0
    assert r.closeness(" ".join(text), " ".join(text[1:])) > 90
