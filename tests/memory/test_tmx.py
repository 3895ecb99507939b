"""TMX: what the tools of the trade write is read, what we write is valid, and every field comes back."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmpipe.errors import InputError, TmpipeError
from tmpipe.memory import tmx
from tmpipe.memory.bilingual.reading import Reading
from tmpipe.model import CODE, ORIGINS, Finding, TranslationUnit

DTD = Path(__file__).with_name("tmx14b.dtd")


def read(data: bytes, **how: Any) -> tuple[list[TranslationUnit], list[str]]:
    """The units, and what is told of the others as `line: message`."""
    told: list[Finding] = []
    reading = Reading("x.tmx", told=told.append, **how)
    units = list(tmx.read(io.BytesIO(data), reading))
    assert reading.taken == len(units)
    assert reading.skipped == sum(str(one.severity) == "error" for one in told)
    return units, [f"{one.line}: {one.message}" for one in told]


def pairs(units: list[TranslationUnit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in units]


def tmx_of(body: str, *, header: str = 'srclang="en"', root: str = 'version="1.4"', top: str = "") -> str:
    return f"{top}<tmx {root}><header {header}/><body>\n{body}\n</body></tmx>\n"


def unit_of(
    source: str = "Yes", target: str = "Oui", *, attributes: str = "", props: str = "", on: str = ""
) -> str:
    return (
        f'<tu {attributes}>{props}<tuv xml:lang="en"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="fr" {on}><seg>{target}</seg></tuv></tu>'
    )


def one(text: str, **how: Any) -> TranslationUnit:
    (unit,), told = read(text.encode(), **how)
    assert not told
    return unit


# --- laws

NOT_IN_XML = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))
XML = st.characters(exclude_categories=["Cs"], exclude_characters=NOT_IN_XML)
CODES = st.sampled_from(
    ["<g1>", "</g1>", "<x2/>", "<g2>", "</g2>", "<x1/>", "&lt;g1>", "&amp;lt;x1/>", "<g", "/>"]
)
TEXTS = st.lists(st.one_of(st.text(XML, max_size=5), CODES, st.just("\r\n\t")), min_size=1, max_size=8).map(
    "".join
)
FILLED = TEXTS.filter(str.strip)
LOCALES = st.sampled_from(["fr", "pt-BR", "zh-Hant", "sv"])
DATES = st.sampled_from(
    [
        "",
        "2026",
        "2026-01-01",
        "2026-11-21T10:15:30Z",
        "2026-11-21T10:15:30+02:00",
        "20261121T101530Z",
        "soon",
    ]
)
UNITS = st.builds(
    TranslationUnit,
    source=FILLED,
    target=FILLED,
    locale=LOCALES,
    source_locale=st.sampled_from(["en", "de-CH"]),
    origin=st.sampled_from(ORIGINS),
    document=TEXTS | st.just(""),
    previous=TEXTS | st.just(""),
    following=TEXTS | st.just(""),
    date=DATES,
    author=st.one_of(st.text(XML, max_size=8), st.just("MT!")),
    file=TEXTS | st.just(""),
    penalty=st.floats(0, 100),
)


@given(st.lists(UNITS, max_size=6))
def test_every_field_comes_back_from_a_valid_file(units: list[TranslationUnit]) -> None:
    data = b"".join(tmx.write(units))
    assert read(data) == (units, [])
    assert b"".join(tmx.write(iter(units))) == data
    tree = etree.parse(io.BytesIO(data), etree.XMLParser(load_dtd=False, no_network=True))
    with DTD.open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(tree), dtd.error_log


@given(st.lists(UNITS, max_size=6))
def test_a_plain_unit_is_read_as_any_other(units: list[TranslationUnit]) -> None:
    data = b"".join(tmx.write(units))
    assert read(data.replace(b"<seg>", b"<seg >")) == read(data)


@given(st.lists(UNITS, max_size=4), st.data())
def test_a_damaged_file_is_told_or_refused(units: list[TranslationUnit], data: st.DataObject) -> None:
    whole = b"".join(tmx.write(units))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        cut = data.draw(st.integers(0, 40))
        new = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"<tu>", b"</tu>", b"<!--", b"<![CDATA[", b"&x;"])
        )
        whole = whole[:at] + new + whole[at + cut :]
    with suppress(TmpipeError):
        read(whole)


@pytest.mark.parametrize("field", [one.name for one in fields(TranslationUnit) if one.name != "penalty"])
def test_what_xml_cannot_hold_is_told_and_left_out(field: str) -> None:
    good = TranslationUnit("Yes", "Oui", "fr")
    told: list[Finding] = []
    changed: dict[str, Any] = {field: "a\x0bb"}
    bad = replace(good, **changed)
    data = b"".join(tmx.write([good, bad, replace(good, document="x")], told=told.append, path="out.tmx"))
    assert len(read(data)[0]) == 2
    (finding,) = told
    assert finding.path == "out.tmx"
    assert "U+000B" in finding.message


# --- files of others


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        pytest.param(
            tmx_of(
                '<tu><prop type="file">a/b.html</prop><prop type="id">7</prop><prop type="prev">No.</prop>'
                '<prop type="next">So.</prop><note>why</note><tuv lang="EN-US"><seg>Yes</seg></tuv>'
                '<tuv lang="FR" changeid="ann" changedate="20260102T030405Z" creationid="bob"'
                ' creationdate="20250102T030405Z"><seg>Oui</seg></tuv></tu>',
                header='creationtool="OmegaT" o-tmf="OmegaT TMX" srclang="EN-US"',
                root='version="1.1"',
                top='<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n',
            ),
            {
                "document": "a/b.html",
                "previous": "No.",
                "following": "So.",
                "author": "ann",
                "date": "2026-01-02T03:04:05Z",
                "source_locale": "en-US",
            },
            id="OmegaT",
        ),
        pytest.param(
            tmx_of(
                '<tu creationdate="20260101T000000Z" creationid="PC\\ann" changedate="20260102T030405Z"'
                ' changeid="PC\\bob" lastusagedate="20260103T000000Z" usagecount="5">'
                '<prop type="x-Context">12, 34</prop><prop type="x-ContextContent">No. | | Non. | </prop>'
                '<prop type="x-Origin">TM</prop><prop type="x-ConfirmationLevel">ApprovedTranslation</prop>'
                '<prop type="x-filename:SingleString">a.docx</prop><tuv xml:lang="en-US"><seg>Yes</seg></tuv>'
                '<tuv xml:lang="fr-FR"><seg>Oui</seg></tuv></tu>',
                header='creationtool="SDL Language Platform" o-tmf="SDL TM8 Format" srclang="en-US"',
            ),
            {
                "document": "a.docx",
                "previous": "No.",
                "following": "",
                "author": "PC\\bob",
                "date": "2026-01-02T03:04:05Z",
                "locale": "fr-FR",
            },
            id="Trados Studio",
        ),
        pytest.param(
            tmx_of(unit_of(props='<prop type="x-Origin">MachineTranslation</prop>')),
            {"origin": "machine"},
            id="Trados Studio, machine",
        ),
        pytest.param(
            tmx_of(unit_of(props='<prop type="x-ConfirmationLevel">Draft</prop>')),
            {"origin": "draft"},
            id="Trados Studio, draft",
        ),
        pytest.param(
            tmx_of(
                '<tu changedate="20260102T030405Z" creationid="ann" changeid="bob">'
                '<prop type="client">c</prop>'
                '<prop type="aligned">no</prop><prop type="x-document">a.xml</prop><tuv xml:lang="en">'
                '<prop type="x-context-pre">&lt;seg&gt;No, &lt;bpt i="1"/&gt;really.&lt;/seg&gt;</prop>'
                '<prop type="x-context-post">&lt;seg&gt;So.&lt;/seg&gt;</prop><seg>Yes</seg></tuv>'
                '<tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>',
                header='creationtool="MemoQ" o-tmf="MemoQTM" srclang="en"',
            ),
            {"document": "a.xml", "previous": "No, really.", "following": "So.", "author": "bob"},
            id="memoQ",
        ),
        pytest.param(
            tmx_of(unit_of(props='<prop type="aligned">yes</prop>')),
            {"origin": "aligned"},
            id="memoQ, aligned",
        ),
        pytest.param(
            tmx_of(
                unit_of(attributes='tuid="shop:app/main.ftl:yes" srclang="en-US"'),
                header='creationtool="pontoon" o-tmf="plain text" srclang="en-US"'
                ' creationdate="2026-01-02T03:04:05+00:00"',
            ),
            {"document": "app/main.ftl"},
            id="Pontoon",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx\n  SYSTEM "tmx14.dtd">\n'
            + tmx_of(
                unit_of(props='<note>n</note><prop type="x-context">menu</prop>'),
                header='creationtool="Translate Toolkit" o-tmf="UTF-8" srclang="en"',
            ),
            {"origin": "human", "document": "", "previous": ""},
            id="Weblate, translate-toolkit",
        ),
        pytest.param(
            tmx_of(unit_of(on='creationid="MT!"')),
            {"origin": "machine", "author": "MT!"},
            id="Okapi, machine",
        ),
        pytest.param(
            tmx_of(unit_of(), header='creationtool="DeepL" srclang="en"'),
            {"origin": "machine"},
            id="machine's own",
        ),
        pytest.param(
            tmx_of(unit_of().replace("<tu ", '<tu mq:id="1" '), root='version="1.4" xmlns:mq="urn:mq"'),
            {"origin": "human"},
            id="namespaces",
        ),
    ],
)
def test_units_of_other_tools(text: str, fields: dict[str, str]) -> None:
    unit = one(text)
    assert (unit.source, unit.target) == ("Yes", "Oui")
    assert {name: getattr(unit, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("source", "target", "texts"),
    [
        pytest.param(
            'The <bpt i="1" x="1">&lt;b&gt;</bpt>big<ept i="1">&lt;/b&gt;</ept>'
            ' <bpt i="2" x="2">&lt;u&gt;</bpt>cat<ept i="2"/>.',
            'Le <bpt i="1" x="2">&lt;u&gt;</bpt>chat<ept i="1"/>'
            ' <bpt i="2" x="1">&lt;b&gt;</bpt>gros<ept i="2"/>.',
            ("The <g1>big</g1> <g2>cat</g2>.", "Le <g2>chat</g2> <g1>gros</g1>."),
            id="pairs in another order",
        ),
        pytest.param(
            '<bpt i="1">&lt;b&gt;</bpt><bpt i="2">&lt;i&gt;</bpt>a<ept i="2"/><ept i="1"/>',
            '<bpt i="1">&lt;b&gt;</bpt><bpt i="2">&lt;i&gt;</bpt>b<ept i="2"/><ept i="1"/>',
            ("<g1><g2>a</g2></g1>", "<g1><g2>b</g2></g1>"),
            id="nested, without x",
        ),
        pytest.param(
            'a<ph x="1">1</ph>b<ph x="2">2</ph>',
            'b<ph x="2"/>a<ph x="1"/>',
            ("a<x1/>b<x2/>", "b<x2/>a<x1/>"),
            id="ph",
        ),
        pytest.param(
            "a<ph>1</ph>b<ph>2</ph>",
            "b<ph>2</ph>a<ph>1</ph>",
            ("a<x1/>b<x2/>", "b<x2/>a<x1/>"),
            id="ph by content",
        ),
        pytest.param(
            'See <hi x="4" type="verb">start</hi> <ut>{\\b</ut>',
            '<hi x="4">Voir</hi> <ut>{\\b</ut>',
            ("See <g1>start</g1> <x2/>", "<g1>Voir</g1> <x2/>"),
            id="hi, ut",
        ),
        pytest.param(
            '<it pos="begin" x="1">&lt;I&gt;</it><ph x="3">&lt;img alt="<sub>Go</sub>"&gt;</ph>Click',
            '<it pos="begin" x="1">&lt;I&gt;</it>Cliquez<ph x="3">&lt;img alt="<sub>Va</sub>"&gt;</ph>',
            ("<x1/><x2/>Click", "<x1/>Cliquez<x2/>"),
            id="it, sub",
        ),
        pytest.param(
            '<ept i="1"/>a<bpt i="1" x="1">b</bpt>',
            'c<bpt i="9" x="1">b</bpt>',
            ("<x1/>a<x2/>", "c<x2/>"),
            id="halves",
        ),
        pytest.param(
            'Write &lt;g1&gt; <ph x="1"/> &amp;lt;x2/&gt;',
            'Mets &lt;g1&gt; <ph x="1"/>',
            ("Write &lt;g1> <x1/> &amp;lt;x2/>", "Mets &lt;g1> <x1/>"),
            id="literal text that looks like a code",
        ),
        pytest.param(
            "Go &lt;g1&gt;on&lt;/g1&gt;",
            "&lt;g1&gt;Va&lt;/g1&gt;",
            ("Go <g1>on</g1>", "<g1>Va</g1>"),
            id="as PO tools write",
        ),
        pytest.param(
            '<ph x="2">&lt;x2/&gt;</ph>a<ph x="1">&lt;x1/&gt;</ph>',
            '<ph x="1">&lt;x1/&gt;</ph>',
            ("<x2/>a<x1/>", "<x1/>"),
            id="our own codes",
        ),
        pytest.param("<![CDATA[a < b & <c>]]>", "<![CDATA[</tu>]]>", ("a < b & <c>", "</tu>"), id="CDATA"),
        pytest.param("a<!-- </tu> -->b", "c<!-- - -->", ("ab", "c"), id="comments"),
        pytest.param("&#65;&#x2019;&quot;", "&apos;&#13;", ('A’"', "'\r"), id="references"),
    ],
)
def test_texts(source: str, target: str, texts: tuple[str, str]) -> None:
    unit = one(tmx_of(unit_of(source, target)))
    assert (unit.source, unit.target) == texts
    for text in texts:
        opened = [found["open"] for found in CODE.finditer(text) if found["open"]]
        assert len({*opened}) == len(opened)


MANY = tmx_of(
    '<tu srclang="en-us"><tuv xml:lang="fr_ca"><seg>Oui</seg></tuv><tuv xml:lang="EN-US"><seg>Yes</seg></tuv>'
    '<tuv xml:lang="ja"><seg>はい</seg></tuv><tuv xml:lang="de"><seg>Ja</seg></tuv></tu>\n'
    '<tu srclang="de"><tuv xml:lang="en-GB"><seg>No</seg></tuv><tuv xml:lang="de"><seg>Nein</seg></tuv></tu>',
    header='srclang="*all*"',
)


@pytest.mark.parametrize(
    ("how", "found", "unwanted"),
    [
        ({}, ["en-US fr-CA Oui", "en-US ja はい", "en-US de Ja", "de en-GB No"], {}),
        ({"source_locale": "en"}, ["en fr-CA Oui", "en ja はい", "en de Ja", "de en-GB No"], {}),
        ({"source_locale": "en", "locales": ("fr", "it")}, ["en fr Oui"], {"ja": 1, "de": 1, "en-GB": 1}),
        (
            {"source_locale": "en", "locales": ("de",), "forced": True},
            ["en de Ja", "en de Nein"],
            {"fr-CA": 1, "ja": 1},
        ),
        (
            {"source_locale": "en", "locales": ("fr-BE", "fr-CH")},
            [],
            {"fr-CA": 1, "ja": 1, "de": 1, "en-GB": 1},
        ),
    ],
)
def test_languages(how: dict[str, Any], found: list[str], unwanted: dict[str, int]) -> None:
    reading = Reading(**how)
    units = tmx.read(io.BytesIO(MANY.encode()), reading)
    assert [f"{unit.source_locale} {unit.locale} {unit.target}" for unit in units] == found
    assert reading.unwanted == unwanted


def test_a_memory_of_an_old_workbench() -> None:
    header = 'creationtool="TRADOS Translator\'s Workbench" o-tmf="TW4Win 2.0 Format" srclang="EN-US"'
    top = '<?xml version="1.0" encoding="UTF-16"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n'
    body = """<tu creationdate="20051116T164540Z" creationid="ANN" changedate="20051117T164540Z"
 changeid="BOB"><prop type="Txt::Client">X</prop>
<tuv lang="EN-US">\n<seg>Press <ut>{\\b </ut>Enter<ut>}</ut>.</seg>\n</tuv>
<tuv lang="FR-FR">\n<seg><ut>{\\b </ut>Entrée<ut>}</ut> !</seg>\n</tuv>\n</tu>"""
    text = tmx_of(body, header=header, root='version="1.1"', top=top).replace("\n", "\r\n")
    units, told = read(text.encode("utf-16"), locales=("fr",))
    assert told == []
    assert units == [
        TranslationUnit(
            "Press <x1/>Enter<x2/>.",
            "<x1/>Entrée<x2/> !",
            "fr",
            "en-US",
            date="2005-11-17T16:45:40Z",
            author="BOB",
        )
    ]


def test_what_a_locale_is_taken_for_is_known() -> None:
    reading = Reading(locales=("fr",))
    list(tmx.read(io.BytesIO(MANY.encode()), reading))
    assert reading.renamed() == {"fr-CA": "fr"}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "declared", "bom"),
    [
        ("utf-8", "", b""),
        ("utf-8", "UTF-8", b"\xef\xbb\xbf"),
        ("utf-8", "utf-16", b""),  # as programs for Windows write it
        ("utf-16-le", "UTF-16", b"\xff\xfe"),
        ("utf-16-be", "", b"\xfe\xff"),
        ("utf-16-le", "", b""),
        ("latin-1", "ISO-8859-1", b""),
        ("cp1252", "windows-1252", b""),
        ("shift_jis", "Shift_JIS", b""),
        ("gb18030", "GB18030", b""),
    ],
)
def test_encodings(encoding: str, declared: str, bom: bytes, newline: str) -> None:
    word = {"shift_jis": "はい", "gb18030": "是的", "cp1252": "Œuvre’"}.get(encoding, "déjà")
    top = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else '<?xml version="1.0"?>\n'
    broken = "<tu><tuv/></tu>"
    text = tmx_of(f"{unit_of(target=word)}\n{broken}", top=top).replace("\n", newline)
    units, told = read(bom + text.encode(encoding))
    assert pairs(units) == [("Yes", word)]
    assert told == ["4: a text without a language (xml:lang); left out"]


# --- what is broken

GOOD = unit_of("Good", "Bon")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("<tu></tu>", "a unit without a text"),
        ("<tu/>\n<tu></tu>", "a unit without an end"),
        (unit_of().replace('"en"', '"sv"'), "a unit without a text in en, its source language"),
        ('<tu><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>', "a unit without a translation"),
        (unit_of("  "), "a unit without a source text"),
        (unit_of(target=""), "a unit without a text in fr"),
        (unit_of().replace("<seg>Yes</seg>", ""), "a unit without a source text"),
        (unit_of().replace(' xml:lang="en"', ""), "a text without a language (xml:lang)"),
        (unit_of().replace('"fr"', '"French"'), "the language 'French' is unknown"),
        (unit_of("A & B"), "no XML: not well-formed (invalid token)"),
        (unit_of("a &nbsp; b"), "no XML: undefined entity"),
        (unit_of("a\x0bb"), "no XML: not well-formed (invalid token)"),
        (unit_of("&#x1F;"), "no XML: reference to invalid character number"),
        (unit_of("<b>x</seg>"), "no XML: mismatched tag"),
        (unit_of("<x:b/>"), "no XML: unbound prefix"),
        ("<tu><tuv>", "a unit without an end"),
        ("words", "what stands here belongs to no unit"),
        (unit_of("<hi>" * 3000 + "</hi>" * 3000), "inline elements within each other without end"),
    ],
)
def test_a_broken_unit_is_told_and_the_rest_is_kept(bad: str, message: str) -> None:
    units, told = read(tmx_of(f"{GOOD}\n{bad}\n{GOOD}").encode())
    assert pairs(units) == [("Good", "Bon")] * 2
    assert told[0] == f"3: {message}; left out"


@pytest.mark.parametrize(
    ("bad", "message", "unit"),
    [
        (
            unit_of(on='changedate="yesterday"'),
            "'yesterday' is no date; the unit is kept without one",
            TranslationUnit("Yes", "Oui", "fr"),
        ),
        (unit_of(on='changedate="20261341"'), "'20261341' is no date; the unit is kept without one", None),
        (
            unit_of("Yes <b>sir</b>"),
            "unknown elements in a text: b; their text is kept",
            TranslationUnit("Yes sir", "Oui", "fr"),
        ),
        (
            unit_of(props='<prop type="x-tmpipe-penalty">much</prop>'),
            "the penalty 'much' is no number from 0 to 100; the unit is kept without it",
            None,
        ),
    ],
)
def test_a_unit_is_kept_without_what_is_wrong_in_it(
    bad: str, message: str, unit: TranslationUnit | None
) -> None:
    units, told = read(tmx_of(bad).encode())
    assert units == [unit or TranslationUnit("Yes", "Oui", "fr")]
    assert told == [f"2: {message}"]


@pytest.mark.parametrize("declared", ["UTF-16", "utf16le", "UCS-2", "UTF-32", "utf_32_be", "UCS-4"])
def test_plain_letters_are_of_eight_bits_whatever_they_declare(declared: str) -> None:
    text = tmx_of(unit_of(), top=f'<?xml version="1.0" encoding="{declared}"?>\n')
    units, told = read(text.encode())
    assert (pairs(units), told) == ([("Yes", "Oui")], [])


def test_what_is_told_of_a_unit_can_be_read() -> None:
    units, (told,) = read(tmx_of(unit_of().replace('"fr"', f'"{"x" * 100_000}"')).encode())
    assert not units
    assert told.startswith("2: the language 'xxx")
    assert told.endswith("' is unknown; left out")
    assert len(told) < 400


def test_bytes_of_another_encoding_cost_one_unit() -> None:
    data = tmx_of(f"{GOOD}\n{unit_of(target='déjà')}\n{GOOD}").encode("latin-1")
    units, told = read(data)
    assert len(units) == 2
    assert told == ["3: bytes that the file's encoding does not know; left out"]


@pytest.mark.parametrize("end", [1, 20, 60, 100])
def test_a_file_that_stops_keeps_what_came_before(end: int) -> None:
    text = tmx_of(f"{GOOD}\n{GOOD}")
    whole = text.encode()
    units, told = read(whole[: len(whole) - end])
    assert 1 <= len(units) <= 2
    if end > len("</tmx>\n"):
        (message,) = told
        assert message.split(": ", 1)[1].startswith(("a unit without an end", "the file stops"))


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "no XML"),
        (b"Hello\tBonjour\n", 1, "no XML"),
        (b"<html><body/></html>", 1, "no TMX"),
        (b"<xliff><file/></xliff>", 1, "no TMX: the first element is 'xliff'"),
        (b"<tmx><header/></tmx>", 1, "no <body>"),
        (b"<tmx>\n<header srclang=en/><body/></tmx>", 2, "the header is no XML: not well-formed"),
        (b'<?xml version="1.0" encoding="martian"?><tmx><body/></tmx>', 1, "declares the encoding 'martian'"),
        (b'<?xml version="1.0" encoding="hex"?><tmx><body/></tmx>', 1, "declares the encoding 'hex'"),
        (b'<?xml version="1.0" encoding="idna"?><tmx><body/></tmx>', 1, "declares the encoding 'idna'"),
        (b'<?xml version="1.0" encoding="punycode"?><tmx><body/></tmx>', 1, "declares the encoding"),
        (b'<?xml version="1.0" encoding="undefined"?><tmx><body/></tmx>', 1, "declares the encoding"),
        (b'<!DOCTYPE tmx [\n<!ENTITY a "b">\n]><tmx><header/><body/></tmx>', 2, "declares entities"),
        (b'<!DOCTYPE tmx [\n<!ENTITY % a SYSTEM "file:///x">]><tmx><body/></tmx>', 2, "declares entities"),
    ],
)
def test_what_is_no_tmx_is_refused(data: bytes, line: int, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.line == line
    assert caught.value.message.startswith(message)


def test_a_commented_body_is_none() -> None:
    text = f"<!-- <tmx><body> &x; <!ENTITY -->\n{tmx_of(f'<!-- {GOOD} -> -!> -->{GOOD}')}"
    assert pairs(read(text.encode())[0]) == [("Good", "Bon")]


@pytest.mark.parametrize("empty", ["<body/>", "<body />", "<body></body>", "<body>\n\n</body>"])
def test_an_empty_memory(empty: str) -> None:
    assert read(f'<tmx><header srclang="en"/>{empty}</tmx>'.encode()) == ([], [])


def test_a_segment_of_a_hundred_thousand_words() -> None:
    text = "word " * 100_000
    for words in (text, text.replace("word ", "<ph/>w ", 1000), f"{text} &amp; &#65;"):
        units, told = read(tmx_of(f"{unit_of(words, words)}\n{unit_of(text + '&', text)}\n{GOOD}").encode())
        assert [len(unit.source.split()) >= 100_000 or unit.source == "Good" for unit in units] == [
            True,
            True,
        ]
        assert told == ["3: no XML: not well-formed (invalid token); left out"]


def test_options_hold_for_all_units() -> None:
    data = b"".join(tmx.write([TranslationUnit("Yes", "Oui", "fr", origin="machine", penalty=2, file="a")]))
    unit = one(data.decode(), origin="aligned", penalty=5, file="b")
    assert (unit.origin, unit.penalty, unit.file) == ("aligned", 5, "a")
    assert one(tmx_of(unit_of()), file="b").file == "b"
