"""Where tokens stand in a text, and which words look at which."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.linking import links, places
from tmpipe.parts import Link

NONE = None


@pytest.mark.parametrize(
    ("text", "surfaces", "found"),
    [
        ("the truth", ["the", "truth"], ["the", "truth"]),
        ("  the\u00a0 truth ", ["th", "e", "truth"], ["th", "e", "truth"]),
        ("“It’s” 1988…", ['"', "It", "'s", '"', "1988", "..."], ["“", "It", "’s", "”", "1988", "…"]),
        ("« dé\u0301jà »", ['"', "dé", "\u0301jà", '"'], ["«", "dé", "\u0301jà", "»"]),
        ("e\u0301te\u0301", ["été"], ["e\u0301te\u0301"]),
        ("ﬁn ½", ["fin", "1⁄2"], ["ﬁn", "½"]),
        ("کمیسیون\u200cهای مرگ", ["کمیسیون", "های", "مرگ"], ["کمیسیون", "های", "مرگ"]),
        ("a\u00adb c", ["ab", "c"], ["a\u00adb", "c"]),
        ("one three", ["one", "⁇", "three"], ["one", NONE, "three"]),
        ("one three", ["one", "", "three"], ["one", NONE, "three"]),
        ("", ["a"], [NONE]),
    ],
)
def test_places(text: str, surfaces: list[str], found: list[str | None]) -> None:
    spans = places(surfaces, text)
    assert [span and text[slice(*span)] for span in spans] == found


@given(pieces=st.lists(st.text("abé“’— \u00a0", min_size=1, max_size=4), max_size=12))
def test_pieces_stand_where_they_were_cut(pieces: list[str]) -> None:
    text = unicodedata.normalize("NFC", "".join(pieces))
    at, spans = 0, places([piece.strip() for piece in pieces], text)
    for piece, span in zip(pieces, spans, strict=True):
        bare = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        assert span == ((start, start + len(bare)) if bare else None)
        at += len(piece)


def words(text: str) -> list[tuple[int, int] | None]:
    return list(places(text.split(), text))


def shown(source: str, target: str, found: tuple[Link, ...]) -> list[str]:
    return [f"{target[a:b]}={source[c:d]}" for a, b, c, d in found]


@pytest.mark.parametrize(
    ("source", "target", "attention", "found"),
    [
        ("a b", "x y", [[0.9, 0.1], [0.2, 0.8]], ["x=a", "y=b"]),
        ("a b", "x y", [[0.1, 0.9], [0.8, 0.2]], ["x=b", "y=a"]),
        ("a .", "x .", [[0.2, 0.8], [0, 1]], ["x=a"]),
        ("a .", "x y", [[0.2, 0.8], [0.01, 0.9]], ["x=a"]),
        ("in 1988", "1988 i", [[0.9, 0.1], [0.5, 0.5]], ["1988=1988", "i=in"]),
        ("Rajavi a Rajavi", "Rajavi", [[0.1, 0.7, 0.2]], ["Rajavi=Rajavi"]),
        ("on it", "on sait", [[0.2, 0.8], [0.3, 0.7]], ["on=it", "sait=it"]),
        ("", "x", [[]], []),
    ],
)
def test_links(source: str, target: str, attention: list[list[float]], found: list[str]) -> None:
    assert shown(source, target, links(source, target, words(source), words(target), attention)) == found


def test_the_nearer_of_two_equal_words_is_what_was_looked_at() -> None:
    source, target = "Rajavi a Rajavi", "Rajavi"
    [link] = links(source, target, words(source), words(target), [[0.1, 0.7, 0.2]])
    assert link.source_start == 9


def test_the_tokens_of_a_word_look_together() -> None:
    source, target = "ab c", "xyz"
    cut = places(["a", "b", "c"], source)
    found = links(source, target, cut, places(["x", "yz"], target), [[0.3, 0.2, 0.5], [0.3, 0.3, 0.4]])
    assert shown(source, target, found) == ["xyz=ab"]
