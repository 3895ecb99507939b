"""The plan of a look-up: what is in reach, and that a text in reach cannot slip through."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.postings.search import Word, plan, reach
from tmpipe.text.rate import allowed

CUTOFFS = st.floats(0, 101)


@given(st.integers(0, 60), CUTOFFS, st.integers(0, 120))
def test_reach_is_what_trying_every_length_says(length: int, cutoff: float, limit: int) -> None:
    def misses(other: int) -> int:
        """How many words of the query a text of so many words may miss."""
        most = allowed(max(length, other), cutoff)
        return most - max(0, other - length) if abs(length - other) <= most else -1

    found = reach(length, cutoff, limit)
    near = [other for other in range(limit + 1) if misses(other) >= 0]
    if found is None:
        assert not near
        return
    assert near == list(range(found.shortest, min(limit, found.longest[0]) + 1))
    for most, longest in enumerate(found.longest):
        assert [other for other in near if misses(other) >= most] == [o for o in near if o <= longest]


SIZES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 4)), min_size=1, max_size=20)


@given(SIZES, st.data(), st.floats(0, 1))
def test_a_text_has_as_many_hits_as_the_plan_says(
    sizes: list[tuple[int, int]], data: st.DataObject, part: float
) -> None:
    rarest = [Word(size, 0, number, times) for number, (size, times) in enumerate(sorted(sizes))]
    places = list(accumulate(word.times for word in rarest))
    misses = data.draw(st.integers(0, places[-1] - 1))
    hits, lists = plan(rarest, misses, part)
    assert hits >= 1
    assert hits == places[lists - 1] - misses
