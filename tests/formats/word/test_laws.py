"""What holds for every Word document, whatever is done to it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from made import BOLD, BOX, ITALIC, W, field, members, package, run, upper

from tmpipe.formats import docx
from tmpipe.model import CODE, Block, Document, unescaped
from tmpipe.text.inline import kept_codes

RED = '<w:color w:val="FF0000"/>'
LOOKS = st.sampled_from(["", BOLD, ITALIC, '<w:u w:val="single"/>', '<w:lang w:val="fr-FR"/>', RED])
WORDS = st.text("ab .é<&\u00a0\n", min_size=1, max_size=6).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
RUNS = st.builds(run, WORDS, LOOKS)
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/><w:t>x</w:t></w:r>'
LEAVES = st.sampled_from(
    [
        "<w:proofErr/>",
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:bookmarkEnd w:id="1"/>',
        "<w:r><w:tab/></w:r>",
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>",
        BEGIN,
        SEPARATE,
        END,
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        '<w:r><w:drawing><wp:inline><wp:docPr descr="an image"/></wp:inline></w:drawing></w:r>',
        f"<w:r><w:t>in</w:t><w:pict>{BOX}</w:pict></w:r>",
        "<!-- a -->",
        field("PAGE", run("1")),
        field("HYPERLINK x", run("link")),
    ]
)
CONTENT: st.SearchStrategy[str] = st.recursive(
    RUNS | LEAVES,
    lambda inner: st.builds(
        lambda around, pieces: around.format("".join(pieces)),
        st.sampled_from(
            [
                '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
                "<w:ins>{}</w:ins>",
                "<w:smartTag>{}</w:smartTag>",
                "<w:r><w:ruby><w:rubyPr/><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
                "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
            ]
        ),
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)
BODIES = st.lists(
    st.lists(CONTENT, max_size=8).map(lambda pieces: f"<w:p>{''.join(pieces)}</w:p>"), min_size=1, max_size=3
).map("".join)


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text)).upper()


def said(data: bytes) -> str:
    """The letters of all texts that are not deleted."""
    root = etree.fromstring(members(data)["word/document.xml"])
    return letters("".join(map(str, root.itertext(f"{{{W}}}t"))))


@settings(max_examples=150)
@given(BODIES)
def test_every_document_is_written_as_it_was_read(content: str) -> None:
    data = package(content)
    document = docx.read(data, "x.docx", "en")
    for part in document.parts:
        assert isinstance(part, Document)
        assert part.source().encode() == members(data)[part.path]
    assert docx.write(document) == data
    assert docx.write(document.localized("fa", lambda block: block)) == data
    for block in document.blocks():
        assert block.text == block.text.strip(" ") != ""
        assert not re.search("[\n\t]|  ", block.text)


TAB = "<w:r><w:tab/></w:r>"
LINK = '<w:hyperlink w:anchor="a">{}</w:hyperlink>'
RUBY = '<w:r><w:ruby><w:rubyBase><w:bookmarkStart w:id="1"/>{}</w:rubyBase></w:ruby></w:r>'


@settings(max_examples=150)
@example(f'<w:p>{run("a")}{BEGIN}<w:hyperlink w:anchor="a">{SEPARATE}</w:hyperlink>{run("b")}</w:p>', "fr")
@example(f"<w:p><w:ins>{run('a')}{BEGIN}{run('b')}</w:ins></w:p>", "fr")
@example(f"<w:p>{BEGIN}{RUBY.format(run('b'))}</w:p>", "fa")
@given(BODIES, st.sampled_from(["fr", "fa"]))
def test_no_translation_loses_text(content: str, locale: str) -> None:
    data = package(content)
    told = docx.write(docx.read(data, "x.docx", "en").localized(locale, upper))
    assert sorted(said(told)) == sorted(said(data))  # their order is the translator's


TAGS = st.sampled_from(
    ["<g1>", "</g1>", "<g2>", "</g2>", "<x1/>", "<x2/>", "<g9>", "</g3>", "word ", "سلام ", "&lt;g1>"]
)


def literals(text: str) -> list[str]:
    """What stands between the codes of a block's text, without its blanks."""
    return ["".join(unescaped(words).split()) for words in CODE.sub("\n", text).splitlines()]


@settings(max_examples=150)
@example(f"<w:p>{run('a')}{RUBY.format(field('PAGE', run('1')))}</w:p>", "<x2/>word ", "fr")
@example(f"<w:p>{BEGIN}{run('a')}{LINK.format(run('b') + TAB)}</w:p>", "word ", "fr")
@example(f"<w:p>{BEGIN}{run('a')}{LINK.format(SEPARATE + run('b'))}</w:p>", "word ", "fr")
@example(f"<w:p>{BEGIN}{RUBY.format(run('a') + END)}</w:p>", "word ", "fr")
@example(f"<w:p>{run('a')}{run('b', RED)}</w:p>", "<g1>word </g1>&lt;g1>", "fa")
@given(BODIES, st.lists(TAGS, max_size=9).map("".join), st.sampled_from(["fr", "fa"]))
def test_whatever_a_translation_does_to_codes_the_file_stays_whole(
    content: str, text: str, locale: str
) -> None:
    document = docx.read(package(content), "x.docx", "en")

    def translated(block: Block) -> Block:  # codes that the text does not name reach no translator
        return replace(block, text=kept_codes(text, block.text) or block.text)

    told = docx.write(document.localized(locale, translated))
    again = docx.read(told, "x.docx", locale)
    if all(block.text == text for block in document.blocks()) or not text.strip():
        return
    if END in content:  # words may have come before the end of a field that is not whole: it hides them
        assert all(letters(words) in said(told) for words in literals(text))
    else:
        shown = "".join(words for one in again.blocks() for words in literals(one.text))
        assert "".join(literals(text)) in shown


@settings(max_examples=60)
@given(BODIES, st.data())
def test_what_is_not_changed_stays_node_by_node(content: str, data: st.DataObject) -> None:
    source = package(f"{content}<w:p>{run('the one')}</w:p>{content}")
    document = docx.read(source, "x.docx", "en")
    chosen = data.draw(st.sampled_from([block for block in document.blocks() if block.text == "the one"]))
    told = docx.write(document.localized("fr", lambda block: upper(block) if block is chosen else block))
    before, after = members(source), members(told)
    for name in before:
        if name != "word/document.xml":
            assert before[name] == after[name]
    one, other = (etree.fromstring(found["word/document.xml"]) for found in (before, after))
    different = [
        etree.tostring(a, method="c14n")
        for a, b in zip(one[0], other[0], strict=True)
        if etree.tostring(a, method="c14n") != etree.tostring(b, method="c14n")
    ]
    assert len(different) == 1
    assert b"the one" in different[0]
