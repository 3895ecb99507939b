"""The main job: documents to finished catalogs' suggestions, findings and localized documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmpipe.checks.base import Levels
from tmpipe.errors import MemoryUnreachableError
from tmpipe.model import Locale, Report, Standings
from tmpipe.pipeline.check import check
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.localize import localize
from tmpipe.pipeline.pretranslate import Suggestions, pretranslate
from tmpipe.pipeline.status import status
from tmpipe.project import Progress, Project, Seed, silent


@dataclass(frozen=True, slots=True)
class Built:
    """What was done; in a second run nothing."""

    standings: tuple[Standings, ...]
    report: Report
    catalogs: int
    """How many templates and catalogs changed."""
    documents: int
    """How many localized documents changed."""
    missing: tuple[str, ...]
    """What could not be done for want of a part, and the command that installs it."""
    notes: tuple[str, ...]
    """What could not be read of the files that the memory learns from."""
    unwritten: tuple[str, ...]
    """A sentence for each rendition that was not written: what it needs, and what installs that."""


def build(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    progress: Progress = silent,
) -> Built:
    """Extracts, pretranslates, checks and localizes; a second run changes no byte."""
    chosen = project.seeds if seeds is None else seeds
    Levels(severities=project.settings.severity)  # what cannot be checked stops us before anything is written
    _ = project.sign_offs  # nor is anything where the record of sign-offs cannot be read
    written = {path for one in extract(project, chosen, locales, progress=progress) for path in one.written}
    suggestions = _suggested(project, chosen, locales, progress)
    written |= {one.path for one in suggestions.catalogs if one.written}
    report = check(project, _catalogs(project, chosen, locales), progress=progress)
    localized = localize(project, chosen, locales, progress=progress)
    return Built(
        status(project, chosen, locales, report),
        report,
        catalogs=len(written),
        documents=sum(one.written for one in localized),
        missing=suggestions.missing,
        notes=suggestions.notes,
        unwritten=tuple(dict.fromkeys(one.missing for one in localized if one.missing)),
    )


def _suggested(
    project: Project, seeds: Sequence[Seed], locales: Sequence[Locale], progress: Progress
) -> Suggestions:
    """What `pretranslate` did; nothing where the memory is out of reach: no machine takes its place."""
    try:
        return pretranslate(project, seeds, locales, progress=progress)
    except MemoryUnreachableError as error:
        return Suggestions((), (f"{error}; this build has made no new suggestions",))


def _catalogs(project: Project, seeds: Sequence[Seed], locales: Sequence[Locale]) -> tuple[str, ...]:
    return tuple(
        str(project.root / project.catalog_path(seed.slug, locale))
        for seed in seeds
        for locale in project.locales(locales)
    )
