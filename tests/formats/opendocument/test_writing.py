"""What a localized OpenDocument text says, whatever its translators did."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tmpipe.formats import odt
from tmpipe.model import CODE, Block, Span, State

Made = Callable[..., bytes]
Into = Callable[..., str]

SOURCE = (
    '<text:p text:style-name="Centred">One <text:span text:style-name="B">bold</text:span> word'
    '<text:bookmark text:name="m"/><text:note text:id="n"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>A note.</text:p></text:note-body></text:note> of "
    '<text:a xlink:href="https://x.org">two<text:tab/></text:a>.</text:p>'
)


@pytest.fixture
def into(flat: Made) -> Into:
    """The body of a document whose paragraph is translated so."""

    def made(text: str, locale: str = "fr", source: str = SOURCE, state: State | None = None) -> str:
        document = odt.read(flat(source), "x.fodt", "en")
        first = next(document.blocks()).text
        spans = (Span(0, len(text), state),) if state else ()
        localized = document.localized(
            locale, lambda block: replace(block, text=text, spans=spans) if block.text == first else block
        )
        return odt.write(localized).decode()

    return made


def paragraph(document: str) -> str:
    """The paragraph in a document's body."""
    found = re.search(r"<office:text>(.*)</office:text>", document, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A", "A"),
        ("A & <b>", "A &amp; &lt;b&gt;"),
        ("&lt;g1>", "&lt;g1&gt;"),
        ("A  B   C", "A <text:s/>B <text:s/><text:s/>C"),
        (" A", "<text:s/>A"),
        ("A\tB\nC", "A<text:tab/>B<text:line-break/>C"),
        ("A\n B", "A<text:line-break/> B"),
        ("\x00A\ufffe", "A"),
    ],
)
def test_characters(into: Into, text: str, written: str) -> None:
    assert paragraph(into(text, source="<text:p>One</text:p>")) == (
        f'<text:p text:style-name="Standard_fr">{written}</text:p>'
    )


def test_codes_stand_where_the_translation_has_them(into: Into) -> None:
    found = paragraph(into("<g3>Deux<x4/></g3> <g1>gras</g1> : un mot<x2/>."))
    assert found == (
        '<text:p text:style-name="Centred_fr"><text:bookmark text:name="m"/><text:a xlink:href="https://x.org">Deux'
        '<text:tab/></text:a> <text:span text:style-name="B">gras</text:span> : un mot<text:note text:id="n">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note>.</text:p>"
    )


PIECES = st.lists(
    st.sampled_from(["<g1>", "</g1>", "<x2/>", "<g3>", "</g3>", "<x4/>", "<g9>", "<x9/>", " ", "mot", "œ&<"])
)


@given(PIECES, st.sampled_from(["fr", "fa"]), st.sampled_from([None, *State]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_translation_is_well_formed_and_loses_no_word(
    into: Into, pieces: list[str], locale: str, state: State | None
) -> None:
    text = "".join(pieces)
    made = into(text, locale, state=state)
    root = etree.fromstring(made.encode())
    shown = re.sub("[\u2066\u2069]", "", str(etree.tostring(root, method="text", encoding="unicode")))
    for word in ("mot", "œ&<"):
        assert shown.count(word) == CODE.sub("", text).count(word)
    assert made.count("<text:note ") == 1
    assert 'text:name="m"' in made


WORDS = st.text("ab &<>'\"\n\té", max_size=8)
RUNS = st.recursive(
    st.one_of(
        WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")),
        st.sampled_from(["<text:s/>", '<text:s text:c="4"/>', "<text:tab/>", "<text:line-break/>"]),
        st.sampled_from(["<text:soft-page-break/>", '<text:bookmark text:name="m"/>', "<!--x-->"]),
        st.just("<text:page-number>1</text:page-number>"),
        st.just("<draw:frame><svg:title>t &amp; u</svg:title></draw:frame>"),
    ),
    lambda inner: st.tuples(st.sampled_from("BB2IUXRN"), st.lists(inner, max_size=4)).map(
        lambda one: f'<text:span text:style-name="{one[0]}">{"".join(one[1])}</text:span>'
    ),
    max_leaves=12,
)


def shown(document: bytes) -> str:
    """The letters of a document's body, without its fields' and marks' own."""
    body = etree.fromstring(document).find(".//{*}body")
    assert body is not None
    return "".join(etree.tostring(body, method="text", encoding="unicode").split()).upper()


@given(st.lists(RUNS, min_size=1, max_size=5), st.sampled_from(["fr", "fa"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_runs(flat: Made, capitals: Callable[[Block], Block], runs: list[str], locale: str) -> None:
    data = flat(f"<text:p>{''.join(runs)}</text:p>")
    document = odt.read(data, "x.fodt", "en")
    assert odt.write(document) == data
    assert odt.write(document.localized("fa", lambda block: block)) == data
    new = odt.write(document.localized(locale, capitals))
    assert re.sub("[\u2066\u2069]", "", shown(new)) == shown(data)
    again = [CODE.sub("", block.text).split() for block in odt.read(new, "x", "en").blocks()]
    old = [CODE.sub("", capitals(block).text).split() for block in document.blocks()]
    assert [re.sub("[\u2066\u2069]", "", "".join(words)) for words in again] == [
        "".join(words) for words in old
    ]


# --- language, direction, drafts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "properties"),
    [
        ("fr", 'fo:language="fr" fo:country="none"'),
        ("pt-BR", 'fo:language="pt" fo:country="BR"'),
        ("sr-Latn-RS", 'fo:language="sr" fo:country="RS" fo:script="Latn"'),
        ("ja", 'style:language-asian="ja" style:country-asian="none"'),
        ("fa-IR", 'style:language-complex="fa" style:country-complex="IR"'),
    ],
)
def test_changed_paragraphs_say_their_language(into: Into, locale: str, properties: str) -> None:
    assert f"<style:text-properties {properties}/>" in into("A", locale, source="<text:p>One</text:p>")


def test_a_style_of_the_documents_own_is_copied(into: Into) -> None:
    assert (
        '<style:style style:name="P2_fa" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:text-align="end" fo:margin-left="1cm" style:writing-mode="rl-tb"/>'
        '<style:text-properties fo:font-weight="bold" fo:language="en" fo:country="GB"'
        ' style:language-complex="fa" style:country-complex="none" style:font-weight-complex="bold"/>'
    ) in into("آ", "fa", source='<text:p text:style-name="P2">One</text:p>')


@pytest.mark.parametrize(
    ("style", "align"),
    [
        ("P2", 'fo:text-align="end"'),
        ("Standard", 'fo:text-align="end"'),
        ("Centred", 'fo:text-align="center"'),
    ],
)
def test_what_stood_left_stands_right(into: Into, style: str, align: str) -> None:
    made = into("آ", "fa", source=f'<text:p text:style-name="{style}">One</text:p>')
    own = re.search(f'<style:style style:name="{style}_fa".*?</style:style>', made)
    assert own
    assert 'style:writing-mode="rl-tb"' in own[0]
    assert (align in own[0]) == (style != "Centred")


def test_bold_letters_are_bold_in_another_script(into: Into) -> None:
    made = into("<g1>آ</g1>", "fa")
    assert '<text:span text:style-name="B_fa">آ</text:span>' in made
    assert (
        '<style:style style:name="B_fa" style:family="text"><style:text-properties fo:font-weight="bold"'
        ' style:font-weight-complex="bold"/></style:style>'
    ) in made
    assert "B_fr" not in into("<g1>A</g1>", "fr")


def test_islands_are_isolated_but_not_in_what_is_not_translated(into: Into) -> None:
    source = "<text:p>One</text:p>"
    assert ">سال \u2066PMOI 1988\u2069 است<" in into("سال PMOI 1988 است", "fa", source=source)
    assert ">\u2066The PMOI in Iran.\u2069<" in into(
        "The PMOI in Iran.", "fa", source=source, state=State.SOURCE
    )
    assert ">The PMOI in Iran.<" in into("The PMOI in Iran.", "fr", source=source, state=State.SOURCE)


def test_a_name_in_several_spans_is_isolated_as_one(into: Into) -> None:
    bold = '\u2066<text:span text:style-name="B_fa">Human Rights</text:span> Watch\u2069'
    assert f">سازمان {bold} گفت<" in into("سازمان <g1>Human Rights</g1> Watch گفت", "fa")


def test_drafts_are_marked(into: Into) -> None:
    made = into("Un <g1>gras</g1>", state=State.DRAFT)
    bold = '<text:span text:style-name="B">gras</text:span>'
    assert f'<text:span text:style-name="tmpipe_draft">Un {bold}</text:span>' in made
    assert (
        '<style:style style:name="tmpipe_draft" style:family="text">'
        '<style:text-properties fo:background-color="#fff3bf"/></style:style>'
    ) in made
    assert "tmpipe_draft" not in into("Un", state=State.FINAL)


def test_pages_tables_and_paragraphs_without_words_turn_with_the_text(flat: Made) -> None:
    layout = (
        '<style:page-layout><style:page-layout-properties style:writing-mode="{0}">'
        '<style:footnote-sep style:adjustment="{1}"/></style:page-layout-properties></style:page-layout>'
    )
    table = '<style:style style:family="table"><style:table-properties table:align={0}/></style:style>'
    automatic = layout.format("lr-tb", "left") + table.format('"left"')
    data = flat("<text:p/><text:p>1988</text:p><text:p>One</text:p><text:p>Two</text:p>", automatic=automatic)
    document = odt.read(data, "x.fodt", "en")
    made = odt.write(
        document.localized("fa", lambda b: replace(b, text="یک") if b.text == "One" else b)
    ).decode()
    turned = '<text:p text:style-name="Standard_fa"'
    left = '<text:p text:style-name="Standard_en"'
    assert paragraph(made) == f"{turned}/>{turned}>1988</text:p>{turned}>یک</text:p>{left}>Two</text:p>"
    assert re.search(
        'style:name="Standard_en"[^>]*><style:paragraph-properties style:writing-mode="lr-tb"/>', made
    )
    assert layout.format("rl-tb", "right") in made
    assert table.format('"right" style:writing-mode="rl-tb"') in made


def test_a_localized_document_can_be_localized_again(flat: Made) -> None:
    data = flat("<text:p>One</text:p>")
    for number in range(3):
        document = odt.read(data, "x.fodt", "en")
        text = f"Un {number}"
        data = odt.write(document.localized("fr", partial(replace, text=text)))
    names = re.findall(r'<style:style style:name="([^"]*)"', data.decode())
    assert len(names) == len(set(names))
    assert '<text:p text:style-name="Standard_fr_fr_fr">Un 2</text:p>' in data.decode()


def test_metadata_say_the_language(flat: Made) -> None:
    for meta in ("", "<dc:language/>", "<dc:language>en-GB</dc:language>"):
        document = odt.read(flat("<text:p>One</text:p>", meta), "x", "en")
        made = odt.write(document.localized("fr", lambda block: replace(block, text="Un")))
        assert b"<office:meta><dc:language>fr</dc:language></office:meta>" in made
