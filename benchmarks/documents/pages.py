"""Statements laid out on pages by other programs: as HTML for Chromium, flat ODT for LibreOffice, typst."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

RIGHT_TO_LEFT = {"fa"}


@dataclass(frozen=True)
class Note:
    """A footnote."""

    text: str


@dataclass(frozen=True)
class Piece:
    """A block: `heading`, `paragraph`, `list_item` or `quote`."""

    kind: str
    runs: tuple[str | Note, ...]
    level: int = 0


@dataclass(frozen=True)
class Look:
    """How a text is set."""

    program: str
    columns: int = 1
    paper: str = "a4"
    indented: bool = False
    """First lines set in, instead of space between paragraphs."""
    justified: bool = False
    header: str = "Statement on Iran"


# --- LibreOffice ---------------------------------------------------------------------------------

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_SIZES = {"a4": ("21cm", "29.7cm"), "letter": ("8.5in", "11in")}


def flat_odt(pieces: Iterable[Piece], look: Look, locale: str) -> str:
    """The text as an ODT in one XML file."""
    notes = iter(range(1, 1000))

    def run(one: str | Note) -> str:
        if isinstance(one, str):
            return escape(one, quote=False)
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{next(notes)}</text:note-citation>'
            f'<text:note-body><text:p text:style-name="N">{escape(one.text, quote=False)}</text:p>'
            "</text:note-body></text:note>"
        )

    body = []
    for piece in pieces:
        text = "".join(map(run, piece.runs))
        match piece.kind:
            case "heading":
                level = piece.level
                body.append(
                    f'<text:h text:style-name="H{level}" text:outline-level="{level}">{text}</text:h>'
                )
            case "list_item":
                item = f'<text:list-item><text:p text:style-name="P">{text}</text:p></text:list-item>'
                body.append(f'<text:list text:style-name="L">{item}</text:list>')
            case "quote":
                body.append(f'<text:p text:style-name="Q">{text}</text:p>')
            case _:
                body.append(f'<text:p text:style-name="P">{text}</text:p>')
    whole = "".join(body)
    if look.columns > 1:
        whole = f'<text:section text:style-name="S" text:name="s">{whole}</text:section>'
    return _ODT.format(
        spaces=_SPACES,
        mode="rl-tb" if locale in RIGHT_TO_LEFT else "lr-tb",
        align="justify" if look.justified else "right" if locale in RIGHT_TO_LEFT else "left",
        locale=locale,
        country={"en": "GB", "sv": "SE", "fa": "IR"}.get(locale, locale.upper()),
        space="0cm" if look.indented else "0.25cm",
        indent="0.6cm" if look.indented else "0cm",
        width=_SIZES[look.paper][0],
        height=_SIZES[look.paper][1],
        columns=look.columns,
        header=escape(look.header),
        body=whole,
    )


_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}"/>
<style:text-properties fo:font-family="Liberation Serif" style:font-family-complex="Noto Naskh Arabic"
 fo:font-size="11pt" style:font-size-complex="11pt" fo:language="{locale}" fo:country="{country}"
 style:language-complex="{locale}" style:country-complex="{country}" fo:hyphenate="false"/>
</style:default-style><style:style style:name="P" style:family="paragraph">
<style:paragraph-properties style:writing-mode="{mode}"
 fo:text-align="{align}" fo:margin-bottom="{space}" fo:text-indent="{indent}"/></style:style>
<style:style style:name="Q" style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}"
 fo:text-align="{align}" fo:margin-left="1cm" fo:margin-right="1cm" fo:margin-bottom="0.25cm"/>
</style:style>
<style:style style:name="N" style:family="paragraph"><style:paragraph-properties style:writing-mode="{mode}"
 fo:margin-left="0.6cm" fo:text-indent="-0.6cm"/>
<style:text-properties fo:font-size="9pt" style:font-size-complex="9pt"/></style:style>
<style:style style:name="H1" style:family="paragraph">
<style:paragraph-properties style:writing-mode="{mode}"
 fo:margin-bottom="0.4cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="20pt"
 style:font-size-complex="20pt" fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="H2" style:family="paragraph">
<style:paragraph-properties style:writing-mode="{mode}"
 fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties
 fo:font-size="14pt" style:font-size-complex="14pt" fo:font-weight="bold" style:font-weight-complex="bold"/>
</style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm"
 fo:margin-left="1.2cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="L1"><style:page-layout-properties fo:page-width="{width}"
 fo:page-height="{height}" fo:margin="2cm" style:writing-mode="{mode}"/>
<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.5cm"/>
</style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.5cm"/>
</style:footer-style>
</style:page-layout>
<style:style style:name="S" style:family="section"><style:section-properties style:writing-mode="{mode}">
<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>
</style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L1">
<style:header><text:p>{header}</text:p></style:header>
<style:footer><text:p><text:page-number/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def with_libreoffice(files: Sequence[Path], folder: Path) -> None:
    """Makes PDFs of these files."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)


# --- Chromium ------------------------------------------------------------------------------------


def html(pieces: Iterable[Piece], look: Look, locale: str) -> str:
    """The text as a page of the web; its notes come at its end."""
    notes: list[str] = []

    def run(one: str | Note) -> str:
        if isinstance(one, str):
            return escape(one)
        notes.append(f"<li>{escape(one.text)}</li>")
        return f"<sup>{len(notes)}</sup>"

    names = {"list_item": "li", "quote": "blockquote", "paragraph": "p"}
    body, listed = [], False
    for piece in pieces:
        name = f"h{piece.level}" if piece.kind == "heading" else names[piece.kind]
        if (piece.kind == "list_item") != listed:
            listed = not listed
            body.append("<ul>" if listed else "</ul>")
        body.append(f"<{name}>{''.join(map(run, piece.runs))}</{name}>\n")
    body.append("</ul>" if listed else "")
    indent = "p{margin:0;text-indent:1.5em}" if look.indented else ""
    style = f"body{{columns:{look.columns};text-align:{'justify' if look.justified else 'start'}}}{indent}"
    direction = "rtl" if locale in RIGHT_TO_LEFT else "ltr"
    font = "font-family:'Noto Naskh Arabic'" if locale in RIGHT_TO_LEFT else "font-family:'Liberation Sans'"
    return (
        f'<!doctype html><html lang="{locale}" dir="{direction}"><meta charset="utf-8">'
        f"<title>{escape(look.header)}</title><style>@page{{size:{look.paper}}}{style}body{{{font}}}"
        f"ol{{font-size:80%}}</style><body>{''.join(body)}<ol>{''.join(notes)}</ol></body></html>"
    )


def with_chromium(file: Path, pdf: Path) -> None:
    """Prints a page of the web."""
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--print-to-pdf={pdf}",
        file.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True)


# --- typst ---------------------------------------------------------------------------------------


def typst(pieces: Iterable[Piece], look: Look, locale: str) -> str:
    """The text in typst's markup."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def run(one: str | Note) -> str:
        return f"#{quoted(one)}" if isinstance(one, str) else f"#footnote[#{quoted(one.text)}]"

    paper = {"a4": "a4", "letter": "us-letter"}[look.paper]
    font = '("Noto Naskh Arabic",)' if locale in RIGHT_TO_LEFT else '("Libertinus Serif",)'
    lines = [
        f'#set page(paper: "{paper}", columns: {look.columns}, numbering: "1", header: [{look.header}])',
        f'#set text(lang: "{locale}", font: {font}, size: 10.5pt)',
        f"#set par(justify: {str(look.justified).lower()})",
    ]
    if look.indented:
        lines.append("#set par(first-line-indent: 1.5em, spacing: 0.65em)")
    for piece in pieces:
        text = "".join(map(run, piece.runs))
        match piece.kind:
            case "heading":
                lines.append(f"#heading(level: {piece.level})[{text}]")
            case "list_item":
                lines.append(f"- {text}")
            case "quote":
                lines.append(f"#quote(block: true)[{text}]")
            case _:
                lines.append(f"\n{text}\n")
    return "\n".join(lines)


def with_typst(file: Path, pdf: Path) -> None:
    """Compiles typst's markup."""
    import typst as compiler

    compiler.compile(str(file), output=str(pdf))
