"""Documents to templates and catalogs, merging with what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmpipe.catalogs import update
from tmpipe.catalogs.header import new_header
from tmpipe.catalogs.revision import worth_showing
from tmpipe.errors import InputError
from tmpipe.model import Catalog, Document, Entry, Locale
from tmpipe.pipeline.passages import lines, messages
from tmpipe.project import Progress, Project, Seed, silent


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of one document's catalogs."""

    seed: Seed
    messages: int
    written: tuple[str, ...]
    """Paths of the files that changed."""


def extract(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    progress: Progress = silent,
) -> tuple[Extracted, ...]:
    """Brings the templates and catalogs of the documents up to date; finished work is never lost."""
    chosen = project.seeds if seeds is None else seeds
    targets = project.locales(locales)
    return tuple(_extracted(project, seed, targets) for seed in progress(chosen, "extract"))


@dataclass(frozen=True, slots=True)
class Stray:
    """Catalogs that belong to no document any more."""

    slug: str
    heir: Seed | None
    """The document that has most of its sentences, where no work of its own would be lost."""
    moves: tuple[tuple[str, str], ...]
    """Where each of its files is, and where it goes to be the heir's."""


def strays(project: Project) -> tuple[Stray, ...]:
    """The catalogs of documents that were renamed or taken out, and the documents that they fit."""
    return tuple(_stray(project, slug) for slug in project.strays())


def _stray(project: Project, slug: str) -> Stray:
    texts = {entry.msgid for entry in project.template(slug).entries}
    shared = {seed: len(texts & set(lines(project.document(seed)))) for seed in project.seeds}
    heir = max(shared, key=lambda seed: shared[seed], default=None)
    if heir is None or 2 * shared[heir] <= len(texts) or _worked_on(project, heir):
        return Stray(slug, None, ())
    moves = [
        (path, project.catalog_path(heir.slug, locale)) for locale, path in project.catalogs(slug).items()
    ]
    return Stray(slug, heir, (*moves, (project.template_path(slug), project.template_path(heir.slug))))


def _worked_on(project: Project, seed: Seed) -> bool:
    """Whether a human had a hand in any of a document's catalogs."""
    catalogs = (project.catalog(seed.slug, locale) for locale in project.catalogs(seed.slug))
    return any(worth_showing(entry) for catalog in catalogs if catalog for entry in catalog.entries)


def _extracted(project: Project, seed: Seed, locales: Sequence[Locale]) -> Extracted:
    document = project.document(seed)
    entries = messages(document, numbered=project.settings.references == "full")
    template = _template(project, seed, document, entries)
    catalogs = [_updated(project, seed, document, entries, locale) for locale in locales]
    written = [template.path] if project.save_template(template) else []
    written += [catalog.path for catalog in catalogs if project.save_catalog(catalog)]
    return Extracted(seed, len(entries), tuple(written))


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
    hinted = [
        replace(entry, extracted=(*entry.extracted, *project.termbase.hints(entry.msgid, locale)))
        for entry in entries
    ]
    header = _header(project, seed, document, locale)
    path = project.catalog_path(seed.slug, locale)
    new = update.update(known, hinted, header, path=path, locale=locale)
    if known and update.foreign(known, new) and not _names(known, seed):
        raise InputError(_FOREIGN.format(path=seed.path), project.shown(known.path), 1)
    return new


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
