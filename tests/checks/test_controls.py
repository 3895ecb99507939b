"""What nobody sees: each character of the table, and what the source has itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.checks import controls
from tmpipe.checks.base import Context
from tmpipe.model import Entry

LRE, RLE, PDF, LRO, RLO, LRI, RLI, FSI, PDI = (chr(int(one, 16)) for one in (
    "202A", "202B", "202C", "202D", "202E", "2066", "2067", "2068", "2069"
))  # fmt: skip
BALANCE = [
    (f"a {LRI}b{PDI} c", 0),
    (f"a {FSI}b {RLE}c{PDF}{PDI}", 0),
    (f"a {RLI}b", 1),
    (f"a b{PDI}", 1),
    (f"a {LRE}b{PDI}", 2),
    (f"a {RLO}b{LRI}c{PDF}{PDI}", 2),
    (f"a {LRI}b\nc{PDI}", 2),
    (f"{LRI}a{PDI}\n{LRI}b{PDI}", 0),
    ("a \u200eb\u200f c\u061c", 0),
    ("plain", 0),
]


@pytest.mark.parametrize(("target", "odd"), BALANCE)
def test_direction_marks_are_paired_within_their_line(target: str, odd: int) -> None:
    assert len(list(controls.unbalanced(Entry("a", target), Context("fa")))) == odd


@given(st.lists(st.sampled_from([LRE + PDF, RLO + PDF, LRI + PDI, FSI + PDI, "x"]), max_size=8))
def test_any_nesting_of_pairs_is_balanced(pairs: list[str]) -> None:
    text = ""
    for pair in pairs:
        text = pair[0] + text + pair[1:]
    assert not list(controls.unbalanced(Entry("a", f"b{text}"), Context("fr")))


CHARACTERS = [
    ("controls", "\x00", True),
    ("controls", "\x1b", True),
    ("controls", "\x7f", True),
    ("controls", "\x85", True),
    ("controls", "\u200b", True),
    ("controls", "\u2028", True),
    ("controls", "\ufeff", True),
    ("controls", "\ufffd", True),
    ("controls", "\ue000", True),
    ("controls", "\U000f0000", True),
    ("controls", "\U000e0041", True),
    ("controls", "\ufdd0", True),
    ("controls", "\n", False),
    ("controls", "\t", False),
    ("controls", "\u00a0", False),
    ("controls", "\u202f", False),
    ("controls", "\u200c", False),
    ("controls", "\u200f", False),
    ("controls", "😀", False),
    ("invisible", "\u00ad", True),
    ("invisible", "\u2060", True),
    ("invisible", "\u200c", True),
    ("invisible", "\u200d", True),
    ("invisible", "\ufe0f", True),
    ("invisible", "\u00a0", False),
    ("overrides", RLO, True),
    ("overrides", RLE, False),
]


@pytest.mark.parametrize(("check", "character", "found"), CHARACTERS)
@pytest.mark.parametrize("locale", ["fr", "it", "sv"])
def test_characters(check: str, character: str, found: bool, locale: str) -> None:
    judge: Callable[[Entry, Any], Any] = getattr(controls, check)
    told = list(judge(Entry("abc", f"é abc{character}def"), Context(locale)))
    assert bool(told) == found
    assert not list(judge(Entry(f"abc{character}def", f"é abc{character}def"), Context(locale)))
    assert all(f"U+{ord(character):04X}" in one.message for one in told)


@pytest.mark.parametrize("target", ["می‌شود", "خانه‌ها", "PDF‌ها", "❤️", "1️⃣", "هٔ"])
def test_what_persian_and_signs_need_is_right(target: str) -> None:
    for judge in (controls.controls, controls.invisible, controls.unbalanced):
        assert not list(judge(Entry("a", target), Context("fa")))


def test_a_break_hint_is_right_where_words_have_no_blanks() -> None:
    assert not list(controls.controls(Entry("a", "ก\u200bข"), Context("th")))
