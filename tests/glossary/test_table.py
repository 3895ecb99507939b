"""The glossary's table: what reads, what is refused with its line, and that writing loses nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
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
        (HEAD + ROW).replace(",", "\t").encode("utf-16"),
        b"\xfe\xff" + (HEAD + ROW).replace(",", "\t").encode("utf-16-be"),
        b"sep=;\r\n" + (HEAD + ROW).replace(",", ";").replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", ",,,\r\n").encode(),
        HEAD.replace("term_id", "Term ID").replace("fr_permitted", " FR permitted ").encode() + ROW.encode(),
        b"term_id,source,fr,note,occurrences\ndc,death commission,commission de la mort\n",
    ],
    ids=["bom", "semicolons", "crlf", "empty rows", "the least", "Unicode text", "big-endian", "sep=",
         "empty columns", "names as people write them", "no empty cells at the end"],
)  # fmt: skip
def test_as_spreadsheets_write_it(data: bytes) -> None:
    (term,) = table.read(data, "t.csv")
    assert term.targets["fr"].preferred == "commission de la mort"
    assert (term.case, term.do_not_translate) == ("free", "no")


REFUSED = [
    (b"term_id,source,fr\n\xe9,a,b\n", 2, "UTF-8"),
    (b"\xff\xfet\0e\0r", 1, "UTF-8"),
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
    (
        b"term_id,source,fr,fr_permitted,fr_forbidden\na,b,c,d | e,e :: why\n",
        2,
        "'e' is permitted and forbidden",
    ),
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


def test_columns_that_are_not_ours_are_kept() -> None:
    data = b"term_id,source,fr,Asked by,occurrences\na,b,c,Anna,once\nd,e,f,,\n"
    terms = table.read(data, "t.csv")
    assert [(term.columns, term.occurrences) for term in terms] == [
        ((("Asked by", "Anna"),), "once"),
        ((), "all"),
    ]
    assert table.read(table.write(terms), "t.csv") == terms


def test_a_table_from_elsewhere_names_its_columns_otherwise() -> None:
    data = b"EN;Synonyms;fr;Comment\nDeath Commission;death panel;commission de la mort;seen\n"
    (term,) = table.parse(data, "t.csv", "en").terms
    assert (term.id, term.source) == ("death_commission", ("Death Commission", "death panel"))
    assert (term.targets["fr"].preferred, term.note) == ("commission de la mort", "seen")


def test_the_project_s_own_glossary_comes_back() -> None:
    data = GLOSSARY.read_bytes()
    own = table.parse(data, "glossary/terms.csv")
    assert table.read(table.write(own.terms), "glossary/terms.csv") == own.terms
    assert table.rewrite(own, own.terms) == data


def test_a_changed_term_changes_its_line_alone() -> None:
    data = GLOSSARY.read_bytes()
    own = table.parse(data, "t.csv")
    changed = [replace(term, note="new") if term.id == "un" else term for term in own.terms]
    before, after = data.split(b"\n"), table.rewrite(own, changed).split(b"\n")
    assert [line for line, other in zip(before, after, strict=True) if line != other] == [
        line for line in before if line.startswith(b"un,")
    ]


def test_a_term_that_needs_a_column_gets_one() -> None:
    own = table.parse(b"term_id;source;fr;note\r\na;b;c;d\r\n", "t.csv")
    term = Term("x", ("y",), {"sv": TermTarget("z")}, occurrences="once", columns=(("Asked by", "Anna"),))
    data = table.rewrite(own, [*own.terms, term])
    assert data == (
        b"term_id;source;fr;occurrences;sv;note;Asked by\r\na;b;c;all;;d;\r\nx;y;;once;z;;Anna\r\n"
    )
    assert table.read(data, "t.csv") == (*own.terms, term)


TEXT = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="|:\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff",
    ),
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
    occurrences=st.sampled_from(table.OCCURRENCES),
    columns=st.sampled_from([(), (("Asked by", "Anna"),), (("Asked by", "=1"), ("seen on", "x;+1"))]),
    note=st.one_of(
        TEXT,
        st.text(st.sampled_from("=+-@＝＋－＠'\"\t\r\n;,a "), max_size=9).map(str.strip),
        st.sampled_from(["=1+1", "'=1", "two\nlines", 'a "word"', "a;b,c"]),
    ),
)


TERMS = st.lists(TERM, min_size=1, max_size=4, unique_by=lambda term: term.id)


@given(TERMS, st.sampled_from(",;\t"))
def test_what_is_written_reads_the_same(terms: list[Term], delimiter: str) -> None:
    data = table.write(terms, delimiter)
    assert table.read(data, "t.csv") == tuple(terms)
    whole = table.parse(data, "t.csv")
    assert table.rewrite(whole, whole.terms) == data


FORMULAS = ["=cmd()", "+1", "-1", "@sum", "'=x", "＝cmd()", "a;=cmd()", "a,@x", 'a\n"=1', "a\t+1", "a;'=1"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("opened_with", [",", ";", "\t"])
def test_no_cell_is_a_live_formula(formula: str, delimiter: str, opened_with: str) -> None:
    term = Term("x", (formula,), {"fr": TermTarget(formula)}, note=formula)
    data = table.write([term], delimiter)
    for line in data.decode().split("\n"):
        for cells in csv.reader(io.StringIO(line), delimiter=opened_with):
            assert not [cell for cell in cells if cell.lstrip('"')[:1] in set("=+-@＝＋－＠")]
    assert table.read(data, "t.csv") == (term,)


def test_a_live_formula_does_not_stay() -> None:
    own = table.parse(b"term_id,source,fr\na,b,=1+1\n", "t.csv")
    assert own.terms[0].targets["fr"].preferred == "=1+1"
    assert table.rewrite(own, own.terms) == b"term_id,source,fr\na,b,'=1+1\n"


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
