"""Words for the match rate, and words for the bill."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.text import words as w

SAME_WORDS = [
    ("He left.", "  He\tleft.\n"),
    ("the “Death Commissions”", 'the "Death Commissions"'),
    ("l’homme", "l'homme"),
    ("1988–1990", "1988-1990"),
    ("article\u00a07", "article 7"),
    ("wait…", "wait..."),
    ("co\u00adop", "coop"),
    ("caf\u00e9", "cafe\u0301"),
    ("caf\u00e9", "cafe\u200b\u0301"),
    ("see <g1>here</g1><x2/>.", "see here."),
]
OTHER_WORDS = [("Left", "left"), ("left.", "left"), ("factfinding", "fact-finding"), ("&lt;g1>", "")]
COUNTS = [
    ("", "en", 0),
    ("He left – at once.", "en", 4),
    ("<g1>He</g1> left<x1/>.", "en", 2),
    ("a <b> c", "en", 3),
    ("fact-finding mission of 20 Nov. 1988", "en", 6),
    ("L’homme qu’elle a vu", "fr", 4),
    ("« Commissions de la mort » : 7 %", "fr", 5),
    ("il a été\u00a0: ici", "fr", 4),
    ("d.v.s. 30 000 fångar", "sv", 4),
    ("نمی‌شود گفت", "fa", 2),
    ("大屠杀，1988", "zh-Hans", 7),
    ("...", "en", 0),
]


@pytest.mark.parametrize(("a", "b"), SAME_WORDS)
def test_typography_and_codes_make_no_other_word(a: str, b: str) -> None:
    assert w.words(a) == w.words(b)


@pytest.mark.parametrize(("a", "b"), OTHER_WORDS)
def test_letters_capitals_and_stops_do(a: str, b: str) -> None:
    assert w.words(a) != w.words(b)


@pytest.mark.parametrize(("text", "locale", "number"), COUNTS)
def test_count(text: str, locale: str, number: int) -> None:
    assert w.count(text, locale) == number


@given(st.text())
def test_words_of_words_are_the_same(text: str) -> None:
    found = w.words(text)
    assert w.words(" ".join(found)) == found
    assert not any(character.isspace() for word in found for character in word)


@given(st.text())
def test_a_normalized_text_stays(text: str) -> None:
    assert w.normalized(w.normalized(text)) == w.normalized(text)


@given(st.lists(st.text()), st.sampled_from(["en", "fr", "fa", "ja"]))
def test_counts_add_up(texts: list[str], locale: str) -> None:
    assert w.count(" ".join(texts), locale) == sum(w.count(text, locale) for text in texts)
