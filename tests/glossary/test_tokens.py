"""Target texts cut into words, and the places of these in the text as it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.glossary.tokens import cut, origins

PLACES = [
    ("le <g1>comité</g1> de la mort", "comité", "comité"),
    ("le Rai\u00adsi dit", "Raisi", "Rai\u00adsi"),
    ("à Te\u0301he\u0301ran", "Téhéran", "Te\u0301he\u0301ran"),
    ("un <x1/>UN, un", "UN", "UN"),
]


@pytest.mark.parametrize(("text", "word", "stands"), PLACES)
def test_a_word_knows_where_it_stood(text: str, word: str, stands: str) -> None:
    words = cut(text, "fr")
    assert text[slice(*origins(words, text)[words.raw.index(word)])] == stands


@given(st.text())
def test_words_stand_in_order_within_the_text(text: str) -> None:
    found = origins(cut(text, "fa"), text)
    assert all(0 <= start <= end <= len(text) for start, end in found)


@given(st.text(alphabet="abcéèà ’'-\u00a0\u0301"))
def test_gaps_and_words_are_the_text(text: str) -> None:
    words = cut(text, "fr")
    whole = "".join(gap + word for gap, word in zip(words.gaps, words.raw, strict=False)) + words.gaps[-1]
    assert whole == unicodedata.normalize("NFC", text)
