"""What differs between two sentences, on one line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.text.differences import differences, listed

LONG = (
    "The Special Rapporteur on the situation of human rights in Iran has called for an independent inquiry."
)
NEW = "The Special Rapporteur on human rights in Iran has called again for an inquiry into the facts."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("in June 1988", "in July 1988", "in [-June-]{+July+} 1988"),
        ("in June", "in early June", "in {+early+} June"),
        ("in early June", "in June", "in [-early-] June"),
        ("so on a day of May it fell", "so on a day of June it fell", "… day of [-May-]{+June+} it fell"),
        ("a  b\nc", "a b c", ""),
        ("", "new", "{+new+}"),
        (LONG, NEW, "… Rapporteur on [-the situation of-] human rights … has … (2 more changes)"),
        ("a b c d e f g h", "b c d e f g", "[-a-] b c … f g [-h-]"),
        ("x " * 100, "y " * 100, f"[-{'x ' * 12}…-]{{+{'y ' * 12}…+}}"),
        ("w" * 90, "v" * 90, f"[-{'w' * 25}…-]{{+{'v' * 25}…+}}"),
        ("They died “there”.", "They died “here”.", "They died [-“there”.-]{+“here”.+}"),
    ],
)  # fmt: skip
def test_what_is_told(old: str, new: str, told: str) -> None:
    assert differences(old, new, most=80) == told


def test_changes_that_find_no_room_are_counted() -> None:
    changes = ["14 June→3 July", "30,000→20,000", "1988→1989"]
    assert listed(changes) == "14 June→3 July; 30,000→20,000; 1988→1989"
    assert listed(changes, most=38) == "14 June→3 July; … (2 more changes)"
    assert listed([f"{'a' * 90}→b"], most=80) == f"{'a' * 39}…"


WORDS = st.lists(st.sampled_from(["the", "a", "killed", "Iran", "1988,", "x" * 40])).map(" ".join)


@given(WORDS, WORDS)
def test_it_is_short_and_whole(old: str, new: str) -> None:
    told = differences(old, new, most=80)
    assert len(told) <= 80
    assert told.count("[-") == told.count("-]")
    assert told.count("{+") == told.count("+}")
    assert bool(told) == (old != new)


@given(WORDS, WORDS)
def test_with_room_enough_it_brings_the_words_back(old: str, new: str) -> None:
    told = differences(old, new, most=10**6)
    if "…" not in told and told:
        assert re.sub(r"\[-.*?-\]|[{+}]", " ", told).split() == new.split()
        assert re.sub(r"\{\+.*?\+\}|[\[\]-]", " ", told).split() == old.split()
