"""The index finds what rating all texts one by one finds, in falling order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.index import Index
from tmpipe.memory.recent import Recent
from tmpipe.text.rate import NEAREST, rate

WORDS = ["the", "the", "the", "of", "of", "a", "A", "b", "c", "d", "“e”", '"e"', "<g1>f</g1>", "f", "g", "h"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
UNKNOWN = st.lists(st.sampled_from([*WORDS, "x", "y"]), max_size=14).map(" ".join)
CUTOFFS = st.sampled_from([0, 1, 33.4, 50, 60, 66.7, 70, 75, 80, 90, 99, 99.5, 100, 101])

Keyed = list[tuple[int, str]]
KEYED = st.dictionaries(st.integers(-(2**63), 2**63 - 1), TEXTS, max_size=40).map(lambda d: list(d.items()))


@contextmanager
def built(texts: Keyed) -> Iterator[Index]:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.build(Path(folder) / "index", texts, b"stamp")
        yield index
        index.close()


def oracle(texts: Keyed, query: str, cutoff: float) -> list[tuple[float, int]]:
    """Every text rated by itself; the same one counts as the nearest."""
    rated = [(min(NEAREST, rate(query, text)), key) for key, text in texts]
    return sorted((one for one in rated if one[0] >= cutoff), reverse=True)


@given(KEYED, UNKNOWN, CUTOFFS)
def test_the_index_finds_what_rating_every_text_finds(texts: Keyed, query: str, cutoff: float) -> None:
    with built(texts) as index:
        found = list(index.near(query, cutoff))
        assert sorted(found, reverse=True) == oracle(texts, query, cutoff)
        assert [rate for rate, _ in found] == sorted((rate for rate, _ in found), reverse=True)


@given(KEYED, UNKNOWN, CUTOFFS)
def test_recent_texts_are_found_likewise(texts: Keyed, query: str, cutoff: float) -> None:
    recent = Recent()
    recent.add(texts)
    recent.add(texts)
    found = list(recent.near(query, cutoff))
    assert sorted(found, reverse=True) == oracle(texts, query, cutoff)
    assert [rate for rate, _ in found] == sorted((rate for rate, _ in found), reverse=True)


@given(KEYED, KEYED, UNKNOWN)
def test_recent_texts_grow(first: Keyed, second: Keyed, query: str) -> None:
    texts = list({**dict(second), **dict(first)}.items())
    recent = Recent()
    recent.add(first)
    list(recent.near(query, 70))
    recent.add(second)
    assert len(recent) == len(texts)
    assert sorted(recent.near(query, 60), reverse=True) == oracle(texts, query, 60)
