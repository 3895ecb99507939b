"""Beads: what always holds, and odd texts."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tmpipe
from tmpipe.memory.align import align
from tmpipe.model import Bead, Locale, Term, TermTarget

SOURCE = [
    "The court met on 3 May 1988.",
    "Thousands of prisoners were killed in Evin.",
    "Their families have waited ever since.",
    "No one has been charged.",
]
FRENCH = [
    "Le tribunal s'est réuni le 3 mai 1988.",
    "Des milliers de prisonniers ont été tués à Evin.",
    "Leurs familles attendent depuis lors.",
    "Personne n'a été inculpé.",
]
LONG = (
    "Article 12 of the regulation of 1951, which entered into force 40 days later, says nothing of ships, "
    "trade winds, harbours or lighthouses; the admiralty never asked for more than 700 candles a year."
)
ONES = [((n,), (n,)) for n in range(4)]


def links(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def holds(beads: list[Bead], source: int, target: int) -> None:
    """Every segment is in exactly one bead, in order; no side skips a number; scores are chances."""
    assert list(chain.from_iterable(bead.source for bead in beads)) == list(range(source))
    assert list(chain.from_iterable(bead.target for bead in beads)) == list(range(target))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.score <= 1 for bead in beads)


WORDS = st.sampled_from(
    ["prisoners", "1988", "Evin", "the", "familles", "tribunal", "۱۹۸۸", "زندان", "?", "", "-"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=7)


@given(TEXTS, TEXTS, st.sampled_from(["fr", "fa", "ja", "en"]))
def test_every_segment_is_in_one_bead(source: list[str], target: list[str], locale: Locale) -> None:
    holds(align(source, target, "en", locale), len(source), len(target))


@given(st.lists(st.text(max_size=12), max_size=4), st.lists(st.text(max_size=12), max_size=4))
def test_whatever_the_texts_hold(source: list[str], target: list[str]) -> None:
    holds(align(source, target, "en", "sv"), len(source), len(target))


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (SOURCE, FRENCH, ONES),
        (SOURCE, SOURCE, ONES),
        ([*SOURCE[:2], " ".join(SOURCE[2:])], FRENCH, [*ONES[:2], ((2,), (2, 3))]),
        (SOURCE, [" ".join(FRENCH[:2]), *FRENCH[2:]], [((0, 1), (0,)), ((2,), (1,)), ((3,), (2,))]),
        ([*SOURCE[:2], LONG, *SOURCE[2:]], FRENCH, [*ONES[:2], ((2,), ()), ((3,), (2,)), ((4,), (3,))]),
        (SOURCE, [*FRENCH[:2], LONG, *FRENCH[2:]], [*ONES[:2], ((), (2,)), ((2,), (3,)), ((3,), (4,))]),
    ],
    ids=["one by one", "the same text", "split", "merged", "dropped", "inserted"],
)
def test_kinds_of_beads(source: list[str], target: list[str], wanted: object) -> None:
    assert links(align(source, target, "en", "fr")) == wanted


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        (SOURCE, []),
        ([], FRENCH),
        (["", " "], [""]),
        (SOURCE[:1], FRENCH * 125),
        (FRENCH * 125, SOURCE[:1]),
        ([str(n) for n in range(60)], [str(n) for n in range(60)]),
        (SOURCE, FRENCH[::-1]),
        (["?!", "...", "—"], ["!", "…"]),
        (["\0\ud7ff\U0010ffff"], ["\u202e\u200c"]),
    ],
)
def test_odd_texts(source: list[str], target: list[str]) -> None:
    holds(align(source, target, "en", "fr"), len(source), len(target))


def test_one_segment_against_many_finds_its_own() -> None:
    many = [f"Ceci est la phrase {n}, qui ne traduit rien." for n in range(200)]
    assert ((0,), (120,)) in links(align(SOURCE[1:2], [*many[:120], FRENCH[1], *many[120:]], "en", "fr"))


def test_a_segment_of_100000_words() -> None:
    long = " ".join(f"word{n}" for n in range(100_000))
    assert links(align([SOURCE[0], long, SOURCE[1]], [FRENCH[0], long, FRENCH[1]], "en", "fr")) == ONES[:3]


def test_numbers_alone() -> None:
    numbers = [f"{n}" for n in range(1000, 1040)]
    kept = [*numbers[:10], *numbers[15:]]
    found = links(align(numbers, kept, "en", "fr"))
    assert found[10:15] == [((n,), ()) for n in range(10, 15)]


@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
def test_blank_segments_keep_their_numbers_and_are_alone(blank: str) -> None:
    found = align([SOURCE[0], blank, SOURCE[1]], [blank, *FRENCH[:2], blank], "en", "fr")
    assert links(found) == [((), (0,)), ((0,), (1,)), ((1,), ()), ((2,), (2,)), ((), (3,))]


def test_the_direction_does_not_matter() -> None:
    found = links(align(FRENCH, [*SOURCE[:2], " ".join(SOURCE[2:])], "fr", "en"))
    assert found == [*ONES[:2], ((2, 3), (2,))]


def test_the_same_texts_give_the_same_beads() -> None:
    assert align(SOURCE, FRENCH, "en", "fr") == align(SOURCE, FRENCH, "en", "fr")


def test_a_glossary_helps_where_nothing_else_does() -> None:
    source, target = ["The gallows stood.", "Qasr was full."], ["Xyzzy plugh.", "Foo bar."]
    term = Term("gallows", ("gallows",), {"fr": TermTarget("plugh")})
    without, with_it = (align(source, target, "en", "fr", terms=terms) for terms in ((), (term,)))
    assert links(with_it) == ONES[:2]
    assert with_it[0].score > without[0].score


def test_it_has_a_public_name() -> None:
    assert tmpipe.align(SOURCE, FRENCH, "en", "fr") == align(SOURCE, FRENCH, "en", "fr")


def test_long_texts_are_cut_and_lose_nothing() -> None:
    """1,200 sentences with numbers of their own, every 50th of which is missing."""
    source = [f"In paragraph {n} the committee names {n * 7} prisoners." for n in range(1200)]
    target = [f"Au paragraphe {n}, le comité nomme {n * 7} prisonniers." for n in range(1200) if n % 50]
    found = align(source, target, "en", "fr")
    holds(found, len(source), len(target))
    right = sum(
        len(bead.source) == len(bead.target) == 1
        and source[bead.source[0]].split()[2] in target[bead.target[0]]
        for bead in found
    )
    assert right >= 0.98 * len(target)
