"""The styles of an ODT. LibreOffice knows most of them by their names; a template may have them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tmpipe.model import Locale
from tmpipe.renditions import style
from tmpipe.renditions.office.look import DRAFT_GROUND, MONOSPACED, TYPEFACES, Typeface, lines
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.xml import text

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "ooo": "http://openoffice.org/2004/office",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its properties as attributes."""

    name: str
    """As it is shown: `Heading 1`."""
    family: str = "paragraph"
    parent: str = ""
    following: str = ""
    paragraph: str = ""
    text: str = ""
    outline: int = 0

    @property
    def id(self) -> str:
        """What paragraphs and spans name it by; LibreOffice makes the same."""
        return self.name.replace(" ", "_20_")


def written_style(one: Style, ids: dict[str, str]) -> str:
    """A style as XML; `ids` has those of the styles that it names."""
    told = f'style:name="{text(ids[one.name])}" style:display-name="{text(one.name)}"'
    told += f' style:family="{one.family}"'
    if one.parent:
        told += f' style:parent-style-name="{text(ids[one.parent])}"'
    if one.following:
        told += f' style:next-style-name="{text(ids[one.following])}"'
    if one.outline:
        told += f' style:default-outline-level="{one.outline}"'
    inner = f"<style:paragraph-properties {one.paragraph}/>" if one.paragraph else ""
    inner += f"<style:text-properties {one.text}/>" if one.text else ""
    return f"<style:style {told}>{inner}</style:style>"


def defaults(own: Tongues) -> str:
    """What holds for every paragraph: its direction, languages and typefaces."""
    tabs = f'style:tab-stop-distance="{points(style.INDENT)}"'
    paragraph = f'fo:orphans="2" fo:widows="2" {tabs} {turned(own.rtl)}'
    hyphens = "true" if not own.rtl else "false"
    text = (
        f'style:font-name="{style.OFFICE_LATIN}" style:font-name-complex="{style.OFFICE_PERSIAN}" '
        f"{_size(style.BODY)} {spoken(own.latin, '')} {spoken(own.complex, '-complex')} "
        f'fo:hyphenate="{hyphens}" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
    )
    return (
        f'<style:default-style style:family="paragraph"><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {text}/></style:default-style>"
    )


def direction(rtl: bool) -> str:
    """A direction as ODF names it."""
    return "rl-tb" if rtl else "lr-tb"


def turned(rtl: bool, at_right: bool | None = None) -> str:
    """The attributes of a paragraph of a direction, at the side where it begins if no other is told.

    `start` would be the left to LibreOffice in both directions.
    """
    side = "right" if (rtl if at_right is None else at_right) else "left"
    return f'fo:text-align="{side}" style:writing-mode="{direction(rtl)}"'


def spoken(locale: Locale, script: str) -> str:
    """The attributes that name the language of a script: `` or `-complex`."""
    tag, _, region = text(locale).partition("-")
    kind = "style" if script else "fo"
    return f'{kind}:language{script}="{tag}" {kind}:country{script}="{region or "none"}"'


def fonts() -> str:
    """The typefaces, with what takes the place of one that a reader lacks."""
    return "".join(
        f'<style:font-face style:name="{one.name}" svg:font-family="{_families(one)}" '
        f'style:font-family-generic="{one.family}" style:font-pitch="{one.pitch}"/>'
        for one in TYPEFACES
    )


def _families(one: Typeface) -> str:
    return ", ".join(f"'{name}'" for name in (one.name, *one.others))


def styles(own: Tongues) -> Iterator[Style]:
    """All styles that our documents name, each after its parent."""
    yield Style("Standard")
    yield Style("Text body", parent="Standard", paragraph=_spacing(own, after=style.SPACE))
    yield from _headings(own)
    yield from _paragraphs(own)
    yield from _spans()


def _headings(own: Tongues) -> Iterator[Style]:
    over = f'fo:keep-with-next="always" {_spacing(own, 0.2, 1.2, heading=True)}'
    soft = f"{_BOLD} {_colour('soft')} {_sized('over-title')}"
    yield Style("Over-title", parent="Standard", following="Title", paragraph=over, text=soft)
    title = f"{_KEPT} {_spacing(own, 0.8, 1.2, heading=True)}"
    look = f"{_BOLD} {_sized('title')} {_WHOLE}"
    yield Style("Title", parent="Standard", following="Text body", paragraph=title, text=look)
    for level in range(1, 7):
        yield Style(
            f"Heading {level}",
            parent="Standard",
            following="Text body",
            paragraph=f"{_KEPT} {_spacing(own, 0.6, 1.6, heading=True)}",
            text=f"{_BOLD} {_sized(f'heading {min(level + 1, 6)}')} {_WHOLE}",
            outline=level,
        )


def _paragraphs(own: Tongues) -> Iterator[Style]:
    inset = points(1.1 * style.INDENT)
    quoted = f'fo:margin-left="{inset}" fo:margin-right="{inset}" {_spacing(own, style.SPACE)}'
    yield Style("Quotations", parent="Text body", paragraph=quoted)
    yield Style("List", parent="Text body", paragraph=_spacing(own, 0.4))
    code = f"{_ground('panel')} {_spacing(own, 1.0, leading=1.3)}"
    yield Style("Preformatted Text", parent="Standard", paragraph=code, text=f"{_MONO} {_NO_WORDS}")
    yield Style("Signatories", parent="Text body", paragraph=_spacing(own, 0.25), text=_NO_WORDS)
    note = f'fo:margin-left="{inset}" fo:text-indent="-{inset}" {_spacing(own, 0.2, leading=1.35)}'
    yield Style("Footnote", parent="Standard", paragraph=note, text=_sized("note"))
    for name in ("Header", "Footer"):
        centred = f'{_spacing(own, leading=1.2)} fo:text-align="center"'
        yield Style(name, parent="Standard", paragraph=centred, text=f"{_colour('soft')} {_sized('foot')}")
    yield Style("Draft Header", parent="Header", text=f"{_BOLD} {_colour('draft')}")
    box = f'{_ground("panel")} fo:border="none" fo:padding="0.1in" fo:keep-with-next="always"'
    yield Style(
        "Status", parent="Standard", paragraph=f"{box} {_spacing(own, leading=1.45)}", text=_sized("status")
    )
    yield Style("Table Contents", parent="Standard", paragraph=_spacing(own, leading=1.35))
    yield Style("Table Heading", parent="Table Contents", paragraph='fo:keep-with-next="always"', text=_BOLD)


def _spans() -> Iterator[Style]:
    rows = (
        ("Internet link", f"{_colour('link')} {_underlined('solid')}"),
        ("Footnote anchor", 'style:text-position="super 58%"'),
        ("Footnote Symbol", ""),
        ("Numbering Symbols", ""),
        ("Emphasis", 'fo:font-style="italic" style:font-style-complex="italic"'),
        ("Strong Emphasis", _BOLD),
        ("Underlined", _underlined("solid")),
        ("Deleted", 'style:text-line-through-style="solid" style:text-line-through-type="single"'),
        ("Superscript", 'style:text-position="super 58%"'),
        ("Subscript", 'style:text-position="sub 58%"'),
        ("Source Text", f"{_MONO} {_NO_WORDS}"),
        ("Status Draft", f"{_BOLD} {_colour('draft')}"),
        ("Status Final", f"{_BOLD} {_colour('final')}"),
        ("Draft", f'{_underlined("dotted", "dots")} fo:background-color="#{DRAFT_GROUND}"'),
        ("Untranslated", _colour("soft")),
        ("Language Sign", f"{_BOLD} {_colour('untranslated')} {_size(7)} {_NO_WORDS}"),
    )
    yield from (Style(name, "text", text=look) for name, look in rows)


# --- properties ----------------------------------------------------------------------------------

_BOLD = 'fo:font-weight="bold" style:font-weight-complex="bold"'
_KEPT = 'fo:keep-with-next="always" fo:keep-together="always"'
_WHOLE = 'fo:hyphenate="false"'
_NO_WORDS = 'fo:language="zxx" fo:country="none" style:language-complex="zxx" style:country-complex="none"'
"""In no language (ISO 639): nothing to spell or hyphenate."""


def points(ems: float) -> str:
    """A multiple of the size of the text."""
    return f"{style.BODY * ems:.5g}pt"


def _spacing(
    own: Tongues, after: float = 0, before: float = 0, *, heading: bool = False, leading: float = 0
) -> str:
    """Space around a paragraph, as multiples of the text's size, and between its lines (`look.lines`)."""
    line = round(100 * lines(own, heading=heading, leading=leading))
    return f'fo:margin-top="{points(before)}" fo:margin-bottom="{points(after)}" fo:line-height="{line}%"'


def _size(size: float) -> str:
    return f'fo:font-size="{size:.4g}pt" style:font-size-complex="{size:.4g}pt"'


def _sized(name: str) -> str:
    return _size(style.BODY * style.SIZES[name])


def _colour(name: str) -> str:
    return f'fo:color="#{style.COLOURS[name]}"'


def _ground(name: str) -> str:
    return f'fo:background-color="#{style.COLOURS[name]}"'


def _underlined(kind: str, colour: str = "") -> str:
    shown = f"#{style.COLOURS[colour]}" if colour else "font-color"
    line = f'style:text-underline-style="{kind}" style:text-underline-width="auto"'
    return f'{line} style:text-underline-color="{shown}"'


_MONO = f'style:font-name="{MONOSPACED}" style:font-name-complex="{MONOSPACED}" {_sized("code")}'
