"""TBX: what reads, what is refused with its line, what the schema wants, and that writing loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmpipe.errors import InputError
from tmpipe.glossary import table, tbx
from tmpipe.model import Forbidden, Term, TermTarget

HERE = Path(__file__).parent / "tbx"
GLOSSARY = Path(__file__).parents[2] / "glossary" / "terms.csv"

OTHERS = {
    "weblate": (
        Term(
            "tehran",
            ("Tehran",),
            {"fr": TermTarget("Téhéran", (), (Forbidden("Tehran", "English spelling"),))},
            note="the capital\nwith its accents",
        ),
        Term("reuters", ("Reuters",), {"fr": TermTarget("Reuters")}, do_not_translate="yes"),
    ),
    "multiterm": (
        Term(
            "c1",
            ("International Criminal Court", "ICC"),
            {
                "fr-FR": TermTarget(
                    "Cour pénale internationale", ("CPI",), (Forbidden("Tribunal pénal international"),)
                )
            },
            pos="noun",
            domain="law",
        ),
    ),
    "dct": (
        Term(
            "fatwa",
            ("fatwa",),
            {"it": TermTarget("fatwa", (), (Forbidden("fatua", "unusual"),))},
            pos="noun",
            domain="religion",
        ),
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_other_tools_write_is_read(name: str) -> None:
    data = (HERE / f"{name}.tbx").read_bytes()
    assert tbx.read(data, name) == OTHERS[name]


def test_entries_without_the_source_locale_are_told() -> None:
    assert tbx.parse((HERE / "multiterm.tbx").read_bytes(), "x").skipped == (32,)


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=12,
).map(str.strip)
SOME = TEXT.filter(bool)
TARGET = st.builds(
    lambda preferred, permitted, forbidden: TermTarget(preferred, tuple(permitted), tuple(forbidden)),
    TEXT,
    st.lists(SOME, max_size=2),
    st.lists(st.builds(Forbidden, SOME, TEXT), max_size=2),
).filter(lambda target: bool(target.forms or target.forbidden))
TERM = st.builds(
    Term,
    id=st.one_of(SOME, st.sampled_from(["a", "A", "a b", "a_b", "1", "c1", "a:b"])),
    source=st.lists(SOME, min_size=1, max_size=3, unique=True).map(tuple),
    targets=st.dictionaries(st.sampled_from(["fr", "pt-BR", "fa"]), TARGET, max_size=3),
    case=st.sampled_from(table.CASES),
    do_not_translate=st.sampled_from(table.DO_NOT_TRANSLATE),
    occurrences=st.sampled_from(table.OCCURRENCES),
    pos=st.one_of(TEXT, st.sampled_from(["proper noun", "noun", "verb", "acronym"])),
    domain=TEXT,
    note=st.one_of(TEXT, st.sampled_from(["two\nlines", "a <b> & c", "tmpipe:case=exact", "]]>"])),
    evidence=TEXT,
    status=TEXT,
    columns=st.sampled_from([(), (("Asked by", "Anna"), ("x:y", "a=b"))]),
)
TERMS = st.lists(TERM, max_size=4, unique_by=lambda term: term.id)


@given(TERMS, st.sampled_from([2, 3]))
def test_what_is_written_reads_the_same(terms: list[Term], edition: int) -> None:
    assert tbx.read(tbx.write(terms, edition=edition), "t.tbx") == tuple(terms)


@given(TERMS)
def test_what_is_written_is_tbx_basic(terms: list[Term]) -> None:
    schema = etree.RelaxNG(etree.parse(str(HERE / "tbx-basic.rng")))
    schema.assertValid(etree.ElementTree(etree.fromstring(tbx.write(terms))))


@pytest.mark.parametrize("edition", [2, 3])
def test_the_project_s_own_glossary_goes_there_and_back(edition: int) -> None:
    terms = table.read(GLOSSARY.read_bytes(), "terms.csv")
    assert table.write(tbx.read(tbx.write(terms, edition=edition), "t.tbx")) == table.write(terms)


def test_what_weblate_reads_is_in_the_second_edition() -> None:
    terms = table.read(GLOSSARY.read_bytes(), "terms.csv")
    store = pytest.importorskip("translate.storage.tbx").tbxfile()
    store.parse(tbx.write(terms, edition=2))
    store.setsourcelanguage("en")
    store.settargetlanguage("fr")
    for term, unit in zip(terms, store.units, strict=True):
        target = term.targets["fr"]
        assert unit.source == term.source[0]
        assert unit.istranslatable() == (term.do_not_translate == "no")
        forms = [(one.text, one.deprecated) for one in unit.get_target_terms()]
        assert forms == [
            *((form, False) for form in target.forms),
            *((bad.form, True) for bad in target.forbidden),
        ]


ENTRY = (
    '<conceptEntry id="a"><langSec xml:lang="en"><termSec><term>%s</term></termSec></langSec></conceptEntry>'
)
WHOLE = '<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>\n%s</body></text></tbx>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
REFUSED = {
    "no XML": ("term_id,source\n", 1, "no readable XML"),
    "empty": ("", 1, "no readable XML"),
    "unclosed": (WHOLE[:-13] % (ENTRY % "a"), 2, "no readable XML"),
    "another format": ("<xliff/>", 1, "the first element is 'xliff'"),
    "billion laughs": (f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]>{WHOLE % (ENTRY % "&l9;")}', 1, ""),
    "a file's text": (
        f'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/hostname">]>{WHOLE % (ENTRY % "&x;")}',
        1,
        "declares entities",
    ),
    "laughs in an attribute": (
        f'<!DOCTYPE tbx [<!ENTITY l0 "ha">{LAUGHS}]><tbx type="&l9;"/>', 1, ""
    ),
    "twice": (WHOLE % f"{ENTRY % 'a'}\n{ENTRY % 'b'}", 3, "the entry 'a' stands in line 2, too"),
    "no term": (WHOLE % (ENTRY % " "), 2, "a term section without a term"),
    "no language": (WHOLE % (ENTRY % "a").replace('"en"', '""'), 2, "xml:lang is ''"),
    "another language": (WHOLE % (ENTRY % "a").replace('"en"', '"de"'), 2, "no entry has a term in en"),
    "an unknown case": (
        WHOLE % (ENTRY % "a").replace("<langSec", "<note>tmpipe:case=upper</note><langSec"),
        2,
        "'upper' is none of exact, free, acronym",
    ),
    "deep": ("<tbx>" + "<a>" * 10_000, 1, "no readable XML"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_said_with_path_and_line(name: str) -> None:
    text, line, words = REFUSED[name]
    with pytest.raises(InputError) as caught:
        tbx.read(text.encode(), "t.tbx")
    assert (caught.value.path, caught.value.line) == ("t.tbx", line)
    assert words in caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_any_encoding_that_xml_declares_is_read(encoding: str) -> None:
    data = ('<?xml version="1.0"?>' + WHOLE % (ENTRY % "Téhéran")).encode(encoding)
    (term,) = tbx.read(data, "t.tbx")
    assert term.source == ("Téhéran",)


def test_a_wrong_encoding_is_one_error() -> None:
    data = ('<?xml version="1.0" encoding="UTF-8"?>\n' + WHOLE % (ENTRY % "Téhéran")).encode("cp1252")
    with pytest.raises(InputError, match="no readable XML") as caught:
        tbx.read(data, "t.tbx")
    assert caught.value.line == 3


def test_what_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(InputError, match="cannot stand in XML"):
        tbx.write([Term("a", ("b\x01",), {})])
