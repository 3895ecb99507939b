"""What of a release is asked for: its texts by locale, document and state, and their files by format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from tmpipe.errors import UsageError
from tmpipe.model import Locale
from tmpipe.release.texts import File, Release, Text
from tmpipe.text.locales import fitting, locale_named

LEAST = ("final", "complete", "draft")
"""The states that can be asked for as the least."""
CONTENT = "json"
"""The format of `text.json`: no download of readers, and wanted by other sites."""
_RANKS = {"original": 0, "final": 0, "complete": 1, "draft": 2, "partial": 3}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty field asks for all."""

    locales: tuple[Locale, ...] = ()
    """Empty: the targets, and not the source."""
    documents: tuple[str, ...] = ()
    """By slug, or by name."""
    formats: tuple[str, ...] = ()
    """By name or suffix; empty: all downloads."""
    state: str = ""
    """One of `LEAST`."""

    def takes(self, state: str) -> bool:
        """Whether a text in this state is good enough."""
        return not self.state or not lower(state, self.state)

    def files(self, text: Text) -> dict[str, File]:
        """The files of a text that are asked for, by the names that they get."""
        names = named(text)
        if not self.formats:
            return {name: file for name, file in names.items() if file.format != CONTENT}
        return {name: file for name, file in names.items() if forms(file) & {*self.formats}}


def lower(state: str, other: str) -> bool:
    """Whether a state is a lower one than the other."""
    return _RANKS[state] > _RANKS[other]


def named(text: Text) -> dict[str, File]:
    """The files of a text that can be asked for, by names that no other text of its locale has."""
    names = {PurePosixPath(file.path).name: file for file in text.downloads}
    content = text.file(CONTENT)
    return {**names, f"{text.name}.{text.locale}.json": content} if content else names


def forms(file: File) -> set[str]:
    """What a file's format can be called."""
    return {file.format, PurePosixPath(file.path).suffix.removeprefix(".").lower()}


def locales(release: Release, wanted: Wanted) -> tuple[Locale, ...]:
    """The locales that are asked for, as the release calls them. UsageError with those that it has."""
    if not wanted.locales:
        return tuple(one for one in release.locales if one != release.source_locale)
    found = []
    for tag in wanted.locales:
        locale = fitting(locale_named(tag), release.locales)
        if locale is None:
            raise UsageError(f"the release has no locale {tag!r}; it has {', '.join(release.locales)}")
        found.append(locale)
    return tuple(dict.fromkeys(found))


def documents(release: Release, wanted: Wanted) -> frozenset[str]:
    """The slugs that are asked for. UsageError with those that the release has."""
    known = {one.name: one.document for one in release.texts}
    known |= {one.name: one.document for one in release.pending}
    known |= {slug: slug for slug in known.values()}
    for one in wanted.documents:
        if one not in known:
            raise UsageError(f"the release has no document {one!r}; it has {_listed(known.values())}")
    return frozenset(known[one] for one in wanted.documents) or frozenset(known.values())


def require_formats(release: Release, wanted: Wanted) -> None:
    """UsageError with the formats that there are, where one of those that are asked for is none of them."""
    files = [file for text in release.texts for file in named(text).values()]
    known = {form for file in files for form in forms(file)}
    for one in wanted.formats:
        if files and one not in known:
            has = _listed({file.format for file in files})
            raise UsageError(f"the release has no format {one!r}; it has {has}")


def _listed(names: Iterable[str]) -> str:
    """Some names of many."""
    ordered = sorted({*names})
    more = f" and {len(ordered) - 20} more" if len(ordered) > 20 else ""
    return ", ".join(ordered[:20]) + more or "none"
