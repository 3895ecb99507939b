"""One document's template and catalogs, brought up to date with it; finished work is never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tmpipe.catalogs import update
from tmpipe.catalogs.header import new_header
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Document, Entry, Locale
from tmpipe.pipeline.passages import messages
from tmpipe.project import Project, Seed


def catalogued(project: Project, seed: Seed, locales: Sequence[Locale]) -> tuple[int, tuple[str, ...]]:
    """Brings the template and the catalogs up to date: how many messages there are, and what was written."""
    document = project.document(seed)
    entries = messages(document, numbered=project.settings.references == "full")
    template = _template(project, seed, document, entries)
    catalogs = [_updated(project, seed, document, entries, locale) for locale in locales]
    written = [template.path] if project.save_template(template) else []
    written += [catalog.path for catalog in catalogs if project.save_catalog(catalog)]
    return len(entries), tuple(written)


def _template(project: Project, seed: Seed, document: Document, entries: Sequence[Entry]) -> Catalog:
    locale = project.settings.source_locale
    header = _header(project, seed, document, locale)
    path = project.template_path(seed.slug)
    return update.template(entries, header, path=path, locale=locale, known=_last_template(project, seed))


def _last_template(project: Project, seed: Seed) -> Catalog | None:
    """The template as it is; None where it cannot be read, and is made anew."""
    try:
        return project.template(seed.slug)
    except InputError:
        return None


def _updated(
    project: Project, seed: Seed, document: Document, entries: Sequence[Entry], locale: Locale
) -> Catalog:
    """The catalog brought up to date, with the locale's terms among the comments."""
    known = project.catalog(seed.slug, locale)
    hinted = [_hinted(project, entry, locale) for entry in entries] if project.terms else entries
    header = _header(project, seed, document, locale)
    path = project.catalog_path(seed.slug, locale)
    new = update.update(known, hinted, header, path=path, locale=locale)
    if known and update.foreign(known, new) and not _names(known, seed):
        raise InputError(_FOREIGN.format(path=seed.path), project.shown(known.path), 1)
    return new


def _hinted(project: Project, entry: Entry, locale: Locale) -> Entry:
    hints = project.termbase.hints(entry.msgid, locale)
    return replace(entry, extracted=(*entry.extracted, *hints)) if hints else entry


_FOREIGN = (
    "this is the catalog of another document than {path}: its sentences and its references are others; "
    "put the right file back, or move this one away to begin anew"
)


def _names(catalog: Catalog, seed: Seed) -> bool:
    """Whether the catalog's references name the document."""
    places = (place for entry in catalog.entries for place in entry.references)
    return any(place == seed.path or place.startswith(f"{seed.path}:") for place in places)


def _header(project: Project, seed: Seed, document: Document, locale: Locale) -> Entry:
    source_locale = project.settings.source_locale
    title = seed.title or document.title
    own = locale == source_locale
    return new_header(locale, project.settings.name, title, source_locale=source_locale, template=own)
