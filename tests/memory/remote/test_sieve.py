"""The sieve lets every match pass, whatever is thought to be rare."""

from __future__ import annotations

from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmpipe.memory.remote.sieve import BITS, Sieve, Traces, sieve, traces
from tmpipe.text.rate import rate
from tmpipe.text.words import words

WORDS = st.sampled_from([*"abcdefghij", "the", "the", "“d”", '"d"', "<g1>e</g1>", "é"])
TEXTS = st.one_of(
    st.lists(WORDS, max_size=12).map(" ".join),
    st.tuples(st.integers(0, 90), st.integers(1, 9)).map(
        lambda at: " ".join(map(str, range(at[0])[:: at[1]]))
    ),
)
CUTOFFS = st.one_of(st.sampled_from([0, 1, 33.3, 50, 66.7, 70, 75, 80, 90, 99]), st.floats(0, 99))


def passes(text: Traces, wanted: Sieve) -> bool:
    """What a store asks of a text, as PostgreSQL does."""
    if not wanted.some:
        return True
    keys, longer = set(text.keys), max(text.length, wanted.words)
    lacking = int(wanted.sketch[1:], 16) & ~int(text.sketch[1:], 16)
    return (
        not keys.isdisjoint(wanted.some)
        and not keys.isdisjoint(wanted.more)
        and wanted.shortest <= text.length <= wanted.longest
        and lacking.bit_count() <= wanted.words - longer + floor(longer * wanted.share)
    )


@given(TEXTS, TEXTS, CUTOFFS, st.integers())
@example("a", "a", 2.3e-308, 0)
def test_every_match_passes(text: str, query: str, cutoff: float, seed: int) -> None:
    kept = traces(text, "fr")
    frequency = {key: ((key ^ seed) % 97) / 97 for key in kept.keys[::2]}
    if rate(query, text, cutoff=cutoff) >= cutoff:
        assert passes(kept, sieve(query, "fr", cutoff, frequency))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("one two three four five", "six seven eight nine ten"),
        ("one two three four five", "one two"),
        ("one two", "one two three four five"),
        ("one two three four five", ""),
        ("", "one"),
        ("one two seven eight nine ten", "one two three four five six"),
    ],
)
def test_what_is_far_does_not(text: str, query: str) -> None:
    assert not passes(traces(text, "fr"), sieve(query, "fr", 70, {}))


def test_a_text_of_another_locale_does_not() -> None:
    assert not passes(traces("one two three", "it"), sieve("one two three", "fr", 70, {}))


def test_the_rarest_words_are_asked_for() -> None:
    common = {key: 0.5 for text in ("the", "of") for n in range(9) for key in keys_of(text, n)}
    wanted = sieve("the Hague of Geneva", "fr", 70, common)
    assert set(wanted.some).isdisjoint(common)


def keys_of(word: str, others: int) -> list[int]:
    """The word's key in a text with so many others."""
    rest = traces(" ".join(["x"] * (others + 1)), "fr").keys
    return [key for key in traces(" ".join([word] + ["x"] * others), "fr").keys if key not in rest]


def test_traces() -> None:
    left = traces("a b “b” a", "fr")
    assert left.length == 4
    assert len(left.keys) == 3
    assert list(left.keys) == sorted(left.keys)
    assert all(-(2**31) <= key < 2**31 for key in left.keys)
    assert len(left.sketch) == 1 + BITS // 4
    assert int(left.sketch[1:], 16).bit_count() <= 3
    assert traces("", "fr").length == len(words("<g1></g1>")) == 0
    assert traces("", "fr") == traces("<g1></g1>", "fr")
