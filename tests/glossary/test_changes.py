"""Two editions of a glossary: what differs, and one put into the other."""

from __future__ import annotations

import pytest

from tmpipe.errors import InputError
from tmpipe.glossary import table
from tmpipe.glossary.changes import Cell, compare, merged
from tmpipe.model import Forbidden, Term, TermTarget

TEHRAN = Term(
    "tehran", ("Tehran",), {"fr": TermTarget("Téhéran", (), (Forbidden("Tehran", "English"),))}, case="exact"
)
SEEN = (Forbidden("Tehran", "English"),)
ASKED = (("Asked by", "Anna"),)
FATWA = Term("fatwa", ("fatwa", "fatwas"), {"fr": TermTarget("fatwa", ("fetva",))})
OWN = (TEHRAN, FATWA)


def test_each_term_is_told_once() -> None:
    new = table.read(
        (b"term_id,source,fr,fr_forbidden,case\nx,y,z,,\ntehran,Tehran,Teheran,Tehran :: English,exact\n"),
        "t",
    )
    told = [(one.kind, one.term.id, one.cells) for one in compare(OWN, new)]
    assert told == [
        ("added", "x", ()),
        ("changed", "tehran", (Cell("fr", "Téhéran", "Teheran"),)),
        ("removed", "fatwa", ()),
    ]
    assert {one.kind for one in compare(OWN, OWN)} == {"same"}


MERGED = [
    ("the same", TEHRAN, TEHRAN),
    ("another locale", Term("tehran", ("Tehran",), {"sv": TermTarget("Teheran")}),
     Term("tehran", TEHRAN.source, {**TEHRAN.targets, "sv": TermTarget("Teheran")}, case="exact")),
    ("a region of a locale of ours",
     Term("tehran", ("Tehran",), {"fr-FR": TermTarget("Téhéran", ("Tehéran",))}),
     Term("tehran", TEHRAN.source, {"fr": TermTarget("Téhéran", ("Tehéran",), SEEN)}, case="exact")),
    ("by its source form", Term("c17", ("tehran",), {}, note="the capital"),
     Term("tehran", ("tehran", "Tehran"), TEHRAN.targets, case="exact", note="the capital")),
    ("more is said", Term("tehran", ("Tehran",), {}, occurrences="once", columns=ASKED),
     Term("tehran", TEHRAN.source, TEHRAN.targets, "exact", occurrences="once", columns=ASKED)),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "expected"), [row[1:] for row in MERGED], ids=[row[0] for row in MERGED])
def test_what_they_say_stands_and_nothing_is_taken_away(theirs: Term, expected: Term) -> None:
    assert merged(OWN, [theirs]) == (expected, FATWA)


def test_a_new_term_comes_at_the_end() -> None:
    new = Term("x", ("y",), {"fr": TermTarget("z")})
    assert merged(OWN, [new]) == (*OWN, new)


CLASHES = [
    (
        Term("tehran", ("Tehran",), {"fr": TermTarget("", ("Tehran",))}),
        "'Tehran' of 'tehran' would be permitted and",
    ),
    (Term("tehran", ("fatwa",), {}), "'fatwa' is a source form of 'fatwa', and here of 'tehran'"),
    (Term("x", ("y", "Fatwas"), {}), "'Fatwas' is a source form of 'fatwa', and here of 'x'"),
]


@pytest.mark.parametrize(("theirs", "words"), CLASHES)
def test_what_cannot_be_is_refused_at_its_place(theirs: Term, words: str) -> None:
    placed = Term(theirs.id, theirs.source, theirs.targets, path="theirs.csv", line=7)
    with pytest.raises(InputError, match=words) as caught:
        merged(OWN, [placed])
    assert (caught.value.path, caught.value.line) == ("theirs.csv", 7)
