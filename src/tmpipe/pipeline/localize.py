"""Catalogs to localized documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmpipe.errors import MissingPartError
from tmpipe.model import Document, Locale
from tmpipe.pipeline.companions import Companions
from tmpipe.pipeline.forms import Form, forms, require_known
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.record import digest


@dataclass(frozen=True, slots=True)
class Localized:
    """One localized document on disk."""

    seed: Seed
    locale: Locale
    path: str
    written: bool
    """Whether a byte changed."""
    missing: str = ""
    """Why there is no such file: what is not installed, and the command that installs it."""


def localize(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    drafts: bool | None = None,
    formats: Sequence[str] = (),
    progress: Progress = silent,
) -> tuple[Localized, ...]:
    """Writes the documents in the locales: in their own formats and as the configuration's renditions.

    `drafts` overrides whether suggestions show, marked, or the source in their place. `formats` limits what
    is written; what then is not installed stops us.
    """
    require_known(project, formats)
    chosen = project.seeds if seeds is None else seeds
    shown = project.settings.drafts if drafts is None else drafts
    done: list[Localized] = []
    beside = Companions(project)
    try:
        for seed in progress(chosen, "localize"):
            for locale in project.locales(locales):
                done += _localized(project, seed, locale, beside, drafts=shown, formats=formats)
    finally:
        project.save_record()
    return tuple(done)


def _localized(
    project: Project, seed: Seed, locale: Locale, beside: Companions, *, drafts: bool, formats: Sequence[str]
) -> list[Localized]:
    """The files of one document in one locale, left alone where all is as it was when they were written."""
    job = "\n".join(("localize", seed.slug, locale, f"{drafts=}", *formats))
    files_now = project.digest(seed.path), project.digest(project.catalog_path(seed.slug, locale))
    made_of = digest(seed, *files_now, project.signed(seed.slug, locale))
    files, copies = project.done(job, made_of) or (None, {})
    if files is not None and beside.stand(seed, copies):
        return [Localized(seed, locale, path, written=False, missing=missing) for path, missing in files]
    from tmpipe.pipeline.localized import in_locale  # much to load, and mostly nothing has changed
    from tmpipe.pipeline.status import vouchers

    done: list[Localized] = []
    copies = {}
    if wanted := tuple(forms(project, seed, formats)):
        catalog = project.catalog(seed.slug, locale)
        signed_by = tuple(one.by for one in vouchers(project, seed, catalog) if not one.void)
        localized = in_locale(project.document(seed), catalog, locale, drafts=drafts, signed_by=signed_by)
        done += [_written(project, seed, localized, form, asked=bool(formats)) for form in wanted]
        copies = beside.copies(seed, locale) if wanted[0].own else {}
    paths = [*(one.path for one in done if not one.missing), *beside.copy(seed, copies)]
    project.keep(job, made_of, paths, [[(one.path, one.missing) for one in done], copies])
    return done


def _written(project: Project, seed: Seed, document: Document, form: Form, *, asked: bool) -> Localized:
    path = project.built_path(seed.slug, document.locale, form.suffix)
    try:
        return Localized(seed, document.locale, path, project.save(path, form.write(document)))
    except MissingPartError as error:
        if asked:
            raise
        return Localized(seed, document.locale, path, written=False, missing=error.message)
