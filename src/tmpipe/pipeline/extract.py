"""Documents to templates and catalogs, merging with what is there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tmpipe.model import Locale
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.record import digest


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
    try:
        return tuple(_extracted(project, seed, targets) for seed in progress(chosen, "extract"))
    finally:
        project.save_record()


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
    from tmpipe.pipeline.passages import lines

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
    from tmpipe.catalogs.revision import worth_showing

    catalogs = (project.catalog(seed.slug, locale) for locale in project.catalogs(seed.slug))
    return any(worth_showing(entry) for catalog in catalogs if catalog for entry in catalog.entries)


def keep_filled(project: Project, seed: Seed, filled: Collection[str]) -> None:
    """Notes that these catalogs, in which suggestions were put, are as an extraction would leave them."""
    known = project.work(_job(seed))
    if known is not None and (paths := [path for path in known.files if path in filled]):
        project.keep(_job(seed), known.made_of, paths, known.told)


def _job(seed: Seed) -> str:
    """What the project's record calls the extraction of a document."""
    return f"extract\n{seed.slug}"


def _extracted(project: Project, seed: Seed, locales: Sequence[Locale]) -> Extracted:
    """What became of the catalogs: nothing where all is as the last extraction left it."""
    paths = [project.template_path(seed.slug), *(project.catalog_path(seed.slug, one) for one in locales)]
    made_of = digest(seed, project.digest(seed.path))
    if (known := project.done(_job(seed), made_of, paths)) is not None:
        return Extracted(seed, known, ())
    from tmpipe.pipeline.catalogued import catalogued  # much to load, and mostly nothing has changed

    count, written = catalogued(project, seed, locales)
    project.keep(_job(seed), made_of, paths, count)
    return Extracted(seed, count, written)
