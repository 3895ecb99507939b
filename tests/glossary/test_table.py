"""The glossary's table: what reads, what is refused with its line, and that writing loses nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.glossary import table
from tmpipe.glossary.spelling import spelled
from tmpipe.model import Forbidden, Term, TermTarget

GLOSSARY = Path(__file__).parents[2] / "glossary" / "terms.csv"
HEAD = "term_id,source,source_variants,case,do_not_translate,fr,fr_permitted,fr_forbidden\n"
ROW = (
    "dc,death commission,Death Commission | DC,free,no,commission de la mort,,comité de la mort :: use | x\n"
)


def test_a_row_is_a_term() -> None:
    (term,) = table.read((HEAD + ROW).encode(), "t.csv")
    assert term.source == ("death commission", "Death Commission", "DC")
    assert term.targets["fr"] == TermTarget(
        "commission de la mort", (), (Forbidden("comité de la mort", "use"), Forbidden("x"))
    )
    assert (term.path, term.line) == ("t.csv", 2)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + (HEAD + ROW).encode(),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + "\n,,,,,,,\n" + ROW).encode(),
        b"term_id,source,fr\ndc,death commission,commission de la mort\n",
    ],
    ids=["bom", "semicolons", "crlf", "empty rows", "the least"],
)
def test_as_spreadsheets_write_it(data: bytes) -> None:
    (term,) = table.read(data, "t.csv")
    assert term.targets["fr"].preferred == "commission de la mort"
    assert (term.case, term.do_not_translate) == ("free", "no")


REFUSED = [
    (b"term_id,source,fr\n\xe9,a,b\n", 2, "UTF-8"),
    ("term_id,source,fr\nä,a,b\n".encode("utf-16"), 1, "UTF-8"),
    (b"term_id,source,fr\na\0,a,b\n", 2, "NUL"),
    (b"", 1, "'term_id' is missing"),
    (b"term_id,fr\na,b\n", 1, "'source' is missing; the columns are term_id, source,"),
    (b"term_id,source,fr_permitted\na,b,c\n", 1, "'fr' is missing"),
    (b"term_id,source\na,b\n", 1, "target locale"),
    (b"term_id,source,fr,fr\na,b,c,d\n", 1, "twice"),
    (b"term_id,source,fr,sorce_variants\na,b,c,d\n", 1, "unknown column 'sorce_variants'"),
    (b"term_id,source,fr\na,b,c\nx,y,z\na,d,e\n", 4, "line 2 and again in line 4"),
    (b'term_id,source,fr,note\na,b,c,"two\nlines"\na,d,e,\n', 4, "line 2 and again in line 4"),
    (b"term_id,source,fr\n,b,c\n", 2, "'term_id' is empty"),
    (b"term_id,source,fr\na, ,c\n", 2, "'source' is empty"),
    (b"term_id,source,fr\na,b\n", 2, "2 cells under a header of 3"),
    (b"term_id,source,fr\na,b,c,d\n", 2, "4 cells"),
    (b'term_id,source,fr\na,b,"c\n', 2, "quotation marks"),
    (b"term_id,source,fr,case\na,b,c,upper\n", 2, "one of exact, free, acronym"),
    (b"term_id,source,fr,do_not_translate\na,b,c,maybe\n", 2, "latin-script targets only"),
    (b"term_id,source,fr,fr_permitted,fr_forbidden\na,b,c,d | e,e :: why\n", 2, "'e' is both permitted"),
    (
        b"term_id,source,fr\na,b,c|d\n",
        2,
        "fr: 'c|d' is more than one form; put the others under 'fr_permitted'",
    ),
    (b"term_id,source,fr\na,b | c,d\n", 2, "source: 'b | c' is more than one form"),
    (b"term_id,source,fr,fr_forbidden\na,b,c,:: why\n", 2, "fr: the form '' has no letter or digit"),
    (b"term_id,source,fr,fr_permitted\na,b,c,d | ...\n", 2, "fr: the form '...' has no letter"),
    *(
        (f"term_id,source,source_variants,fr\na,b,c | {form},d\n".encode(), 2, "source: the form")
        for form in ("“”", "‘", "\u00ad", "\u200b", "<x1/>")
    ),
]


@pytest.mark.parametrize(("data", "line", "words"), REFUSED)
def test_what_is_wrong_is_said_with_path_and_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        table.read(data, "terms.csv")
    assert (caught.value.path, caught.value.line) == ("terms.csv", line)
    assert words in caught.value.message


def test_the_project_s_own_glossary_comes_back() -> None:
    terms = table.read(GLOSSARY.read_bytes(), "glossary/terms.csv")
    assert table.read(table.write(terms), "glossary/terms.csv") == terms


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|:\u2028\u2029"),
    min_size=1,
    max_size=12,
).map(str.strip)
FORM = TEXT.filter(spelled)
TARGET = st.builds(
    lambda preferred, permitted, forbidden: TermTarget(
        preferred,
        tuple(permitted),
        tuple(one for one in forbidden if one.form not in {preferred, *permitted}),
    ),
    FORM,
    st.lists(FORM, max_size=2),
    st.lists(st.builds(Forbidden, FORM, TEXT), max_size=2),
)
TERM = st.builds(
    Term,
    id=FORM,
    source=st.lists(FORM, min_size=1, max_size=3, unique=True).map(tuple),
    targets=st.fixed_dictionaries({"fr": TARGET, "pt-BR": TARGET}),
    case=st.sampled_from(table.CASES),
    do_not_translate=st.sampled_from(table.DO_NOT_TRANSLATE),
    note=st.one_of(TEXT, st.sampled_from(["=1+1", "'=1", "two\nlines", 'a "word"', "a;b,c"])),
)


@given(st.lists(TERM, min_size=1, max_size=4, unique_by=lambda term: term.id))
def test_what_is_written_reads_the_same(terms: list[Term]) -> None:
    assert table.read(table.write(terms), "t.csv") == tuple(terms)


@given(st.sampled_from(["=cmd()", "+1", "-1", "@sum", "'=x"]))
def test_no_cell_is_a_live_formula(formula: str) -> None:
    term = Term(formula, (formula,), {"fr": TermTarget(formula)}, note=formula)
    for cells in csv.reader(io.StringIO(table.write([term]).decode())):
        assert not [cell for cell in cells if cell[:1] in set("=+-@")]
    assert table.read(table.write([term]), "t.csv") == (term,)


UNHELD = [
    Term("x", ("y",), {"fr": TermTarget("z", ("a|b",))}),
    Term("x", ("y",), {"fr": TermTarget("a|b")}),
    Term("x", ("a|b",), {"fr": TermTarget("z")}),
    Term("x", ("“”",), {"fr": TermTarget("z")}),
    Term("x", ("y",), {"fr": TermTarget("z", ("",))}),
    Term("x", ("y",), {"fr": TermTarget("z", (), (Forbidden("", "why"),))}),
    Term("x", ("y",), {"fr": TermTarget("z", (), (Forbidden("a :: b"),))}),
    Term("x", ("y",), {}),
]


@pytest.mark.parametrize("term", UNHELD)
def test_a_term_that_the_table_cannot_hold_is_refused(term: Term) -> None:
    with pytest.raises(InputError):
        table.write([term])


def test_no_terms_are_a_table_too() -> None:
    assert table.read(table.write(()), "t.csv") == ()
