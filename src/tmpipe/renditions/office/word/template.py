"""A document in the looks of another: its styles, numbering, theme, page, header and footer stay."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tmpipe.errors import InputError
from tmpipe.renditions.office.tongues import Tongues
from tmpipe.renditions.office.tree import AGAIN, dropped, fragments, parsed, unpacked, written
from tmpipe.renditions.office.word import package
from tmpipe.renditions.office.word.frame import Content
from tmpipe.renditions.office.word.styles import NAMESPACE, language, styles, written_style

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = f"{{{NAMESPACE}}}"
_R = f"{{{package.OFFICE}}}"
_NAMES = {"w": NAMESPACE, "r": package.OFFICE}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "normal": ("standard", "default paragraph style"),
    "body text": ("text body",),
    "quote": ("quotations", "block text"),
    "html preformatted": ("preformatted text", "source code"),
    "html code": ("source text", "verbatim char"),
    "hyperlink": ("internet link",),
    "footnote text": ("footnote",),
    "footnote reference": ("footnote anchor", "footnote characters"),
    "normal table": ("table normal",),
    "table grid": ("table",),
}
"""Other programs' names of styles."""


class TemplateFrame:
    """See `frame.Frame`. The text of the template itself is left out."""

    def __init__(self, data: bytes, path: str, speaks: Tongues) -> None:
        self.path = path
        self.speaks = speaks
        self.parts = unpacked(data, path)
        self.types = parsed(self.parts, "[Content_Types].xml", path)
        self.main = self._main()
        self.document = parsed(self.parts, self.main, path)
        if self.document.tag != f"{_W}document":
            raise InputError(f"it is no Word document, or a strict one (ISO 29500); {AGAIN}", path)
        self.relations = parsed(self.parts, _relations(self.main), path)
        self.sheet = parsed(self.parts, self._related("styles"), path)
        self.ids = _complete(self.sheet, speaks)
        self.first = self._free()

    def members(self, content: Content) -> Mapping[str, bytes]:
        """See `frame.Frame`."""
        dropped(one for one in self.relations if one.get("Type", "").endswith(_LEFT_OUT))
        self._put("styles", written(self.sheet))
        self._number(content)
        footnotes = self._put("footnotes", package.footnotes(content.footnotes).encode())
        self.parts[_relations(footnotes)] = _linked(content.footnote_links)
        self._settle()
        section = self._section(content)
        self.parts[self.main] = package.document(content.body, section).encode()
        self.relations.extend(fragments(package.outward(content.links), {"": _RELATIONS}))
        self.parts[_relations(self.main)] = written(self.relations)
        self._describe(content.properties)
        self._type(self.main, package.TYPES["document"])
        self.parts["[Content_Types].xml"] = written(self.types)
        return self.parts

    # --- parts and how they hang together

    def _main(self) -> str:
        """The name of the part with the text."""
        outer = parsed(self.parts, "_rels/.rels", self.path)
        for one in outer:
            if one.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(one.get("Target", "").lstrip("/"))
        raise InputError(f"it is no Word document; {AGAIN}", self.path)

    def _related(self, kind: str) -> str:
        """The name of the part of this kind; of a new one, where there is none."""
        for one in self.relations:
            if one.get("Type") == f"{package.OFFICE}/{kind}":
                return self._placed(one)
        folder = posixpath.dirname(self.main)
        usual = posixpath.join(folder, f"{kind}.xml")
        return posixpath.join(folder, f"tmpipe-{kind}.xml") if usual in self.parts else usual

    def _placed(self, relation: _Element) -> str:
        place = posixpath.join("/", posixpath.dirname(self.main), relation.get("Target", ""))
        return posixpath.normpath(place).lstrip("/")

    def _put(self, kind: str, data: bytes) -> str:
        """The part of this kind is these bytes; a new one is made known. Its name."""
        name = self._related(kind)
        if name not in self.parts:
            self._relate(f"tmpipe-{kind}", kind, name)
            self._type(name, package.TYPES[kind])
        self.parts[name] = data
        return name

    def _relate(self, relation: str, kind: str, name: str) -> None:
        self.relations.extend(fragments(package.relationship(relation, kind, f"/{name}"), {"": _RELATIONS}))

    def _type(self, name: str, kind: str) -> None:
        """The part is of this content type, whatever the template says."""
        dropped(one for one in self.types if one.get("PartName", "").lower() == f"/{name}".lower())
        self.types.extend(fragments(package.override(f"/{name}", kind), {"": _TYPES}))

    def _describe(self, properties: str) -> None:
        outer = parsed(self.parts, "_rels/.rels", self.path)
        found = [one.get("Target", "").lstrip("/") for one in outer if one.get("Type") == package.CORE_KIND]
        name = found[0] if found else "docProps/core.xml"
        if not found:
            outer.extend(
                fragments(package.relationship("tmpipe-core", package.CORE_KIND, name), {"": _RELATIONS})
            )
            self.parts["_rels/.rels"] = written(outer)
        self._type(name, package.CORE_TYPE)
        self.parts[name] = properties.encode()

    # --- lists, footnotes, page

    def _free(self) -> int:
        """A number that neither a list nor a pattern of the template has."""
        name = self._related("numbering")
        if name not in self.parts:
            return 1
        root = parsed(self.parts, name, self.path)
        taken = [one.get(f"{_W}{key}", "0") for one in root for key in ("abstractNumId", "numId")]
        return 1 + max((int(number) for number in taken if number.isdecimal()), default=0)

    def _number(self, content: Content) -> None:
        """Our patterns stand behind the template's, our lists behind its lists."""
        if not content.lists:
            return
        name = self._related("numbering")
        if name not in self.parts:
            self._put("numbering", package.numbering(content.abstracts + content.lists).encode())
            return
        root = parsed(self.parts, name, self.path)
        lists = root.findall(f"{_W}num")
        _insert(root, content.abstracts, before=lists[:1] or root.findall(f"{_W}numIdMacAtCleanup"))
        _insert(root, content.lists, before=root.findall(f"{_W}numIdMacAtCleanup"))
        self.parts[name] = written(root)

    def _settle(self) -> None:
        """The lines over the footnotes have the numbers that ours have."""
        name = self._related("settings")
        if name not in self.parts:
            return
        root = parsed(self.parts, name, self.path)
        for notes in root.findall(f"{_W}footnotePr"):
            dropped(notes.findall(f"{_W}footnote"))
            notes.extend(fragments('<w:footnote w:id="-1"/><w:footnote w:id="0"/>', _NAMES))
        self.parts[name] = written(root)

    def _section(self, content: Content) -> str:
        """The page of the template's last section, with its header and footer."""
        found = self.document.find(f"{_W}body/{_W}sectPr")
        if found is None:
            (found,) = fragments(package.section(False, 1, ""), _NAMES)
        dropped(one for one in found if one.tag in {f"{_W}bidi", f"{_W}footnotePr", f"{_W}sectPrChange"})
        if self.speaks.rtl:
            after = [one for one in found if one.tag in _AFTER_BIDI]
            _insert(found, "<w:bidi/>", before=after[:1])
        edges = [one for one in found if one.tag in {f"{_W}headerReference", f"{_W}footerReference"}]
        _insert(found, package.counted(content.start), before=list(found)[len(edges) :][:1])
        self._head(found, content.header)
        return written(found).decode().partition("?>")[2]

    def _head(self, section: _Element, header: str) -> None:
        """Each page of a draft says that it is one; a template may have been made of a draft."""
        names = {
            self._placed(relation)
            for reference in section.findall(f"{_W}headerReference")
            for relation in self.relations
            if relation.get("Id") == reference.get(f"{_R}id")
        }
        for name in sorted(names):
            root = parsed(self.parts, name, self.path)
            styled = root.iter(f"{_W}pStyle")
            own = [one for one in styled if one.get(f"{_W}val") == self.ids["Draft Header"]]
            dropped(parent for one in own for parent in one.iterancestors(f"{_W}p"))
            root.extend(fragments(header or "<w:p/>" * (not len(root)), _NAMES))
            self.parts[name] = written(root)
        if header and not names:
            name = self._put("header", package.edge("hdr", header).encode())
            relation = next(one for one in self.relations if self._placed(one) == name)
            reference = f'<w:headerReference w:type="default" r:id="{relation.get("Id")}"/>'
            _insert(section, reference, before=list(section)[:1])


_LEFT_OUT = ("/hyperlink", "/stylesWithEffects")
"""Relationships of what is not kept: the links of the template's text, and what Word 2010 alone wants."""
_AFTER_BIDI = {f"{_W}{name}" for name in ("rtlGutter", "docGrid", "printerSettings")}


def _relations(part: str) -> str:
    """Where the relationships of a part are."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _linked(links: Mapping[str, str]) -> bytes:
    return package.relationships(package.outward(links)).encode()


def _insert(parent: _Element, content: str, before: list[_Element]) -> None:
    """Puts new elements before the first of these, or at the end."""
    new = list(fragments(content, _NAMES))
    if not before:
        parent.extend(new)
    for one in new if before else ():
        before[0].addprevious(one)


def _complete(sheet: _Element, speaks: Tongues) -> dict[str, str]:
    """The ids of our styles: the template's where it has them; the others are added to it.

    The languages are ours, and so is the direction: every paragraph tells its own.
    """
    wanted = tuple(styles(speaks))
    known = _known(sheet)
    taken = set(known.values())
    ids = {one.name: _found(one.name, one.kind, one.default, known) for one in wanted}
    missing = [one for one in wanted if not ids[one.name]]
    for one in missing:
        ids[one.name] = one.id if one.id not in taken else f"tmpipe{one.id}"
    for one in missing:
        sheet.extend(fragments(written_style(one, ids), _NAMES))
    dropped(sheet.iterfind(".//w:lang", _NAMES))
    dropped(sheet.iterfind(".//w:style/w:pPr/w:bidi", _NAMES))
    dropped(sheet.iterfind(".//w:style/w:rPr/w:rtl", _NAMES))
    _speak(sheet, speaks)
    return ids


def _known(sheet: _Element) -> dict[tuple[str, str], str]:
    """The ids of the styles by kind and name, in small letters; those of the defaults by an empty name."""
    known: dict[tuple[str, str], str] = {}
    for one in sheet.findall(f"{_W}style"):
        kind, name = one.get(f"{_W}type", "paragraph"), one.find(f"{_W}name")
        called = name.get(f"{_W}val", "") if name is not None else ""
        known.setdefault((kind, called.lower()), one.get(f"{_W}styleId", ""))
        if one.get(f"{_W}default") in {"1", "true", "on"}:
            known[kind, ""] = one.get(f"{_W}styleId", "")
    return known


def _found(name: str, kind: str, default: bool, known: Mapping[tuple[str, str], str]) -> str:
    called = ("",) * default + (name.lower(), *_ALIASES.get(name.lower(), ()))
    return next((known[kind, one] for one in called if known.get((kind, one))), "")


def _speak(sheet: _Element, speaks: Tongues) -> None:
    """The languages of the document, where they hold for every run."""
    run = sheet.find("w:docDefaults/w:rPrDefault/w:rPr", _NAMES)
    if run is not None:
        run.extend(fragments(language(speaks), _NAMES))
        return
    dropped(sheet.findall(f"{_W}docDefaults"))
    told = f"<w:docDefaults><w:rPrDefault><w:rPr>{language(speaks)}</w:rPr></w:rPrDefault></w:docDefaults>"
    _insert(sheet, told, before=list(sheet)[:1])
