"""The parts of a DOCX around its text: types, relationships, properties, settings, header and footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tmpipe.renditions import style
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.word.numbering import INDENT
from tmpipe.renditions.office.word.styles import NAMESPACE
from tmpipe.renditions.office.xml import DECLARATION, text

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES: Mapping[str, str] = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "footnotes": f"{_WORD}.footnotes+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
}
"""The content type of a part by the kind of its relationship."""
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_KIND = f"{_PACKAGE}/relationships/metadata/core-properties"
_ROOT = f'xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"'


def content_types(kinds: Iterable[str]) -> str:
    """`[Content_Types].xml` of a document with these parts in `word/`, and its properties."""
    own = "".join(override(f"/word/{kind}.xml", TYPES[kind]) for kind in kinds)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}'
        f"{override('/docProps/core.xml', CORE_TYPE)}</Types>"
    )


def override(name: str, kind: str) -> str:
    """What says of which type a part is."""
    return f'<Override PartName="{name}" ContentType="{kind}"/>'


def relationships(content: str) -> str:
    """A part that holds relationships."""
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def relationship(name: str, kind: str, target: str) -> str:
    """A relationship to a part; `kind` is its last word, or a whole address."""
    address = kind if ":" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{address}" Target="{text(target)}"/>'


def outward(links: Mapping[str, str]) -> str:
    """Relationships to addresses of the world, with their ids."""
    return "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/hyperlink" Target="{text(target)}" TargetMode="External"/>'
        for target, name in links.items()
    )


def document(body: str, section: str) -> str:
    """The part that holds the text."""
    return f"{DECLARATION}<w:document {_ROOT}><w:body>{body}{section}</w:body></w:document>"


def section(rtl: bool, start: int, references: str) -> str:
    """An A4 page; `references` are those to its header and footer; `start` is the first footnote's number."""
    top, right, foot, left = (round(length * 1440 / 25.4) for length in style.MARGINS)
    margins = f'w:top="{top}" w:right="{right}" w:bottom="{foot}" w:left="{left}"'
    return (
        f'<w:sectPr>{references}{counted(start)}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>{"<w:bidi/>" * rtl}</w:sectPr>'
    )


def counted(start: int) -> str:
    """What the footnotes of a section are counted from."""
    return f'<w:footnotePr><w:numStart w:val="{start}"/></w:footnotePr>' if start != 1 else ""


def footnotes(content: str) -> str:
    """The part `footnotes.xml`, with the line over the footnotes of a page."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{DECLARATION}<w:footnotes {_ROOT}>{lines}{content}</w:footnotes>"


def numbering(content: str) -> str:
    """The part `numbering.xml`."""
    return f"{DECLARATION}<w:numbering {_ROOT}>{content}</w:numbering>"


def edge(kind: str, content: str) -> str:
    """A part for the top of each page (`hdr`) or its foot (`ftr`)."""
    return f"{DECLARATION}<w:{kind} {_ROOT}>{content}</w:{kind}>"


def page_number(rtl: bool) -> str:
    """The field that a program fills with the page's number."""
    properties = "<w:rPr><w:rtl/></w:rPr>" * rtl
    return f'<w:fldSimple w:instr=" PAGE "><w:r>{properties}<w:t>1</w:t></w:r></w:fldSimple>'


def settings(own: Tongues) -> str:
    """The part `settings.xml`: hyphens where the script has them; no compatibility with older programs."""
    return (
        f'{DECLARATION}<w:settings {_ROOT}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{INDENT}"/>'
        f"{'<w:autoHyphenation/>' * (not own.rtl)}"
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{text(own.latin)}" w:bidi="{text(own.complex)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def properties(title: str, description: str, locale: str, status: str) -> str:
    """`core.xml`; without dates: the same text gives the same file."""
    names = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f"{DECLARATION}<cp:coreProperties {names}><dc:title>{text(title)}</dc:title>"
        f"<dc:creator>tmpipe</dc:creator><dc:description>{text(description)}</dc:description>"
        f"<dc:language>{text(locale)}</dc:language><cp:contentStatus>{text(status)}</cp:contentStatus>"
        "</cp:coreProperties>"
    )
