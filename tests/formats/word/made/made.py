"""Small Word documents, made of the XML of their parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from tmpipe.formats import docx
from tmpipe.model import CODE, Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
SECTION = "<w:sectPr><w:cols/></w:sectPr>"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = f"""<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr>
<w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="normaltextrun"><w:name w:val="normaltextrun"/></w:style>
</w:styles>"""


def relationships(*targets: str) -> str:
    """The targets as `kind=target` or, an address, `kind=https:…`; their ids are rId1, rId2 …"""
    rows = []
    for number, (kind, _, target) in enumerate((one.partition("=") for one in targets), 1):
        mode = ' TargetMode="External"' if ":" in target else ""
        rows.append(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>')
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def package(body: str, *related: str, **members: str) -> bytes:
    """A DOCX with this body; members by their names, `styles` for `word/styles.xml`."""
    found = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(
            "officeDocument=word/document.xml", "metadata/core-properties=docProps/core.xml"
        ),
        "word/_rels/document.xml.rels": relationships("styles=styles.xml", *related),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}{SECTION}</w:body></w:document>",
        "word/styles.xml": STYLES,
        **{f"word/{name}.xml": content for name, content in members.items()},
    }
    return zipped({name: content.encode("utf-8") for name, content in found.items()})


def zipped(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def blocks(content: str, *related: str, **more: str) -> list[Block]:
    """The blocks of a body."""
    return list(docx.read(package(content, *related, **more), "x.docx", "en").blocks())


def seen(content: str, *related: str) -> list[str]:
    return [block.text for block in blocks(f"<w:p>{content}</w:p>", *related)]


BOLD, ITALIC = "<w:b/>", "<w:i/>"
BOX = f"<w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent>"


CODES = re.compile(r"(</?[gx]\d+/?>)")


def upper(block: Block) -> Block:
    """A translation into capitals."""
    pieces = CODES.split(block.text)
    return replace(block, text="".join(p if CODE.fullmatch(p) else p.upper() for p in pieces))


def into(*texts: str) -> Callable[[Block], Block]:
    """A translation into these texts, block by block; an empty one is not translated."""
    left = iter(texts)
    return lambda block: replace(block, text=next(left) or block.text)


def body(data: bytes) -> str:
    """What is in the body, without the last section's properties."""
    found = members(data)["word/document.xml"].decode("utf-8")
    return found[found.index("<w:body>") + 8 : found.rindex("<w:sectPr>")]


def written(content: str, *texts: str, locale: str = "eo", related: tuple[str, ...] = ()) -> str:
    """A body after its blocks have these texts."""
    document = docx.read(package(content, *related), "x.docx", "en")
    return body(docx.write(document.localized(locale, into(*texts))))
