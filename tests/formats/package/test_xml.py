"""XML as a text with offsets: the tokens are the text, what is no XML is told, characters come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmpipe.errors import InputError
from tmpipe.formats.package import xml

KNOWN = {"urn:w": "w", "urn:a": "a"}


def tokens(text: str) -> list[xml.Token]:
    return list(xml.tokens(text, KNOWN, "m.xml", "x.docx"))


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"<a/>",
        b"\xef\xbb\xbf<a>\xc3\xa9</a>",
        "\ufeff<a>é</a>".encode("utf-16-le"),
        "\ufeff<a>é</a>".encode("utf-16-be"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>\r\n<a>\xe9</a>',
        b"<?xml version='1.0'\n encoding='utf-8' standalone='yes'?><a>\xc3\xa9</a>",
    ],
)
def test_bytes_come_back(data: bytes) -> None:
    assert xml.encoded(xml.read(data, "m.xml", "x.docx"), xml.encoding_of(data)) == data


def test_what_an_encoding_lacks_is_a_reference() -> None:
    assert xml.encoded("<a>سé</a>", "iso-8859-1") == b"<a>&#1587;\xe9</a>"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "damaged"),
        (b"PK\x03\x04", 1, "damaged"),
        (b"<a>\n<b></a>", 2, "tag mismatch"),
        (b"<a", 1, "damaged"),
        (b"<a>&nbsp;</a>", 1, "Entity 'nbsp' not defined"),
        (b"<a/>\n<b/>", 2, "Extra content"),
        (b'<a b="1" b="2"/>', 1, "redefined"),
        (b"<a>\n\x01</a>", 2, "Char value 1"),
        (b"<a>\n\n\xe9</a>", 3, "not utf-8"),
        (b"<a>\n<b:c/></a>", 2, "prefix b on c is not defined"),
        (b'<a b:c="d"/>', 1, "prefix b for c on a is not defined"),
        (b'<a xmlns:b="\n"/>', 2, "xmlns:b: ' ' is not a valid URI"),
        (b'<?xml version="1.0" encoding="utf-7"?><a>+AGE-</a>', 1, "encoding utf-7"),
        (b'<?xml version="1.0" encoding="base64"?><a/>', 1, "encoding base64"),
        (b'<?xml version="1.0" encoding="never"?><a/>', 1, "encoding never"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 2, "DOCTYPE"),
        (b'<!-- x --><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 1, "DOCTYPE"),
    ],
)
def test_what_is_no_xml_is_told_with_member_and_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as told:
        xml.read(data, "word/document.xml", "x.docx")
    assert (told.value.path, told.value.line) == ("x.docx", line)
    assert "word/document.xml" in told.value.message


def test_a_doctype_within_the_text_is_text() -> None:
    assert xml.read(b"<a><![CDATA[<!DOCTYPE b>]]></a>", "m.xml", "x.docx")


def test_endless_nesting_is_refused() -> None:
    text = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(InputError, match="nests more than"):
        tokens(xml.read(text.encode(), "m.xml", "x.docx"))


# --- tokens --------------------------------------------------------------------------------------


def test_every_kind_of_token() -> None:
    text = "<?xml version='1.0'?><a b='>' c=\"/\">t &lt; u<b/><!-- <d> --><![CDATA[<e>]]><?f g?></a >"
    found = [(token.kind, token.name) for token in tokens(text)]
    assert found == [
        (xml.Kind.PI, ""),
        (xml.Kind.START, "a"),
        (xml.Kind.TEXT, ""),
        (xml.Kind.EMPTY, "b"),
        (xml.Kind.COMMENT, ""),
        (xml.Kind.CDATA, ""),
        (xml.Kind.PI, ""),
        (xml.Kind.END, "a"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('<w:p xmlns:w="urn:w"><w:r/></w:p>', ["w:p", "w:r", "w:p"]),
        ('<x:p xmlns:x="urn:w"><x:r/></x:p>', ["w:p", "w:r", "w:p"]),
        ('<p xmlns="urn:w"><r/></p>', ["w:p", "w:r", "w:p"]),
        ('<p xmlns="urn:w"><r xmlns="urn:a"/><r/></p>', ["w:p", "a:r", "w:r", "w:p"]),
        ('<w:p xmlns:w="urn:w"><w:q xmlns:w="urn:a"><w:r/></w:q><w:r/></w:p>',
         ["w:p", "a:q", "a:r", "a:q", "w:r", "w:p"]),
        ('<w:p xmlns:w="urn:other"/>', ["{urn:other}p"]),
        ('<p xmlns="urn:w"><q xmlns=""/></p>', ["w:p", "q", "w:p"]),
        ("<w:p/>", ["w:p"]),
    ],
)  # fmt: skip
def test_names_are_known_by_their_namespaces(text: str, names: list[str]) -> None:
    assert [token.name for token in tokens(text)] == names


def test_attributes_and_where_they_stand() -> None:
    (token,) = tokens('<x:p xmlns:x="urn:w" x:val = "a &lt; b" val=\'"&#x41;"\' empty=""/>')
    found = token.attributes()
    del found["xmlns:x"]
    assert found == {"w:val": "a < b", "val": '"A"', "empty": ""}
    start, end = token.spans()["w:val"]
    assert token.raw[start:end] == "a &lt; b"


@pytest.mark.parametrize(
    "element",
    ["<a>b</a>", "<a/>", "<a><a/>b<a>c</a></a>", "<a><!-- </a> --><![CDATA[</a>]]></a >", "<a><ab></ab></a>"],
)
def test_an_element_may_be_one_token(element: str) -> None:
    found = list(xml.tokens(f"<w>{element}<c/></w>", {}, "m.xml", "x.docx", whole={"a"}))
    assert [token.raw for token in found] == ["<w>", element, "<c/>", "</w>"]
    assert found[1].kind is (xml.Kind.EMPTY if element == "<a/>" else xml.Kind.WHOLE)


names = st.sampled_from(["w:p", "a", "w:t"])
trees: st.SearchStrategy[str] = st.recursive(
    st.one_of(
        st.text("ab <>&\"'é", max_size=8).map(xml.escaped),
        st.sampled_from(["<!-- > -->", "<![CDATA[<]]>", "<?x >?>", "<b/>", "<b c='>'/>"]),
    ),
    lambda inner: st.tuples(names, st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
)


@given(trees)
def test_the_tokens_are_the_text(inner: str) -> None:
    text = f'<w:p xmlns:w="urn:w">{inner}</w:p>'
    assert xml.read(text.encode(), "m.xml", "x.docx") == text
    found = tokens(text)
    assert "".join(token.raw for token in found) == text
    assert all(text[token.start : token.end] == token.raw for token in found)


# --- characters ----------------------------------------------------------------------------------


@given(st.text())
def test_text_comes_back_from_its_characters(text: str) -> None:
    kept = xml.unescaped(xml.escaped(text))
    assert kept == "".join(
        sign for sign in text if sign in "\t\n\r" or " " <= sign < "\ufffe" or sign > "\uffff"
    )
    assert xml.unescaped(xml.quoted(text)) == kept


@given(st.text())
def test_whatever_the_text_it_is_well_formed(text: str) -> None:
    made = f'<a b="{xml.quoted(text)}">{xml.escaped(text)}</a>'
    assert xml.read(made.encode("utf-8"), "m.xml", "x.docx") == made


@given(st.lists(st.sampled_from(["a", "&amp;", "&#65;", "&#x41;", " ", "&quot;"])).map("".join))
def test_literals_are_the_characters(raw: str) -> None:
    pieces = list(xml.literals(raw))
    assert "".join(stands for _, stands in pieces) == raw
    assert "".join(shown for shown, _ in pieces) == xml.unescaped(raw)
