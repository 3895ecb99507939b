"""How what was changed is written."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree
from made import BOLD, W, body, field, into, members, package, relationships, run, upper, written, zipped

from tmpipe.formats import docx
from tmpipe.model import Block, Span, State

LANG = '<w:lang w:val="eo"/>'


def spoken(text: str, properties: str = "") -> str:
    """A run as it is written in `eo`."""
    return run(text, properties + LANG)


WRITTEN: dict[str, tuple[str, str, str]] = {
    "merged runs": (run("Hel") + "<w:proofErr/>" + run("lo"), "Saluton", spoken("Saluton")),
    "what XML escapes": (run("a"), "b < c & d", spoken("b &lt; c &amp; d")),
    "what reads as a code": (run("a"), "&lt;g1> and &amp;lt;x2/>", spoken("&lt;g1&gt; and &amp;lt;x2/&gt;")),
    "what XML cannot hold": (run("a"), "b\x00\ufffe\x0bc", spoken("bc")),
    "a pair": (run("A ") + run("b", BOLD), "<g1>B</g1> a", spoken("B", BOLD) + spoken(" a")),
    "a style": (run("b", "<w:rStyle w:val='Fett'/>"), "c", spoken("c", "<w:rStyle w:val='Fett'/>")),
    "tracked": (
        (
            f'<w:ins w:id="1">{run("a", "<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>")}</w:ins>'
            f'<w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>'
        ),
        "c",
        f'{spoken("c")}<w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>',
    ),
    "bookmarks": (
        '<w:bookmarkStart w:id="0"/>'
        + run("a")
        + '<w:bookmarkEnd w:id="0"/><w:bookmarkStart w:id="1"/>'
        + run("b"),
        "c",
        f'<w:bookmarkStart w:id="0"/><w:bookmarkStart w:id="1"/>{spoken("c")}<w:bookmarkEnd w:id="0"/>',
    ),
    "comments": (
        (
            f'{run("a")}<w:commentRangeStart w:id="1"/>{run("b")}<w:commentRangeEnd w:id="1"/>'
            f'<w:r><w:commentReference w:id="1"/></w:r>{run("c")}'
        ),
        "d",
        (
            f'<w:commentRangeStart w:id="1"/>{spoken("d")}<w:commentRangeEnd w:id="1"/>'
            '<w:r><w:commentReference w:id="1"/></w:r>'
        ),
    ),
    "a link": (
        run("a ") + f'<w:hyperlink r:id="rId2" w:history="1">{run("b", BOLD)}</w:hyperlink>',
        "<g1>c</g1> d",
        f'<w:hyperlink r:id="rId2" w:history="1">{spoken("c", BOLD)}</w:hyperlink>{spoken(" d")}',
    ),
    "a link as a field": (
        run("a ") + field("HYPERLINK x", run("b")) + run(" c"),
        "<g1>d</g1> e",
        field("HYPERLINK x", spoken("d")) + spoken(" e"),
    ),
    "a link in a link": (
        f'<w:hyperlink r:id="rId2">{run("a")}</w:hyperlink><w:hyperlink r:id="rId3">{run("b")}</w:hyperlink>',
        "<g1>c<g2>d</g2></g1>",
        f'<w:hyperlink r:id="rId2">{spoken("c")}{spoken("d")}</w:hyperlink>',
    ),
    "a single code": (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>",
        "c<x1/>d",
        spoken("c", BOLD) + "<w:r><w:rPr><w:b/></w:rPr><w:br/></w:r>" + spoken("d", BOLD),
    ),
    "a lost code": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "c", spoken("c") + "<w:r><w:tab/></w:r>"),
    "a doubled code": (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>",
        "<x1/>c<x1/>",
        "<w:r><w:tab/></w:r>" + spoken("c"),
    ),
    "blanks at the edges": (
        "<w:r><w:footnoteRef/></w:r>" + run("  a ") + field("PAGE", run("1")),
        "b",
        "<w:r><w:footnoteRef/></w:r>" + run("  ") + spoken("b") + run(" ") + field("PAGE", run("1")),
    ),
    "hyphens": (
        run("a"),
        "b\u2011c\u00ad",
        "<w:r><w:rPr>" + LANG + "</w:rPr>"
        '<w:t xml:space="preserve">b</w:t><w:noBreakHyphen/>'
        '<w:t xml:space="preserve">c</w:t><w:softHyphen/></w:r>',
    ),
    "a field that lost its place": (
        run("a") + field("PAGE", run("1")) + run("b"),
        "c",
        spoken("c") + field("PAGE", run("1")),
    ),
    "a content control": (
        run("a ") + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>",
        "<g1>c</g1>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{spoken('c')}</w:sdtContent></w:sdt>",
    ),
}


@pytest.mark.parametrize(("content", "text", "expected"), WRITTEN.values(), ids=list(WRITTEN))
def test_what_is_written(content: str, text: str, expected: str) -> None:
    related = ("hyperlink=https://a.example/", "hyperlink=https://b.example/")
    assert written(f"<w:p>{content}</w:p>", text, related=related) == f"<w:p>{expected}</w:p>"


def test_text_within_a_paragraph_that_stays() -> None:
    drawing = '<w:drawing><wp:inline><wp:docPr descr="a &amp; b" id="1"/></wp:inline></w:drawing>'
    content = f"<w:p>{run('See ')}<w:r><w:t>this: </w:t>{drawing}<w:t>!</w:t></w:r></w:p>"
    assert written(content, "", 'c "d"') == content.replace("a &amp; b", "c &quot;d&quot;")
    changed = written(content, "Jen <x1/>.", "c")
    assert (
        changed == f"<w:p>{spoken('Jen ')}<w:r>{drawing.replace('a &amp; b', 'c')}</w:r>{spoken('.')}</w:p>"
    )


def test_drafts_are_shaded_and_what_is_not_translated_keeps_its_language() -> None:
    document = docx.read(package(f"<w:p>{run('One. Two. Three.')}</w:p>"), "x.docx", "en")
    spans = (Span(0, 4, State.FINAL), Span(5, 9, State.DRAFT), Span(10, 16, State.SOURCE))
    localized = document.localized("eo", lambda block: replace(block, text="Unu. Duu. Three.", spans=spans))
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="FFF3C4"/>'
    told = spoken("Unu.") + spoken(" ") + run("Duu.", shade + LANG) + spoken(" ") + run("Three.")
    assert body(docx.write(localized)) == f"<w:p>{told}</w:p>"


FA = '<w:lang w:bidi="fa-IR"/>'
PARAGRAPHS: dict[str, tuple[str, str]] = {
    "no properties": ("", "<w:pPr><w:bidi/></w:pPr>"),
    "order": (
        '<w:pPr><w:pStyle w:val="Mine"/><w:spacing/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr>',
        (
            '<w:pPr><w:pStyle w:val="Mine"/><w:bidi/><w:spacing/><w:jc w:val="left"/>'
            "<w:rPr><w:b/></w:rPr></w:pPr>"
        ),
    ),
    "there already": ('<w:pPr><w:bidi w:val="0"/></w:pPr>', "<w:pPr><w:bidi/></w:pPr>"),
    "empty": ("<w:pPr/>", "<w:pPr><w:bidi/></w:pPr>"),
}


@pytest.mark.parametrize(("before", "after"), PARAGRAPHS.values(), ids=list(PARAGRAPHS))
def test_a_paragraph_is_turned(before: str, after: str) -> None:
    content = f"<w:p>{before}{run('a')}</w:p><w:p>{before}{run('b')}</w:p>"
    told = written(content, "سلام", "", locale="fa")
    assert told == f"<w:p>{after}{run('سلام', '<w:rtl/>' + FA)}</w:p><w:p>{before}{run('b')}</w:p>"


def test_islands_are_runs_from_the_left() -> None:
    bold = '<w:b/><w:sz w:val="30"/>'
    told = written(f"<w:p>{run('a', bold)}</w:p>", "در Tehran (1988)", locale="fa")
    right = '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/><w:rtl/>' + FA
    pieces = [("در ", right), ("Tehran", bold), (" (", right), ("1988", bold), (")", right)]
    assert told == "<w:p><w:pPr><w:bidi/></w:pPr>" + "".join(run(*piece) for piece in pieces) + "</w:p>"


def test_an_island_of_several_looks_is_one() -> None:
    content = f"<w:p>{run('a ')}{run('b', BOLD)}{run(' c')}</w:p>"
    told = written(content, "با <g1>C</g1>++ و <g1>Human</g1> Watch", locale="fa")
    runs = re.findall(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t [^>]*>([^<]*)<", told)
    assert [("←" if "rtl" in look else "→") + text for look, text in runs] == [
        *("←با ", "→C", "→++\u200e", "← و ", "→Human", "→ Watch")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("تلفن +44 20 7946 0000 است", "تلفن \u200e+44 20 7946 0000 است"),
        ("با C++ و", "با C++\u200e و"),
        ("در 12.5 و", "در 12.5 و"),
    ],
)
def test_an_island_whose_edge_does_not_show_its_side_has_a_mark_there(text: str, found: str) -> None:
    told = written(f"<w:p>{run('a')}</w:p>", text, locale="fa")
    assert "".join(re.findall(r"<w:t [^>]*>([^<]*)<", told)) == found


def test_an_untranslated_sentence_ends_at_its_own_side() -> None:
    def translate(block: Block) -> Block:
        target = "سلام. “Read <g1>it</g1>.”"
        return replace(block, text=target, spans=(Span(6, len(target), State.SOURCE),))

    document = docx.read(package(f"<w:p>{run('Hi. Read ')}{run('it', BOLD)}{run('.')}</w:p>"), "x.docx", "en")
    told = body(docx.write(document.localized("fa", translate)))
    assert re.findall(r"<w:t [^>]*>([^<]*)<", told)[1:] == ["\u200e“Read ", "it", "\u200e.”\u200e"]
    told = body(docx.write(document.localized("sv", translate)))
    assert "\u200e" not in told


@pytest.mark.parametrize(
    ("text", "turned"), [("1,500", True), ("12 %", False), ("+44 20", False), ("–", True)]
)
def test_numbers_stand_where_their_column_begins(text: str, *, turned: bool) -> None:
    told = written(f"<w:p>{run('a')}</w:p><w:p>{run(text)}</w:p>", "سلام", text, locale="fa")
    assert told.endswith(f"<w:bidi/></w:pPr>{run(text)}</w:p>") is turned


def test_styles_are_bold_and_large_for_letters_from_the_right_too() -> None:
    own, both = '<w:b/><w:sz w:val="40"/>', '<w:b/><w:bCs/><w:sz w:val="40"/><w:szCs w:val="40"/>'
    plain = '<w:szCs w:val="24"/>'
    styles = (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="T"><w:rPr>LOOK</w:rPr></w:style></w:styles>'
    )
    document = docx.read(
        package(f"<w:p>{run('a')}</w:p>", styles=styles.replace("LOOK", own)), "x.docx", "en"
    )
    told = members(docx.write(document.localized("fa", into("سلام"))))["word/styles.xml"].decode()
    assert told == styles.replace("LOOK", both)
    told = members(docx.write(document.localized("fr", into("Salut"))))["word/styles.xml"].decode()
    assert told == styles.replace("LOOK", own)


def test_tables_sections_and_settings_are_turned() -> None:
    def table(text: str) -> str:
        properties = '<w:tblPr><w:tblStyle w:val="a"/><w:tblW w:w="0"/></w:tblPr>'
        return f"<w:tbl>{properties}<w:tr><w:tc><w:p>{run(text)}</w:p></w:tc></w:tr></w:tbl>"

    parts = {"settings": f'<w:settings xmlns:w="{W}"><w:themeFontLang w:val="en-US"/></w:settings>'}
    data = package(table("a") + table("b"), "settings=settings.xml", **parts)
    document = docx.read(data, "x.docx", "en").localized("fa", into("سلام", ""))
    found = {name: content.decode() for name, content in members(docx.write(document)).items()}
    first, second = found["word/document.xml"].split("</w:tbl>")[:2]
    assert '<w:tblStyle w:val="a"/><w:bidiVisual/><w:tblW w:w="0"/>' in first
    assert "bidi" not in second
    assert "<w:sectPr><w:cols/><w:bidi/></w:sectPr>" in found["word/document.xml"]
    assert '<w:themeFontLang w:val="en-US" w:bidi="fa-IR"/>' in found["word/settings.xml"]


def test_from_the_right_to_the_left() -> None:
    content = f"<w:p><w:pPr><w:bidi/></w:pPr>{run('سلام', '<w:rtl/>' + FA)}{run('Iran')}</w:p>"
    document = docx.read(package(content), "x.docx", "fa").localized("fr", into("Salut Iran"))
    told = body(docx.write(document))
    language = '<w:lang w:val="fr-FR" w:bidi="fa-IR"/>'
    assert told == f"<w:p><w:pPr></w:pPr>{run('Salut Iran', language)}</w:p>"


def test_what_is_the_same_in_translation_is_turned_too() -> None:
    document = docx.read(
        package(f"<w:p>{run('a')}</w:p><w:p>{run('Iran')}</w:p><w:p>{run('no')}</w:p>"), "x.docx", "en"
    )

    def translate(block: Block) -> Block:
        states = {"Iran": State.FINAL, "no": State.SOURCE}
        state = states.get(block.text, State.FINAL)
        text = "الف" if block.text == "a" else block.text
        return replace(block, text=text, spans=(Span(0, len(text), state),))

    told = body(docx.write(document.localized("fa", translate)))
    assert told.endswith(f"<w:p><w:pPr><w:bidi/></w:pPr>{run('Iran')}</w:p><w:p>{run('no')}</w:p>")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_stay(encoding: str) -> None:
    found = members(package(f"<w:p>{run('Grüße')}</w:p>"))
    found["word/document.xml"] = found["word/document.xml"].decode().encode(encoding)
    document = docx.read(zipped(found), "x.docx", "en")
    told = members(docx.write(document.localized("eo", upper)))["word/document.xml"]
    assert "GRÜSSE" in told.decode(encoding)
    assert told[:2] == found["word/document.xml"][:2]


@pytest.mark.parametrize(
    ("old", "new"), [("w:", "ns0:"), (W, "http://purl.oclc.org/ooxml/wordprocessingml/main")]
)
def test_other_prefixes_and_strict_documents(old: str, new: str) -> None:
    content = f"<w:p>{run('Hello ')}{run('you', BOLD)}</w:p>"
    found = members(package(content))
    found["word/document.xml"] = (
        found["word/document.xml"]
        .decode()
        .replace(old, new)
        .replace("xmlns:w=", "xmlns:ns0=" if ":" in new and new.endswith(":") else "xmlns:w=")
        .encode()
    )
    document = docx.read(zipped(found), "x.docx", "en")
    assert [block.text for block in document.blocks()] == ["Hello <g1>you</g1>"]
    told = members(docx.write(document.localized("fa", into("سلام <g1>تو</g1>"))))["word/document.xml"]
    root = etree.fromstring(told)
    assert "".join(map(str, root.itertext("{*}t"))) == "سلام تو"
    assert len(root.findall(".//{*}pPr/{*}bidi")) == 1


def test_the_main_document_may_lie_anywhere() -> None:
    found = members(package(f"<w:p>{run('a')}</w:p>"))
    moved = {name.replace("word/document", "Text/main"): content for name, content in found.items()}
    moved["_rels/.rels"] = relationships("officeDocument=/text/MAIN.xml").encode()
    moved["Text/_rels/main.xml.rels"] = moved.pop("word/_rels/document.xml.rels")
    assert [block.text for block in docx.read(zipped(moved), "x.docx", "en").blocks()] == ["a"]
