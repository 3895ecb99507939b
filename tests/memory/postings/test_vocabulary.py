"""Each word has one number, and a word that is not there has none."""

from __future__ import annotations

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from tmpipe.memory.postings.vocabulary import Vocabulary, arranged

WORDS = st.text(st.characters(), min_size=1, max_size=5).filter(lambda word: word.split() == [word])


def of(known: list[str]) -> tuple[list[int], Vocabulary]:
    numbers, arrays = arranged(known)
    return numbers.tolist(), Vocabulary(arrays)


@given(st.lists(WORDS, unique=True, max_size=60), WORDS)
def test_find_is_what_was_arranged(known: list[str], other: str) -> None:
    numbers, vocabulary = of(known)
    assert sorted(numbers) == list(range(len(known)))
    assert [vocabulary.find(word) for word in known] == numbers
    assert vocabulary.find(other) == (numbers[known.index(other)] if other in known else -1)


def test_words_of_the_same_hash_are_told_apart() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")
    numbers, vocabulary = of(["plumless", "buckeroo"])
    assert [vocabulary.find("plumless"), vocabulary.find("buckeroo")] == numbers
    assert vocabulary.find("plum") == -1
