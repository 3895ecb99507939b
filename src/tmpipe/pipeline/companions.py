"""The files that a document shows with itself, such as pictures: they go where the localized one goes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from tmpipe import parts
from tmpipe.errors import InputError
from tmpipe.formats.hypertext.beside import styled
from tmpipe.model import Locale
from tmpipe.project import Project, Seed, format_of


class Companions:
    """Such files of one run. A copy's path belongs to one file, whichever documents show it."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[str, Mapping[str, str]] = {}
        """By slug, as `_shown` gives it: of all locales the same."""
        self._taken: dict[str, str] = {}

    def copies(self, seed: Seed, locale: Locale) -> dict[str, str]:
        """By the path of each copy, that of its file, which may not be there."""
        if seed.slug not in self._found:
            self._found[seed.slug] = _shown(self._project, seed)
        built = self._project.built_path
        return {built(place, locale, ""): path for place, path in self._found[seed.slug].items()}

    def stand(self, seed: Seed, copies: Mapping[str, str]) -> bool:
        """Whether all copies are as their files are now. InputError where a place is another file's."""
        self._claim(seed, copies)
        digest = self._project.digest
        return all(digest(copy) == digest(path) for copy, path in copies.items())

    def copy(self, seed: Seed, copies: Mapping[str, str]) -> list[str]:
        """Makes the copies; their paths, those of files that are there. InputError as `stand`."""
        self._claim(seed, copies)
        done: list[str] = []
        for copy, path in copies.items():
            if (data := self._project.companion(path)) is not None:
                self._project.save(copy, data)
                done.append(copy)
        return done

    def _claim(self, seed: Seed, copies: Mapping[str, str]) -> None:
        there = self._project.companion
        for copy, path in copies.items():
            other = self._taken.setdefault(copy, path)
            if other != path and there(path) is not None:
                if there(other) is not None:
                    message = (
                        f"{path} and {other} would both be {copy}; give the documents other folders in slug"
                    )
                    raise InputError(message, self._project.shown(seed.path))
                self._taken[copy] = path


def _shown(project: Project, seed: Seed) -> Mapping[str, str]:
    """Where each file belongs, seen from the folder of a locale, to where it lies in the project, or should.

    Style sheets bring what they name.
    """
    reader: object = parts.part("formats", format_of(seed.path))
    if not isinstance(reader, parts.Showing):
        return {}
    found: dict[str, str] = {}
    wanted = list(_placed(seed.slug, seed.path, reader.beside(project.document(seed))))
    while wanted:
        place, path = wanted.pop()
        if place in found or not _is_shown(path, project.own_folders):
            continue
        found[place] = path
        if path.lower().endswith(".css"):
            sheet = (project.companion(path) or b"").decode("utf-8", "replace")
            wanted += _placed(place, path, styled(sheet))
    return found


_KINDS = frozenset(
    f".{kind}"
    for kinds in (
        "png apng jpg jpeg gif svg webp avif bmp ico tif tiff",
        "mp4 webm ogv ogg oga mp3 m4a wav flac vtt",
        "css js mjs woff woff2 ttf otf eot webmanifest",
    )
    for kind in kinds.split()
)
"""What pages show. A page may come from anyone, and names what it likes: no key, no table, no settings."""


def _is_shown(path: str, own: Iterable[str]) -> bool:
    """Whether a file of this name, there or not, may go to readers: none that is hidden, or our own."""
    steps = PurePosixPath(path)
    hidden = any(step.startswith(".") for step in steps.parts)
    return steps.suffix.lower() in _KINDS and not hidden and steps.parts[0] not in own


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


_ELSEWHERE = re.compile(r"^(?:[A-Za-z][\w+.-]*:|/)|[\\\0-\x1f\ufffd\ud800-\udfff]")
