"""What our pages say, in a project's own words: its catalogs, prefilled with ours and kept up to date."""

from __future__ import annotations

from collections.abc import Iterator

from tmpipe.errors import InputError, UsageError
from tmpipe.interface import SLUG
from tmpipe.interface.editions import filled, published, template
from tmpipe.model import Catalog, Locale
from tmpipe.project import Project
from tmpipe.text.locales import language


def interface(project: Project) -> tuple[str, ...]:
    """Brings the template and the catalogs of all locales up to date: the paths of the files that changed."""
    if any(seed.slug == SLUG for seed in project.seeds):
        raise UsageError(f"a document has the slug of these catalogs, {SLUG!r}; give it another")
    entries = published()
    name = project.settings.name
    new = template(entries, name, project.template_path(SLUG), _last_template(project))
    catalogs = [
        filled(project.catalog(SLUG, one), entries, one, name, project.catalog_path(SLUG, one))
        for one in _locales(project)
    ]
    written = [new.path] if project.save_template(new) else []
    return (*written, *(one.path for one in catalogs if project.save_catalog(one)))


def _last_template(project: Project) -> Catalog | None:
    """The template as it is; None where there is none, or it cannot be read and is made anew."""
    try:
        return project.template(SLUG)
    except InputError:
        return None


def _locales(project: Project) -> Iterator[Locale]:
    """The target locales, and the source's where that is not English."""
    if language(project.settings.source_locale) != "en":
        yield project.settings.source_locale
    yield from project.settings.locales
