"""Bilingual files of any form, told by their content; PO in both directions."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe import Project
from tmpipe.catalogs import po
from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.memory.bilingual.reading import Reading
from tmpipe.model import Finding, TranslationUnit
from tmpipe.pipeline import exchange

UNITS = [
    TranslationUnit("Yes", "Oui", "fr", document="x", following="No"),
    TranslationUnit("No", "Non", "fr", document="x", previous="Yes"),
    TranslationUnit("No", "No", "it", origin="machine"),
]
PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: fr_FR\\n"

msgctxt "menu"
msgid "Yes"
msgstr "Oui"

#, fuzzy
msgid "Perhaps"
msgstr "Peut-être"

# tmpipe: origin=edited
msgid "No"
msgstr "Non"

#~ msgid "Gone"
#~ msgstr "Parti"
"""


def data_of(form: str, packing: str = "") -> bytes:
    return b"".join(exchange.write(UNITS, form, "en", packing=packing))


def read(data: bytes, path: str = "x", locale: str = "", **how: Any) -> list[TranslationUnit]:
    reading = Reading(path, **how)
    file = io.BufferedReader(io.BytesIO(data))
    return list(exchange.read_stream(file, len(data), reading, locale=locale))


@pytest.mark.parametrize("form", ["tmx", "tsv"])
@pytest.mark.parametrize("packing", ["", ".gz", ".bz2", ".xz"])
@pytest.mark.parametrize("path", ["x", "x.tmx", "x.tsv.gz", "x.bin"])
def test_the_content_tells_the_form(form: str, packing: str, path: str) -> None:
    if form == "tsv" and path == "x.tmx":
        return
    assert read(data_of(form, packing), path) == UNITS


def test_a_zip_of_several_forms() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/x.tmx", data_of("tmx"))
        archive.writestr("y.tsv.gz", gzip.compress(data_of("tsv")))
        archive.writestr("fr.po", PO)
    told: list[Finding] = []
    reading = Reading("tm.zip", told=told.append)
    file = io.BufferedReader(io.BytesIO(out.getvalue()))
    units = list(exchange.read_stream(file, len(out.getvalue()), reading))
    assert units[:6] == UNITS * 2
    assert [unit.source for unit in units[6:]][:2] == ["Yes", "No"]
    assert reading.path == "tm.zip"


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        (b"Hello\n", "x.doc", "neither TMX nor a table nor PO"),
        (b"<html>\n", "x.tmx", "no TMX"),
        (b"\x89PNG\r\n\x1a\n", "x.png", "neither TMX nor a table nor PO"),
        (b"Hello\tBonjour\n", "x", "does not say its language"),
        (b'msgid "a"\nmsgstr "b"\n', "x.po", "does not say its language"),
        (b"PK\x05\x06" + bytes(10), "x.zip", "a damaged zip"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, path: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(data, path)
    assert caught.value.path == path


@given(
    st.sampled_from(
        [data_of("tmx"), data_of("tsv"), PO.encode(), data_of("tmx", ".gz"), data_of("tsv", ".xz")]
    ),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 9), st.binary(max_size=4)), max_size=4),
)
def test_damaged_files_are_told_or_refused(data: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    for at, cut, new in changes:
        data = data[:at] + new + data[at + cut :]
    with suppress(TmpipeError):
        read(data, locale="fr")


# --- PO


@pytest.mark.parametrize(
    ("path", "locale", "found"),
    [
        ("x.po", "", "fr-FR"),
        ("x.po", "it", "it"),
        ("locales/pt_BR/LC_MESSAGES/x.po", "", "fr-FR"),
    ],
)
def test_a_catalog_gives_its_finished_entries(path: str, locale: str, found: str) -> None:
    first, second, *gone = read(PO.encode(), path, locale, file="f", penalty=3)
    assert (first.source, first.target, first.origin, first.following) == ("Yes", "Oui", "human", "Perhaps")
    assert (second.source, second.origin, second.previous) == ("No", "edited", "Perhaps")
    assert {(unit.locale, unit.document, unit.file, unit.penalty) for unit in (first, second, *gone)} == {
        (found, "x", "f", 3)
    }
    assert "Perhaps" not in {unit.source for unit in gone}


@pytest.mark.parametrize(("path", "found"), [("a/pt_BR/LC_MESSAGES/x.po", "pt-BR"), ("po/sv.po", "sv")])
def test_a_catalog_without_a_language_has_that_of_its_place(path: str, found: str) -> None:
    text = PO.replace('"Language: fr_FR\\n"\n', "")
    assert {unit.locale for unit in read(text.encode(), path)} == {found}


def test_a_damaged_entry_is_told() -> None:
    told: list[Finding] = []
    reading = Reading("x.po", told=told.append)
    data = PO.replace('msgid "Perhaps"', "msgid Perhaps").encode()
    units = list(exchange.read_stream(io.BufferedReader(io.BytesIO(data)), len(data), reading))
    assert [unit.source for unit in units][:2] == ["Yes", "No"]
    assert reading.skipped == len(told) == 1
    assert told[0].path == "x.po"


def test_units_become_a_catalog_for_each_locale() -> None:
    other = replace(UNITS[0], target="Si", origin="draft", date="2027-01-01")
    newer = replace(UNITS[0], target="Ouais", document="y", date="2026-01-01")
    made, lacking = exchange.catalogs([*UNITS, other, newer])
    assert list(made) == ["fr", "it"]
    assert lacking == 2
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in made["fr"].entries] == [
        ("Yes", "Ouais", False),
        ("No", "Non", False),
    ]
    assert [(e.msgid, e.msgstr, e.fuzzy) for e in made["it"].entries] == [("No", "No", True)]
    again = read(po.write(made["fr"]), "fr.po")
    assert [(unit.source, unit.target, unit.origin) for unit in again] == [
        ("Yes", "Ouais", "human"),
        ("No", "Non", "human"),
    ]
    assert read(po.write(made["it"]), "it.po") == []


@pytest.mark.parametrize("origin", ["human", "edited", "unedited", "draft"])
def test_an_origin_survives_a_catalog(origin: str) -> None:
    made, _ = exchange.catalogs([TranslationUnit("Yes", "Oui", "fr", origin=origin)])
    assert [unit.origin for unit in read(po.write(made["fr"]), "x.po")] == [origin]


# --- files


@pytest.mark.parametrize(
    ("path", "form", "named"),
    [
        ("a.tmx", "", ("tmx", "")),
        ("a.TSV", "", ("tsv", "")),
        ("a.b.po", "", ("po", "")),
        ("a.tmx.gz", "", ("tmx", ".gz")),
        ("a.tab.xz", "", ("tsv", ".xz")),
        ("-", "tmx", ("tmx", "")),
        ("a.bz2", "tsv", ("tsv", ".bz2")),
    ],
)
def test_the_suffix_says_what_is_written(path: str, form: str, named: tuple[str, str]) -> None:
    assert exchange.form_named(path, form) == named


@pytest.mark.parametrize("path", ["-", "a", "a.gz", "a.doc"])
def test_a_form_is_needed(path: str) -> None:
    with pytest.raises(UsageError, match="the suffix says which form"):
        exchange.form_named(path)


def test_files_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "tmpipe.toml").write_text(
        '[project]\nname = "trial"\nlocales = ["fr"]\n[[documents]]\npath = "a.txt"\n', encoding="utf-8"
    )
    (tmp_path / "tm").mkdir()
    (tmp_path / "tm/x.tmx").write_bytes(data_of("tmx"))
    (tmp_path / "tm/y.tsv").write_text("Go.\tVa !\nHi\n", encoding="utf-8")
    project = Project.open(tmp_path)
    told: list[Finding] = []
    assert list(exchange.units_of(project, "tm/x.tmx")) == [
        replace(one, file="trial/tm/x.tmx") for one in UNITS[:2]
    ]
    (unit,) = exchange.units_of(project, "tm/y.tsv", told.append)
    assert unit == TranslationUnit("Go.", "Va !", "fr", file="trial/tm/y.tsv")
    assert [one.line for one in told] == [2]
    with pytest.raises(InputError, match="cannot be read"):
        list(exchange.units_of(project, "tm/z.tmx"))
    with pytest.raises(InputError, match="is no file"):
        list(exchange.units_of(project, "tm"))


class Endless(io.RawIOBase):
    """A file of so many copies of a text."""

    def __init__(self, head: bytes, text: bytes, times: int) -> None:
        self.left, self.text, self.times = head, text * 50, times // 50

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.left and self.times:
            self.left, self.times = self.text, self.times - 1
        count = min(len(self.left), len(buffer))
        buffer[:count], self.left = self.left[:count], self.left[count:]
        return count


@pytest.mark.parametrize("form", ["tmx", "tsv"])
def test_a_large_file_takes_no_more_memory(form: str) -> None:
    lines = data_of(form).splitlines(keepends=True)
    start, end = (5, -2) if form == "tmx" else (1, len(lines))
    file = Endless(b"".join(lines[:start]), b"".join(lines[start:end]), 6_000)
    tracemalloc.start()
    count = sum(1 for _ in exchange.read_stream(io.BufferedReader(file), 10**9, Reading()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 18_000
    assert peak < 5_000_000
