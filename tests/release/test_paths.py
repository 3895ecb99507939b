"""Paths within a release: what every system takes for the same one file, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.release.paths import collision, fault

BAD = [
    "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "...", "a/ /b", "a\\b", "C:/a", "a:b", "a*",
    "a?", 'a"', "a<b", "a|b", "a\0b", "a\nb", "a\x7fb", "a\u202eb", "a\u200bb", "a\u2066b", "\ud800", "a.",
    "a ", " a", ".git", "a/.x", "con", "CON", "nul.txt", "a/Aux/b", "com1", "LPT9.x", "com¹", "nul .txt",
    "conin$", "a" * 256, "é" * 128, "a/" * 500 + "a", "a\u2028b",
]  # fmt: skip
GOOD = [
    "a",
    "a/b",
    "fr/texts/one/one.fr.docx",
    "a..b",
    "-a",
    "_",
    "é" * 127,
    "متن/بیانیه",
    "console",
    "com10",
    "con-1",
]


@pytest.mark.parametrize("path", BAD, ids=ascii)
def test_what_is_refused(path: str) -> None:
    assert fault(path)


@pytest.mark.parametrize("path", GOOD, ids=ascii)
def test_what_is_taken(path: str) -> None:
    assert not fault(path)


CLASHES = [
    (["a", "b", "a/b"], ("a", "a/b")),
    (["a/b/c", "A"], ("A", "a/b/c")),
    (["a", "A"], ("a", "A")),
    (["é", "E\u0301"], ("é", "E\u0301")),
    (["ß", "SS"], ("ß", "SS")),
    (["a", "a"], ("a", "a")),
    (["a", "ab", "a-b", "b/a"], None),
]


@pytest.mark.parametrize(("paths", "expected"), CLASHES)
def test_two_that_cannot_be_together(paths: list[str], expected: tuple[str, str] | None) -> None:
    assert collision(paths) == expected


@given(st.lists(st.text("aA/é", min_size=1, max_size=6).filter(lambda path: not fault(path)), max_size=8))
def test_a_collision_is_what_comparing_all_finds(paths: list[str]) -> None:
    folded = [path.casefold() for path in paths]
    slow = any(
        one == other or other.startswith(f"{one}/")
        for place, one in enumerate(folded)
        for place2, other in enumerate(folded)
        if place != place2
    )
    assert (collision(paths) is not None) == slow
