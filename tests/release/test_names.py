"""Slugs as addresses and file names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.release.names import names
from tmpipe.release.paths import collision, fault

PLAIN = [
    ("detained-protesters", "detained-protesters"),
    ("seeds/000_9d9f3ff8", "seeds-000_9d9f3ff8"),
    ("UN urged to act", "un-urged-to-act"),
    ("../../etc/passwd", "etc-passwd"),
    ("<script>alert(1)</script>", "script-alert-1-script"),
    ("دادخواهی ۱۳۶۷", "دادخواهی-۱۳۶۷"),
    ("e\u0301te\u0301", "été"),
    ("evil\u202egpj", "evil-gpj"),
    ("v1.0 final.", "v1.0-final"),
    ("a.-.b", "a.b"),
]


@pytest.mark.parametrize(("slug", "name"), PLAIN, ids=[name for _, name in PLAIN])
def test_a_name_is_the_slug_as_an_address_can_have_it(slug: str, name: str) -> None:
    assert names([slug]) == {slug: name}


@pytest.mark.parametrize("slug", ["con", "LPT1", "nul.txt", "com¹", "///", "\u202e"])
def test_what_could_be_no_name_has_a_hash(slug: str) -> None:
    assert re.search("-[0-9a-f]{8}$", names([slug])[slug])


def test_of_two_slugs_with_one_name_the_first_has_it() -> None:
    first, second, third = names(["a/b", "a-b", "A B"]).values()
    assert first == "a-b"
    assert len({first, second, third}) == 3
    assert all(re.fullmatch("a-b-[0-9a-f]{8}", name) for name in (second, third))


def test_a_slug_keeps_the_name_that_it_is_known_by() -> None:
    """Others that come before it, and would have got that name, get another one."""
    first, second = names(["a-b", "a/b"], {"a/b": "a-b", "gone": "c"}).values()
    assert second == "a-b"
    assert re.fullmatch("a-b-[0-9a-f]{8}", first)


@given(st.lists(st.text(min_size=1), unique=True, max_size=8))
def test_names_are_different_and_safe(slugs: list[str]) -> None:
    found = names(slugs)
    files = [f"fr/texts/{name}/{name}.fr.docx" for name in found.values()]
    assert list(found) == slugs
    assert not any(map(fault, files))
    assert not collision(files)
