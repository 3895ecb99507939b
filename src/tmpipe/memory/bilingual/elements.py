"""The elements of a TMX file as values: its header, and its units with their variants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from tmpipe.errors import InputError
from tmpipe.memory.bilingual import codes
from tmpipe.memory.bilingual.cuts import BROKEN, Cut

_Element: TypeAlias = ET.Element
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTITY = re.compile(r"<!ENTITY\b")
_NAMESPACE = re.compile(r"\sxmlns:[\w.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTE = re.compile(r"([\w:.-]+)=\"([^\"]*)\"")
_PROP = re.compile(r"<prop type=\"([^\"]*)\">([^<]*)</prop>")
_NOTHING: Mapping[str, str] = {}


class Fault(Exception):  # noqa: N818 - it is caught here, and told
    """Why a unit is left out, and how many lines below its first one."""

    def __init__(self, message: str, below: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.below = below


class Variant(NamedTuple):
    """A `tuv`."""

    attributes: Mapping[str, str]
    properties: Mapping[str, str]
    text: str


class Unit(NamedTuple):
    """A `tu`; a text is a segment's element as long as it is not known which of them is the source."""

    attributes: Mapping[str, str]
    properties: Mapping[str, str]
    variants: Sequence[Variant]
    segments: Sequence[_Element] = ()
    """Those of the variants, where a text has inline elements."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says of all its units."""

    source: str
    tool: str
    properties: Mapping[str, str]
    namespaces: str
    """Declarations that its units may use."""


def header_in(head: Cut, path: str) -> Header:
    """What the file's head says. InputError where it is no TMX, or declares entities."""
    text = re.sub(r"<!--.*?-->", lambda at: "\n" * at[0].count("\n"), head.text, flags=re.DOTALL)
    if entity := _ENTITY.search(text):
        line = text.count("\n", 0, entity.start()) + 1
        raise InputError("declares entities, which are not read; export it as plain TMX", path, line)
    start = text.find("<tmx")
    if start < 0:
        raise InputError("no TMX: there is no <tmx> before <body>", path, 1)
    try:
        root = ET.fromstring(f"{text[start:]}<body/></tmx>")  # noqa: S314 - no DTD reaches it
    except (ET.ParseError, UnicodeEncodeError) as error:
        below, reason = _said(error)
        line = text.count("\n", 0, start) + 1 + below
        raise InputError(f"the header is no XML: {reason}", path, line) from error
    header = _child(root, "header")
    found = header if header is not None else root
    namespaces = "".join(_NAMESPACE.findall(text[start:]))
    return Header(
        found.get("srclang") or "*all*", found.get("creationtool") or "", _properties(found), namespaces
    )


def _child(element: _Element, name: str) -> _Element | None:
    return next((one for one in element if one.tag.rpartition("}")[2] == name), None)


def _said(error: Exception) -> tuple[int, str]:
    """How many lines below the first one, and what is wrong, in expat's words."""
    if not isinstance(error, ET.ParseError):
        return 0, "bytes that the file's encoding does not know"
    return error.position[0] - 1, str(error).partition(": line ")[0]


def _properties(element: _Element) -> dict[str, str]:
    """What the `prop` elements directly in this one say; the first of each type."""
    found: dict[str, str] = {}
    for child in element:
        if child.tag == "prop" and child.text and (name := child.get("type")):
            found.setdefault(name, child.text)
    return found


def parsed(text: str, namespaces: str = "") -> Unit:
    """The unit that stands in the text, which may use these declarations. Fault where it is no XML."""
    if BROKEN in text:
        below = text.count("\n", 0, text.index(BROKEN))
        raise Fault("bytes that the file's encoding does not know", below)
    try:
        whole = ET.fromstring(f"<tmx{namespaces}>{text}</tmx>" if namespaces else text)  # noqa: S314
    except (ET.ParseError, UnicodeEncodeError) as error:
        below, reason = _said(error)
        raise Fault(f"no XML: {reason}", below) from error
    element = whole[0] if namespaces else whole
    variants, segments = [], []
    for child in element:
        if child.tag == "tuv":
            segment = _child(child, "seg")
            segments.append(segment if segment is not None else ET.Element("seg"))
            variants.append(Variant(_attributes_of(child), _properties(child), segments[-1].text or ""))
    inline = any(map(codes.has_codes, segments))
    return Unit(element.attrib, _properties(element), variants, segments if inline else ())


def plain(found: re.Match[str]) -> Unit:
    """A unit that the cutter has taken apart."""
    attributes, props, first, one, second, other = found.groups()
    properties = _NOTHING
    if props:
        pairs = reversed(_PROP.findall(props))  # the first of each type counts
        properties = {name: _signs(text) for name, text in pairs} if "&" in props else dict(pairs)
    variants = (
        Variant(_attributes(first), _NOTHING, _signs(one) if "&" in one else one),
        Variant(_attributes(second), _NOTHING, _signs(other) if "&" in other else other),
    )
    return Unit(_attributes(attributes) if attributes else _NOTHING, properties, variants)


@lru_cache(512)
def _attributes(text: str) -> Mapping[str, str]:
    return dict(_ATTRIBUTE.findall(text))


def _attributes_of(element: _Element) -> Mapping[str, str]:
    found = element.attrib
    return {**found, "xml:lang": found[_LANG]} if _LANG in found else found


def _signs(text: str) -> str:
    """The text that stands for itself in XML; it has no references but the five that need no declaration."""
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")
