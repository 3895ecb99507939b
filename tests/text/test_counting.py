"""Number words: what they stand for in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.text.counting import counted

ROWS = [
    ("en", "twenty-one people and two hundred others", "21 200"),
    ("en", "in the eighties", "80"),
    ("fr", "vingt ans", "20"),
    ("fr", "Vingt-deux et trente personnes", "22 30"),
    ("fr", "entre vingt et trente", "20 30"),
    ("fr", "soixante et onze, quatre-vingt-dix-neuf", "71 99"),
    ("fr", "quatre-vingts ou quatre-vingt-un", "80 81"),
    ("fr", "deux cents, trois mille deux cent cinq", "200 3205"),
    ("fr", "mille neuf cent quatre-vingt-huit", "1988"),
    ("fr", "une vingtaine", "1 20"),
    ("fr", "le centre", ""),
    ("it", "vent’anni", "20"),
    ("it", "ventuno, ventidue, ventotto e trentatré", "21 22 28 33"),
    ("it", "centocinquanta e seicento", "150 600"),
    ("it", "tremila al centro di Milano", "3000"),
    ("it", "un trentenne", "1 30"),
    ("sv", "tjugo, tjugofem, tjugoårig", "20 25 20"),
    ("sv", "hundra, tvåhundrafemtio, tretusen", "100 250 3000"),
    ("sv", "sexuell, femte, talman", ""),
    ("fa", "بیست", "20"),
    ("fa", "بیست و پنج نفر، سیصد و چهل و دو", "25 342"),
    ("fa", "بیست‌ودو ساله", "22"),
    ("fa", "سه هزار زندانی سياسي", "3000"),
    ("de", "zwanzig", ""),
    ("fr", "", ""),
]


@pytest.mark.parametrize(("locale", "text", "expected"), ROWS)
def test_number_words(locale: str, text: str, expected: str) -> None:
    assert counted(text, locale) == set(map(int, expected.split()))


@given(st.text(), st.sampled_from(["en", "fr", "it", "sv", "fa"]))
def test_any_text_can_be_counted(text: str, locale: str) -> None:
    assert all(number > 0 for number in counted(text, locale))
