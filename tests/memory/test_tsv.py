"""Tables: ours come back whatever a spreadsheet would make of them; those of the web read as they are."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError, TmpipeError
from tmpipe.memory import tsv
from tmpipe.memory.bilingual.reading import Reading
from tmpipe.model import ORIGINS, Finding, TranslationUnit
from tmpipe.text.formulas import is_live

SIGNS = st.sampled_from(
    ["\t", "\n", "\r", "\\", "\\t", '"', '""', "'", "=1+1", "-", "@", ";", ",", "\x85", "\u2028"]
)
CELLS = st.lists(
    st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), SIGNS), max_size=6
).map("".join)
UNITS = st.builds(
    TranslationUnit,
    source=CELLS.filter(str.strip),
    target=CELLS.filter(str.strip),
    locale=st.sampled_from(["fr", "pt-BR"]),
    source_locale=st.sampled_from(["en", "sv"]),
    origin=st.sampled_from(ORIGINS),
    document=CELLS,
    previous=CELLS,
    following=CELLS,
    date=CELLS,
    author=CELLS,
    file=CELLS,
    penalty=st.floats(0, 100),
)


def read(data: bytes | str, locale: str = "", **how: Any) -> tuple[list[TranslationUnit], list[str]]:
    """The units, and what is told as `line: message`."""
    told: list[Finding] = []
    reading = Reading("x.tsv", told=told.append, **how)
    units = list(tsv.read(io.BytesIO(data.encode() if isinstance(data, str) else data), reading, locale))
    assert reading.taken == len(units)
    return units, [f"{one.line}: {one.message}" for one in told]


@given(st.lists(UNITS, max_size=6))
def test_every_field_comes_back_and_nothing_is_live(units: list[TranslationUnit]) -> None:
    data = b"".join(tsv.write(units))
    assert read(data) == (units, [])
    lines = data.decode().split("\n")
    assert len(lines) == len(units) + 2
    assert not any(is_live(cell) for line in lines for cell in line.split("\t"))


@given(st.binary(max_size=200) | st.text("a\t\n\"\\'", max_size=60).map(str.encode), st.booleans())
def test_any_bytes_are_told_or_refused(data: bytes, named: bool) -> None:
    with suppress(TmpipeError):
        read(b"source\ttarget\tlocale\n" * named + data, "fr")


@pytest.mark.parametrize(
    ("text", "how", "pairs"),
    [
        ("Go.\tVa !\nHi.\tSalut.\n", {"locale": "fr"}, ["en fr Go. Va !", "en fr Hi. Salut."]),
        (
            "Go.\tVa !\tCC-BY 2.0 (France)\n\nHi.\tSalut.\tCC-BY\n",
            {"locale": "fr"},
            ["en fr Go. Va !", "en fr Hi. Salut."],
        ),
        ("en\tfr\nGo.\tVa !\n", {}, ["en fr Go. Va !"]),
        ("no\tja\n", {"locale": "sv"}, ["en sv no ja"]),
        ("Target\tSource\nVa !\tGo.\n", {"locale": "fr"}, ["en fr Go. Va !"]),
        (
            "locale\tsource\ttarget\tsource_locale\tmine\nfr-FR\tGå\tVa\tsv\t-\n",
            {"locales": ("fr",)},
            ["sv fr Gå Va"],
        ),
        ('source\ttarget\n"He said ""go"""\t"a" b\n', {"locale": "fr"}, ['en fr He said "go" "a" b']),
        ("source\ttarget\na\\tb\\\\t\t'=1\n", {"locale": "fr"}, ["en fr a\tb\\t =1"]),
        ('C:\\temp\t"Oui"\n', {"locale": "fr"}, ['en fr C:\\temp "Oui"']),
    ],
)
def test_tables_of_others(text: str, how: dict[str, Any], pairs: list[str]) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode("utf-16")):
        units, told = read(data, **how)
        assert [f"{u.source_locale} {u.locale} {u.source} {u.target}" for u in units] == pairs
        assert told == []
        assert {u.origin for u in units} == {"human"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Hi\t", "no target text"),
        ("\tSalut", "no source text"),
        ("Hi\tSalut\tfr\tx", "4 cells instead of 3"),
        ("Hi\tSalut\t", "no locale; name it with --locale"),
        ("Hi\tSalut\tFrench", "the language 'French' is unknown"),
    ],
)
def test_a_broken_line_is_told_and_the_rest_is_kept(line: str, message: str) -> None:
    units, told = read(f"source\ttarget\tlocale\nGo\tVa\tfr\n{line}\nGo\tVa\tit\n")
    assert [unit.locale for unit in units] == ["fr", "it"]
    assert told == [f"3: {message}; left out"]


def test_other_bytes_and_cells_are_told() -> None:
    units, told = read("Go\tVa\nà\tlà\none\n".encode("latin-1"), "fr")
    assert len(units) == 1
    assert told == ["2: bytes that are no UTF-8; left out", "3: 1 cells instead of 2; left out"]


@pytest.mark.parametrize(
    ("text", "locale", "message"),
    [
        ("", "fr", "is empty"),
        ("Hello\n", "fr", "no tab in the first line"),
        ("1\ta\t2\tb\n", "fr", "4 columns without names"),
        ("a\tb\n", "", "does not say its language"),
        ("source\ttarget\n", "", "does not say its language"),
        ("source\ttarget\tsource\n", "fr", "two columns 'source'"),
    ],
)
def test_what_is_no_table_is_refused(text: str, locale: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(text, locale)
    assert caught.value.path == "x.tsv"


def test_options_hold_for_all_units() -> None:
    unit = TranslationUnit("Yes", "Oui", "fr", origin="machine", penalty=2)
    found, _ = read(b"".join(tsv.write([unit])), origin="aligned", penalty=5, file="b")
    assert found == [replace(unit, origin="aligned", penalty=5, file="b")]
    assert read("Yes\tOui\n", "fr", origin="aligned", penalty=5, file="b")[0] == found
