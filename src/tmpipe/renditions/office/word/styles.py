"""The styles of a DOCX. Word knows most of them by their names; a template may have them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.renditions import style
from tmpipe.renditions.office.look import DRAFT_GROUND, MONOSPACED, TYPEFACES, lines
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.xml import DECLARATION, text

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its properties as XML, in the order of the schema."""

    name: str
    """As Word has it inside: `heading 1`, whatever it shows in which language."""
    kind: str = "paragraph"
    based: str = ""
    """The name of another, whose properties it has besides."""
    following: str = ""
    """The name of that of the next paragraph."""
    paragraph: str = ""
    run: str = ""
    rest: str = ""
    """What a table's style has besides."""
    default: bool = False
    own: bool = False
    """Whether Word does not know it."""

    @property
    def id(self) -> str:
        """What paragraphs and runs name it by."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.replace("-", " ").split())


def stylesheet(own: Tongues) -> str:
    """The part `styles.xml`."""
    known = {one.name: one for one in styles(own)}
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}{_size(style.BODY)}{language(own)}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>"
    )
    ids = {name: one.id for name, one in known.items()}
    written = "".join(written_style(one, ids) for one in known.values())
    return f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}">{defaults}{written}</w:styles>'


def fonts() -> str:
    """The part `fontTable.xml`: what takes the place of a typeface that a reader lacks."""
    told = "".join(
        f'<w:font w:name="{one.name}"><w:altName w:val="{one.others[0]}"/><w:family w:val="{one.family}"/>'
        f'<w:pitch w:val="{one.pitch}"/></w:font>'
        for one in TYPEFACES
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{NAMESPACE}">{told}</w:fonts>'


def language(own: Tongues) -> str:
    """The property that names the languages of a run."""
    return f'<w:lang w:val="{text(own.latin)}" w:eastAsia="en-US" w:bidi="{text(own.complex)}"/>'


def written_style(one: Style, ids: dict[str, str]) -> str:
    """A style as XML; `ids` has those of the styles that it names."""
    kind = ' w:default="1"' * one.default + ' w:customStyle="1"' * one.own
    return (
        f'<w:style w:type="{one.kind}"{kind} w:styleId="{text(ids[one.name])}">'
        f'<w:name w:val="{text(one.name)}"/>'
        + (f'<w:basedOn w:val="{text(ids[one.based])}"/>' if one.based else "")
        + (f'<w:next w:val="{text(ids[one.following])}"/>' if one.following else "")
        + "<w:qFormat/>" * (one.kind == "paragraph")
        + (f"<w:pPr>{one.paragraph}</w:pPr>" if one.paragraph else "")
        + (f"<w:rPr>{one.run}</w:rPr>" if one.run else "")
        + f"{one.rest}</w:style>"
    )


_KEPT = "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"


def styles(own: Tongues) -> Iterator[Style]:
    """All styles that our documents name, each after the one that it is based on."""
    yield Style(
        "Normal",
        paragraph=f"<w:widowControl/>{'<w:bidi/>' * own.rtl}{_spacing(own, after=style.SPACE)}",
        default=True,
    )
    yield Style("Body Text", based="Normal")
    yield Style("Default Paragraph Font", "character", default=True)
    yield Style("Normal Table", "table", rest=_TABLE, default=True)
    yield from _headings(own)
    yield from _paragraphs(own)
    yield from _characters()
    yield Style("Table Grid", "table", "Normal Table", rest=_GRID)


def _headings(own: Tongues) -> Iterator[Style]:
    yield Style(
        "Over-title",
        based="Normal",
        following="Title",
        paragraph=f"<w:keepNext/>{_spacing(own, 0.2, 1.2, heading=True)}",
        run=f"<w:b/><w:bCs/>{_colour('soft')}{_sized('over-title')}",
        own=True,
    )
    yield Style(
        "Title",
        based="Normal",
        following="Body Text",
        paragraph=f"{_KEPT}{_spacing(own, 0.8, 1.2, heading=True)}",
        run=f"<w:b/><w:bCs/>{_sized('title')}",
    )
    for level in range(1, 7):
        size = f"heading {min(level + 1, 6)}"
        yield Style(
            f"heading {level}",
            based="Normal",
            following="Body Text",
            paragraph=f'{_KEPT}{_spacing(own, 0.6, 1.6, heading=True)}<w:outlineLvl w:val="{level - 1}"/>',
            run=f"<w:b/><w:bCs/>{_sized(size)}",
        )


def _paragraphs(own: Tongues) -> Iterator[Style]:
    inset = _twips(1.1 * style.INDENT)
    yield Style("Quote", based="Normal", paragraph=f'<w:ind w:left="{inset}" w:right="{inset}"/>')
    yield Style("List Paragraph", based="Normal", paragraph=_spacing(own, after=0.4))
    yield Style(
        "HTML Preformatted",
        based="Normal",
        paragraph=f"{_shaded('panel')}<w:suppressAutoHyphens/>{_spacing(own, 1.0, leading=1.3)}",
        run=f"{_mono()}<w:noProof/>{_sized('code')}",
    )
    yield Style(
        "Signatories", based="Normal", paragraph=_spacing(own, after=0.25), run="<w:noProof/>", own=True
    )
    yield Style(
        "footnote text",
        based="Normal",
        paragraph=_spacing(own, after=0.2, leading=1.35),
        run=_sized("note"),
    )
    for name in ("header", "footer"):
        yield Style(
            name,
            based="Normal",
            paragraph=f'{_spacing(own, leading=1.2)}<w:jc w:val="center"/>',
            run=f"{_colour('soft')}{_sized('foot')}",
        )
    yield Style("Draft Header", based="header", run=f"<w:b/><w:bCs/>{_colour('draft')}", own=True)
    yield Style(
        "Status",
        based="Normal",
        paragraph=f"<w:keepNext/><w:keepLines/>{_boxed()}{_shaded('panel')}{_spacing(own, leading=1.45)}"
        '<w:ind w:left="120" w:right="120"/>',
        run=_sized("status"),
        own=True,
    )
    yield Style("Table Contents", based="Normal", paragraph=_spacing(own, leading=1.35), own=True)
    yield Style(
        "Table Heading", based="Table Contents", paragraph="<w:keepNext/>", run="<w:b/><w:bCs/>", own=True
    )


def _characters() -> Iterator[Style]:
    rows = (
        ("Hyperlink", f'{_colour("link")}<w:u w:val="single"/>', False),
        ("footnote reference", '<w:vertAlign w:val="superscript"/>', False),
        ("HTML Code", f"{_mono()}<w:noProof/>{_sized('code')}", False),
        ("Strong", "<w:b/><w:bCs/>", False),
        ("Status Draft", f"<w:b/><w:bCs/>{_colour('draft')}", True),
        ("Status Final", f"<w:b/><w:bCs/>{_colour('final')}", True),
        ("Draft", DRAFT, True),
        ("Untranslated", _colour("soft"), True),
        ("Language Sign", f"<w:b/><w:bCs/><w:noProof/>{_colour('untranslated')}{_size(7)}", True),
    )
    for name, run, ours in rows:
        yield Style(name, "character", "Default Paragraph Font", run=run, own=ours)


# --- properties ----------------------------------------------------------------------------------


def half_points(size: float) -> int:
    """A size in points as Word counts."""
    return round(2 * size)


def _twips(ems: float) -> int:
    """A multiple of the size of the text, in twentieths of a point."""
    return round(20 * style.BODY * ems)


def _spacing(
    own: Tongues, after: float = 0, before: float = 0, *, heading: bool = False, leading: float = 0
) -> str:
    """Space around a paragraph, as multiples of the text's size, and between its lines (`look.lines`)."""
    line = round(240 * lines(own, heading=heading, leading=leading))
    around = f'w:before="{_twips(before)}" w:after="{_twips(after)}"'
    return f'<w:spacing {around} w:line="{line}" w:lineRule="auto"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _sized(name: str) -> str:
    return _size(style.BODY * style.SIZES[name])


def _colour(name: str) -> str:
    return f'<w:color w:val="{style.COLOURS[name].upper()}"/>'


def _shaded(name: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{style.COLOURS[name].upper()}"/>'


def _boxed() -> str:
    side = f'w:space="6" w:color="{style.COLOURS["panel"].upper()}"/>'
    return "<w:pBdr>" + "".join(f'<w:{s} w:val="single" w:sz="4" {side}' for s in _SIDES) + "</w:pBdr>"


_SIDES = ("top", "left", "bottom", "right")


def _fonts() -> str:
    latin = f'w:ascii="{style.OFFICE_LATIN}" w:hAnsi="{style.OFFICE_LATIN}" w:eastAsia="{style.OFFICE_LATIN}"'
    return f'<w:rFonts {latin} w:cs="{style.OFFICE_PERSIAN}"/>'


def _mono() -> str:
    return f'<w:rFonts w:ascii="{MONOSPACED}" w:hAnsi="{MONOSPACED}" w:cs="{MONOSPACED}"/>'


DRAFT = (
    f'<w:u w:val="dotted" w:color="{style.COLOURS["dots"].upper()}"/>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{DRAFT_GROUND.upper()}"/>'
)
"""What a draft sentence looks like."""
_CELLS = (
    '<w:tblCellMar><w:top w:w="{0}" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="{0}" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)
_TABLE = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{_CELLS.format(0)}</w:tblPr>'
_GRID = (
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{style.COLOURS["line"].upper()}"/>'
        for side in (*_SIDES, "insideH", "insideV")
    )
    + f"</w:tblBorders>{_CELLS.format(57)}</w:tblPr>"
)
