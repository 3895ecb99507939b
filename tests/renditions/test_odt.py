"""An ODT of any document is whole and valid, and says what is what in LibreOffice's own terms."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from shutil import which
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmpipe.errors import InputError
from tmpipe.model import Block, Code, Document, Role, Span, State, escaped
from tmpipe.renditions.odt import TEMPLATE, render
from tmpipe.renditions.office.opendocument.styles import NAMESPACES
from tmpipe.renditions.reading import plain, reading

OFFICE, STYLE, TEXT, TABLE, FO = (
    f"{{{NAMESPACES[prefix]}}}" for prefix in ("office", "style", "text", "table", "fo")
)
GOLDEN = Path(__file__).parents[1] / "golden" / "renditions"
Statement = Callable[[str], Document]


class Members:
    """The members of an ODT as trees."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.files = {info.filename: archive.read(info) for info in self.infos}
        self.content, self.styles = (
            etree.fromstring(self.files[f"{name}.xml"]) for name in ("content", "styles")
        )
        body = self.content.find(f"{OFFICE}body/{OFFICE}text")
        assert body is not None
        self.body = body
        self.names = {
            one.get(f"{STYLE}name"): one.get(
                f"{STYLE}parent-style-name" if "Turned" in name else f"{STYLE}name"
            )
            for tree in (self.content, self.styles)
            for one in tree.iter(f"{STYLE}style")
            if (name := one.get(f"{STYLE}name") or "")
        }

    def style(self, paragraph: etree._Element) -> str:
        """A paragraph's style, or the one that its own is made of."""
        return (self.names[paragraph.get(f"{TEXT}style-name")] or "").replace("_20_", " ")

    def paragraphs(self, style: str = "") -> list[etree._Element]:
        return [one for one in self.body.iter(f"{TEXT}p", f"{TEXT}h") if style in ("", self.style(one))]

    def texts(self, style: str) -> list[str]:
        return [_text(one) for one in self.paragraphs(style)]


def _text(one: etree._Element, *, raised: bool = True) -> str:
    """Its text without notes and marks of direction; without `raised`, no superscripts and no signs."""
    return re.sub("[\u200e\u200f]", "", "".join(_pieces(one, raised)))


def _pieces(one: etree._Element, raised: bool) -> Iterator[str]:
    hidden = one.get(f"{TEXT}style-name") in {"Superscript", "Language_20_Sign"} and not raised
    if one.tag == f"{TEXT}note" or hidden:
        return
    yield {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}.get(str(one.tag), one.text or "")
    yield " " * int(one.get(f"{TEXT}c", "1")) if one.tag == f"{TEXT}s" else ""
    for inner in one:
        yield from _pieces(inner, raised)
        yield inner.tail or ""


def members(*blocks: Block, locale: str = "fr", templates: Mapping[str, bytes] | None = None) -> Members:
    return Members(render(Document("a.txt", locale, blocks, source_locale="en"), templates or {}))


# --- any document --------------------------------------------------------------------------------

ROLES = st.sampled_from([Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE, Role.CODE, Role.FOOTNOTE])
TOKENS = st.sampled_from(["<g1>", "</g1>", "<x2/>", "<g3>", "</g3>", "<x4/>", "<x9/>", ""])
LITERALS = st.one_of(st.text(max_size=10), st.text("ab1 .<>&(‌\t\x07\ufffe\u202eم،؟/:@h", max_size=20))
CODES = (
    Code("emphasis", "*", "*"),
    Code("note", "1", target="1"),
    Code("link", "[", "](x)", "https://example.org/{b}\\\"'"),
    Code("break", "<br>"),
)


@st.composite
def block(draw: st.DrawFn) -> Block:
    literals = draw(st.lists(st.tuples(LITERALS, TOKENS), max_size=5))
    text = "".join(escaped(literal) + token for literal, token in literals) + "x"
    state = draw(st.sampled_from([State.FINAL, State.DRAFT]))
    label = draw(st.sampled_from(["", "1", "2.", "a)", "%1", "الف", "*"]))
    role, level = draw(ROLES), draw(st.integers(0, 9))
    return Block(text, 1, role, codes=CODES, spans=(Span(0, len(text), state),), label=label, level=level)


def _even(text: str) -> str:
    """Without what differs by right: blanks, marks of direction, what XML cannot hold."""
    return re.sub("[\\s\x00-\x1f\u200e\u200f\ufdd0-\ufdef\ufffd-\uffff]+", "", text)


@given(st.lists(block(), max_size=6), st.sampled_from(["fr", "fa", "ar", "xx"]))
def test_any_text_is_whole(blocks: list[Block], locale: str) -> None:
    document = Document("a.txt", locale, tuple(blocks), source_locale="en")
    page = reading(document)
    found = Members(render(document))
    texts = {
        note: [
            _even(_text(one, raised=False))
            for one in found.paragraphs()
            if (found.style(one) == "Footnote") is note
        ]
        for note in (False, True)
    }
    status = len(found.paragraphs("Status"))
    expected = [_even(plain(one)) for one in page.body]
    start = status if page.heading else status + 1
    assert texts[False][start : start + len(expected)] == expected
    assert sorted(texts[True]) == sorted(_even(plain(note.block)) for note in page.notes)


@given(st.text(" ab\n\t", max_size=12), st.text(" a", max_size=6))
def test_blanks_are_kept(one: str, other: str) -> None:
    """Readers make one blank of several, and none of those at a paragraph's edge."""
    found = members(Block(f"x{one}<g1>{other}</g1> y", 1, codes=CODES[:1])).paragraphs("Text body")[0]
    raw = "".join(str(piece) for piece in found.itertext())
    assert "  " not in raw
    assert not re.search(r"^ | $", raw)
    assert _text(found) == "x" + re.sub("\n+", " ", one) + other + " y"


def test_the_same_document_is_the_same_file(statement: Statement) -> None:
    assert render(statement("fa")) == render(statement("fa"))


@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_golden(statement: Statement, locale: str, update_golden: bool) -> None:
    """The text, an element a line."""
    path = GOLDEN / locale / "statement.odt" / "content.xml"
    text = Members(render(statement(locale))).files["content.xml"].decode().replace("><", ">\n<")
    if update_golden:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


# --- what is what --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def french(statement: Statement) -> Members:
    return Members(render(statement("fr")))


@pytest.fixture(scope="module")
def persian(statement: Statement) -> Members:
    return Members(render(statement("fa")))


def test_the_type_comes_first_and_is_legible(french: Members) -> None:
    """ODF 1.3, part 2, 3.3."""
    first = french.infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert set(re.findall('full-path="([^"]+)"', french.files["META-INF/manifest.xml"].decode())) == {
        "/",
        *french.files,
    } - {"mimetype", "META-INF/manifest.xml"}


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("Over-title", ["COMMUNIQUÉ"]),
        ("Title", ["Le titre"]),
        ("Heading 1", ["Partie", "Signataires", "Notes"]),
        ("Heading 2", ["Sous-partie"]),
        ("Quotations", ["Citation."]),
        ("List", ["un", "deux", "imbriqué", "x", "cinq", "six", "Gamma"]),
        ("Preformatted Text", ["def f(x):\n    return  x<y\n\t# ok"]),
        ("Table Heading", ["Cellule 1.1", "Cellule 1.2", "Cellule 1.3"]),
        ("Table Contents", ["Cellule 2.1", "", "Cellule 2.3", "Cellule 3.1", "Cellule 3.2", "Cellule 3.3"]),
        ("Signatories", ["HANDS OFF CAIN", "انجمن زنان (Sweden)"]),
        ("Footnote", ["See https://example.org/n1.", "Étoile.", "Ten.", "7 Never called 1."]),
    ],
)
def test_styles(french: Members, style: str, texts: list[str]) -> None:
    assert french.texts(style) == texts


def test_headings_have_levels(french: Members) -> None:
    found = [(one.get(f"{TEXT}outline-level"), _text(one)) for one in french.body.iter(f"{TEXT}h")]
    assert found == [("1", "Partie"), ("2", "Sous-partie"), ("1", "Signataires"), ("1", "Notes")]


def test_lists_lie_within_items_and_numbers_are_the_sources(french: Members) -> None:
    first = next(french.body.iter(f"{TEXT}list"))
    shown = [
        (len(list(one.iterancestors(f"{TEXT}list"))), one.get(f"{TEXT}start-value"), _text(one[0]))
        for one in first.iter(f"{TEXT}list-item")
    ]
    assert shown == [
        (1, None, "un"),
        (1, None, "deux"),
        (2, None, "imbriqué"),
        (3, None, "x"),
        (1, "5", "cinq"),
        (1, None, "six"),
    ]


def test_footnotes(french: Members) -> None:
    citations = list(french.body.iter(f"{TEXT}note-citation"))
    assert [(one.text, one.get(f"{TEXT}label")) for one in citations] == [
        ("1", None),
        ("*", "*"),
        ("10", "10"),
    ]
    assert [one.get(f"{TEXT}ref-name") for one in french.body.iter(f"{TEXT}note-ref")] == ["ftn1"]


def test_states(french: Members) -> None:
    def looks(style: str) -> list[str]:
        return [
            _text(one) for one in french.body.iter(f"{TEXT}span") if one.get(f"{TEXT}style-name") == style
        ]

    assert looks("Draft")[1:3] == ["Encore.", "Sous-partie"]
    assert looks("tmpipeForeign")[1:4] == ["The ", "families", " have a right (to know)."]
    assert looks("Language_20_Sign") == ["EN"] * 3
    language = french.content.find(f".//{STYLE}style[@{STYLE}name='tmpipeForeign']/{STYLE}text-properties")
    assert language is not None
    assert (language.get(f"{FO}language"), language.get(f"{FO}country")) == ("en", "GB")


def test_who_signed_is_named() -> None:
    done = (Block("A.", 1, spans=(Span(0, 2, State.FINAL),)),)
    names = ("Anne & <Bo>", "مریم")
    found = Members(render(Document("a.txt", "fr", done, source_locale="en", signed_by=names)))
    said = ["".join(map(str, one.itertext())) for one in found.content.iter(f"{TEXT}p")]
    assert said[:2] == [
        "Traduction définitive. Les traducteurs et traductrices ont terminé toutes les phrases.",
        "Validée par\u00a0: Anne & <Bo> ·\u200e مریم",
    ]


@pytest.mark.parametrize(("state", "draft"), [(State.FINAL, False), (State.DRAFT, True)])
def test_only_drafts_have_a_header(state: State, draft: bool) -> None:
    found = members(Block("A.", 1, spans=(Span(0, 2, state),)))
    assert bool(list(found.styles.iter(f"{STYLE}header"))) is draft
    assert len(list(found.styles.iter(f"{TEXT}page-number"))) == 1


@pytest.mark.parametrize(
    ("locale", "mode", "digits"), [("fr", "lr-tb", "1"), ("fa", "rl-tb", "۱, ۲, ۳, ...")]
)
def test_the_page_has_a_direction_and_digits(
    statement: Statement, locale: str, mode: str, digits: str
) -> None:
    found = Members(render(statement(locale)))
    (page,) = found.styles.iter(f"{STYLE}page-layout-properties")
    (table,) = found.content.iter(f"{STYLE}table-properties")
    paragraph = found.styles.find(f".//{STYLE}default-style/{STYLE}paragraph-properties")
    assert paragraph is not None
    assert {one.get(f"{STYLE}writing-mode") for one in (page, table, paragraph)} == {mode}
    notes = found.styles.find(f".//{TEXT}notes-configuration")
    assert notes is not None
    assert page.get(f"{STYLE}num-format") == notes.get(f"{STYLE}num-format") == digits


def test_what_is_read_from_the_left_in_persian(persian: Members) -> None:
    turned = [_text(one) for one in persian.paragraphs() if "Turned" in (one.get(f"{TEXT}style-name") or "")]
    assert turned == [
        "def f(x):\n    return  x<y\n\t# ok",
        "EN\u00a0This paragraph was not translated.",
        "HANDS OFF CAIN",
    ]
    whole = "".join(str(piece) for piece in persian.body.itertext())
    assert "\u200e+44 20 7946،" in whole
    assert "\u200e@amnesty" in whole
    assert "U.S.\u200e" in whole


def test_properties(french: Members) -> None:
    meta = etree.fromstring(french.files["meta.xml"])
    told = {etree.QName(one).localname: one.text or "" for one in meta[0]}
    assert (told["title"], told["language"], told["generator"]) == ("Le titre", "fr", "tmpipe")
    assert told["description"].startswith("Traduction provisoire. ")
    assert "date" not in "".join(told)


# --- templates -----------------------------------------------------------------------------------


def letterhead(statement: Statement) -> bytes:
    """Our own document with other styles, a header and a picture."""
    found = Members(render(statement("fr")))
    changes = {
        'fo:font-size="20.9pt"': 'fo:font-size="33pt"',
        "<style:header>": "<style:header><text:p>LETTERHEAD</text:p>",
        'style:display-name="Quotations"': 'style:display-name="Block Text"',
    }
    styles = found.files["styles.xml"].decode()
    for old, new in changes.items():
        assert old in styles
        styles = styles.replace(old, new)
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in {**found.files, "styles.xml": styles.encode(), "Pictures/a.png": b"png"}.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_a_template_gives_its_looks(statement: Statement, locale: str) -> None:
    templates = {TEMPLATE: letterhead(statement)}
    data = render(statement(locale), templates)
    assert data == render(statement(locale), templates)
    found = Members(data)
    styles = found.files["styles.xml"].decode()
    assert found.infos[0].filename == "mimetype"
    assert found.files["Pictures/a.png"] == b"png"
    assert 'full-path="Pictures/a.png"' in found.files["META-INF/manifest.xml"].decode()
    assert 'font-size="33pt"' in styles
    assert styles.count("Block Text") == 1
    assert "Quotations" not in styles.replace('style:name="Quotations"', "")
    (header,) = found.styles.iter(f"{STYLE}header")
    own = {"fr": "Traduction provisoire", "fa": "این متن پیش‌نویس است"}
    assert [_text(one) for one in header] == ["LETTERHEAD", own[locale]]
    (page,) = found.styles.iter(f"{STYLE}page-layout-properties")
    assert page.get(f"{STYLE}writing-mode") == {"fr": "lr-tb", "fa": "rl-tb"}[locale]
    assert found.texts("Title") == Members(render(statement(locale))).texts("Title")


def test_a_template_made_of_a_draft_makes_no_drafts(statement: Statement) -> None:
    final = Document("a.txt", "fr", (Block("A.", 1, spans=(Span(0, 2, State.FINAL),)),), source_locale="en")
    found = Members(render(final, {TEMPLATE: render(statement("fa"))}))
    assert "پیش‌نویس" not in found.files["styles.xml"].decode()
    assert "rl-tb" not in found.files["styles.xml"].decode()
    assert found.texts("Text body") == ["A."]


def damaged() -> Iterator[tuple[bytes, str]]:
    files = members(Block("A", 1)).files
    yield b"", "it is empty"
    yield b"PK not really", "archive|zip|damaged"
    for name, data, message in (
        ("styles.xml", None, "no member styles.xml"),
        ("styles.xml", b"<a", "styles.xml is damaged"),
        ("styles.xml", b"<a/>", "no office:styles"),
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", "no OpenDocument text"),
    ):
        file = BytesIO()
        with ZipFile(file, "w") as archive:
            for key, content in {**files, name: data}.items():
                if content is not None:
                    archive.writestr(key, content)
        yield file.getvalue(), message


@pytest.mark.parametrize(("template", "message"), tuple(damaged()))
def test_a_bad_template_is_one_error(template: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        members(Block("A", 1), templates={TEMPLATE: template})
    assert raised.value.path == TEMPLATE


# --- judges --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.RelaxNG]:
    """Those of OASIS, from a package that has them."""
    spec = find_spec("openxml_audit")
    if spec is None or spec.origin is None:
        pytest.skip("openxml-audit (the extra `schemas`) is missing")
    folder = Path(spec.origin).parent / "odf" / "schemas" / "odf-1.3"
    names = {"": "OpenDocument-v1.3-schema.rng", "manifest": "OpenDocument-v1.3-manifest-schema.rng"}
    return {kind: etree.RelaxNG(etree.parse(folder / name)) for kind, name in names.items()}


@pytest.mark.parametrize("templated", [False, True])
@pytest.mark.parametrize("locale", ["fr", "fa"])
def test_the_schema(
    statement: Statement, schemas: dict[str, etree.RelaxNG], locale: str, templated: bool
) -> None:
    found = Members(render(statement(locale), {TEMPLATE: letterhead(statement)} if templated else {}))
    for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"):
        schema = schemas["manifest" if "manifest" in name else ""]
        schema.validate(etree.fromstring(found.files[name]))
        assert [one.message for one in schema.error_log] == [], name


@pytest.mark.skipif(not which("soffice"), reason="LibreOffice is missing: apt-get install libreoffice-writer")
def test_libreoffice_reads_it(statement: Statement, tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(render(statement("fa")))
    to = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, *to]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "a.txt").read_text("utf-8-sig")
    expected = ["عنوان سند", "کمیته و دیگران، x<y & z و پیوند Iran HRM.", "یک", "نقل قول.", "یادداشت‌ها"]
    places = [re.sub("[\u200e\u200f]", "", text).find(one) for one in expected]
    assert -1 not in places
    assert places == sorted(places)
