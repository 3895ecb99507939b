"""A document in the looks of another: its styles, page, header, footer and pictures stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tmpipe.errors import InputError
from tmpipe.renditions.office.opendocument import package
from tmpipe.renditions.office.opendocument.frame import Content
from tmpipe.renditions.office.opendocument.styles import (
    NAMESPACES,
    direction,
    fonts,
    spoken,
    styles,
    turned,
    written_style,
)
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.tree import AGAIN, dropped, fragments, parsed, unpacked, written

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE, _STYLE, _TEXT, _FO = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("office", "style", "text", "fo"))
_MANIFEST = "META-INF/manifest.xml"
_ANEW = ("mimetype", "content.xml", "styles.xml", "meta.xml", _MANIFEST)
_LEFT_OUT = ("Thumbnails/", "META-INF/", "Configurations2/")
"""What shows, signs or surrounds the template's own text."""
_SIDES = {"start", "end", "left", "right"}
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "text body": ("body text",),
    "standard": ("default paragraph style", "normal"),
    "quotations": ("quote", "block text"),
    "preformatted text": ("source code",),
    "internet link": ("hyperlink", "internet_20_link"),
}
"""Other programs' names of styles."""


class TemplateFrame:
    """See `frame.Frame`. The text of the template itself is left out."""

    def __init__(self, data: bytes, path: str, speaks: Tongues) -> None:
        self.path = path
        self.speaks = speaks
        self.files = unpacked(data, path)
        if not self.files.get("mimetype", b"").startswith(package.MIMETYPE.encode()):
            raise InputError(f"it is no OpenDocument text; {AGAIN}", path)
        self.sheet = parsed(self.files, "styles.xml", path)
        self.common = self._child("styles")
        self.ids = _complete(self.common, speaks)

    def members(self, content: Content) -> Mapping[str, bytes]:
        """See `frame.Frame`."""
        self._declare_fonts()
        _speak(self.common, self.speaks, set(self.ids.values()))
        _count(self.common, content)
        for page in self.sheet.iter(f"{_STYLE}page-layout-properties"):
            self._turn(page, content.decimal)
        for page in self.sheet.iter(f"{_STYLE}master-page"):
            self._head(page, content.header)
        body = package.content(content.body, content.automatic, self.speaks, self.ids["Untranslated"])
        kept = {name: data for name, data in self.files.items() if _stays(name)}
        return {
            "mimetype": package.MIMETYPE.encode(),
            "content.xml": body.encode(),
            "styles.xml": written(self.sheet),
            "meta.xml": content.properties.encode(),
            **kept,
            _MANIFEST: package.manifest(self._listed(kept)).encode(),
        }

    def _child(self, name: str) -> _Element:
        found = self.sheet.find(f"{_OFFICE}{name}")
        if found is None:
            raise InputError(f"its member styles.xml has no office:{name}; {AGAIN}", self.path)
        return found

    def _listed(self, kept: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        """What the manifest says of each member besides the mimetype and itself."""
        listed = parsed(self.files, _MANIFEST, self.path)
        space = f"{{{listed.nsmap.get(listed.prefix, '')}}}"
        kinds = {one.get(f"{space}full-path", ""): one.get(f"{space}media-type", "") for one in listed}
        yield from ((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml"))
        yield from ((name, kinds.get(name, "")) for name in kept)

    def _declare_fonts(self) -> None:
        """Our typefaces, for the styles that were added."""
        found = self.sheet.find(f"{_OFFICE}font-face-decls")
        if found is None:
            (found,) = fragments("<office:font-face-decls/>", NAMESPACES)
            self.sheet.insert(0, found)
        known = {one.get(f"{_STYLE}name") for one in found}
        found.extend(one for one in fragments(fonts(), NAMESPACES) if one.get(f"{_STYLE}name") not in known)

    def _turn(self, page: _Element, decimal: str) -> None:
        """A page of the document's direction, with its digits."""
        page.set(f"{_STYLE}writing-mode", direction(self.speaks.rtl))
        if page.get(f"{_STYLE}num-format", "1") not in {"a", "A", "i", "I", ""}:
            page.set(f"{_STYLE}num-format", decimal)
        for line in page.iter(f"{_STYLE}footnote-sep"):
            if line.get(f"{_STYLE}adjustment") in _SIDES:
                line.set(f"{_STYLE}adjustment", "right" if self.speaks.rtl else "left")

    def _head(self, page: _Element, header: str) -> None:
        """Each page of a draft says that it is one; a template may have been made of a draft."""
        own = self.ids["Draft Header"]
        automatic = {
            one.get(f"{_STYLE}name")
            for one in self.sheet.iter(f"{_STYLE}style")
            if one.get(f"{_STYLE}parent-style-name") == own
        }
        dropped(one for one in page.iter(f"{_TEXT}p") if one.get(f"{_TEXT}style-name") in {own, *automatic})
        if not header:
            return
        heads = [one for one in page if str(one.tag).startswith(f"{_STYLE}header")]
        if not heads:
            heads = list(fragments("<style:header/>", NAMESPACES))
            page.insert(0, heads[0])
        for head in heads:
            head.extend(fragments(header, NAMESPACES))


def _stays(name: str) -> bool:
    return name not in _ANEW and not name.startswith(_LEFT_OUT)


def _complete(common: _Element, speaks: Tongues) -> dict[str, str]:
    """The ids of our styles: the template's where it has them; the others are added to it."""
    known = {
        (one.get(f"{_STYLE}family", ""), _called(one)): one.get(f"{_STYLE}name", "")
        for one in common.findall(f"{_STYLE}style")
    }
    wanted = tuple(styles(speaks))
    ids = {}
    for one in wanted:
        names = (one.name.lower(), *_ALIASES.get(one.name.lower(), ()))
        ids[one.name] = next((known[one.family, name] for name in names if (one.family, name) in known), "")
    missing = [one for one in wanted if not ids[one.name]]
    for one in missing:
        ids[one.name] = one.id if one.id not in known.values() else f"tmpipe{one.id}"
    for one in missing:
        common.extend(fragments(written_style(one, ids), NAMESPACES))
    return ids


def _called(style: _Element) -> str:
    """A style's name as it is shown, in small letters."""
    name = style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}name", "").replace("_20_", " ")
    return name.lower()


def _speak(common: _Element, speaks: Tongues, own: set[str]) -> None:
    """The languages and the direction are ours; what a style centres or justifies stays so."""
    for one in common.findall(f"{_STYLE}style"):
        if one.get(f"{_STYLE}name") in own:
            for properties in one.findall(f"{_STYLE}paragraph-properties"):
                _straighten(properties)
    default = _default(common)
    paragraph, text = (_having(default, f"{_STYLE}{kind}-properties") for kind in ("paragraph", "text"))
    _straighten(paragraph)
    side = paragraph.get(f"{_FO}text-align")
    languages = f"{spoken(speaks.latin, '')} {spoken(speaks.complex, '-complex')}"
    for properties, told in (paragraph, turned(speaks.rtl)), (text, languages):
        (ours,) = fragments(f"<style:ours {told}/>", NAMESPACES)
        properties.attrib.update(ours.attrib)
    if side:
        paragraph.set(f"{_FO}text-align", side)


def _straighten(properties: _Element) -> None:
    """Takes the direction, and what goes with it, out of a paragraph's properties."""
    if properties.get(f"{_STYLE}writing-mode"):
        del properties.attrib[f"{_STYLE}writing-mode"]
    if properties.get(f"{_FO}text-align") in _SIDES:
        del properties.attrib[f"{_FO}text-align"]


def _default(common: _Element) -> _Element:
    """What holds for every paragraph."""
    for one in common.findall(f"{_STYLE}default-style"):
        if one.get(f"{_STYLE}family") == "paragraph":
            return one
    (new,) = fragments('<style:default-style style:family="paragraph"/>', NAMESPACES)
    common.insert(0, new)
    return new


def _having(parent: _Element, tag: str) -> _Element:
    """The child of this name; a new one, where there is none. Paragraphs' come before texts'."""
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag, {}, None)
        parent.insert(0 if "paragraph" in tag else len(parent), found)
    return found


def _count(common: _Element, content: Content) -> None:
    """Footnotes are counted from the document's first, in its language's digits."""
    notes = [
        one
        for one in common.findall(f"{_TEXT}notes-configuration")
        if one.get(f"{_TEXT}note-class") == "footnote"
    ]
    if not notes:
        common.extend(fragments(package.notes(content.decimal, content.start), NAMESPACES))
    for one in notes:
        one.set(f"{_STYLE}num-format", content.decimal)
        one.set(f"{_TEXT}start-value", str(content.start - 1))
