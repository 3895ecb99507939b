"""What humans finished, the makers' drafts, and what is in bilingual files, into the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tmpipe import parts
from tmpipe.model import Locale, TranslationUnit
from tmpipe.pipeline.exchange import units_of
from tmpipe.pipeline.lessons import EDITION, units
from tmpipe.project import Project


def learn(project: Project, memory: parts.Memory) -> int:
    """Brings the memory up to date with the project's catalogs and bilingual files; how many units came,
    changed or went.

    Machine text and suggestions never enter: the memory holds what somebody answers for. What did not change
    is not read again. What the project has no more is forgotten; what others have put there is left alone.
    A memory that can only be read learns nothing.
    """
    if memory.read_only:
        return 0
    home = f"{project.namespace}/"
    known = {file: stamp for file, stamp in memory.files().items() if file.startswith(home)}
    books = {home + book.path: book for book in _books(project)}
    changed = sum(memory.replace_file(file, ()) for file in sorted(known.keys() - books.keys()))
    for file, book in books.items():
        stamp = _stamp(project, book)
        if stamp != known.get(file, ""):
            changed += memory.replace_file(file, _read(project, book), stamp=stamp)
    return changed


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


def _read(project: Project, book: _Book) -> Iterator[TranslationUnit]:
    if not book.slug:
        yield from units_of(project, book.path)
    elif (catalog := project.catalog(book.slug, book.locale)) is not None:
        yield from units(catalog, book.slug, project.settings.source_locale)
