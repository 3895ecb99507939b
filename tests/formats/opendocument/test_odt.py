"""OpenDocument texts: whole files, and what is none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tmpipe import parts
from tmpipe.errors import InputError
from tmpipe.formats import odt
from tmpipe.formats.package.archive import opened
from tmpipe.model import Block, Document

GOLDEN = Path(__file__).parents[2] / "golden" / "odt"
CASES = sorted(GOLDEN.iterdir())
Upper = Callable[[Block], Block]
Made = Callable[..., bytes]


def source(case: Path) -> Path:
    return next(case.glob("source.*"))


def told(document: Document) -> str:
    """What a translator sees of a document, block by block."""
    lines: list[str] = []
    for block in document.blocks():
        level = f" {block.level}" if block.level else ""
        cell = f" {block.cell}" if block.cell else ""
        label = f" {block.label}" if block.label else ""
        place = f" ({block.place})" if block.place else ""
        lines.append(f"{block.line}: {block.role}{level}{cell}{label}{place}: {block.text}")
        lines += (
            f"    {number} {code.kind} {code.target}".rstrip() for number, code in enumerate(block.codes, 1)
        )
    return "\n".join(lines) + "\n"


def xml_of(data: bytes) -> str:
    """The XML of a document: the flat file, or the members that hold text."""
    if data[:2] != b"PK":
        return data.decode()
    archive = opened(data, "x")
    return "\n".join(archive.read(name).decode() for name in ("meta.xml", "content.xml", "styles.xml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path, capitals: Upper, update_golden: bool) -> None:
    document = odt.read(source(case).read_bytes(), source(case).name, "en")
    localized = odt.write(document.localized("sv", capitals))
    persian = odt.write(document.localized("fa", capitals))
    made = {"blocks.txt": told(document), "upper.xml": xml_of(localized), "upper.fa.xml": xml_of(persian)}
    for name, text in made.items():
        if update_golden:
            (case / name).write_text(text, encoding="utf-8")
        assert text == (case / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_identity(case: Path) -> None:
    data = source(case).read_bytes()
    document = odt.read(data, "x", "en")
    assert odt.write(document) == data
    assert odt.write(document.localized("fa", lambda block: block)) == data


def test_what_libreoffice_saves_shows_codes_only_where_readers_see_something() -> None:
    document = odt.read(source(GOLDEN / "libreoffice").read_bytes(), "x", "en")
    flat = odt.read(source(GOLDEN / "statement").read_bytes(), "x", "en")
    assert sorted(block.text for block in document.blocks()) == sorted(block.text for block in flat.blocks())


@pytest.mark.parametrize("suffix", [".odt", ".ott", ".fodt"])
def test_suffixes(suffix: str) -> None:
    assert parts.part("formats", parts.SUFFIXES[suffix]) is odt
    assert odt.own


# --- archives ------------------------------------------------------------------------------------


def raw_members(data: bytes) -> dict[str, bytes]:
    """Each member from its header to the end of its packed bytes."""
    members = opened(data, "x").members.values()
    return {one.name: data[one.header : one.start + one.packed] for one in members}


def test_one_changed_paragraph_changes_its_member_and_what_the_document_says_of_itself(package: Made) -> None:
    data = package("<text:p>One</text:p><text:p>Two &amp; more</text:p>", "<dc:language>en</dc:language>")
    document = odt.read(data, "x.odt", "en")
    changed = document.localized("fr", lambda b: Block("Un", b.line, style=b.style) if b.text == "One" else b)
    new = odt.write(changed)
    old, now = raw_members(data), raw_members(new)
    assert list(old) == list(now)
    assert {name for name in old if old[name] != now[name]} == {"content.xml", "meta.xml"}
    content = opened(new, "x").read("content.xml").decode()
    assert '<text:p text:style-name="Standard_fr">Un</text:p><text:p>Two &amp; more</text:p>' in content
    assert b"<dc:language>fr</dc:language>" in opened(new, "x").read("meta.xml")
    before = opened(data, "x").read("content.xml").decode()
    own = re.compile(r'<style:style style:name="Standard_fr".*?</style:style>')
    assert own.sub("", content).replace(' text:style-name="Standard_fr">Un', ">One") == before


def test_times_and_order_stay(package: Made, capitals: Upper) -> None:
    data = package("<text:p>One</text:p>")
    new = odt.write(odt.read(data, "x.odt", "en").localized("fr", capitals))
    with zipfile.ZipFile(io.BytesIO(new)) as file:
        assert file.testzip() is None
        assert {one.date_time for one in file.infolist()} == {(2020, 1, 2, 3, 4, 6)}
        assert file.infolist()[0].filename == "mimetype"
        assert file.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_headers_are_in_another_member(package: Made, capitals: Upper) -> None:
    masters = (
        "<style:master-page><style:header-first><text:p>Top</text:p></style:header-first></style:master-page>"
    )
    data = package("<text:p>1988</text:p>", masters=masters)
    document = odt.read(data, "x.odt", "en")
    assert [(b.text, b.place) for b in document.blocks()] == [("1988", ""), ("Top", "page header")]
    new = odt.write(document.localized("fr", capitals))
    assert b">TOP</text:p>" in opened(new, "x").read("styles.xml")
    assert raw_members(new)["content.xml"] == raw_members(data)["content.xml"]


@pytest.mark.parametrize(
    ("meta", "body", "title"),
    [
        ("<dc:title>Named &amp; known</dc:title>", "<text:h>Heading</text:h>", "Named & known"),
        ("", '<text:p text:style-name="P1">The title</text:p><text:h>Heading</text:h>', "The title"),
        ("", '<text:p>Text</text:p><text:h>A <text:span text:style-name="B">B</text:span></text:h>', "A B"),
        ("", "<text:p>Text</text:p>", ""),
    ],
)
def test_title(package: Made, meta: str, body: str, title: str) -> None:
    assert odt.read(package(body, meta), "x.odt", "en").title == title


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
            "no text document but application/vnd",
        ),
        (
            {"META-INF__manifest.xml": b"<m><manifest:encryption-data/></m>"},
            "the document is encrypted; open it",
        ),
        ({"encrypted-package": b"?"}, "the document is encrypted"),
        ({"content.xml": b"<a><b></a>"}, "content.xml is damaged"),
        ({"content.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}, "content.xml has a DOCTYPE"),
        ({"styles.xml": b""}, "styles.xml is damaged"),
    ],
)
def test_documents_that_cannot_be_read(package: Made, members: dict[str, bytes], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        odt.read(package("<text:p>One</text:p>", **members), "x.odt", "en")
    assert caught.value.path == "x.odt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"Hello", "no zip archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "an old binary office file"),
        (b"<html><p>x</p></html>", "no OpenDocument text"),
        ("<office:document/>".encode("utf-16"), "."),
    ],
)
def test_files_that_are_no_documents(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        odt.read(data, "x.odt", "en")


def test_an_archive_without_content_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<a/>")
    with pytest.raises(InputError, match=r"no content\.xml; is its suffix right"):
        odt.read(out.getvalue(), "x.odt", "en")
