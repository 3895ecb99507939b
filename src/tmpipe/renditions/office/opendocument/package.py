"""The members of an ODT around its text: styles, page, properties, manifest."""

from __future__ import annotations

from collections.abc import Iterable

from tmpipe.renditions import style
from tmpipe.renditions.office.opendocument.body import CELL, TABLE
from tmpipe.renditions.office.opendocument.runs import FOREIGN
from tmpipe.renditions.office.opendocument.styles import (
    DECLARED,
    defaults,
    direction,
    fonts,
    spoken,
    styles,
    written_style,
)
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.xml import text
from tmpipe.text.languages import language

MIMETYPE = "application/vnd.oasis.opendocument.text"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EDGE = 7.0
"""Millimetres between the text and the paper that a header or footer takes, with the air inside."""


def part(name: str, content: str) -> str:
    """A member `document-content`, `document-styles` or `document-meta`."""
    return f'{_DECLARATION}<office:{name} {DECLARED} office:version="1.3">{content}</office:{name}>'


def content(body: str, automatic: str, own: Tongues, untranslated: str) -> str:
    """The text, with its automatic styles; `untranslated` is the id of that style."""
    return part(
        "document-content",
        f"<office:automatic-styles>{_foreign(own, untranslated)}{_tables(own)}{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>",
    )


def _foreign(own: Tongues, untranslated: str) -> str:
    script = "-complex" if language(own.source).direction == "rtl" else ""
    return (
        f'<style:style style:name="{FOREIGN}" style:family="text" '
        f'style:parent-style-name="{text(untranslated)}">'
        f"<style:text-properties {spoken(own.source, script)}/></style:style>"
    )


def _tables(own: Tongues) -> str:
    line = f'fo:border="0.5pt solid #{style.COLOURS["line"]}" fo:padding="0.08in"'
    air = f'fo:margin-bottom="{style.BODY}pt" style:writing-mode="{direction(own.rtl)}"'
    return (
        f'<style:style style:name="{TABLE}" style:family="table">'
        f'<style:table-properties table:align="margins" table:border-model="collapsing" {air}/></style:style>'
        f'<style:style style:name="{CELL}" style:family="table-cell">'
        f"<style:table-cell-properties {line}/></style:style>"
    )


def own_styles(own: Tongues, header: str, footer: str, decimal: str, start: int) -> str:
    """The member `styles.xml`; `decimal` is the form of numbers, `start` the first footnote's."""
    known = {one.name: one for one in styles(own)}
    ids = {name: one.id for name, one in known.items()}
    written = "".join(written_style(one, ids) for one in known.values())
    page = f"{_edge('header', header)}{_edge('footer', footer)}"
    return part(
        "document-styles",
        f"<office:font-face-decls>{fonts()}</office:font-face-decls><office:styles>{defaults(own)}{written}"
        f"{notes(decimal, start)}</office:styles><office:automatic-styles>{_page(own, bool(header), decimal)}"
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="tmpipePage">{page}</style:master-page></office:master-styles>',
    )


def _edge(kind: str, content: str) -> str:
    return f"<style:{kind}>{content}</style:{kind}>" if content else ""


def notes(decimal: str, start: int) -> str:
    """How footnotes are numbered; ODF tells what comes before the first number (ODF 1.3, 19.882)."""
    named = 'text:citation-style-name="Footnote_20_Symbol" text:citation-body-style-name="Footnote_20_anchor"'
    return (
        f'<text:notes-configuration text:note-class="footnote" {named} style:num-format="{decimal}" '
        f'text:start-value="{start - 1}" text:footnotes-position="page" text:start-numbering-at="document"/>'
    )


def _page(own: Tongues, headed: bool, decimal: str) -> str:
    """A4; header and footer lie in what is left of the margin."""
    top, right, foot, left = style.MARGINS
    edges = _margin("top", top, headed) + _margin("bottom", foot, True)
    adjusted = "right" if own.rtl else "left"
    return (
        '<style:page-layout style:name="tmpipePage"><style:page-layout-properties fo:page-width="210mm" '
        f'fo:page-height="297mm" style:print-orientation="portrait" style:num-format="{decimal}" {edges}'
        f'fo:margin-left="{left}mm" fo:margin-right="{right}mm" style:writing-mode="{direction(own.rtl)}">'
        f'<style:footnote-sep style:width="0.5pt" style:distance-before-sep="3mm" '
        f'style:distance-after-sep="2mm" style:line-style="solid" style:adjustment="{adjusted}" '
        f'style:rel-width="25%" style:color="#{style.COLOURS["soft"]}"/></style:page-layout-properties>'
        f"<style:header-style>{_room('bottom') * headed}</style:header-style>"
        f"<style:footer-style>{_room('top')}</style:footer-style></style:page-layout>"
    )


def _margin(side: str, wide: float, used: bool) -> str:
    return f'fo:margin-{side}="{wide - 2 * _EDGE * used}mm" '


def _room(side: str) -> str:
    return (
        "<style:header-footer-properties "
        f'fo:min-height="{2 * _EDGE}mm" fo:margin-{side}="{_EDGE}mm" style:dynamic-spacing="false"/>'
    )


def settings() -> str:
    """The member `settings.xml`: spaces as in Word and on pages in HTML; LibreOffice has others by itself.

    Of the spaces after a paragraph and before the next, the larger counts; and the space between lines is
    none between paragraphs.
    """
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="boolean">false</config:config-item>'
        for name in ("AddParaTableSpacing", "UseFormerLineSpacing")
    )
    return part(
        "document-settings",
        '<office:settings><config:config-item-set config:name="ooo:configuration-settings">'
        f"{items}</config:config-item-set></office:settings>",
    )


def properties(title: str, description: str, locale: str) -> str:
    """The member `meta.xml`; without dates: the same text gives the same file."""
    return part(
        "document-meta",
        f"<office:meta><meta:generator>tmpipe</meta:generator><dc:title>{text(title)}</dc:title>"
        f"<dc:description>{text(description)}</dc:description>"
        "<meta:initial-creator>tmpipe</meta:initial-creator><dc:creator>tmpipe</dc:creator>"
        f"<dc:language>{text(locale)}</dc:language></office:meta>",
    )


def manifest(names: Iterable[tuple[str, str]]) -> str:
    """The member `META-INF/manifest.xml`, from the names of the others and their types."""
    entries = "".join(_entry(name, kind) for name, kind in (("/", MIMETYPE), *names))
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return (
        f'{_DECLARATION}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )


def _entry(name: str, kind: str) -> str:
    version = ' manifest:version="1.3"' * (name == "/")
    told = f'manifest:full-path="{text(name)}"{version} manifest:media-type="{text(kind)}"'
    return f"<manifest:file-entry {told}/>"
