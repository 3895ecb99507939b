"""OpenDocument texts (.odt, .ott), and the same as one XML file (.fodt): `read` <-> `write`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tmpipe.errors import InputError
from tmpipe.formats.opendocument import names
from tmpipe.formats.opendocument.places import Wanted
from tmpipe.formats.opendocument.reading import Reader
from tmpipe.formats.opendocument.styles import Styles, gathered
from tmpipe.formats.opendocument.turning import Member
from tmpipe.formats.opendocument.writing import Writer
from tmpipe.formats.package import xml
from tmpipe.formats.package.archive import Archive, opened
from tmpipe.model import CODE, Block, Document, Locale, Role, unescaped
from tmpipe.parts import ALL, Choice

own = True

_META, _CONTENT, _STYLES = "meta.xml", "content.xml", "styles.xml"
_MEMBERS = (_META, _CONTENT, _STYLES)
"""Those that hold text, as they are read."""
_TEXTS = re.compile(rb"application/vnd\.oasis\.opendocument\.text(?:-template|-master|-web)?")


def read(data: bytes, path: str, locale: Locale, choice: Choice = ALL) -> Document:
    """The document in `data`. Law: `write(read(data)) == data`."""
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return _read_flat(data, path, locale, choice)
    archive = _checked(opened(data, path))
    texts = _texts(archive)
    manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
    wanted = Wanted(choice.comments, _references(texts.values()), _formulas(manifest))
    sheets = _sheets(texts, path)
    members = tuple(
        Document(name, locale, _parts(text, name, path, sheets[name], wanted)) for name, text in texts.items()
    )
    return Document(path, locale, members, _title(members), container=data)


def write(document: Document) -> bytes:
    """The archive again, its changed members written anew; of a localized one, in its locale."""
    if not document.container:
        return _write_flat(document)
    if not any(block.changed for block in document.blocks()):
        return document.container
    archive = opened(document.container, document.path)
    texts = _texts(archive)
    sheets = _sheets(texts, document.path)
    new: dict[str, bytes] = {}
    for part in document.parts:
        if isinstance(part, Document):
            text = _written(part, texts[part.path], sheets[part.path], document)
            new[part.path] = xml.encoded(text, xml.encoding_of(archive.read(part.path)))
    return archive.replaced(new)


def _written(part: Document, text: str, styles: Styles, document: Document) -> str:
    """A member, which was `text`, in the document's locale."""
    member = Member(text, styles, document.locale, document.source_locale or document.locale)
    directed = replace(part, parts=tuple(member.directed(part.parts)))
    return member.finished(directed.source(Writer(member)))


# --- reading -------------------------------------------------------------------------------------


def _checked(archive: Archive) -> Archive:
    """The archive if it is a text, and nobody's secret; InputError."""
    kind = archive.read("mimetype").strip() if "mimetype" in archive else b""
    if kind.startswith(b"application/") and not _TEXTS.fullmatch(kind):
        what = f"no text document but {kind.decode('ascii', 'replace')}"
        raise InputError(f"{what}; of OpenDocument, texts (.odt) alone are read", archive.path)
    manifest = archive.read(_MANIFEST) if _MANIFEST in archive else b""
    if _CONTENT not in archive and "encrypted-package" not in archive:
        raise InputError("no OpenDocument text: it has no content.xml; is its suffix right?", archive.path)
    if b"encryption-data" in manifest or "encrypted-package" in archive:
        raise InputError(
            "the document is encrypted; open it with its password and save it without one", archive.path
        )
    return archive


_MANIFEST = "META-INF/manifest.xml"
_REFERENCE = re.compile(r"ref-name\s*=\s*[\"']([^\"']*)[\"']")
_ENTRY = re.compile(rb"<[^>]*opendocument\.formula[^>]*>")
_FULL_PATH = re.compile(rb"full-path\s*=\s*[\"']([^\"']*?)/?[\"']")


def _texts(archive: Archive) -> dict[str, str]:
    """The members that hold text, by name."""
    return {
        name: xml.read(archive.read(name), name, archive.path, bound=False)
        for name in _MEMBERS
        if name in archive
    }


def _references(texts: Iterable[str]) -> frozenset[str]:
    """The names of the marks that references repeat the words of."""
    return frozenset(xml.unescaped(name) for text in texts for name in _REFERENCE.findall(text))


def _formulas(manifest: bytes) -> frozenset[str]:
    """The folders of the archive that are formulas."""
    paths = (path for entry in _ENTRY.findall(manifest) for path in _FULL_PATH.findall(entry))
    return frozenset(path.decode("utf-8", "replace") for path in paths)


def _sheets(texts: Mapping[str, str], path: str) -> dict[str, Styles]:
    """The styles that hold in each member: the document's, and its own automatic ones."""
    found = {name: tuple(gathered(xml.tokens(text, names.KNOWN, name, path))) for name, text in texts.items()}
    common = [style for styles in found.values() for style in styles if not style.automatic]
    return {
        name: Styles([*common, *(style for style in styles if style.automatic)])
        for name, styles in found.items()
    }


def _parts(text: str, member: str, path: str, styles: Styles, wanted: Wanted) -> tuple[str | Block, ...]:
    tokens = xml.tokens(text, names.KNOWN, member, path, names.SKIPPED)
    return Reader(text, tokens, styles, wanted).parts()


def _title(members: Iterable[Document]) -> str:
    """The document's own title, or its first heading of level 1."""
    blocks = [block for member in members for block in member.blocks()]
    named = (one for one in blocks if one.place == names.PROPERTIES["dc:title"])
    headings = (one for one in blocks if one.role is Role.HEADING and one.level == 1 and not one.place)
    found = next(named, None) or next(headings, None)
    return unescaped(CODE.sub("", found.text)) if found else ""


# --- one XML file --------------------------------------------------------------------------------


def _read_flat(data: bytes, path: str, locale: Locale, choice: Choice) -> Document:
    text = xml.read(data, "the file", path, bound=False)
    if xml.encoded(text, _encoding(text)) != data:
        raise InputError("the file is not in UTF-8; save it again as .odt", path)
    if "urn:oasis:names:tc:opendocument:xmlns:office:1.0" not in text or ":text>" not in text:
        raise InputError("XML, but no OpenDocument text; is its suffix right?", path)
    wanted = Wanted(choice.comments, _references([text]), frozenset())
    parts = _parts(text, "the file", path, _sheets({"": text}, path)[""], wanted)
    document = Document(path, locale, parts)
    return replace(document, title=_title((document,)))


def _encoding(text: str) -> str:
    return xml.encoding_of(text[:200].encode("utf-8"))


def _write_flat(document: Document) -> bytes:
    text = document.source()
    if any(block.changed for block in document.blocks()):
        before = document.source(lambda _: "")
        text = _written(document, before, _sheets({"": before}, document.path)[""], document)
    return xml.encoded(text, _encoding(text))
