"""What a translator sees of a Word document."""

from __future__ import annotations

import pytest
from made import BOLD, BOX, ITALIC, SPACES, blocks, field, into, members, package, run, seen, zipped

from tmpipe.formats import docx
from tmpipe.model import Document, Role
from tmpipe.parts import Choice

PLAIN: dict[str, tuple[str, str]] = {
    "one run": (run("Hello."), "Hello."),
    "revision ids": (
        '<w:r w:rsidR="001"><w:t>Hel</w:t></w:r><w:r w:rsidR="002"><w:t>lo.</w:t></w:r>',
        "Hello.",
    ),
    "spelling marks": (
        f'{run("Hello ")}<w:proofErr w:type="spellStart"/>{run("wrld")}<w:proofErr/>',
        "Hello wrld",
    ),
    "language": (run("Hello ") + run("monde", '<w:lang w:val="fr-FR"/>') + run("!"), "Hello monde!"),
    "kerning and the like": (run("a", '<w:kern w:val="2"/><w:noProof/><w:szCs w:val="3"/>') + run("b"), "ab"),
    "a little letter spacing": (run("a", '<w:spacing w:val="-4"/>') + run("b"), "ab"),
    "font hints": (run("“", '<w:rFonts w:hint="eastAsia"/>') + run("a"), "“a"),
    "what is so anyway": (run("a", '<w:sz w:val="22"/><w:color w:val="auto"/>') + run("b"), "ab"),
    "a style without a look": (run("a", '<w:rStyle w:val="normaltextrun"/>') + run("b"), "ab"),
    "all bold": (run("Hello", BOLD) + run(" world", BOLD), "Hello world"),
    "bookmarks": (
        f'{run("Hel")}<w:bookmarkStart w:id="1" w:name="x"/>{run("lo")}<w:bookmarkEnd w:id="1"/>',
        "Hello",
    ),
    "comments": (
        (
            f'<w:commentRangeStart w:id="1"/>{run("a")}<w:commentRangeEnd w:id="1"/>'
            f'<w:r><w:commentReference w:id="1"/></w:r>{run("b")}'
        ),
        "ab",
    ),
    "page breaks that were": ("<w:r><w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>", "ab"),
    "insertions": (f'{run("a")}<w:ins w:id="1">{run("b")}</w:ins>', "ab"),
    "deletions": (run("a") + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + run("b"), "ab"),
    "moved away": (run("a") + f'<w:moveFrom w:id="1">{run("x")}</w:moveFrom>', "a"),
    "smart tags": (f'{run("a ")}<w:smartTag w:element="City">{run("b")}</w:smartTag>', "a b"),
    "hyphens": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>", "a\u2011b\u00ad"),
    "references": ("<w:r><w:t>a &amp; b &lt; c&#160;&#x64;</w:t></w:r>", "a & b < c\xa0d"),
    "what reads as a code": (
        "<w:r><w:t>&lt;g1&gt; and &amp;lt;x2/&gt;</w:t></w:r>",
        "&lt;g1> and &amp;lt;x2/>",
    ),
    "blanks": (run("  a  ") + run(" b") + "<w:r><w:t> c \n d </w:t></w:r>", "a bc d"),
    "CDATA": ("<w:r><w:t>a <![CDATA[<b>]]> c<!-- d --></w:t></w:r>", "a <b> c"),
    "an index entry": (run("a") + field(' XE "a" ') + run("b"), "ab"),
    "ruby": (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('か')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>{run('字')}",
        "漢字",
    ),
    "marks of another colour": (run("a") + run(": ", '<w:color w:val="FF0000"/>') + run("b"), "a: b"),
    "a typed number": (run("1.") + "<w:r><w:tab/></w:r>" + run("Text"), "Text"),
    "a page number behind": (run("Text") + "<w:r><w:tab/></w:r>" + run("12"), "Text"),
}


@pytest.mark.parametrize(("content", "text"), PLAIN.values(), ids=list(PLAIN))
def test_a_sentence_shows_no_code(content: str, text: str) -> None:
    assert seen(content) == [text]


CODED: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "bold": (
        run("A very ") + run("bold ", BOLD) + run("word."),
        "A very <g1>bold</g1> word.",
        [("strong", "")],
    ),
    "by a style": (
        run("A very ") + run("b", '<w:rStyle w:val="Fett"/>'),
        "A very <g1>b</g1>",
        [("strong", "")],
    ),
    "looks": (
        run("plain text ")
        + run("a", ITALIC)
        + run("b", '<w:u w:val="single"/>')
        + run("c", "<w:strike/>")
        + run("d", '<w:vertAlign w:val="superscript"/>')
        + run("e", '<w:vertAlign w:val="subscript"/>')
        + run("f", '<w:color w:val="FF0000"/>'),
        "plain text <g1>a</g1><g2>b</g2><g3>c</g3><g4>d</g4><g5>e</g5><g6>f</g6>",
        [(kind, "") for kind in ("emphasis", "underline", "deleted", "superscript", "subscript")]
        + [("other", "text in another colour")],
    ),
    "a link": (
        run("See ")
        + f'<w:hyperlink r:id="rId2">{run("our ", BOLD)}{run("page", BOLD)}</w:hyperlink>'
        + run(" now."),
        "See <g1>our page</g1> now.",
        [("link", "https://example.org/")],
    ),
    "a link in the document": (
        run("a ") + f'<w:hyperlink w:anchor="x">{run("b")}</w:hyperlink>',
        "a <g1>b</g1>",
        [("link", "#x")],
    ),
    "a link as a field": (
        run("See ") + field(' HYPERLINK "https://a.example/" \\l "b" ', run("this")) + run("."),
        "See <g1>this</g1>.",
        [("link", "https://a.example/#b")],
    ),
    "a simple field": (
        run("Page ") + f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>' + run("!"),
        "Page <x1/>!",
        [("field", "7")],
    ),
    "a field": (run("a ") + field("PAGEREF x", run("7")) + run(" b"), "a <x1/> b", [("field", "7")]),
    "a reference to words": (
        run("See ") + field("REF x \\h", run("Part one")),
        "See <g1>Part one</g1>",
        [("link", "#x")],
    ),
    "a field in a field": (
        run("a")
        + field("IF " + "</w:instrText></w:r>" + field("PAGE", run("1")) + "<w:r><w:instrText>", run("yes"))
        + run("b"),
        "a<x1/>b",
        [("field", "yes")],
    ),
    "notes": (
        run("One")
        + '<w:r><w:footnoteReference w:id="4"/></w:r>'
        + run(" two")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("."),
        "One<x1/> two<x2/>.",
        [("note", "1"), ("note", "2")],
    ),
    "breaks and tabs": (
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>",
        "a<x1/>b<x2/>c",
        [("break", ""), ("tab", "")],
    ),
    "a formula": (
        run("If ") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + run(" then"),
        "If <x1/> then",
        [("formula", "x=1")],
    ),
    "a content control": (
        run("On ")
        + f"<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{run('Monday')}</w:sdtContent></w:sdt>"
        + run("."),
        "On <g1>Monday</g1>.",
        [("other", "")],
    ),
    "a drawing": (
        run("a ") + "<w:r><w:drawing><wp:inline><wp:docPr/></wp:inline></w:drawing></w:r>" + run(" b"),
        "a <x1/> b",
        [("image", "")],
    ),
    "a drawing that floats": (
        run("a ") + "<w:r><w:drawing><wp:anchor><wp:docPr/></wp:anchor></w:drawing></w:r>" + run("b"),
        "a b",
        [("image", "")],
    ),
}


@pytest.mark.parametrize(("content", "text", "codes"), CODED.values(), ids=list(CODED))
def test_what_is_a_code(content: str, text: str, codes: list[tuple[str, str]]) -> None:
    (block,) = blocks(f"<w:p>{content}</w:p>", "hyperlink=https://example.org/")
    assert block.text == text
    assert [(code.kind, code.target) for code in block.codes] == codes


SHAPES: dict[str, tuple[str, tuple[str, int, str]]] = {
    "title": ('<w:pStyle w:val="Titel"/>', ("heading", 1, "")),
    "heading": ('<w:pStyle w:val="berschrift1"/>', ("heading", 2, "")),
    "heading by what it is based on": ('<w:pStyle w:val="Mine"/>', ("heading", 2, "")),
    "heading by its level": ('<w:outlineLvl w:val="2"/>', ("heading", 4, "")),
    "no heading": ('<w:pStyle w:val="Mine"/><w:outlineLvl w:val="9"/>', ("paragraph", 0, "")),
    "quotation": ('<w:pStyle w:val="Zitat"/>', ("quote", 0, "")),
    "list by its style": ('<w:pStyle w:val="Liste"/>', ("list_item", 1, "")),
    "list": ('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>', ("list_item", 2, "")),
    "no list": ('<w:pStyle w:val="Liste"/><w:numPr><w:numId w:val="0"/></w:numPr>', ("paragraph", 0, "")),
    "contents": ('<w:pStyle w:val="Verzeichnis1"/>', ("paragraph", 0, "table of contents")),
    "unknown style": ('<w:pStyle w:val="Gone"/>', ("paragraph", 0, "")),
}


@pytest.mark.parametrize(("properties", "shape"), SHAPES.values(), ids=list(SHAPES))
def test_what_a_paragraph_is(properties: str, shape: tuple[str, int, str]) -> None:
    title = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{run("T")}</w:p>'
    block = blocks(f"{title}<w:p><w:pPr>{properties}</w:pPr>{run('Text')}</w:p>")[1]
    assert (block.role.value, block.level, block.place) == shape


def test_headings_begin_at_one_without_a_title() -> None:
    (block,) = blocks(f'<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>{run("T")}</w:p>')
    assert (block.role, block.level) == (Role.HEADING, 1)


def test_cells_know_their_place() -> None:
    def cell(text: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p>{run(text)}</w:p></w:tc>'

    inner = f"<w:tbl><w:tblPr/><w:tr>{cell('e')}</w:tr></w:tbl>"
    table = (
        f"<w:tbl><w:tblPr/><w:tr>{cell('a', 2)}{cell('b')}</w:tr>"
        f"<w:tr>{cell('c')}<w:tc>{inner}<w:p>{run('d')}</w:p></w:tc></w:tr></w:tbl>"
    )
    found = {block.text: block.cell for block in blocks(table + table.replace(">a<", ">f<"))}
    assert found == {
        "a": (1, 1, 1),
        "b": (3, 1, 3),
        "c": (3, 2, 1),
        "d": (3, 2, 2),
        "e": (4, 1, 1),
        "f": (3, 1, 1),
    }


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ("<w:trPr><w:tblHeader/></w:trPr>", 1),
        ('<w:trPr><w:cantSplit/><w:tblHeader w:val="1"/></w:trPr>', 1),
        ('<w:trPr><w:tblHeader w:val="0"/></w:trPr>', 0),
        ("<w:trPr/>", 0),
    ],
)
def test_cells_that_name_their_columns(row: str, level: int) -> None:
    cells = (f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in "ab")
    first, second = (f"<w:tr>{more}{cell}</w:tr>" for more, cell in zip((row, ""), cells, strict=True))
    found = blocks(f"<w:tbl><w:tblPr/>{first}{second}</w:tbl>")
    assert [(block.text, block.level) for block in found] == [("a", level), ("b", 0)]


def test_a_text_box_and_its_copy_for_older_programs() -> None:
    drawn = (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:docPr descr="A &quot;box&quot;"/>'
        f"<wps:txbx>{BOX}</wps:txbx></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape alt="file.png">'
        f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    found = blocks(f"<w:p>{run('Before ')}<w:r>{drawn}</w:r>{run(' after')}</w:p>")
    assert [(block.text, block.place) for block in found] == [
        ("Before <x1/> after", ""),
        ('A "box"', "alternative text of an image"),
        ("In a box", ""),
        ("In a box", "text box"),
    ]
    assert found[0].codes[0].kind == "box"


def test_fields_may_span_paragraphs() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\h </w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    first = f"<w:p>{begin}{separate}{run('One')}<w:r><w:tab/></w:r>{field('PAGEREF a', run('1'))}</w:p>"
    last = f'<w:p>{run("Two")}</w:p><w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert [block.text for block in blocks(first + last)] == ["One", "Two"]


def test_members_beside_the_text() -> None:
    def part(root: str, content: str) -> str:
        return f"<w:{root} {SPACES}>{content}</w:{root}>"

    data = package(
        f'<w:p>{run("Text")}<w:r><w:footnoteReference w:id="7"/></w:r>{run(".")}</w:p>',
        "footnotes=footnotes.xml",
        "header=header1.xml",
        "footer=footer1.xml",
        "comments=comments.xml",
        footnotes=part(
            "footnotes",
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
            f"{run(' A note.')}</w:p></w:footnote>",
        ),
        header1=part("hdr", f"<w:p>{run('Head')}</w:p>"),
        footer1=part("ftr", f"<w:p>{run('Page ')}{field('PAGE', run('1'))}</w:p>"),
        comments=part("comments", f'<w:comment w:id="1"><w:p>{run("Really?")}</w:p></w:comment>'),
    )
    found = docx.read(data, "x.docx", "en", Choice(comments=True))
    assert [(block.text, block.role.value, block.label, block.place) for block in found.blocks()] == [
        ("Text<x1/>.", "paragraph", "", ""),
        ("A note.", "footnote", "1", ""),
        ("Head", "paragraph", "", "page header"),
        ("Page", "paragraph", "", "page footer"),
        ("Really?", "paragraph", "", "comment"),
    ]
    assert [part.path for part in docx.read(data, "x.docx", "en").parts if isinstance(part, Document)] == [
        "word/document.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/footer1.xml",
    ]


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A &amp; B</dc:title><dc:creator>Me</dc:creator>'
    "{language}</cp:coreProperties>"
)


def with_core(language: str = "") -> bytes:
    found = members(package(f"<w:p>{run('Text.')}</w:p>"))
    return zipped({**found, "docProps/core.xml": CORE.format(language=language).encode()})


def test_properties_are_translated_and_tell_the_language() -> None:
    for language in "", "<dc:language>en-US</dc:language>", "<dc:language/>":
        document = docx.read(with_core(language), "x.docx", "en")
        assert document.title == "A & B"
        localized = document.localized("fr", into("é &lt;g1>", "b"))
        told = members(docx.write(localized))["docProps/core.xml"].decode()
        assert "<dc:title>é &lt;g1&gt;</dc:title>" in told
        assert "<dc:language>fr</dc:language>" in told
        assert "<dc:creator>Me</dc:creator>" in told
