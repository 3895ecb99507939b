"""Where tokens stand in a text, and which words look at which."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.engines.decoding.linking import links, places, tokens_of

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


def words(text: str) -> list[tuple[int, int]]:
    return [word for word, _ in tokens_of(text, [])]


def shown(source: str, target: str, losses: list[list[float]]) -> list[str]:
    found = links(source, target, words(source), words(target), losses)
    return [f"{target[a:b]}={source[c:d]}" for a, b, c, d in found]


@pytest.mark.parametrize(
    ("text", "surfaces", "found"),
    [
        ("the truth", ["the", "tr", "uth"], [("the", [0]), ("truth", [1, 2])]),
        ("l’été, (ici)", ["l", "'", "été", ",", "(ici", ")"], [("l", [0]), ("été", [2]), ("ici", [4])]),
        ("a-b", ["a-b"], [("a", [0]), ("b", [0])]),
        ("کمیسیون\u200cهای مرگ", ["کمیسیون", "های", "مرگ"], [("کمیسیون\u200cهای", [0, 1]), ("مرگ", [2])]),
        ("one two", ["one", "⁇"], [("one", [0]), ("two", [])]),
        ("…", ["..."], []),
    ],
)
def test_words_and_their_tokens(text: str, surfaces: list[str], found: list[tuple[str, list[int]]]) -> None:
    assert [(text[slice(*word)], numbers) for word, numbers in tokens_of(text, surfaces)] == found


@pytest.mark.parametrize(
    ("source", "target", "losses", "found"),
    [
        ("a b", "x y", [[3, 0.1], [0.2, 2]], ["x=a", "y=b"]),
        ("a b", "x y", [[0.1, 3], [2, 0.2]], ["x=b", "y=a"]),
        ("a b", "x y", [[0.01, -3], [2, 5]], ["y=b"]),
        ("in 1988", "1988 i", [[4, 1], [0.5, 0.4]], ["1988=1988", "i=in"]),
        ("on it", "on sait", [[0.2, 0.8], [0.3, 0.7]], ["on=it", "sait=it"]),
        ("", "x", [[]], []),
        ("a", "", [], []),
    ],
)
def test_links(source: str, target: str, losses: list[list[float]], found: list[str]) -> None:
    assert shown(source, target, losses) == found


def test_of_two_equal_words_it_is_the_one_that_is_missed() -> None:
    source, target = "Rajavi a Rajavi", "Rajavi"
    [link] = links(source, target, words(source), words(target), [[1, 7, 2]])
    assert link.source_start == 9
