"""Recent texts are found as if all were rated one by one, in falling order, while they become more."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.recent import Recent
from tmpipe.text.rate import NEAREST, rate

WORDS = ["the", "the", "the", "of", "of", "a", "A", "b", "c", "d", "“e”", '"e"', "<g1>f</g1>", "f", "g", "h"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
UNKNOWN = st.lists(st.sampled_from([*WORDS, "x", "y"]), max_size=14).map(" ".join)
CUTOFFS = st.sampled_from([0, 1, 33.4, 50, 60, 66.7, 70, 75, 80, 90, 99, 99.5, 100, 101])

Keyed = Sequence[tuple[int, str]]
KEYED: st.SearchStrategy[Keyed] = st.lists(
    st.tuples(st.integers(-(2**63), 2**63 - 1), TEXTS), max_size=40, unique_by=lambda one: one[0]
)


def oracle(texts: Keyed, query: str, cutoff: float) -> list[tuple[float, int]]:
    """Every text rated by itself; the same one counts as the nearest."""
    rated = [(min(NEAREST, rate(query, text)), key) for key, text in texts]
    return sorted((one for one in rated if one[0] >= cutoff), reverse=True)


@given(KEYED, UNKNOWN, CUTOFFS)
def test_it_finds_what_rating_every_text_finds(texts: Keyed, query: str, cutoff: float) -> None:
    recent = Recent()
    recent.add(texts)
    recent.add(texts)
    found = list(recent.near(query, cutoff))
    assert len(recent) == len(texts)
    assert sorted(found, reverse=True) == oracle(texts, query, cutoff)
    assert [rate for rate, _ in found] == sorted((rate for rate, _ in found), reverse=True)


@given(KEYED, KEYED, UNKNOWN)
def test_it_grows(first: Keyed, second: Keyed, query: str) -> None:
    recent = Recent()
    recent.add(first)
    list(recent.near(query, 70))
    recent.add(second)
    texts = list({**dict(second), **dict(first)}.items())
    assert len(recent) == len(texts)
    assert sorted(recent.near(query, 60), reverse=True) == oracle(texts, query, 60)


def test_a_text_of_100_000_words_is_found_and_costs_the_others_nothing() -> None:
    long = " ".join(f"w{n}" for n in range(100_000))
    recent = Recent()
    recent.add([(7, long), (8, "w1 w2 w3 w4"), (9, "w1 w2 w3 w5")])
    assert list(recent.near(long + " more", 70)) == [(99.0, 7)]
    assert list(recent.near("w1 w2 w3 w4", 70)) == [(99.0, 8), (75.0, 9)]
