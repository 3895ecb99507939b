"""Inline codes: what is found where they are lost, doubled or crossed."""

from __future__ import annotations

import pytest

from tmpipe.checks.base import Context
from tmpipe.checks.markup import mismatch
from tmpipe.model import Entry

ROWS = [
    ("plain", "simple", ""),
    ("a <g1>b</g1> c<x2/>", "a <g1>b</g1> c<x2/>", ""),
    ("a <g1>b</g1> <g2>c</g2>", "<g2>c</g2> a <g1>b</g1>", ""),
    ("a <g1>b</g1>", "a b", "lost: <g1> </g1>; the source has <g1> </g1>"),
    ("a<x1/>", "a", "lost: <x1/>; the source has <x1/>"),
    ("a", "a<x1/>", "unknown: <x1/>; the source has no codes"),
    ("a<x1/>", "a<x1/><x2/>", "unknown: <x2/>; the source has <x1/>"),
    ("a<x1/>", "a<x1/><x1/>", "doubled: <x1/>; each stands once, and the first one counts"),
    ("a<x1/>", "a<x2/>", "lost: <x1/>; the source has <x1/>; unknown: <x2/>; the source has <x1/>"),
    ("<g1>a</g1> b<x2/>", "<g1 >a</g1> b", "mistyped: <g1 >; write <g1>; lost: <x2/>; the source has"),
    ("a<x1/> b<x2/>", "a<x1> b<X2/>", "mistyped: <x1>; write <x1/>; mistyped: <X2/>; write <x2/>"),
    ("a<x1/>", "a<x1/> <x1>", ""),
    ("<g1>a</g1>", "</g1>a<g1>", "reversed: </g1> stands before its <g1>; exchange them"),
    (
        "<g1>a <g2>b</g2></g1>",
        "<g1>a <g2>b</g1></g2>",
        "crossed: <g2> begins within <g1> and must end there, before </g1>",
    ),
    ("<g1>a", "a<g1>", ""),
    ("a &lt;g1>", "a &lt;g1>", ""),
    ("1 < 2", "1 < 2", ""),
]


@pytest.mark.parametrize(("source", "target", "expected"), ROWS)
def test_codes(source: str, target: str, expected: str) -> None:
    found = "; ".join(one.message for one in mismatch(Entry(source, target), Context("fr")))
    assert found.startswith(expected) if expected else not found


def test_each_plural_form_is_compared() -> None:
    entry = Entry("a <x1/>", msgid_plural="many <x1/>", msgstr_plural=("un <x1/>", "des"))
    assert len(list(mismatch(entry, Context("fr")))) == 1
