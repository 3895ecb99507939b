"""What is doubtful in a glossary itself: a table of cells, and of cells that are fine."""

from __future__ import annotations

import pytest

from tmpipe.glossary import table
from tmpipe.glossary.lint import lint

HEAD = "term_id,source,source_variants,case,do_not_translate,fr,fr_permitted,fr_forbidden\n"
DOUBTFUL = [
    ("a,court,,,,cour,,\nb,tribunal,Court,,,tribunal,,", "glossary-same-source", 3,
     "'Court' is a source form of 'a', too"),
    ("a,Khomeini,,exact,,Khomeini,,\nb,Khamenei,,exact,,Khamenei,,Khomeini :: another",
     "glossary-forbidden-elsewhere", 3, "'Khomeini' is right for 'a'"),
    ("a,judiciary,,,,pouvoir judiciaire,,judiciaire iranienne", "glossary-forbidden-inside", 2,
     "the permitted 'pouvoir judiciaire' before 'iranienne' holds the forbidden 'judiciaire iranienne'"),
    ("a,death commission,,,,commission de la mort,,commission", "glossary-forbidden-inside", 2,
     "the permitted 'commission de la mort' holds the forbidden 'commission'"),
    ("a,x,,,,y,,\nb,z,,,,v,,\nc,u,,,,,,", "glossary-no-form", 4, "no form in fr"),
    ("a,Tehran,,acronym,,Téhéran,,", "glossary-case", 2, "no source form has two capitals"),
    ("a,Tehran,,exact,,Téhéran,téhéran,", "glossary-case", 2, "'Téhéran' and 'téhéran' are both permitted"),
    ("a,ISNA,,free,,ISNA,,Isna :: case", "glossary-case", 2, "'Isna' is forbidden for its capitals"),
    ("a,fatwa,,,,fatwa,fatwa,", "glossary-repeated", 2, "'fatwa' stands twice"),
    ("a,Hands Off Cain,,,yes,Ne touche pas à Caïn,,", "glossary-do-not-translate", 2,
     "is a translation, but"),
    ("a,court,,,,c\u043eur,,", "glossary-look-alike", 2, "mixes Cyrillic and Latin letters"),
    ("a,court,,,,co\u200bur,,", "glossary-look-alike", 2, "characters that nobody sees"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "check", "line", "words"), DOUBTFUL)
def test_doubts(rows: str, check: str, line: int, words: str) -> None:
    found = lint(table.read((HEAD + rows + "\n").encode(), "t.csv"))
    assert [(one.check, one.path, one.line) for one in found] == [(check, "t.csv", line)]
    assert words in found[0].message


def test_a_name_may_be_written_in_the_letters_of_its_language() -> None:
    head = "term_id,source,do_not_translate,ko,fr\n"
    data = f"{head}a,Evin,latin-script targets only,에빈,Evine\nb,Qom,latin-script targets only,곰,Koum\n"
    found = lint(table.read(data.encode(), "t.csv"))
    told = {(one.line, one.locale) for one in found if one.check == "glossary-do-not-translate"}
    assert told == {(3, "fr")}


def test_persian_letters() -> None:
    data = "term_id,source,fa\na,Tehran,تهران\nb,Iran,ايران\n".encode()
    assert [(one.check, one.line) for one in lint(table.read(data, "t.csv"))] == [("glossary-look-alike", 3)]


FINE = [
    "a,Khomeini,,exact,,Khomeini,,\nb,Khamenei,,exact,,Khamenei,,Khomeini :: elsewhere: another person",
    "a,Fabian Salvioli,Salvioli,exact,yes,Fabián Salvioli,Salvioli,",
    "a,ISNA,,acronym,,ISNA,,Isna :: case",
    "a,death commission,,,,commission de la mort,,comité de la mort",
    "a,IRGC 2,,acronym,,CGRI l’2,,",
]


@pytest.mark.parametrize("rows", FINE)
def test_no_doubts(rows: str) -> None:
    assert lint(table.read((HEAD + rows + "\n").encode(), "t.csv")) == ()
