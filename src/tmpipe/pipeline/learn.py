"""What humans finished, the makers' drafts, and what is in bilingual files, into the memory."""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from tmpipe import parts
from tmpipe.configuration import NAME
from tmpipe.errors import InputError
from tmpipe.memory.bilingual.reading import UNREADABLE, Told, silent
from tmpipe.model import Finding, Locale, Severity, TranslationUnit
from tmpipe.pipeline.exchange import units_of
from tmpipe.pipeline.lessons import EDITION, units
from tmpipe.project import Project


def learn(project: Project, memory: parts.Memory, *, anew: bool = False, told: Told = silent) -> int:
    """Brings the memory up to date with the project's catalogs and bilingual files; how many units came,
    changed or went.

    Machine text and suggestions never enter: the memory holds what somebody answers for. What did not change
    is not read again, unless all is to be learned `anew`. What the project has no more is forgotten; what
    others have put there is left alone. What cannot be read of a bilingual file is told. A memory that can
    only be read learns nothing; nor does one in which another project seems to have our name: that is told.
    """
    if memory.read_only:
        return 0
    known = {file: stamp for file, stamp in memory.files().items() if project.owns(file)}
    books = {project.memory_key(book.path): book for book in _books(project)}
    if not anew and _namesake(project, known.keys(), books.keys()):
        told(_namesake_finding(project, len(known)))
        return 0
    changed = sum(memory.replace_file(file, ()) for file in sorted(known.keys() - books.keys()))
    for file, book in books.items():
        lesson = _Lesson(project, book, told)
        changed += lesson.learned(memory, file, None if anew else known.get(file, ""))
    return changed


def _namesake(project: Project, known: Set[str], own: Set[str]) -> bool:
    """Whether a memory that may be others', too, has files under our name, and none of them is ours.

    Were they forgotten, or ours put beside them, the two projects would take turns in forgetting each other.
    """
    place = project.memory_file()
    shared = place is None or not place.is_relative_to(project.root.resolve())
    return shared and bool(known) and known.isdisjoint(own)


def _namesake_finding(project: Project, count: int) -> Finding:
    name = project.settings.name or project.root.resolve().name
    files = "a file" if count == 1 else f"{count:,} files"
    said = (
        f"another project of the name {name!r} keeps {files} in this memory; it has learned nothing here: "
        "give one of them another name under [project]; if it is this project, `tmpipe memory rebuild` "
        "forgets what it had"
    )
    return Finding("name-taken", Severity.WARNING, project.shown(NAME), 1, said)


def learned_files(project: Project, *, catalogs: bool = True) -> Iterator[str]:
    """What the memory calls the files that it learns from, the bilingual ones or all."""
    return (project.memory_key(book.path) for book in _books(project) if catalogs or not book.slug)


class _Book(NamedTuple):
    """A file to learn from: a catalog has a slug and a locale."""

    path: str
    slug: str = ""
    locale: Locale = ""


def _books(project: Project) -> Iterator[_Book]:
    for seed in project.seeds:
        for locale in project.settings.locales:
            yield _Book(project.catalog_path(seed.slug, locale), seed.slug, locale)
    for path in project.memory_files():
        yield _Book(path)


def _stamp(project: Project, book: _Book) -> str:
    """What tells one edition of a file, and of what we make of it, from another; empty: there is no file."""
    data = project.catalog_stamp(book.slug, book.locale) if book.slug else project.stamp(book.path)
    locales = "" if book.slug else " ".join(("", *project.settings.locales))  # the wanted of what a file has
    return f"{EDITION} {project.settings.source_locale}{locales} {data}" if data else ""


@dataclass(slots=True)
class _Lesson:
    """A file that is read for the memory."""

    project: Project
    book: _Book
    told: Told
    broken: bool = False
    """Whether the file cannot be read as a whole."""

    def learned(self, memory: parts.Memory, file: str, known: str | None) -> int:
        """How many units came, changed or went, if the file is another one than that which is known.

        A bilingual file that cannot be read is told, and the memory stays as it was: one broken file stops
        nobody's work. A catalog stops us.
        """
        try:
            stamp = self.stamp()
            return 0 if stamp == known else memory.replace_file(file, self.units(), stamp=stamp)
        except InputError as error:
            if not self.broken:
                raise
            said = f"{error.message}; the memory keeps what it had of this file"
            self.told(
                Finding(UNREADABLE, Severity.ERROR, error.path or self.book.path, error.line or 1, said)
            )
            return 0

    def stamp(self) -> str:
        with self.told_apart():
            return _stamp(self.project, self.book)

    def units(self) -> Iterator[TranslationUnit]:
        project, book = self.project, self.book
        if not book.slug:
            with self.told_apart():
                yield from units_of(project, book.path, self.told)
        elif (catalog := project.catalog(book.slug, book.locale)) is not None:
            yield from units(catalog, book.slug, project.settings.source_locale)

    @contextmanager
    def told_apart(self) -> Iterator[None]:
        """What is wrong with a bilingual file is no fault of the memory."""
        try:
            yield
        except InputError:
            self.broken = not self.book.slug
            raise
