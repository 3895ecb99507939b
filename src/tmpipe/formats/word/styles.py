"""The styles of a document: what a paragraph is to its reader, and what a run looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias

from tmpipe.formats.package import xml
from tmpipe.formats.word.names import KNOWN
from tmpipe.formats.word.properties import child, children, tag, value
from tmpipe.model import Role

Look: TypeAlias = Mapping[str, str]
"""What a reader sees of a run: each property that is not as it is by default, with its value."""

_UNSEEN = frozenset(
    {"rStyle", "lang", "noProof", "kern", "szCs", "bCs", "iCs", "rtl", "cs", "webHidden", "snapToGrid"}
    | {"fitText", "specVanish", "oMath", "effect", "eastAsianLayout", "w", "em"}
    | {"rPrChange", "ins", "del", "moveFrom", "moveTo"}
    | {"w14:ligatures", "w14:numForm", "w14:numSpacing", "w14:cntxtAlts", "w14:stylisticSets"}
)
_TOGGLES = frozenset(
    {"b", "i", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish"}
)
_NOTHING = {
    "u": {"none"},
    "color": {"auto", "000000"},
    "highlight": {"none"},
    "vertAlign": {"baseline"},
    "position": {"0"},
}
OFF = frozenset(("0", "false", "off"))
"""Values that take a property away."""
_NARROW = 20
"""Twentieths of a point between letters that no reader sees, and that converters of PDF write by the run."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it stands in the file, with what it is based on."""

    name: str
    """In small letters; Word's own styles have English names in every language."""
    based: str
    paragraph: str
    """Its raw `w:pPr`."""
    run: str
    """Its raw `w:rPr`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is by its own properties and its style."""

    role: Role = Role.PARAGRAPH
    level: int = 0
    place: str = ""
    style: str = ""
    """The id of its style."""
    number: str = ""
    """The id of its numbering; empty: it has none."""
    depth: int = 0
    """Its level in that, from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All styles of a document."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    """By id."""
    default: str = ""
    """The id of the style of paragraphs that name none."""
    base: str = ""
    """The raw `w:rPr` of all text."""
    titled: bool = False
    """Whether the text has a paragraph that is its title: then headings begin at level 2."""
    _looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    _same: dict[tuple[tuple[str, str], ...], Look] = field(default_factory=dict)
    _shapes: dict[str, Shape] = field(default_factory=dict)

    def chain(self, style: str) -> list[Style]:
        """A style and those that it is based on, the nearest first."""
        found: dict[str, Style] = {}
        while style in self.styles and style not in found:
            found[style] = self.styles[style]
            style = found[style].based
        return list(found.values())

    def shape(self, raw: str) -> Shape:
        """What a paragraph with this raw `w:pPr` is."""
        known = self._shapes.get(raw)
        if known is None:
            style = value(child(raw, "pStyle")) or self.default
            chain = self.chain(style)
            found = _shape([one.name for one in chain], [raw, *(one.paragraph for one in chain)])
            lower = self.titled and found.role is Role.HEADING and "title" not in (one.name for one in chain)
            number, depth = _numbered([raw, *(one.paragraph for one in chain)])
            known = self._shapes[raw] = replace(
                found, style=style, level=found.level + lower, number=number, depth=depth
            )
        return known

    def within(self, text: str) -> Sheet:
        """The styles as a main document uses them."""
        titles = (name for name in self.styles if any(one.name == "title" for one in self.chain(name)))
        used = any(re.search(rf"pStyle\s[^>]*[\"']{re.escape(xml.quoted(one))}[\"']", text) for one in titles)
        return replace(self, titled=used)

    def look(self, run: str, style: str) -> Look:
        """What a run with this raw `w:rPr` looks like in a paragraph of this style.

        One and the same object for all that look the same.
        """
        known = self._looks.get((run, style))
        if known is None:
            known = self._looks[run, style] = self._looked(run, style)
        return known

    def _looked(self, run: str, style: str) -> Look:
        layers = [self.base]
        for name in style, value(child(run, "rStyle")) or "":
            layers += (one.run for one in reversed(self.chain(name)))
        found: dict[str, str] = {}
        for layer in (*layers, run):
            found |= seen(layer)
        look = {name: kind for name, kind in sorted(found.items()) if kind}
        return self._same.setdefault(tuple(look.items()), look)


@lru_cache(maxsize=4096)
def seen(raw: str) -> Mapping[str, str]:
    """What of a raw `w:rPr` a reader sees; what it switches off is empty."""
    told = ((name, _value(name, one)) for name, one in children(raw) if name not in _UNSEEN)
    return {name: kind for name, kind in told if kind is not None}


def _value(name: str, raw: str) -> str | None:
    """What a property says; None: nothing of what a reader sees."""
    worth = value(raw)
    if name in _TOGGLES:
        return "" if worth in OFF else "1"
    if name == "rFonts":
        return value(raw, "ascii") or value(raw, "asciiTheme") or value(raw, "hAnsi")
    if name == "shd":
        fill = value(raw, "fill") or "auto"
        return "" if fill in {"auto", "FFFFFF"} else fill
    if name == "spacing" and re.fullmatch(r"-?\d+", worth or ""):
        return worth if worth and abs(int(worth)) > _NARROW else ""
    if worth is None:
        return tag(raw)
    return "" if worth in _NOTHING.get(name, ()) else worth


# --- what a paragraph is -------------------------------------------------------------------------

_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc \d|contents \d|table of figures")
_QUOTES = {"quote", "intense quote", "block text", "quotations", "block quotation"}


def _shape(names: list[str], properties: list[str]) -> Shape:
    """By the names of its style and of those that it is based on, and by all their properties."""
    if any(map(_CONTENTS.fullmatch, names)):
        return Shape(place="table of contents")
    if "title" in names:
        return Shape(Role.HEADING, 1)
    outline = next(filter(None, (value(child(raw, "outlineLvl")) for raw in properties)), None)
    titled = next(filter(None, map(_HEADING.fullmatch, names)), None)
    if outline is None and titled:
        outline = str(int(titled[1]) - 1)
    if outline and outline.isdigit() and int(outline) < 9:
        return Shape(Role.HEADING, int(outline) + 1)
    if _QUOTES & set(names):
        return Shape(Role.QUOTE)
    number, depth = _numbered(properties)
    return Shape(Role.LIST_ITEM, depth + 1) if number else Shape()


def _numbered(properties: list[str]) -> tuple[str, int]:
    """The id of a paragraph's numbering, and its level from 0."""
    numbering = [one for raw in properties if (one := child(raw, "numPr"))]
    number = next(filter(None, (value(child(one, "numId")) for one in numbering)), "0")
    depth = next(filter(None, (value(child(one, "ilvl")) for one in numbering)), "0")
    return ("", 0) if number == "0" else (number, int(depth) if re.fullmatch("[0-8]", depth) else 0)


# --- reading -------------------------------------------------------------------------------------


def read(text: str, member: str, path: str) -> Sheet:
    """The styles of a member's XML."""
    styles: dict[str, Style] = {}
    default = base = ""
    for token in xml.tokens(text, KNOWN, member, path, whole={"w:style", "w:rPrDefault"}):
        if token.kind is not xml.Kind.WHOLE:
            continue
        if token.name == "w:rPrDefault":
            base = child(token.raw, "rPr")
            continue
        identity = value(token.raw, "styleId") or ""
        styles[identity] = Style(
            name=(value(child(token.raw, "name")) or "").lower(),
            based=value(child(token.raw, "basedOn")) or "",
            paragraph=child(token.raw, "pPr"),
            run=child(token.raw, "rPr"),
        )
        if value(token.raw, "type") == "paragraph" and value(token.raw, "default") not in (None, *OFF):
            default = identity
    return Sheet(styles, default, base)
