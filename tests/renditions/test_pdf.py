"""A PDF says what the document says, in order, and nothing of it is taken for instructions."""

from __future__ import annotations

import base64
import ctypes
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmpipe.errors import ConfigurationError, MissingPartError
from tmpipe.model import Block, Code, Document, Role, Span, State, escaped
from tmpipe.renditions import pdf

pytest.importorskip("typst", reason="the typesetter is not installed: pip install 'tmpipe[pdf]'")
pdfium = pytest.importorskip("pypdfium2", reason="what reads PDF is not installed: pip install pypdfium2")

FONT = files("tmpipe.renditions.typeset").joinpath("fonts/Vazirmatn-NL-Regular.ttf").read_bytes()
NOTE = Code("note", " 1", target="1")


def said(text: str, state: State, role: Role = Role.PARAGRAPH, level: int = 0) -> Block:
    return Block(text, 1, role, level=level, spans=(Span(0, len(text), state),))


FRENCH = (
    said("Des milliers d’« œuvres »", State.FINAL, Role.HEADING, 1),
    said("À l’ONU, où ça ?", State.DRAFT),
    said("Première partie", State.FINAL, Role.HEADING, 2),
    Block("Un fait.<x1/> Et encore<x1/>.", 2, codes=(NOTE,)),
    Block("Item", 3, Role.LIST_ITEM, label="4."),
    Block("L’année", 4, Role.TABLE_CELL, cell=(1, 1, 1), level=1),
    Block("1988", 5, Role.TABLE_CELL, cell=(1, 2, 1)),
    said("Time for action", State.SOURCE, Role.HEADING, 3),
    said("A paragraph.", State.SOURCE),
    Block("HANDS OFF CAIN", 6, Role.SIGNATORIES),
    Block("https://example.org/long", 7, Role.FOOTNOTE, label="1"),
    Block("Nobody calls this note.", 8, Role.FOOTNOTE, label="2"),
)


def written(*blocks: Block, locale: str = "fr", title: str = "", **templates: bytes) -> bytes:
    given = {name.replace("_", "."): data for name, data in templates.items()}
    return pdf.render(Document("seeds/a.md", locale, blocks, title), given)


def texts(data: bytes) -> list[str]:
    """The text of each page, white space single."""
    pages = pdfium.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pages]


def in_order(text: str, *parts: str) -> bool:
    return re.search(".*".join(map(re.escape, parts)), text, re.DOTALL) is not None


def test_the_text_is_there_in_order() -> None:
    (text,) = texts(written(*FRENCH))
    assert in_order(
        text,
        "Traduction provisoire",
        "Phrases terminées : 2",
        "Des milliers d’« œuvres »",
        "À l’ONU, où ça ?",
        "Première partie",
        "Un fait.1 Et encore1",
        "4. Item",
        "L’année 1988",
        "EN Time for action",
        "EN A paragraph.",
        "Signataires HANDS OFF CAIN",
        "Notes 2 Nobody calls this note.",
        "Source : a.md Réalisé avec tmpipe",
        "1 https://example.org/long",
    )


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("sv", "Är åtta öar för många i Skåne?"),
        ("it", "Perché così è più città: «virtù»."),
        ("fa", "مترجمان هنوز می‌خواهند کار جمله را به پایان برسانند"),
        ("fa", "جمهوری اسلامی از انقلاب سال پیش"),
        ("de", "Größe, Übermaß, „Ärger“"),
        ("tr", "İğne ışığı şöyle düştü"),
        ("ru", "Всё это было давно"),
    ],
)
def test_sentences_of_many_languages_come_out_whole(locale: str, sentence: str) -> None:
    (text,) = texts(written(said(sentence, State.FINAL), locale=locale))
    assert sentence in text


@pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is missing: apt-get install poppler-utils"
)
def test_persian_is_found_where_latin_stands_in_it(tmp_path: Path) -> None:
    sentence = "سازمان می‌گوید Iran HRM در ۲۳ دسامبر"
    (tmp_path / "a.pdf").write_bytes(written(said(sentence, State.FINAL), locale="fa"))
    told = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", told.stdout.decode())
    assert in_order(text, "سازمان می‌گوید", "Iran HRM", "در", "۲۳", "دسامبر")


@pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is missing: apt-get install poppler-utils"
)
@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("سازمان <g1>Human Rights</g1> Watch گفت", "Human Rights Watch"),
        ("سند <g1>A/HRC</g1>/37/24 آمد", "A/HRC/37/24"),
    ],
)
def test_a_name_in_several_looks_is_read_from_the_left(tmp_path: Path, sentence: str, name: str) -> None:
    bold = replace(said(sentence, State.FINAL), codes=(Code("strong", "**", "**"),))
    (tmp_path / "a.pdf").write_bytes(written(bold, locale="fa"))
    told = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    words = re.findall(r'xMin="([\d.]+)" .*>([!-~]+)</word>', told.stdout.decode())
    ours = sorted((float(left), word) for left, word in words if len(word) > 1 and {*word} <= {*name})
    assert [word for _, word in ours] == name.split()


def test_what_a_reader_of_the_file_is_told() -> None:
    document = pdfium.PdfDocument(written(*FRENCH, locale="fr-CA"))
    found = document.get_metadata_dict()
    assert found["Title"] == "Des milliers d’« œuvres »"
    assert (found["CreationDate"], found["ModDate"]) == ("", "")
    assert document.is_tagged()
    language = (ctypes.c_ushort * 16)()
    length = pdfium.raw.FPDFCatalog_GetLanguage(document, language, 16)
    assert bytes(language)[: length - 2].decode("utf-16-le") == "fr-CA"


def test_headings_are_bookmarks() -> None:
    found = pdfium.PdfDocument(written(*FRENCH)).get_toc()
    assert [(one.level, one.get_title().replace("\xa0", " ")) for one in found] == [
        (0, "Des milliers d’« œuvres »"),
        (1, "Première partie"),
        (2, "EN Time for action"),
        (1, "Signataires"),
        (1, "Notes"),
    ]


@pytest.mark.parametrize(
    ("names", "shown"),
    [((), "Traduction complète."), (("Anne <Bo> #x",), "Validée par : Anne <Bo> #x")],
)
def test_the_status_names_who_signed(names: tuple[str, ...], shown: str) -> None:
    document = Document("a.txt", "fr", (said("A.", State.FINAL),), source_locale="en", signed_by=names)
    (page,) = texts(pdf.render(document))
    assert shown in " ".join(page.split())


@pytest.mark.parametrize(("state", "marked"), [(State.DRAFT, True), (State.FINAL, False)])
def test_each_page_of_a_draft_says_so(state: State, marked: bool) -> None:
    pages = texts(written(*(said("Un long mot. " * 60, state) for _ in range(12))))
    assert len(pages) > 2
    assert all(page.endswith(str(n)) for n, page in enumerate(pages, 1))
    assert all(page.startswith("Traduction provisoire") is marked for page in pages)


def test_persian_pages_have_persian_numbers() -> None:
    assert texts(written(locale="fa"))[0].endswith("۱")


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    long = said("Un long mot. " * 100, State.FINAL)
    mark = Block("Ici<x1/>.", 2, codes=(NOTE,))
    note = Block("La note.", 9, Role.FOOTNOTE, label="1")
    pages = texts(written(long, long, mark, long, long, long, note))
    assert ["La note." in page for page in pages] == ["Ici" in page for page in pages]


@pytest.mark.parametrize(
    "evil",
    [
        '#import "@preview/x:1.0.0" #read("/etc/passwd") #panic("x")',
        "= *bold* _it_ `raw` $x$ <label> @ref // /* \\ ~ -- --- ... 'q' \"q\"",
        '"}], "body": [{"is": "heading"}',
        "</script><b>&amp; {{ x }} ${x} %s",
        "+ a - b / c: d",
    ],
)
def test_document_text_is_never_markup(evil: str) -> None:
    heading = Block(evil, 1, Role.HEADING, level=1)
    document = written(heading, Block(evil, 2), Block(evil, 3, Role.CODE), locale="en", title=evil)
    (text,) = texts(document)
    assert text.count(evil) == 3
    assert pdfium.PdfDocument(document).get_metadata_dict()["Title"] == evil


@pytest.mark.parametrize(
    "odd",
    ["a\0b\x1bc\x85d", "\ud800", "\ufffe\ufdd0", "张三 さん 🙂", "\U000e0100\u0378\ue001", "\u202e\u2067a"],
)
def test_letters_that_no_font_has_stop_nothing(odd: str) -> None:
    (text,) = texts(written(Block(f"Avant {odd} après", 1), locale="fr"))
    assert in_order(text, "Avant", "après")


def test_links_lead_out_and_nowhere_else() -> None:
    codes = (
        Code("link", "[", "](x)", "https://example.org/a"),
        Code("link", "[", "](x)", "javascript:alert(1)"),
        Code("link", "[", "](#)", "#"),
    )
    block = Block("<g1>a</g1> <g2>b</g2> <g3>c</g3>, mailto a@example.org.", 1, codes=codes)
    page = pdfium.PdfDocument(written(block))[0]
    assert pdfium.raw.FPDFPage_GetAnnotCount(page) == 2


def test_the_same_bytes_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(*FRENCH)
    monkeypatch.chdir(tmp_path)
    assert written(*FRENCH) == first


def test_a_page_of_ones_own_may_change_what_it_hands_on() -> None:
    """The example of the manual."""
    manual = (Path(__file__).parents[2] / "docs" / "renditions.md").read_text("utf-8")
    page = manual.partition("```typst\n")[2].partition("```")[0]
    (letter,) = pdfium.PdfDocument(written(page_typ=page.encode()))
    assert letter.get_size() == (612, 792)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"\n#let pages(data) = {", "page.typ:2: gives no PDF: unclosed delimiter"),
        (b'#let pages(data) = read("/etc/passwd")', "page.typ:1: gives no PDF: file not found"),
        (b"#let sheets(data) = 1", "page.typ: gives no PDF: unresolved import; it must have"),
        (b"#let pages = 1", "page.typ: gives no PDF: expected function, found integer; it must"),
        (b"\n#let pages(data) = [\xe9]", "page.typ:2: is not UTF-8"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_set(page: bytes, message: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{re.escape(message)}"):
        written(page_typ=page)


def test_a_font_of_ones_own_comes_first() -> None:
    def typefaces(data: bytes) -> set[str]:
        shown = (one for page in pdfium.PdfDocument(data) for one in page.get_objects())
        return {one.get_font().get_base_name() for one in shown if isinstance(one, pdfium.PdfTextObj)}

    sentence = said("1988 (Iran).", State.FINAL)
    assert not any("Vazirmatn" in name for name in typefaces(written(sentence)))
    assert any("Vazirmatn" in name for name in typefaces(written(sentence, own_ttf=FONT)))


def test_a_logo_is_a_picture_that_means_nothing() -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'
    painted = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    for data in (written(logo_svg=drawn), written(logo_png=painted)):
        assert texts(data) == texts(written())
        assert len(data) > len(written())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("logo.png", b"no picture", "logo.png: is no picture for a PDF: failed to decode image"),
        ("logo.png", b"", "logo.png: is no picture for a PDF: failed to decode image"),
        ("logo.svg", b"<svg", "logo.svg: is no picture for a PDF: failed to parse SVG"),
        ("own.ttf", b"no font", "own.ttf: is no font"),
        ("own.otf", b"", "own.otf: is no font"),
    ],
)
def test_what_is_no_picture_and_no_font_is_told(name: str, data: bytes, message: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{re.escape(message)}"):
        pdf.render(Document("seeds/a.md", "fr", ()), {name: data})


def test_without_the_typesetter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingPartError, match=re.escape("pip install 'tmpipe[pdf]'")):
        written()


LITERALS = st.one_of(
    st.text(max_size=12),
    st.text("#[]$*_`\\/<>@~'\"=+-:;., \u200c\u202e\u2067مکی۱1aÀ張\n\t", max_size=20),
)
TOKENS = st.sampled_from([f"<{mark}>" for n in range(1, 6) for mark in (f"g{n}", f"/g{n}", f"x{n}/")])
CODES = st.sampled_from(
    [
        NOTE,
        Code("note", "", target=""),
        Code("link", "[", "](x)", "https://example.org/#a'(b)"),
        Code("link", "[", "](x)", "mailto:a@b.c\ud800"),
        Code("code", "`", target="#x"),
        Code("break", "\n"),
        *(
            Code(kind, "<", ">")
            for kind in ("emphasis", "strong", "deleted", "underline", "superscript", "code")
        ),
    ]
)
BLOCKS = st.builds(
    lambda text, role, **more: Block(text, 1, role, **more),
    st.lists(st.one_of(LITERALS.map(escaped), TOKENS), max_size=6).map("".join),
    st.sampled_from(Role),
    codes=st.lists(CODES, min_size=1, max_size=5).map(tuple),
    level=st.integers(0, 8),
    label=st.sampled_from(["", "1", "1.", "-", "#)"]),
    cell=st.none() | st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)),
    spans=st.sampled_from([(), *((Span(0, 3, state),) for state in State)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=8), st.sampled_from(["fr", "fa", "x-klingon", "zh-Hant-TW"]), LITERALS)
def test_any_document_has_pages(blocks: list[Block], locale: str, title: str) -> None:
    data = written(*blocks, locale=locale, title=title)
    assert texts(data)
    assert written(*blocks, locale=locale, title=title) == data
