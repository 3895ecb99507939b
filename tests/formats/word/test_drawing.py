"""The words of charts and diagrams."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from made import into, members, package, run

from tmpipe.formats import docx
from tmpipe.model import Block, Span, State

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def with_chart(content: str) -> bytes:
    chart = f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}">{content}</c:chartSpace>'
    return package(f"<w:p>{run('Text.')}</w:p>", "chart=chart1.xml", chart1=chart)


def words(text: str, properties: str = "<a:rPr/>") -> str:
    return f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


READ = {
    "runs": (words("One ") + words("two"), "One two"),
    "languages": (words("One ", '<a:rPr lang="en-US" dirty="0"/>') + words("two"), "One two"),
    "looks": (words("One long ") + words("two", '<a:rPr b="1"/>'), "One long <g1>two</g1>"),
    "not bold": (words("One ") + words("two", '<a:rPr b="0" strike="noStrike" baseline="0"/>'), "One two"),
    "a break": (words("One") + "<a:br/>" + words("two"), "One<x1/>two"),
    "a field": (words("On ") + '<a:fld type="datetime"><a:t>Monday</a:t></a:fld>' + words("."), "On <x1/>."),
    "references": (words("A &amp; B"), "A & B"),
}


@pytest.mark.parametrize(("content", "text"), READ.values(), ids=list(READ))
def test_what_a_drawing_says(content: str, text: str) -> None:
    data = with_chart(f"<a:p><a:pPr/>{content}<a:endParaRPr/></a:p><a:p><a:endParaRPr/></a:p>")
    document = docx.read(data, "x.docx", "en")
    assert [(block.text, block.place) for block in document.blocks()] == [("Text.", ""), (text, "drawing")]
    assert docx.write(document.localized("fa", lambda block: block)) == data


def test_legends_are_words_and_figures_are_not() -> None:
    cache = "<c:strCache><c:pt><c:v>Wells &lt;dry&gt;</c:v></c:pt><c:pt><c:v>1988</c:v></c:pt></c:strCache>"
    data = with_chart(f"{cache}<c:numCache><c:pt><c:v>seven</c:v></c:pt></c:numCache>")
    document = docx.read(data, "x.docx", "en")
    assert [block.text for block in document.blocks()] == ["Text.", "Wells <dry>"]
    told = members(docx.write(document.localized("fr", into("", "Puits <à sec>"))))[
        "word/chart1.xml"
    ].decode()
    assert told == members(data)["word/chart1.xml"].decode().replace(
        "Wells &lt;dry&gt;", "Puits &lt;à sec&gt;"
    )


WRITTEN = {
    "a language": (words("a", '<a:rPr lang="en-US" b="1"/>'), "c", words("c", '<a:rPr lang="{}" b="1"/>')),
    "no properties": (words("a", ""), "c", words("c", '<a:rPr lang="{}"/>')),
    "a pair": (
        words("long ") + words("b", '<a:rPr i="1"/>'),
        "<g1>c</g1> d",
        words("c", '<a:rPr lang="{}" i="1"/>') + words(" d", '<a:rPr lang="{}"/>'),
    ),
    "a lost break": (words("a") + "<a:br/>" + words("b"), "c", words("c", '<a:rPr lang="{}"/>') + "<a:br/>"),
}


@pytest.mark.parametrize(("content", "text", "expected"), WRITTEN.values(), ids=list(WRITTEN))
def test_what_is_written(content: str, text: str, expected: str) -> None:
    document = docx.read(with_chart(f"<a:p>{content}</a:p>"), "x.docx", "en")
    told = members(docx.write(document.localized("fr", into("", text))))["word/chart1.xml"].decode()
    assert f"<a:p>{expected.replace('{}', 'fr-FR')}</a:p>" in told


STARTS = ["<a:p>", "<a:p><a:pPr/>", '<a:p><a:pPr rtl="0" algn="ctr"><a:defRPr/></a:pPr>']


@pytest.mark.parametrize("start", STARTS)
def test_a_drawing_is_turned(start: str) -> None:
    data = with_chart(f"{start}{words('a')}</a:p>{start}{words('b')}</a:p>")
    document = docx.read(data, "x.docx", "en").localized("fa", into("", "", "سلام"))
    told = etree.fromstring(members(docx.write(document))["word/chart1.xml"])
    first, second = told.findall(f"{{{A}}}p")
    properties = second.find(f"{{{A}}}pPr")
    assert properties is not None
    assert properties.get("rtl") == "1"
    assert first.find(f"{{{A}}}pPr[@rtl='1']") is None
    assert [one.get("lang") for one in second.iter(f"{{{A}}}rPr")] == ["fa-IR"]


def test_what_is_not_translated_keeps_its_language() -> None:
    document = docx.read(with_chart(f"<a:p>{words('One. Two.')}</a:p>"), "x.docx", "en")
    spans = (Span(0, 4, State.FINAL), Span(5, 9, State.SOURCE))

    def translate(block: Block) -> Block:
        return replace(block, text="Une. Two.", spans=spans) if block.place else block

    localized = document.localized("fr", translate)
    told = members(docx.write(localized))["word/chart1.xml"].decode()
    assert words("Une.", '<a:rPr lang="fr-FR"/>') in told
    assert words("Two.") in told
