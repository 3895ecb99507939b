"""The files that a document shows with itself, such as pictures: they go where the localized one goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tmpipe import parts
from tmpipe.formats.hypertext.beside import styled
from tmpipe.project import Project, Seed, format_of


def companions(project: Project, seed: Seed) -> Mapping[str, str]:
    """Where each belongs, seen from the folder of a locale, to where it lies in the project, or should.

    Only what can lie in the project, and is no document itself; style sheets bring what they name.
    """
    reader: object = parts.part("formats", format_of(seed.path))
    if not isinstance(reader, parts.Showing):
        return {}
    found: dict[str, str] = {}
    wanted = list(_placed(seed.slug, seed.path, reader.beside(project.document(seed))))
    while wanted:
        place, path = wanted.pop()
        if place in found or not project.is_companion(path):
            continue
        found[place] = path
        if path.lower().endswith(".css"):
            sheet = (project.companion(path) or b"").decode("utf-8", "replace")
            wanted += _placed(place, path, styled(sheet))
    return found


def _placed(slug: str, path: str, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Where what is named in `path` belongs, and where it lies; what would lead out of either is left."""
    for address in addresses:
        if (name := _file(address)) is not None:
            place, source = (normpath(join(dirname(one), name)) for one in (slug, path))
            if ".." not in (place.split("/")[0], source.split("/")[0]):
                yield place, source


def _file(address: str) -> str | None:
    """The relative path in an address; None: it leads elsewhere."""
    path = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0])
    return None if not path or _ELSEWHERE.search(path) else path


_ELSEWHERE = re.compile(r"^(?:[A-Za-z][\w+.-]*:|/)|[\\\0-\x1f\ufffd]")
