"""What is typography, and what becomes of a translation's codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.catalogs.typewriter import bare, recoded, typewritten


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('He said "no" - twice.', "He said “no” – twice."),
        ("the People's Assembly", "the People’s Assembly"),
        ("10 km away", "10\u00a0km  away"),
        ("10\u202f000 people", "10 000 people"),
        ("wait...", "wait…"),
        ("wait . . . no", "wait … no"),
        ("it ended... so they say", "it ended … so they say"),
        ("all of them - children, too - died", "all of them—children, too—died"),
        ("from 1988--1989", "from 1988–1989"),
        ("a well-known man", "a well‑known man"),
        ("the first office", "the ﬁrst oﬃce"),
        ("government", "govern\u00adment"),
        ("cafe\u0301", "café"),
        ("« Assez », dit-il", '"Assez", dit-il'),
        ("می‌شود", "میشود"),
        ("کتاب‌ها", "كتاب‌ها".replace("ك", "ک")),
        ("سلام", "ﺳﻼم"),
        ("\u200e1988\u200f", "1988"),
        ("a<x1/> b", "a<x2/>\u00a0b"),
    ],
)
def test_typography_alone(one: str, other: str) -> None:
    assert typewritten(one) == typewritten(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the experts", "The experts"),
        ("in 1988", "in 1989"),
        ("he said so", "he said, so"),
        ("who died", "who died?"),
        ("re-sign", "resign"),
        ("every day", "everyday"),
        ("2, 500", "2500"),
        ("-5", "5"),
        ("m²", "m2"),
        ("می شود", "میشود"),
        ("a <g1>b</g1>", "a <x1/>b"),
        ("a<x1/> b", "a b<x1/>"),
    ],
)
def test_another_sentence(one: str, other: str) -> None:
    assert typewritten(one) != typewritten(other)


@pytest.mark.parametrize(
    ("translation", "old", "new", "expected"),
    [
        ("un<x2/>", "one<x2/>", "one<x1/>", "un<x1/>"),
        ("deux<x2/> un<x1/>", "one<x1/> two<x2/>", "one two<x1/>", "deux<x1/> un"),
        ("un <x1/> deux<x2/>", "one<x1/> two<x2/>", "one two<x1/>", "un deux<x1/>"),
        ("<g1>un</g1> <g2>deux</g2>", "<g1>one</g1> <g2>two</g2>", "one <g1>two</g1>", "un <g1>deux</g1>"),
        ("<g1>un</g1>", "<g1>one</g1>", "one", "un"),
        ("un", "one<x1/>", "one", "un"),
        ("« un<x3/> »", "“one<x3/>”", '"one<x1/>"', "« un<x1/> »"),
        ("un<x1/><x2/>", "one<x1/><x2/>", "one<x1/>", None),
        ("un", "one", "one<x1/>", None),
        ("un<x1/> deux", "one<x1/> two", "one two<x1/>", None),
        ("<g1>un</g1> deux", "<g1>one</g1> two", "<g1>one two</g1>", None),
    ],
)
def test_codes_of_a_translation(translation: str, old: str, new: str, expected: str | None) -> None:
    assert bare(old) == bare(new)
    assert recoded(translation, old, new) == expected


TEXTS = st.text(st.sampled_from("ab -—“\"'’ ﬁ…. \u00ad\u200c\0gx/") | st.characters(codec="utf-8"))


@given(TEXTS)
def test_what_is_typewritten_stays_so(text: str) -> None:
    once = typewritten(text)
    assert typewritten(once) == once
    assert recoded("un<x1/>", text, text) == "un<x1/>"
