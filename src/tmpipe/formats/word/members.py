"""Which members of the archive hold what: found through relationships (ECMA-376, part 2), not by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath
from urllib.parse import unquote

from tmpipe.errors import InputError
from tmpipe.formats.package import xml
from tmpipe.formats.package.archive import Archive
from tmpipe.formats.word.names import KNOWN


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a member calls another by an id of its own."""

    kind: str
    """The last word of its type: `header`, `hyperlink`, `styles` ..."""
    target: str
    """The name of a member, or an address."""


STORIES = ("footnotes", "endnotes", "header", "footer", "comments")
"""The kinds of members that have paragraphs, beside the main document, in reading order."""
DRAWINGS = ("diagramData", "diagramDrawing", "chart")
"""The kinds that have words in a drawing."""


def relationships(archive: Archive, source: str = "") -> Mapping[str, Relationship]:
    """The relationships of a member, or of the whole archive, by id."""
    folder, _, base = source.rpartition("/")
    member = named(archive, f"{folder}/_rels/{base}.rels")
    return dict(_read(archive, member, folder)) if member else {}


def _read(archive: Archive, member: str, folder: str) -> Iterator[tuple[str, Relationship]]:
    for token in xml.tokens(text(archive, member), KNOWN, member, archive.path):
        if token.name == "rel:Relationship" and token.kind is not xml.Kind.END:
            found = token.attributes()
            target = found.get("Target", "")
            if found.get("TargetMode") != "External":
                target = named(archive, _resolved(folder, target)) or target
            yield found.get("Id", ""), Relationship(found.get("Type", "").rpartition("/")[2], target)


def _resolved(folder: str, target: str) -> str:
    """The name of the member that a target means, seen from a folder."""
    path = unquote(target).replace("\\", "/")
    return normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/")


def named(archive: Archive, name: str) -> str | None:
    """The member of this name as the archive spells it: names there know no capitals."""
    wanted = name.lstrip("/")
    if wanted in archive:
        return wanted
    same = (one for one in archive.members if one.replace("\\", "/").lower() == wanted.lower())
    return next(same, None)


def text(archive: Archive, member: str) -> str:
    """A member's XML."""
    return xml.read(archive.read(member), member, archive.path)


def main(archive: Archive) -> str:
    """The main document; InputError where there is none."""
    related = (one.target for one in relationships(archive).values() if one.kind == "officeDocument")
    found = next((one for one in related if one in archive), None) or named(archive, "word/document.xml")
    if found is None:
        message = (
            "no Word document: the archive has no main part; is the file whole, and is its suffix right?"
        )
        raise InputError(message, archive.path)
    return found


def properties(archive: Archive) -> str | None:
    """The member with title and subject."""
    related = (one.target for one in relationships(archive).values() if one.kind == "core-properties")
    return next((one for one in related if one in archive), None)


def related(archive: Archive, source: str, kind: str) -> list[str]:
    """The members of a kind that a member names, in the order of their names, each once."""
    found = {one.target for one in relationships(archive, source).values() if one.kind == kind}
    return sorted((one for one in found if one in archive), key=lambda name: (len(name), name))
