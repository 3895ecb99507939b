"""Words are found where people see them, whatever stands between their letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.text.spans import span_of


@pytest.mark.parametrize(
    ("words", "text", "shown"),
    [
        ("mort", "la mort", "mort"),
        ("12", "en 2012, le 12", "12"),
        ("mort", "immortel, mort", "mort"),
        ("mort", "immortel", "mort"),
        ("comité de la mort", "le <g1>comité</g1> de la mort", "comité</g1> de la mort"),
        ("<g1>", "le <g1>comité</g1>", "<g1>"),
        ("comité", unicodedata.normalize("NFD", "le comité."), unicodedata.normalize("NFD", "comité")),
        (unicodedata.normalize("NFD", "comité"), "le comité.", "comité"),
        ("commission", "la com\u00admis\u00adsion", "com\u00admis\u00adsion"),
        ("1367", "سال ۱۳۶۷", "۱۳۶۷"),
        ("کمیته مرگ", "این \u2067کمیته\u2069 مرگ", "کمیته\u2069 مرگ"),
    ],
)
def test_the_words_are_found(words: str, text: str, shown: str) -> None:
    span = span_of(words, text)
    assert span is not None
    assert text[slice(*span)] == shown


def test_a_whole_word_is_preferred_to_a_part_of_one() -> None:
    assert span_of("mort", "immortel, mort") == (10, 14)


@pytest.mark.parametrize(("words", "text"), [("", "a"), ("x", ""), ("mort", "la vie"), ("<g1>", "la vie")])
def test_what_is_not_there_is_nowhere(words: str, text: str) -> None:
    assert span_of(words, text) is None


def test_the_search_begins_where_it_is_told() -> None:
    assert span_of("UN", "UN and UN", 2) == (7, 9)
    assert span_of("UN", "UN and us", 2) is None


@given(st.text(max_size=12), st.text(min_size=1, max_size=6), st.text(max_size=12))
def test_a_span_holds_what_was_asked_for(before: str, words: str, after: str) -> None:
    text = before + words + after
    span = span_of(words, text)
    assert span is not None
    assert text[slice(*span)] == words
