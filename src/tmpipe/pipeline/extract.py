"""Documents to templates and catalogs, merging with what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmpipe.catalogs import update
from tmpipe.pipeline.passages import messages
from tmpipe.project import Progress, Project, Seed, silent


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of one document's catalogs."""

    seed: Seed
    messages: int
    written: tuple[str, ...]
    """Paths of the files that changed."""


def extract(
    project: Project, seeds: Sequence[Seed] | None = None, *, progress: Progress = silent
) -> tuple[Extracted, ...]:
    """Brings the templates and catalogs of the documents up to date; finished work is never lost."""
    chosen = project.seeds if seeds is None else seeds
    return tuple(_extracted(project, seed) for seed in progress(chosen, "extract"))


def _extracted(project: Project, seed: Seed) -> Extracted:
    entries = messages(project.document(seed), numbered=project.settings.references == "full")
    template = update.template(entries, _header(project, seed, project.settings.source_locale, template=True))
    template = replace(template, path=project.template_path(seed.slug), locale=project.settings.source_locale)
    written = [template.path] if project.save_catalog(template) else []
    for locale in project.settings.locales:
        catalog = _updated(project, seed, entries, locale)
        if project.save_catalog(catalog):
            written.append(catalog.path)
    return Extracted(seed, len(entries), tuple(written))
