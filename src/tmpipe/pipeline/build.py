"""The main job: documents to finished catalogs' suggestions, findings and localized documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tmpipe import signoffs
from tmpipe.errors import MemoryUnreachableError, MissingPartError, TmpipeError
from tmpipe.history import work_tree
from tmpipe.model import Locale, Report, Standings
from tmpipe.pipeline import retold
from tmpipe.pipeline.extract import extract, keep_filled
from tmpipe.pipeline.forms import require_known
from tmpipe.pipeline.localize import localize
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.record import digest

if TYPE_CHECKING:
    from tmpipe.pipeline.pretranslate import Suggestions


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
    left: Mapping[str, int]
    """What the machine was asked for in vain, by reason."""
    notes: tuple[str, ...]
    """What could not be read of the files that the memory learns from."""
    unwritten: tuple[str, ...]
    """A sentence for each rendition that was not written: what it needs, and what installs that."""


def build(
    project: Project,
    seeds: Sequence[Seed] | None = None,
    locales: Sequence[Locale] = (),
    *,
    formats: Sequence[str] = (),
    progress: Progress = silent,
) -> Built:
    """Extracts, pretranslates, checks and localizes; a second run changes no byte.

    `formats` limits which localized documents are written.

    Nothing is read again of which the project's record says that it is as the last build left it.
    """
    chosen = project.seeds if seeds is None else seeds
    if formats or project.work(_JOB) is None:  # what cannot be used stops us before anything is written
        from tmpipe.checks.base import Levels

        Levels(severities=project.settings.severity)
        require_known(project, formats)
    _ = project.sign_offs  # nor is anything where the record of sign-offs cannot be read
    extracted = extract(project, chosen, locales, progress=progress)
    known = _known(project, chosen, locales)
    looked = known or _looked(project, chosen, locales, progress)
    localized = localize(project, chosen, locales, formats=formats, progress=progress)
    if known is None:
        _keep(project, looked, chosen, locales)
    written = {path for one in extracted for path in one.written} | looked.written
    return Built(
        *looked.found,
        catalogs=len(written),
        documents=sum(one.written for one in localized),
        missing=looked.missing,
        left=looked.left,
        notes=looked.notes,
        unwritten=tuple(dict.fromkeys(one.missing for one in localized if one.missing)),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """What suggestions, checks and status had to say, and of which state of the project."""

    found: retold.Found
    missing: tuple[str, ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    written: frozenset[str] = frozenset()
    state: str = ""
    """A hash of all that it depends on, as it was left; empty where that is not known."""


def _looked(
    project: Project, seeds: Sequence[Seed], locales: Sequence[Locale], progress: Progress
) -> _Looked:
    from tmpipe.pipeline.check import check  # all this is much, and mostly not needed
    from tmpipe.pipeline.status import status

    before = _catalogs_now(project)
    suggestions = _suggested(project, seeds, locales, progress)
    written = frozenset(one.path for one in suggestions.catalogs if one.written)
    left = before | {path: project.left(path) for path in written}
    state = _state(project, left, suggestions.stamp)
    report = check(project, _catalogs(project, seeds, locales), progress=progress)
    found = status(project, seeds, locales, report), report
    kept = suggestions.stamp and not suggestions.notes and not report.unread
    if suggestions.missing and not _settled(project):
        kept = ""  # a server may be back in a minute
    told = suggestions.missing, suggestions.left, suggestions.notes
    return _Looked(found, *told, written, state if kept else "")


_JOB = "build\n"


def _known(project: Project, seeds: Sequence[Seed], locales: Sequence[Locale]) -> _Looked | None:
    """What the last build had to say, if it was of these documents and nothing has changed since."""
    stamp = project.memory_stamp()
    made_of = digest(_state(project, _catalogs_now(project), stamp), seeds, project.locales(locales))
    told = project.done(_JOB, made_of, [retold.PATH]) if stamp else None
    if told is None:
        return None
    missing, left = told
    return _Looked(retold.read((project.root / retold.PATH).read_bytes()), tuple(missing), left)


def _keep(project: Project, looked: _Looked, seeds: Sequence[Seed], locales: Sequence[Locale]) -> None:
    """Notes what this build had to say; catalogs that it filled are as `extract` would leave them."""
    if not looked.state:
        return
    for seed in seeds:
        keep_filled(project, seed, looked.written)
    with suppress(TmpipeError):
        project.save(retold.PATH, retold.write(looked.found))
        made_of = digest(looked.state, seeds, project.locales(locales))
        project.keep(_JOB, made_of, [retold.PATH], [looked.missing, looked.left])
    project.save_record()


def _catalogs_now(project: Project) -> dict[str, str]:
    places = ((seed.slug, locale) for seed in project.seeds for locale in project.settings.locales)
    return {path: project.digest(path) for path in (project.catalog_path(*place) for place in places)}


def _state(project: Project, catalogs: Mapping[str, str], stamp: str) -> str:
    """A hash of all that suggestions, checks and status depend on."""
    paths = [*(seed.path for seed in project.seeds), *project.memory_files(), signoffs.PATH]
    files = {path: project.digest(path) for path in paths}
    tree = str(Path.cwd()), str(work_tree(project.root))
    engines = [(name, _packages(project, name)) for name in _engines(project)]
    return digest(project.ground, project.seeds, files, catalogs, stamp, engines, tree)


def _engines(project: Project) -> list[str]:
    return sorted({project.settings.engine(locale) for locale in project.settings.locales})


_OF_PACKAGES = frozenset({"argos", "opus", "ctranslate2"})
"""Engines of which `_packages` tells what they could translate."""


def _settled(project: Project) -> bool:
    """Whether what an engine lacks can come in no way that `_packages` does not tell."""
    return {*_engines(project)} <= {*_OF_PACKAGES, "pseudo", "none"}


def _packages(project: Project, name: str) -> str:
    """What tells whether an engine can translate more than it could."""
    if name == "argos":
        from tmpipe.engines.packages import models

        return repr((models.installed(), models.damaged()))
    if name not in _OF_PACKAGES:
        return ""
    settings = project.settings
    return repr(
        [_model(project, name, locale) for locale in settings.locales if settings.engine(locale) == name]
    )


def _model(project: Project, name: str, locale: Locale) -> str:
    """The name of the engine, which tells its model; why there is none."""
    from tmpipe.pipeline.opening import open_engine

    try:
        return open_engine(project, name, locale).name
    except MissingPartError as error:
        return error.message


def _suggested(
    project: Project, seeds: Sequence[Seed], locales: Sequence[Locale], progress: Progress
) -> Suggestions:
    """What `pretranslate` did; nothing where the memory is out of reach: no machine takes its place."""
    from tmpipe.pipeline.pretranslate import Suggestions, pretranslate

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
