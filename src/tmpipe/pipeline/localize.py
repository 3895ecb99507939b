"""Catalogs to localized documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from tmpipe.errors import InputError, MissingPartError
from tmpipe.model import Document, Locale
from tmpipe.pipeline.companions import companions
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
    copied: dict[str, str] = {}
    try:
        for seed in progress(chosen, "localize"):
            beside = cache(partial(companions, project, seed))  # of all locales the same
            for locale in project.locales(locales):
                claim = partial(_claim, project, seed, copied)
                done += _localized(project, seed, locale, beside, claim, drafts=shown, formats=formats)
    finally:
        project.save_record()
    return tuple(done)


def _localized(
    project: Project,
    seed: Seed,
    locale: Locale,
    beside: Callable[[], Mapping[str, str]],
    claim: Callable[[Mapping[str, str]], None],
    *,
    drafts: bool,
    formats: Sequence[str],
) -> list[Localized]:
    """The files of one document in one locale, left alone where all is as it was when they were written."""
    job = "\n".join(("localize", seed.slug, locale, f"{drafts=}", *formats))
    made_of = digest(seed, project.digest(seed.path), project.digest(project.catalog_path(seed.slug, locale)))
    known = project.done(job, made_of)
    if known is not None:
        files, copies = known
        if all(project.digest(copy) == project.digest(path) for copy, path in copies.items()):
            claim(copies)
            return [Localized(seed, locale, path, written=False, missing=missing) for path, missing in files]
    from tmpipe.pipeline.localized import in_locale  # much to load, and mostly nothing has changed

    done: list[Localized] = []
    copies, copied = {}, []
    if wanted := tuple(forms(project, seed, formats)):
        catalog = project.catalog(seed.slug, locale)
        localized = in_locale(project.document(seed), catalog, locale, drafts=drafts)
        done += [_written(project, seed, localized, form, asked=bool(formats)) for form in wanted]
        if wanted[0].own:
            copies = {project.built_path(place, locale, ""): path for place, path in beside().items()}
            claim(copies)
            copied = [copy for copy, path in copies.items() if _copied(project, path, copy)]
    paths = [*(one.path for one in done if not one.missing), *copied]
    project.keep(job, made_of, paths, [[(one.path, one.missing) for one in done], copies])
    return done


def _claim(project: Project, seed: Seed, copied: dict[str, str], copies: Mapping[str, str]) -> None:
    """Notes what is copied where; InputError where another document has another file at that place."""
    for copy, path in copies.items():
        if project.companion(path) is not None and (other := copied.setdefault(copy, path)) != path:
            message = (
                f"{path} and {other} would both be {copy}; give the documents slugs in folders of their own"
            )
            raise InputError(message, project.shown(seed.path))


def _copied(project: Project, path: str, copy: str) -> bool:
    """Copies a file that a document shows, if it is there."""
    data = project.companion(path)
    if data is not None:
        project.save(copy, data)
    return data is not None


def _written(project: Project, seed: Seed, document: Document, form: Form, *, asked: bool) -> Localized:
    path = project.built_path(seed.slug, document.locale, form.suffix)
    try:
        return Localized(seed, document.locale, path, project.save(path, form.write(document)))
    except MissingPartError as error:
        if asked:
            raise
        return Localized(seed, document.locale, path, written=False, missing=error.message)
