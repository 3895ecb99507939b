"""What is no Word document is told in one sentence."""

from __future__ import annotations

import pytest
from made import members, package, run, zipped

from tmpipe.errors import InputError
from tmpipe.formats import docx


def damaged(name: str, content: bytes) -> bytes:
    return zipped({**members(package(f"<w:p>{run('a')}</w:p>")), name: content})


def without(name: str) -> bytes:
    found = members(package(f"<w:p>{run('a')}</w:p>"))
    del found[name]
    return zipped(found)


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "a text": (b"Hello", "no zip archive"),
    "an old Word file": (OLE, "old binary office file"),
    "an encrypted one": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "cut off": (package(f"<w:p>{run('a')}</w:p>")[:-100], "damaged"),
    "no main document": (without("word/document.xml"), "no main part"),
    "a spreadsheet": (damaged("word/document.xml", b"<workbook/>"), "no Word document"),
    "not well-formed": (damaged("word/document.xml", b"<w:document>"), "word/document.xml is damaged"),
    "bad styles": (damaged("word/styles.xml", b"<w:styles"), "word/styles.xml is damaged"),
    "an entity bomb": (
        damaged("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
        "DOCTYPE",
    ),
    "deep nesting": (damaged("word/document.xml", b"<a>" * 5000 + b"</a>" * 5000), "no Word document"),
    "deep tables": (package("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900), "nests more than"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=list(BAD))
def test_bad_input_is_told(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as told:
        docx.read(data, "x.docx", "en")
    assert told.value.path == "x.docx"
