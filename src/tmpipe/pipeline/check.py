"""Findings: of a project's catalogs and documents, or of any `.po` files with any glossary."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePath

from tmpipe.catalogs import po
from tmpipe.checks import base, source
from tmpipe.checks.base import Context, Levels, Seen
from tmpipe.errors import InputError
from tmpipe.files import path_from, read_whole
from tmpipe.glossary import exchange
from tmpipe.glossary.termbase import Termbase
from tmpipe.history import work_tree
from tmpipe.model import Catalog, Finding, Locale, Report
from tmpipe.pipeline.behind import behind
from tmpipe.pipeline.passages import lines
from tmpipe.project import Progress, Project, Seed, silent


def check(
    project: Project, paths: Sequence[str] = (), levels: Levels | None = None, *, progress: Progress = silent
) -> Report:
    """The findings of the project's catalogs and documents; with paths, of the catalogs at these."""
    how = levels or Levels(severities=project.settings.severity)
    places = {
        project.root / project.catalog_path(seed.slug, locale): (seed, locale)
        for seed, locale in _all(project)
    }
    own = {project.root / path: project.shown(path) for path in project.wordings.values()}
    chosen = _catalogs(paths) if paths else [place for place in (*places, *own) if place.exists()]
    found: list[Finding] = []
    seen, termbase = Seen(), project.termbase
    looked_at: list[str] = []
    unread: list[str] = []
    lines_of = lru_cache(64)(lambda seed: lines(project.document(seed)))
    for place in progress(chosen, "check"):
        owner = places.get(place.resolve())
        path = own.get(place.resolve(), str(place))
        shown = project.shown(project.catalog_path(owner[0].slug, owner[1])) if owner else path
        with _told(unread):
            if owner is None:
                found += _of_file(place, shown, termbase, project.settings.source_locale, how, seen=seen)
            elif (catalog := project.catalog(owner[0].slug, owner[1])) is not None:
                found += _of_catalog(project, catalog, owner[0], how, seen=seen, places=lines_of(owner[0]))
            looked_at.append(shown)
    for seed in () if paths else project.seeds:
        with _told(unread):
            for one in source.suspects(project.document(seed), how):
                path = project.shown(one.path)
                found.append(replace(one, path=path, document=f"{path}:{one.line}"))
            looked_at.append(project.shown(seed.path))
    return _report(found, looked_at, project.root, unread)


def check_files(
    paths: Sequence[str],
    glossaries: Sequence[str] = (),
    levels: Levels | None = None,
    source_locale: Locale = "en",
) -> Report:
    """The findings of catalogs anywhere, judged by these glossary files."""
    terms = [
        term
        for path in glossaries
        for term in exchange.read(read_whole(Path(path), path), path, source_locale)
    ]
    termbase = Termbase(terms, source_locale)
    found: list[Finding] = []
    seen = Seen()
    looked_at: list[str] = []
    unread: list[str] = []
    for place in _catalogs(paths):
        with _told(unread):
            found += _of_file(place, str(place), termbase, source_locale, levels or base.ALL, seen=seen)
            looked_at.append(str(place))
    return _report(found, looked_at, Path.cwd(), unread)


@contextmanager
def _told(unread: list[str]) -> Iterator[None]:
    """What cannot be read is told, and the other files are checked nevertheless."""
    try:
        yield
    except InputError as error:
        unread.append(str(error))


def findings(
    project: Project, catalog: Catalog, seed: Seed, places: Mapping[str, int] | None = None
) -> list[Finding]:
    """What is wrong with one of the project's catalogs, each finding with the line of the document.

    `places` are the document's `passages.lines`, where they are known already.
    """
    how = Levels(severities=project.settings.severity)
    known = lines(project.document(seed)) if places is None else places
    found = _of_catalog(project, catalog, seed, how, seen=Seen(), places=known)
    return [one for one in found if one.ignored is None]


def _of_catalog(
    project: Project, catalog: Catalog, seed: Seed, how: Levels, *, seen: Seen, places: Mapping[str, int]
) -> list[Finding]:
    """The same, and what comments in the catalog silence."""
    context = Context(catalog.locale, project.settings.source_locale, project.termbase, seen=seen)
    catalog = replace(catalog, path=project.shown(catalog.path))

    def placed(finding: Finding) -> Finding:
        line = places.get(finding.msgid) if finding.msgid else None
        document = project.shown(f"{seed.path}:{line}" if line else seed.path)
        return replace(finding, path=catalog.path, document=document)

    late = behind(catalog, places.keys(), project.shown(seed.path), how)
    return [*late, *map(placed, base.judged(catalog, context, how))]


def _report(found: list[Finding], paths: Sequence[str], folder: Path, unread: Sequence[str]) -> Report:
    """The findings in order; the work tree is the git repository around the folder, else the folder."""
    found.sort(key=lambda one: (one.path, one.line, one.check, one.term or ""))
    root = work_tree(folder)
    here = path_from(root, Path.cwd()).replace(os.sep, "/")
    return Report(
        tuple(one for one in found if one.ignored is None),
        tuple(one for one in found if one.ignored is not None),
        "" if here == os.curdir else here,
        root.as_posix(),
        tuple(paths),
        tuple(dict.fromkeys(unread)),
    )


def _all(project: Project) -> Iterator[tuple[Seed, Locale]]:
    return ((seed, locale) for seed in project.seeds for locale in project.settings.locales)


def _catalogs(paths: Sequence[str]) -> list[Path]:
    """The files that are named, and the catalogs in the folders that are named."""
    found: list[Path] = []
    for path in paths:
        place = Path(path)
        if not place.exists():
            raise InputError("no such file or folder", path)
        inside = sorted(place.rglob("*.po")) if place.is_dir() else [place]
        if not inside:
            raise InputError("no .po file in this folder", path)
        found += inside
    return list(dict.fromkeys(found))


def _of_file(
    place: Path, shown: str, termbase: Termbase, source_locale: Locale, levels: Levels, *, seen: Seen
) -> list[Finding]:
    catalog = catalog_at(place, shown)
    if not catalog.locale:
        message = "neither the header nor the path says which locale this is; add “Language: …” to the header"
        raise InputError(message, catalog.path, 1)
    return base.judged(catalog, Context(catalog.locale, source_locale, termbase, seen=seen), levels)


def catalog_at(place: Path, shown: str) -> Catalog:
    """The catalog at a place, of the locale that its folders, else its header, else its name says; else of
    none.
    """
    catalog = po.read(read_whole(place, shown), shown, locale_of_path(Path(shown)))
    told = (catalog.field("Language") or _of_name(Path(shown).stem)).replace("_", "-")
    return catalog if catalog.locale else replace(catalog, locale=told)


def _of_name(stem: str) -> str:
    """`pt_BR` of `po/pt_BR.po`; empty for any other word."""
    return stem if re.fullmatch(r"[a-z]{2}(?:[_-][A-Z]{2}|@[a-z]+)?", stem) else ""


def locale_of_path(place: Path) -> Locale:
    """`fr` of `locales/fr/LC_MESSAGES/x.po`; empty where the path does not say."""
    parts = PurePath(place.resolve()).parts
    found = parts[-3] if len(parts) > 2 and parts[-2] == "LC_MESSAGES" else ""
    return found.replace("_", "-") if re.fullmatch(r"[a-z]{2,3}([_-]\w+)*", found) else ""
