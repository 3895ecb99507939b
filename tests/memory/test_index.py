"""The index finds what rating all texts one by one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.index import Index
from tmpipe.text.rate import rate

WORDS = ["the", "the", "the", "of", "of", "a", "A", "b", "c", "d", "“e”", '"e"', "<g1>f</g1>", "f", "g", "h"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
UNKNOWN = st.lists(st.sampled_from([*WORDS, "x", "y"]), max_size=14).map(" ".join)


@given(st.lists(TEXTS), UNKNOWN, st.sampled_from([0, 1, 33.4, 50, 60, 66.7, 70, 75, 80, 90, 99, 99.5, 100]))
def test_near_is_rating_every_text(texts: list[str], query: str, cutoff: float) -> None:
    index = Index()
    index.add(texts)
    brute = {text: rate(query, text) for text in texts if text != query and rate(query, text) >= cutoff}
    found = [(text, rate) for rate, text in index.near(query, cutoff)]
    assert dict(found) == brute
    assert len(found) == len(brute)


@given(st.lists(TEXTS), st.lists(TEXTS), UNKNOWN)
def test_it_grows(first: list[str], second: list[str], query: str) -> None:
    grown, whole = Index(), Index()
    grown.add(first)
    list(grown.near(query, 70))
    grown.add(second)
    whole.add(first + second)
    assert len(grown) == len(whole) == len({*first, *second})
    assert sorted(grown.near(query, 60)) == sorted(whole.near(query, 60))


def test_a_text_of_100_000_words_is_found_and_costs_the_others_nothing() -> None:
    long = " ".join(f"w{n}" for n in range(100_000))
    index = Index()
    index.add([long, "w1 w2 w3 w4", "w1 w2 w3 w5"])
    assert [(rate, text) for rate, text in index.near(long + " more", 70)] == [(99.0, long)]
    assert [(rate, text) for rate, text in index.near("w1 w2 w3 w4", 70)] == [(75.0, "w1 w2 w3 w5")]
